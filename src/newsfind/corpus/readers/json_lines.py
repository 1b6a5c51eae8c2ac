"""JSON Lines: one record a line, read as a stream of any length."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.fields import raw_of_record
from newsfind.corpus.readers.json_values import SPACE, parsed
from newsfind.corpus.readers.source import Source, Unreadable


class _JsonLines:
    name = "JSON Lines"
    suffixes = (".jsonl", ".ndjson")
    many = True

    def sniff(self, head: bytes) -> bool:
        """Two lines that are objects each, or one line that is one as far as it can be seen."""
        first, newline, rest = head.lstrip(SPACE).partition(b"\n")
        if not first.startswith(b"{") or not newline:
            return False
        return first.rstrip().endswith(b"}") and rest.lstrip()[:1] in (b"{", b"")

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article a line; a line that is no object is skipped and the rest read on."""
        count = 0
        for number, line in enumerate(source.lines(), 1):
            if line is None:
                yield Skipped(f"{source.path}#line {number}", "The line is too long for one article.")
                continue
            if not line.strip():
                continue
            count += 1
            yield self._article(source, number, count, line)

    def _article(self, source: Source, number: int, count: int, line: bytes) -> RawArticle | Skipped:
        try:
            values = parsed(line)
        except Unreadable:
            return Skipped(f"{source.path}#line {number}", "The line is no JSON.")
        if not isinstance(values, dict):
            return Skipped(f"{source.path}#line {number}", "The line is JSON, but no object with fields.")
        return raw_of_record(source.path, count, values, source.field_map)


reader = _JsonLines()
