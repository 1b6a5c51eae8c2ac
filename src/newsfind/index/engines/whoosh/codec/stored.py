"""Stored articles: compressed by Zstandard in small blocks, with a dictionary learned from articles like them.

A block holds an article of 2 KB or more, or several short ones, so a hit costs little that is not asked for. Blocks
that small compress well only with a dictionary of what the articles have in common; a segment carries those that its
blocks were compressed with, so that segments can be merged without compressing everything again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from threading import Lock

import numpy as np
import zstandard

from newsfind.article import Article
from newsfind.errors import IndexCorrupt
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.packing import unpack

_BLOCK = 1 << 11
_LEVEL = 3
_DICTIONARY = 1 << 18
"""Bytes of a dictionary at most; what it saves beside one of 64 KB is in docs/decisions/0010-half-bytes.md."""
_SHARE = 32
"""A dictionary is at least so many times smaller than what it is learned for."""
_LEAST_TO_LEARN = 1 << 20
_MOST_SAMPLES = 600
_SAMPLE = 1 << 13
_READ_ON = 1 << 12
"""Blocks that are read one after the other before their memory is given back."""
_MOST_DICTIONARIES = 100
"""Of a segment. Each process that builds learns one, and an index that has one keeps to it."""


class StoredArticles:
    """Reads articles by number."""

    def __init__(self, file: ColumnFile) -> None:
        self._file = file
        self._last: tuple[int, bytes] = (-1, b"")
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

    def packed(self, number: int) -> bytes:
        """One article, packed."""
        return next(self.raw([number]))

    def raw(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """Articles, packed."""
        for block, used, size, begin, end, start, stop in self._places(np.array(numbers, np.int64)):
            with self._one_thread:
                if self._last[0] != block:
                    self._last = block, self._decompress(self._file.bytes("stored.data", begin, end), size, used)
                unpacked = self._last[1]
            yield unpacked[start:stop]

    def _places(self, numbers: Array) -> Iterator[tuple[int, ...]]:
        """Of each article its block, the dictionary and the size of that, where it lies, where the article is in it."""
        first, inside, ends, uses = (self._file.array(f"stored.{name}") for name in ("first", "inside", "ends", "uses"))
        block = first.searchsorted(numbers.astype(first.dtype), "right") - 1
        start = np.where(first[block] < numbers, inside[numbers - 1], 0)
        sizes = inside[first[block + 1] - 1]
        places = block, uses[block], sizes, ends[block], ends[block + 1], start, inside[numbers]
        return zip(*(column.tolist() for column in places), strict=True)

    def compressed(self) -> Iterator[tuple[bytes, int, list[int]]]:
        """Each block as it is, the number of its dictionary, and where each of its articles ends in it, unpacked."""
        inside = self._file.array("stored.inside").tolist()
        first, ends = self._file.array("stored.first").tolist(), self._file.array("stored.ends").tolist()
        for block, used in enumerate(self._file.array("stored.uses").tolist()):
            if block % _READ_ON == 0:
                self._file.rest()
            yield (
                self._file.bytes("stored.data", *ends[block : block + 2]),
                used,
                inside[first[block] : first[block + 1]],
            )

    def _decompress(self, data: bytes, size: int, used: int) -> bytes:
        try:
            if zstandard.frame_content_size(data) != size:
                raise zstandard.ZstdError("the block has another size than it should")
            return self._decompressor(used).decompress(data)
        except (zstandard.ZstdError, IndexError) as error:
            raise IndexCorrupt(f"{self._file.path} is damaged: a stored article cannot be unpacked.") from error

    def _decompressor(self, used: int) -> zstandard.ZstdDecompressor:
        if used not in self._decompressors:
            dictionary = _as_dictionary(self.dictionaries[used])
            self._decompressors[used] = zstandard.ZstdDecompressor(dict_data=dictionary)
        return self._decompressors[used]


class StoredWriter:
    """Writes packed articles, one after the other."""

    def __init__(self, out: ColumnFileWriter, dictionary: bytes) -> None:
        self._out = out
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=_as_dictionary(dictionary))
        self._dictionaries = {dictionary: 0}
        self._block = bytearray()
        self._inside = array("I")
        self._first = array("I", [0])
        self._ends = array("Q", [0])
        self._uses = array("B")
        out.append("stored.data", b"")

    def add(self, packed: bytes) -> None:
        """The next article."""
        self._block += packed
        self._inside.append(len(self._block))
        if len(self._block) >= _BLOCK:
            self._close_block()

    def add_all(self, stored: StoredArticles, live: Array) -> None:
        """The live articles of another segment. Blocks are taken as they are if they are full, all of them lives, and
        a dictionary made them small.
        """
        self._close_block()
        first = 0
        kept = np.zeros(len(stored), bool)
        kept[live] = True
        for data, used, ends in stored.compressed():
            numbers = range(first, first + len(ends))
            first += len(ends)
            number = self._number_of(stored.dictionaries[used])
            if number is not None and ends[-1] >= _BLOCK and kept[numbers.start : numbers.stop].all():
                self._inside.extend(ends)
                self._append(data, number)
            else:
                for packed in stored.raw([n for n in numbers if kept[n]]):
                    self.add(packed)
                self._close_block()

    def _number_of(self, dictionary: bytes) -> int | None:
        if not dictionary or len(self._dictionaries) > _MOST_DICTIONARIES:
            return None
        return self._dictionaries.setdefault(dictionary, len(self._dictionaries))

    def _close_block(self) -> None:
        if self._block:
            self._append(self._compressor.compress(bytes(self._block)), 0)
            self._block.clear()

    def _append(self, compressed: bytes, used: int) -> None:
        self._out.append("stored.data", compressed)
        self._ends.append(self._ends[-1] + len(compressed))
        self._first.append(len(self._inside))
        self._uses.append(used)

    def finish(self) -> None:
        """Write what is left, and the columns that tell where everything is."""
        self._close_block()
        dictionaries = list(self._dictionaries)
        self._out.append("stored.dictionaries", b"".join(dictionaries))
        self._out.append("stored.dictionaries.ends", np.cumsum([0, *map(len, dictionaries)]), "<u4")
        self._out.append("stored.first", np.array(self._first, "<u4"))
        self._out.append("stored.ends", np.array(self._ends, "<u8"))
        self._out.append("stored.inside", np.array(self._inside, "<u4"))
        self._out.append("stored.uses", np.array(self._uses, "<u1"))


def learn_dictionary(packed: Sequence[bytes]) -> bytes:
    """A dictionary for articles like these; b"" where there are too few to learn from."""
    size = sum(map(len, packed))
    if size < _LEAST_TO_LEARN:
        return b""
    samples: list[bytes | bytearray | memoryview] = [
        one[:_SAMPLE] for one in packed[:: -(-len(packed) // _MOST_SAMPLES)]
    ]
    try:
        return zstandard.train_dictionary(min(_DICTIONARY, size // _SHARE), samples).as_bytes()
    except zstandard.ZstdError:
        return b""  # articles too much alike, or too different


def _as_dictionary(content: bytes) -> zstandard.ZstdCompressionDict | None:
    return zstandard.ZstdCompressionDict(content) if content else None
