"""Stored articles: compressed by Zstandard in small blocks, with a dictionary learned from articles like them.

A block holds an article of 2 KB or more, or several short ones, so a hit costs little that is not asked for. Blocks
that small compress well only with a dictionary of what the articles have in common; a segment carries those that its
blocks were compressed with, so that segments can be merged without compressing everything again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from threading import Lock

import numpy as np
import zstandard

from newsfind.article import Article
from newsfind.errors import IndexCorrupt
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile
from newsfind.index.engines.whoosh.codec.packing import body_of, unpack
from newsfind.index.engines.whoosh.codec.passing import Passing
from newsfind.values import dataclass


@dataclass(frozen=True, slots=True)
class Blocks:
    """How blocks lie.

    By block: its first article, where it ends, which dictionary it was compressed with. By article: where it ends in
    its block, unpacked. `first` and `ends` have an entry more, behind the last block or in front of the first.
    """

    first: Array
    inside: Array
    ends: Array
    uses: Array

    def sizes(self, blocks: Array | slice = slice(None)) -> Array:
        """Bytes of some blocks, or of all, unpacked."""
        return self.inside[self.first[1:][blocks] - 1]

    def all_of(self, kept: Array) -> Array:
        """Which blocks have only articles that are kept."""
        before = np.concatenate((np.zeros(1, np.int64), np.cumsum(~kept)))[self.first]
        return before[1:] == before[:-1]


_AROUND = 1 << 18
"""Linux maps as much around a place as it keeps in one piece: of a file that was written not long ago, far more than a
block takes.
"""


class StoredArticles:
    """Reads articles by number."""

    def __init__(self, file: ColumnFile) -> None:
        self._file = file
        self._last: tuple[int, bytes] = (-1, b"")
        self._passing = Passing(file, "stored.data", around=_AROUND)
        self._decompressors: dict[int, zstandard.ZstdDecompressor] = {}
        self._one_thread = Lock()  # a decompressor serves one at a time

    def __len__(self) -> int:
        return self._file.length("stored.inside")

    @cached_property
    def dictionaries(self) -> list[bytes]:
        """What blocks are compressed with; b"" stands for nothing."""
        ends = self._file.array("stored.dictionaries.ends").tolist()
        text = self._file.bytes("stored.dictionaries", 0, self._file.length("stored.dictionaries"))
        if len(ends) < 2 or max(ends) > len(text):
            raise IndexCorrupt(f"{self._file.path} is damaged: its dictionaries are cut short.")
        return [text[begin:end] for begin, end in pairwise(ends)]

    def __getitem__(self, number: int) -> Article:
        return unpack(self.packed(number))

    def several(self, numbers: Sequence[int]) -> list[Article]:
        """Articles with any numbers."""
        return list(map(unpack, self.raw(numbers)))

    def bodies(self, numbers: Sequence[int]) -> Iterator[str]:
        """The bodies of articles with any numbers."""
        return map(body_of, self.raw(numbers))

    def packed(self, number: int) -> bytes:
        """One article, packed."""
        return next(self.raw([number]))

    def raw(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """Articles, packed."""
        for block, used, size, begin, end, start, stop in self._places(np.array(numbers, np.int64)):
            with self._one_thread:
                if self._last[0] != block:
                    self._last = block, self._decompress(self._passing.bytes("stored.data", begin, end), size, used)
                unpacked = self._last[1]
            yield unpacked[start:stop]

    def _places(self, numbers: Array) -> Iterator[tuple[int, ...]]:
        """Of each article its block, the dictionary and the size of that, where it lies, where the article is in it."""
        blocks = self.blocks()
        first, inside, ends = blocks.first, blocks.inside, blocks.ends
        block = first.searchsorted(numbers.astype(first.dtype), "right") - 1
        start = np.where(first[block] < numbers, inside[numbers - 1], 0)
        places = block, blocks.uses[block], blocks.sizes(block), ends[block], ends[block + 1], start, inside[numbers]
        return zip(*(column.tolist() for column in places), strict=True)

    def blocks(self) -> Blocks:
        """How they lie."""
        return Blocks(*(self._file.array(f"stored.{name}") for name in ("first", "inside", "ends", "uses")))

    def compressed(self, begin: int, end: int) -> bytes:
        """Bytes [begin, end) of all blocks; the memory of what was read before is given back."""
        self._file.rest()
        return self._file.bytes("stored.data", begin, end)

    def _decompress(self, data: bytes, size: int, used: int) -> bytes:
        try:
            if zstandard.frame_content_size(data) != size:
                raise zstandard.ZstdError("the block has another size than it should")
            return self._decompressor(used).decompress(data)
        except (zstandard.ZstdError, IndexError) as error:
            raise IndexCorrupt(f"{self._file.path} is damaged: a stored article cannot be unpacked.") from error

    def _decompressor(self, used: int) -> zstandard.ZstdDecompressor:
        if used not in self._decompressors:
            dictionary = as_dictionary(self.dictionaries[used])
            self._decompressors[used] = zstandard.ZstdDecompressor(dict_data=dictionary)
        return self._decompressors[used]


def as_dictionary(content: bytes) -> zstandard.ZstdCompressionDict | None:
    """A dictionary as Zstandard wants it; None for b""."""
    return zstandard.ZstdCompressionDict(content) if content else None
