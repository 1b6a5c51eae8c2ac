"""What stands around a page's heading: where a newspaper shows when a story came out and who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsfind.corpus.normalize.characters import letters

_BEFORE, _AFTER = 10, 24
_ALIKE = 18
_LEAST_ALIKE = 4
_MOST_HEADINGS = 12
_LEVELS: Final = ("h1", "h2,h3", '[itemprop~="headline"],[class*="headline" i],[class*="title" i]')
_MOST_STEPS = 600
_UNSEEN: Final = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "head", "select", "option"))
_INLINE: Final = frozenset(
    (
        "a", "span", "b", "i", "em", "strong", "time", "small", "abbr", "cite", "font", "u", "q", "sup", "sub", "mark",
        "bdi",
    )
)  # fmt: skip
_LONGEST_LINE = 400
_MOST_LINES = 1500
_LONGEST_START = 60


@dataclass(frozen=True, slots=True)
class Near:
    """A piece of text near the heading, or with `text` empty an element that has a date in its attributes.

    `steps` counts the pieces of text from the heading to this one; `behind` says on which side of it.
    """

    node: LexborNode
    text: str
    steps: int
    behind: bool


def find_headings(tree: LexborHTMLParser, headline: str) -> list[LexborNode]:
    """The elements that show the headline: headings that begin like it, or are a part of it, `h1` first.

    Several where a page has its headline once for screen readers and once for the eye.
    """
    whole = letters(headline)
    if len(whole) < _LEAST_ALIKE:
        return []
    found: list[LexborNode] = []
    for level in _LEVELS:
        if found and level is _LEVELS[-1]:
            break
        for node in tree.css(level)[:_MOST_HEADINGS]:
            seen = letters(node.text(deep=True)[:_LONGEST_LINE])
            if seen.startswith(whole[:_ALIKE]) or (len(seen) >= _ALIKE and seen in whole):
                found.append(node)
                break
    return found


def only_heading(tree: LexborHTMLParser) -> list[LexborNode]:
    """The `h1` of a page that has one: it heads the article, even where the page's metadata call it otherwise."""
    found = tree.css("h1")
    return found if len(found) == 1 else []


def around(heading: LexborNode) -> list[Near]:
    """Pieces of text and dated elements on both sides of the heading, each side in order of distance."""
    return [*_take(heading, _AFTER, behind=True), *_take(heading, _BEFORE, behind=False)]


def _take(heading: LexborNode, most: int, *, behind: bool) -> Iterator[Near]:
    steps = 0
    for node in _walk(heading, forward=behind):
        if node.tag == "-text":
            text = (node.text_content or "").strip()
            if text:
                steps += 1
                yield Near(node, " ".join(text.split()), steps, behind)
                if steps == most:
                    return
        elif node.tag in ("time", "abbr", "meta") or "datetime" in node.attributes or "itemprop" in node.attributes:
            yield Near(node, "", steps + 1, behind)


def _walk(heading: LexborNode, *, forward: bool) -> Iterator[LexborNode]:
    """The nodes behind (or before) the heading in the page's order, without what nobody sees."""
    node: LexborNode | None = heading
    descend = False
    for _ in range(_MOST_STEPS):
        following = (node.first_child if forward else node.last_child) if descend and node is not None else None
        while following is None:
            if node is None or node.tag == "body":
                return
            following = node.next if forward else node.prev
            if following is None:
                node = node.parent
        node = following
        descend = node.tag not in _UNSEEN and node.tag != "-text"
        yield node


def texts_of(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """All pieces of text of a page that are to be seen, in the page's order."""
    body = tree.body
    for node in body.traverse(include_text=True) if body is not None else ():
        if node.tag == "-text" and ((parent := node.parent) is None or parent.tag not in _UNSEEN):
            yield node


def lines_around(tree: LexborHTMLParser, headline: str) -> list[str]:
    """As `around`, where no element but only a line of text shows the headline: the lines behind it, then before."""
    start = letters(headline)[:_ALIKE]
    if len(start) < _LEAST_ALIKE:
        return []
    lines = [text for node in texts_of(tree) if (text := " ".join((node.text_content or "").split()))]
    for at, line in enumerate(lines[:_MOST_LINES]):
        if letters(line[:_LONGEST_START]).startswith(start):
            return [*lines[at + 1 : at + 1 + _AFTER], *reversed(lines[max(0, at - _BEFORE) : at])]
    return []


def line_of(node: LexborNode) -> str:
    """The whole line that a piece of text stands in: up to the block around it, or to a line break."""
    top = node
    while (parent := top.parent) is not None and parent.tag in _INLINE:
        top = parent
    parts = [top.text(deep=True, separator=" ")]
    size = len(parts[0])
    for forward in (False, True):
        other = top.next if forward else top.prev
        while other is not None and (other.tag == "-text" or other.tag in _INLINE) and size < _LONGEST_LINE:
            text = other.text(deep=True, separator=" ")
            parts.insert(len(parts) if forward else 0, text)
            size += len(text)
            other = other.next if forward else other.prev
    return " ".join(" ".join(parts).split())
