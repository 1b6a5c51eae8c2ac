"""Hits -> RIS, one NEWS reference each: for Zotero, EndNote, Mendeley.

A line is a tag of two characters, two spaces, a hyphen, a space and the value; nothing in a value needs escaping but
line breaks, which it must not have. A reference begins with TY and ends with ER. Lines end with CR LF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsfind.article import Article, format_date
from newsfind.results.hits import Hit
from newsfind.ui.formats.citation import family_first, one_line


def as_ris(hits: Iterable[Hit]) -> Iterator[str]:
    """One reference a hit."""
    for hit in hits:
        yield "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in _tags(hit.article)) + "\r\n"


def _tags(article: Article) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "TI", article.headline or "(no headline)"
    for name in article.authors:
        yield "AU", family_first(name) or f"{name},"
    if article.source:
        yield "T2", article.source
    if article.date:
        yield "PY", f"{article.date.year:04}"
        yield "DA", article.date.strftime("%Y/%m/%d")
    if article.url:
        yield "UR", article.url
    if article.language:
        yield "LA", article.language
    for section in article.sections:
        yield "KW", section
    yield "ID", article.id
    if article.agency:
        yield "PB", article.agency
    if article.date and article.date.time().isoformat() != "00:00:00":
        yield "N1", f"Published {format_date(article.date)}"
    yield "ER", ""
