"""JSON: one record, a list of records, or an object that holds such a list; also JSON Lines under this suffix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import json_lines
from newsfind.corpus.readers.fields import Record, raw_of_record
from newsfind.corpus.readers.json_values import elements, opening, parsed
from newsfind.corpus.readers.source import Source, Unreadable

_LISTS = ("articles", "items", "docs", "documents", "results", "data", "hits", "stories", "news", "posts", "response")


class _JsonFile:
    name = "JSON"
    suffixes = (".json",)
    many = True

    def sniff(self, head: bytes) -> bool:
        """An object or a list."""
        return opening(head) in (b"[{", b"[]") or opening(head).startswith(b"{")

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """A list and lines are streamed; an object is read whole."""
        if opening(source.head()).startswith(b"["):
            with source.open() as stream:
                yield from _articles(source, elements(stream))
        elif _is_lines(source):
            yield from json_lines.reader.read(source)
        else:
            yield from _articles(source, _records(parsed(source.read())))


def _is_lines(source: Source) -> bool:
    """Whether the first line is a value by itself and another object follows, as many data sets call JSON Lines."""
    lines = (line for line in source.lines() if line is None or line.strip())
    first, second = next(lines, None), next(lines, None)
    if first is None or second is None or not second.lstrip().startswith(b"{"):
        return False
    try:
        parsed(first)
    except Unreadable:
        return False
    return True


def _records(whole: object) -> list[object]:
    """The records of an object: itself, or the list that it wraps (`{"articles": [...]}`), however often."""
    if not isinstance(whole, Mapping):
        return [whole]
    record = Record(whole)
    if record.all("text") or record.all("html"):
        return [whole]
    for name in _LISTS:
        inner = whole.get(name)
        if isinstance(inner, list):
            return inner
        if isinstance(inner, Mapping):
            return _records(inner)
    values = list(whole.values())
    return values if len(values) > 1 and all(isinstance(value, Mapping) for value in values) else [whole]


def _articles(source: Source, found: Iterable[object]) -> Iterator[RawArticle | Skipped]:
    for number, values in enumerate(found, 1):
        if isinstance(values, Mapping):
            yield raw_of_record(source.path, number, values, source.field_map)
        else:
            yield Skipped(f"{source.path}#{number}", "The element is no object with fields.")


reader = _JsonFile()
