"""Writing stored articles: see `stored.py`."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import zstandard

from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.masks import mask
from newsfind.index.engines.whoosh.codec.stored import Blocks, StoredArticles, as_dictionary

_BLOCK = 1 << 11
_LEVEL = 3
_DICTIONARY = 1 << 18
"""Bytes of a dictionary at most; what it saves beside one of 64 KB is in docs/decisions/0010-half-bytes.md."""
_SHARE = 16
"""A dictionary is at least so many times smaller than what it is learned for; a whole piece of work is enough for the
largest.
"""
_LEAST_TO_LEARN = 1 << 20
_SAMPLES = 1500
_SAMPLE = 1 << 13
_SEGMENT, _COMMON = 400, 8
"""COVER's k and d, in bytes: pieces of a dictionary, and what must be equal to be counted. zstandard would look for the
best ones, which takes longer and saves nothing here (`python -m benchmarks.packing`).
"""
_READ_ON = 1 << 12
"""Blocks that are taken over at a time."""
_MOST_DICTIONARIES = 100
"""Of a segment. Each process that builds learns one, and an index that has one keeps to it."""
_MOST_USES = 1 << 8
"""Numbers of dictionaries that fit a block's byte."""
_NO_DICTIONARY = -1


class StoredWriter:
    """Writes packed articles, one after the other."""

    def __init__(self, out: ColumnFileWriter, dictionary: bytes) -> None:
        self._out = out
        self._compressor = zstandard.ZstdCompressor(
            level=_LEVEL, dict_data=as_dictionary(dictionary), write_dict_id=False
        )  # a number for each block tells its dictionary
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
        blocks = stored.blocks()
        kept = mask(live, len(stored))
        as_it_is = (blocks.sizes() >= _BLOCK) & blocks.all_of(kept)
        numbers = np.full(_MOST_USES, _NO_DICTIONARY)
        for used in np.unique(blocks.uses[as_it_is]).tolist():
            numbers[used] = self._number_of(stored.dictionaries[used])
        as_it_is &= numbers[blocks.uses] != _NO_DICTIONARY
        for begin, end in _runs(as_it_is):
            if as_it_is[begin]:
                self._take(stored, blocks, begin, end, numbers)
            else:
                articles = np.arange(blocks.first[begin], blocks.first[end])
                for packed in stored.raw(articles[kept[articles]].tolist()):
                    self.add(packed)

    def _take(self, stored: StoredArticles, blocks: Blocks, begin: int, end: int, numbers: Array) -> None:
        """Blocks [begin, end) of a segment, given the number here of each of its dictionaries."""
        self._close_block()
        first, ends = blocks.first[begin : end + 1].astype(np.int64), blocks.ends[begin : end + 1].astype(np.int64)
        self._out.append("stored.data", stored.compressed(int(ends[0]), int(ends[-1])))
        self._ends.extend((ends[1:] - ends[0] + self._ends[-1]).tolist())
        self._first.extend((first[1:] - first[0] + len(self._inside)).tolist())
        self._inside.extend(blocks.inside[first[0] : first[-1]].tolist())
        self._uses.extend(numbers[blocks.uses[begin:end]].tolist())

    def _number_of(self, dictionary: bytes) -> int:
        if not dictionary or len(self._dictionaries) > _MOST_DICTIONARIES:
            return _NO_DICTIONARY
        return self._dictionaries.setdefault(dictionary, len(self._dictionaries))

    def _close_block(self) -> None:
        if self._block:
            compressed = self._compressor.compress(bytes(self._block))
            self._block.clear()
            self._out.append("stored.data", compressed)
            self._ends.append(self._ends[-1] + len(compressed))
            self._first.append(len(self._inside))
            self._uses.append(0)

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
        one[:_SAMPLE] for one in packed[:: max(len(packed) // _SAMPLES, 1)]
    ]
    try:
        size = min(_DICTIONARY, size // _SHARE)
        return zstandard.train_dictionary(size, samples, k=_SEGMENT, d=_COMMON).as_bytes()
    except zstandard.ZstdError:
        return b""  # articles too much alike, or too different


def _runs(flags: Array) -> Iterator[tuple[int, int]]:
    """The ranges [begin, end), at most `_READ_ON` long, in which all flags are the same."""
    changes = ((flags[1:] != flags[:-1]).nonzero()[0] + 1).tolist()
    for begin, end in pairwise([0, *changes, len(flags)]):
        for at in range(begin, end, _READ_ON):
            yield at, min(at + _READ_ON, end)
