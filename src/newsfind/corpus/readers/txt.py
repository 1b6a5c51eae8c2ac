"""Plain text: one article a file, in whatever layout; the normalizer finds headline and section."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.encodings import decode, looks_binary
from newsfind.corpus.readers.source import Source


class _Txt:
    name = "txt"
    suffixes = (".txt", ".text")
    many = False

    def sniff(self, head: bytes) -> bool:
        """Anything that is not binary."""
        return bool(head.strip()) and not looks_binary(head)

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article."""
        data = source.read()
        if looks_binary(data[:4096]):
            yield Skipped(source.path, "The file is binary, not text.")
            return
        yield RawArticle(path=source.path, text=decode(data), folder=source.folder)


reader = _Txt()
