"""An article's text as HTML: paragraphs, with what a query matches marked and names linked to their searches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newsfind.article import Article, Entity
from newsfind.results.hits import Snippet
from newsfind.results.render import as_html
from newsfind.ui.web.state import SearchState

_BREAK = re.compile(r"\n\s*\n")
_PARAMS: Mapping[str, str] = {"person": "person", "organisation": "org", "place": "place"}
_LEAST_NAME = 3
"""Characters: shorter aliases are too often something else."""

_MOST_NAMES = 400
"""Names that are looked for in one text, the most mentioned first."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of the text that names an entity, and the address of the search for it."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Headline and paragraphs as HTML, and how many marks there are; the nth mark has the id `mn`, from 1."""

    headline: Markup
    paragraphs: tuple[Markup, ...]
    marks: int


def reading(article: Article, headline: Snippet, body: Snippet) -> Reading:
    """The article for reading."""
    numbers = iter(range(1, len(headline.marks) + len(body.marks) + 1))
    names = _named(article)
    opened: set[Range] = set()
    title = _html(headline, 0, len(headline.text), (), set(), numbers)
    paragraphs = tuple(_html(body, start, end, names, opened, numbers) for start, end in _paragraphs(body.text))
    return Reading(title, paragraphs, len(headline.marks) + len(body.marks))


def entity_url(entity: Entity) -> str:
    """The search for an entity."""
    return SearchState(chosen={_PARAMS[entity.type]: (entity.name,)}).url()


def _paragraphs(text: str) -> Iterator[Range]:
    at = 0
    for gap in _BREAK.finditer(text):
        if text[at : gap.start()].strip():
            yield at, gap.start()
        at = gap.end()
    if text[at:].strip():
        yield at, len(text)


def _named(article: Article) -> Sequence[Named]:
    """Where the body names the article's entities, by their names and aliases, the longest at each place."""
    urls: dict[str, str] = {}
    for entity in sorted(article.entities, key=lambda known: -known.mentions):
        for name in (entity.name, *entity.aliases):
            if len(name) >= _LEAST_NAME and len(urls) < _MOST_NAMES:
                urls.setdefault(name, entity_url(entity))
    if not urls:
        return ()
    longest_first = "|".join(re.escape(name) for name in sorted(urls, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")
    return [Named(*found.span(), urls[found[0]]) for found in pattern.finditer(article.body)]


def _html(
    text: Snippet, start: int, end: int, names: Sequence[Named], opened: set[Range], numbers: Iterator[int]
) -> Markup:
    """Characters [start, end), each name in a link; a mark that a name's border or a paragraph's end cuts is two
    elements. `opened` are the marks of the text that have their number.
    """
    pieces = []
    at = start
    for name in names:
        if start <= name.start and name.end <= end:
            pieces.append(_marked(text, at, name.start, opened, numbers))
            inside = _marked(text, name.start, name.end, opened, numbers)
            pieces.append(Markup('<a class="name" href="{}">{}</a>').format(name.url, inside))
            at = name.end
    pieces.append(_marked(text, at, end, opened, numbers))
    return Markup("").join(pieces)


def _marked(text: Snippet, start: int, end: int, opened: set[Range], numbers: Iterator[int]) -> Markup:
    """Plain text with its marks; the first piece of each mark carries its number."""
    inside = [mark for mark in text.marks if mark[0] < end and mark[1] > start]
    cut = tuple((max(first, start) - start, min(last, end) - start) for first, last in inside)
    html = as_html(Snippet(text.text[start:end], cut))
    for mark in inside:
        tag = "<mark\n>"
        if mark not in opened:
            opened.add(mark)
            tag = f'<mark id="m{next(numbers)}"\n>'
        html = html.replace("<mark>", tag, 1)
    return Markup(html)  # noqa: S704 - as_html escapes
