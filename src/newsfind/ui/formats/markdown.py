"""Hits -> Markdown (CommonMark): a list with links and passages, for notes and tickets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsfind.article import format_date
from newsfind.results.hits import Hit, Snippet
from newsfind.results.render import harmless

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$])")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_NOT_IN_A_LINK = re.compile(r"[\s<>\\\x00-\x1f]")


def as_markdown(hits: Iterable[Hit]) -> Iterator[str]:
    """One numbered item a hit: the headline, linked if there is an address; where and when; the passages."""
    for number, hit in enumerate(hits, 1):
        yield "".join(f"{line}\n" for line in _item(number, hit))


def _item(number: int, hit: Hit) -> Iterator[str]:
    article = hit.article
    margin = " " * (len(str(number)) + 2)
    yield f"{number}. {_linked(_escaped(article.headline or '(no headline)'), article.url)}"
    facts = (article.source, article.section, format_date(article.date)[:10], ", ".join(article.authors), article.path)
    yield f"{margin}{' · '.join(_escaped(fact) for fact in facts if fact)}  "
    for snippet in hit.snippets.get("body", ()):
        yield f"{margin}> {_marked(snippet)}"
        yield margin.rstrip()
    yield ""


def _linked(text: str, url: str) -> str:
    """Only addresses of the web become links, so that nothing else can be clicked."""
    if not _WEB.match(url) or _NOT_IN_A_LINK.search(url):
        return f"**{text}**"
    return f"**[{text}](<{url}>)**"


def _marked(snippet: Snippet) -> str:
    pieces, at = [], 0
    for start, end in snippet.marks:
        pieces += [_escaped(snippet.text[at:start], edges=True), f"**{_escaped(snippet.text[start:end])}**"]
        at = end
    return "".join((*pieces, _escaped(snippet.text[at:], edges=True))).strip()


def _escaped(text: str, *, edges: bool = False) -> str:
    """The text on one line with a backslash before whatever Markdown would act on."""
    line = re.sub(r"\s+", " ", harmless(text))
    return _ACTIVE.sub(r"\\\1", line if edges else line.strip())
