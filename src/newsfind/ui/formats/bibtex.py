"""Hits -> BibTeX, one @article each, in UTF-8 (BibLaTeX and Biber; classic BibTeX with inputenc).

The characters that TeX acts on are escaped. Titles stand in double braces, so that no style changes their capitals;
so do authors that are desks or agencies, of which no family name may be taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsfind.article import Article
from newsfind.results.hits import Hit
from newsfind.ui.formats.citation import cite_key, family_first, one_line

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_IN_URLS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def as_bibtex(hits: Iterable[Hit]) -> Iterator[str]:
    """One entry a hit."""
    for hit in hits:
        lines = [f"  {name} = {value}," for name, value in _fields(hit.article)]
        yield "\n".join((f"@article{{{cite_key(hit.article)},", *lines, "}", "", ""))


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{_escaped(article.headline or '(no headline)')}}}}}"
    if article.authors:
        yield "author", "{" + " and ".join(map(_author, article.authors)) + "}"
    if article.source:
        yield "journal", f"{{{_escaped(article.source)}}}"
    if article.date:
        yield "date", f"{{{article.date.date().isoformat()}}}"
        yield "year", f"{{{article.date.year}}}"
        yield "month", _MONTHS[article.date.month - 1]
    if article.url:
        yield "url", f"{{{one_line(article.url).translate(_IN_URLS)}}}"
    if article.language:
        yield "langid", f"{{{_escaped(article.language)}}}"
    if article.section:
        yield "keywords", f"{{{_escaped(', '.join(article.sections))}}}"


def _author(name: str) -> str:
    person = family_first(name)
    return _escaped(person) if person else f"{{{_escaped(name)}}}"


def _escaped(text: str) -> str:
    return one_line(text).translate(_ESCAPES)
