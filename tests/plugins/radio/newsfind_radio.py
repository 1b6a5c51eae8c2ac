"""Reads radio scripts: lines of `NAME: value`, an empty line, and what is read out."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.encodings import decode
from newsfind.corpus.readers.source import Source


class RadioReader:
    """`name` is shown by `newsfind inspect`; `many` would say that a file may hold several articles."""

    name = "radio script"
    suffixes = (".radio",)
    many = False

    def sniff(self, head: bytes) -> bool:
        """Whether a file without our suffix is one of ours all the same."""
        return head.startswith(b"ON AIR:")

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article, or the reason why there is none: nothing is dropped without a word."""
        head, _, text = decode(source.read()).partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        if not text.strip():
            yield Skipped(source.path, "The script has no text.")
            return
        yield RawArticle(
            path=source.path,
            text=text,
            headline=fields.get("SLUG", ""),
            date=fields.get("ON AIR", ""),
            authors=tuple(filter(None, [fields.get("READ BY", "")])),
            source="Radio Varn",
            folder=source.folder,
        )


reader = RadioReader()
