"""Stored articles: compressed by Zstandard in blocks of about 16 KB, so that a hit costs one small block."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

import numpy as np
import zstandard

from newsfind.article import Article, Entity
from newsfind.errors import IndexCorrupt
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, ColumnFileWriter

_BLOCK = 1 << 14
_LEVEL = 3
_LENGTH = struct.Struct("<I")


class StoredArticles:
    """Reads articles by number."""

    def __init__(self, file: ColumnFile) -> None:
        self._file = file
        self._decompressor = zstandard.ZstdDecompressor()
        self._last: tuple[int, bytes] = (-1, b"")

    def __getitem__(self, number: int) -> Article:
        block = int(np.searchsorted(self._file.array("stored.first"), number, "right")) - 1
        first = int(self._file.part("stored.first", block, block + 1)[0])
        ends = self._file.part("stored.inside", first, number + 1).tolist()
        begin = ends[-2] if len(ends) > 1 else 0
        return unpack(self._block(block)[begin : ends[-1]])

    def _block(self, block: int) -> bytes:
        if self._last[0] != block:
            self._last = block, self.decompress(self.compressed(block))
        return self._last[1]

    def compressed(self, block: int) -> bytes:
        """A block as it lies on disk."""
        begin, end = self._file.part("stored.ends", block, block + 2).tolist()
        return self._file.bytes("stored.data", begin, end)

    def decompress(self, data: bytes) -> bytes:
        """A block's plain bytes."""
        try:
            return self._decompressor.decompress(data)
        except zstandard.ZstdError as error:
            raise IndexCorrupt(f"{self._file.path} is damaged: a stored article cannot be unpacked.") from error

    def blocks(self) -> Iterator[tuple[bytes, Array]]:
        """All blocks as they lie on disk, and for each where its articles end in it."""
        first = self._file.array("stored.first")
        inside = self._file.array("stored.inside")
        for block, (start, stop) in enumerate(pairwise(first.tolist())):
            yield self.compressed(block), inside[start:stop]

    def raw(self, numbers: Iterable[int]) -> Iterator[bytes]:
        """Articles, packed, by ascending numbers."""
        first = self._file.array("stored.first").tolist()
        inside = self._file.array("stored.inside").tolist()
        block = 0
        for number in numbers:
            while first[block + 1] <= number:
                block += 1
            begin = inside[number - 1] if number > first[block] else 0
            yield self._block(block)[begin : inside[number]]


class StoredWriter:
    """Writes packed articles, one after the other."""

    def __init__(self, out: ColumnFileWriter) -> None:
        self._out = out
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._block = bytearray()
        self._inside: list[int] = []
        self._first = [0]
        self._ends = [0]
        self._articles = 0

    def add(self, packed: bytes) -> None:
        """The next article."""
        self._block += packed
        self._inside.append(len(self._block))
        self._articles += 1
        if len(self._block) >= _BLOCK:
            self._close_block()

    def add_block(self, compressed: bytes, inside: Array) -> None:
        """A whole block of another segment, as it is, and where its articles end in it."""
        if self._block:
            self._close_block()
        self._inside.extend(inside.tolist())
        self._articles += len(inside)
        self._put(compressed)

    def _close_block(self) -> None:
        self._put(self._compressor.compress(bytes(self._block)))
        self._block.clear()

    def _put(self, compressed: bytes) -> None:
        self._out.append("stored.data", compressed)
        self._ends.append(self._ends[-1] + len(compressed))
        self._first.append(self._articles)

    def finish(self) -> None:
        """Write what is left, and the columns that tell where everything is."""
        if self._block:
            self._close_block()
        self._out.append("stored.data", b"")
        self._out.append("stored.first", np.array(self._first, "<u4"))
        self._out.append("stored.ends", np.array(self._ends, "<u8"))
        self._out.append("stored.inside", np.array(self._inside, "<u4"))


def pack(article: Article) -> bytes:
    """An article as bytes."""
    entities = [
        [e.name, e.type, e.mentions, int(e.in_headline), int(e.in_lead), e.aliases, int(e.given)]
        for e in article.entities
    ]
    date = article.date.isoformat() if article.date else ""
    fields = [
        article.id,
        article.headline,
        article.section,
        date,
        article.source,
        article.authors,
        article.agency,
        article.url,
        article.path,
        article.language,
        entities,
        article.other_sections,
    ]
    about = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return _LENGTH.pack(len(about)) + about + article.body.encode("utf-8", "surrogatepass")


def unpack(packed: bytes) -> Article:
    """The article that `pack` packed."""
    begin = _LENGTH.size
    end = begin + _LENGTH.unpack_from(packed)[0]
    fields = json.loads(packed[begin:end].decode("utf-8", "surrogatepass"))
    number, headline, section, date, source, authors, agency, url, path, language, entities, others = fields
    return Article(
        id=number,
        headline=headline,
        body=packed[end:].decode("utf-8", "surrogatepass"),
        section=section,
        date=datetime.fromisoformat(date) if date else None,
        source=source,
        authors=tuple(authors),
        agency=agency,
        url=url,
        path=path,
        language=language,
        entities=tuple(
            Entity(name, kind, mentions, bool(in_headline), bool(in_lead), tuple(aliases), bool(given))
            for name, kind, mentions, in_headline, in_lead, aliases, given in entities
        ),
        other_sections=tuple(others),
    )
