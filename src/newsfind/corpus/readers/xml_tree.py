"""XML -> a tree of plain elements, safely: no entity is expanded, nothing outside is fetched, depth is bounded.

Names lose their name space, and `xml:lang` becomes `lang`: where a format has two things of one name, as WordPress has
`content:encoded` and `excerpt:encoded`, its reader tells them apart by their order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from newsfind.corpus.readers.encodings import decode
from newsfind.corpus.readers.source import Unreadable

_DEEPEST = 400
_MOST_ELEMENTS = 2_000_000
_CHUNK = 1 << 16
_PROLOGUE = re.compile(r"^\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<([\w.:-]+)", re.S)


@dataclass(slots=True, eq=False)
class Element:
    """An element: its local name, attributes, and children in order, text among them."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[str | Element] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        return (child for child in self.children if isinstance(child, Element))

    def get(self, name: str) -> str:
        """An attribute, "" where it is not there."""
        return self.attributes.get(name, "")

    def all(self, path: str) -> list[Element]:
        """The elements at a path of names: `a/b` for children of children, `*` for any name."""
        found = [self]
        for name in path.split("/"):
            found = [child for element in found for child in element if name in ("*", child.name)]
        return found

    def first(self, path: str) -> Element | None:
        """The first element at a path."""
        return next(iter(self.all(path)), None)

    def descendants(self, *names: str, outside: Sequence[str] = ()) -> Iterator[Element]:
        """Elements of these names at any depth, in the document's order; none inside of those named `outside`."""
        waiting = list(self)[::-1]
        while waiting:
            element = waiting.pop()
            if element.name in names:
                yield element
            if element.name not in outside:
                waiting.extend(list(element)[::-1])

    def text(self, path: str = "") -> str:
        """All text inside the first element at a path, on one line; "" where there is none."""
        element = self.first(path) if path else self
        return " ".join("".join(_texts(element)).split()) if element is not None else ""


def _texts(element: Element) -> Iterator[str]:
    waiting: list[str | Element] = [element]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        else:
            waiting.extend(item.children[::-1])


def markup(element: Element) -> str:
    """The inside of an element as HTML, for formats that carry XHTML or its like."""
    parts: list[str] = []
    waiting: list[str | Element | tuple[str]] = [*element.children[::-1]]
    while waiting:
        item = waiting.pop()
        if isinstance(item, tuple):
            parts.append(item[0])
        elif isinstance(item, str):
            parts.append(html.escape(item, quote=False))
        else:
            parts.append(f"<{item.name}>")
            waiting.append((f"</{item.name}>",))
            waiting.extend(item.children[::-1])
    return "".join(parts)


class _Builder:
    """Takes expat's events; with `wanted`, keeps only elements of these names and hands each over when it ends."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.done: list[Element] = []
        self._wanted = wanted
        self._open: list[Element] = []
        self._depth = 0
        self._count = 0
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._skipped
        self._parser.UseForeignDTD(True)
        self._parser.ExternalEntityRefHandler = lambda *_: 1

    def feed(self, data: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise Unreadable(f"The XML is broken ({error}).") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST:
            raise Unreadable("The XML is nested too deeply.")
        local = name.rpartition("}")[2]
        if not self._open and self._wanted and local not in self._wanted:
            return
        if not self._wanted and self._count > _MOST_ELEMENTS:
            raise Unreadable("The XML has too many elements for one article.")
        element = Element(local, {key.rpartition("}")[2]: value for key, value in attributes.items()})
        if self._open:
            self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._open and self._open[-1].name == name.rpartition("}")[2]:
            element = self._open.pop()
            if not self._open:
                self.done.append(element)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)

    def _entity(self, name: str, *_: object) -> None:
        raise Unreadable(f"The XML declares entities of its own (“{name[:40]}”), which are not expanded.")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(html.unescape(f"&{name};"))


def parse(data: bytes) -> Element:
    """The tree of a whole document; Unreadable where it is broken, declares entities or is nested too deeply.

    >>> tree = parse(b"<nitf><body><hl1>Ferry <em>runs</em></hl1><p n='1'/></body></nitf>")
    >>> tree.text("body/hl1"), tree.first("body/p").get("n"), markup(tree.first("body/hl1"))
    ('Ferry runs', '1', 'Ferry <em>runs</em>')
    """
    builder = _Builder(frozenset())
    builder.feed(data, last=True)
    if not builder.done:
        raise Unreadable("The XML is empty.")
    return builder.done[0]


def stream(source: BinaryIO, *wanted: str) -> Iterator[Element]:
    """Each element of these names as soon as it ends, in memory bounded by the largest of them."""
    builder = _Builder(frozenset(wanted))
    while data := source.read(_CHUNK):
        builder.feed(data)
        yield from builder.done
        builder.done.clear()
    builder.feed(b"", last=True)
    yield from builder.done


def root_name(head: bytes) -> str:
    """The local name of the root element of a document that begins with these bytes, "" where it is no XML."""
    match = _PROLOGUE.match(decode(head).lstrip("\ufeff"))
    return match[1].rpartition(":")[2] if match else ""
