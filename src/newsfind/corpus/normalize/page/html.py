"""HTML, a whole page or a fragment -> its parts: metadata with their origins, and clean paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from newsfind.corpus.normalize.boilerplate import is_boilerplate, strip_shortcodes
from newsfind.corpus.normalize.bylines import byline_authors
from newsfind.corpus.normalize.characters import repair
from newsfind.corpus.normalize.page.blocks import build
from newsfind.corpus.normalize.page.body import find_body
from newsfind.corpus.normalize.page.metadata import Metadata, read_metadata
from newsfind.corpus.normalize.page.reading import Reading
from newsfind.corpus.normalize.page.shown import is_stamp

_PAGE = re.compile(
    r"<!doctype\s+html|<(?:html|head|body)[\s>]|\A\s*(?:<!--.{0,500}?-->\s*)*<(?:title|meta|link|base)[\s>]",
    re.I | re.S,
)
"""A title begins a page that leaves out the rest; inside of one it may be that of a picture."""
_CONTAINER = re.compile(
    r"<(/?)(?:div|span|section|article|main|b|i|u|em|strong|font|a|table|tbody|tr|td|ul|ol|dl|blockquote|center|form)\b[^<>]*>",
    re.I,
)
_MANY_TAGS = 10_000
_DEEPEST = 2_000
_LONG = 60
_HEAD = 3
_A_BODY = 600
_LITTLE_OF_IT = 0.4


@dataclass(slots=True)
class PageParts:
    """What was found in a page; `removed` is what was taken out of its body.

    `linked_headings` counts the headings that are links: a front page has many.
    """

    metadata: Metadata
    paragraphs: list[str]
    removed: list[str] = field(default_factory=list)
    linked_headings: int = 0


def is_page(html: str) -> bool:
    """Whether this is a whole page rather than a fragment inside another format."""
    return _PAGE.search(html) is not None


def _not_too_deep(html: str) -> str:
    """The same markup, or without its containers where these are nested so deeply that parsing takes minutes."""
    if html.count("<") < _MANY_TAGS:
        return html
    depth = 0
    for match in _CONTAINER.finditer(html):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > _DEEPEST:
            return _CONTAINER.sub(" ", html)
    return html


def read_page(html: str, url: str = "") -> PageParts:
    """The parts of a whole page. `url` is where it was saved from, if known."""
    tree = LexborHTMLParser(_not_too_deep(html))
    metadata = read_metadata(tree, html, url)
    body = find_body(tree)
    parts = _without_credits(_clean(PageParts(metadata, body.paragraphs, body.cut, body.linked_headings)))
    if len(metadata.body) > _A_BODY and _size(parts) < _LITTLE_OF_IT * len(metadata.body):
        stated = _without_credits(_stated(metadata.body))
        if _size(stated) > _A_BODY and _size(parts) < _LITTLE_OF_IT * _size(stated):
            parts.paragraphs = stated.paragraphs
            metadata.origins["body"] = "JSON-LD articleBody"
    return parts


def _size(parts: PageParts) -> int:
    return sum(map(len, parts.paragraphs))


def _stated(body: str) -> PageParts:
    """The paragraphs of a body that a page hands to search engines: markup, escaped markup, or plain lines."""
    body = unescape(unescape(body)) if "&" in body else body
    if "<p" in body or "<br" in body or "<div" in body:
        return read_fragment(body)
    return _clean(PageParts(Metadata(), [" ".join(line.split()) for line in body.splitlines() if line.strip()]))


def read_fragment(html: str) -> PageParts:
    """The parts of a fragment, which is all body, with bylines and dates where they stand.

    >>> read_fragment("<p>The ferry<br>runs again.</p><ul><li>Mondays<li>Fridays</ul>").paragraphs
    ['The ferry runs again.', 'Mondays', 'Fridays']
    """
    tree = LexborHTMLParser(_not_too_deep(html))
    body = tree.body
    root = build(body, careful=True)[0] if body is not None else None
    return _clean(PageParts(Metadata(), Reading(strict=False).read(root).result() if root is not None else []))


def _clean(parts: PageParts) -> PageParts:
    kept: list[str] = []
    seen: set[str] = set()
    for paragraph in parts.paragraphs:
        text, codes = strip_shortcodes(repair(paragraph))
        parts.removed += codes
        if text := text.strip():
            twice = len(text) >= _LONG and text in seen
            seen.add(text)
            (parts.removed if twice or is_boilerplate(text) else kept).append(text)
    parts.paragraphs = kept
    return parts


def _without_credits(parts: PageParts) -> PageParts:
    """Without bylines and dates at the head of the body, where a page repeats what it says above it."""
    for paragraph in parts.paragraphs[:_HEAD]:
        if len(parts.paragraphs) > 1 and (byline_authors(paragraph) is not None or is_stamp(paragraph)):
            parts.paragraphs.remove(paragraph)
            parts.removed.append(paragraph)
    return parts
