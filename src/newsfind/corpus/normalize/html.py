"""HTML, a whole page or a fragment -> its parts: metadata with their origins, and clean paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from newsfind.corpus.normalize.blocks import build
from newsfind.corpus.normalize.body import find_body
from newsfind.corpus.normalize.boilerplate import is_boilerplate, strip_shortcodes
from newsfind.corpus.normalize.characters import repair
from newsfind.corpus.normalize.metadata import Metadata, read_metadata
from newsfind.corpus.normalize.reading import Reading

_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|title|meta)[\s>]", re.I)


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


def read_page(html: str, url: str = "") -> PageParts:
    """The parts of a whole page. `url` is where it was saved from, if known."""
    tree = LexborHTMLParser(html)
    metadata = read_metadata(tree, html, url)
    body = find_body(tree)
    return _clean(PageParts(metadata, body.paragraphs, body.cut, body.linked_headings))


def read_fragment(html: str) -> PageParts:
    """The parts of a fragment, which is all body."""
    tree = LexborHTMLParser(html)
    body = tree.body
    root = build(body, careful=True)[0] if body is not None else None
    return _clean(PageParts(Metadata(), Reading(strict=False).read(root).result() if root is not None else []))


def _clean(parts: PageParts) -> PageParts:
    kept: list[str] = []
    for paragraph in parts.paragraphs:
        text, codes = strip_shortcodes(repair(paragraph))
        parts.removed += codes
        if text := text.strip():
            (parts.removed if is_boilerplate(text) else kept).append(text)
    parts.paragraphs = kept
    return parts
