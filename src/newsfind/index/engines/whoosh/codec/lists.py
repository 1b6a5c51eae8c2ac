"""Many ascending lists of integers, packed: where each form of a word stands, which articles hold a stem.

A list is cut into blocks of 128. A block keeps its first value plainly, and for each of its values the gap to the
value before it in one to four bytes, the narrowest that fits the block. Gaps of one width from all blocks lie in one
column in the order of the blocks, so a list is decoded by at most four slices and one cumulative sum, and any blocks
of it without the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, ColumnFileWriter

BLOCK = 128
_FEW = 8
"""Blocks of a list that are decoded without a look at which of them are needed."""
_NONE = np.empty(0, np.int64)
_TYPES = {1: "<u1", 2: "<u2", 3: "<u1", 4: "<u4"}
_WIDTHS = tuple(_TYPES)

Ints = NDArray[np.int32]


class Lists:
    """Reads the lists that `ListsWriter` wrote under the same prefix. Values are below 2**31."""

    def __init__(self, file: ColumnFile, prefix: str) -> None:
        self._file = file
        self._starts = f"{prefix}.starts"
        self._blocks = f"{prefix}.blocks"
        self._first = f"{prefix}.first"
        self._offset = f"{prefix}.offset"
        self._width = f"{prefix}.width"
        self._gaps = {width: f"{prefix}.gaps{width}" for width in _WIDTHS}

    def __len__(self) -> int:
        return self._file.length(self._starts) - 1

    def counts(self, start: int, stop: int) -> Ints:
        """Lengths of the lists [start, stop)."""
        return np.diff(self._file.part(self._starts, start, stop + 1).astype(np.int64)).astype(np.int32)

    def count(self, number: int) -> int:
        """Length of one list."""
        start, stop = self._file.pair(self._starts, number)
        return stop - start

    def decode(self, number: int) -> Ints:
        """One list."""
        count = self.count(number)
        if not count:
            return np.empty(0, np.int32)
        start, stop = self._file.pair(self._blocks, number)
        gaps = self._flat_gaps(start, stop, count)
        gaps[0] = self._file.part(self._first, start, start + 1)[0]
        return np.cumsum(gaps, out=gaps)

    def decode_range(self, start: int, stop: int) -> tuple[Ints, Ints]:
        """The lists [start, stop), one behind the other, and their lengths."""
        counts = self.counts(start, stop)
        if not counts.any():
            return np.empty(0, np.int32), counts
        begin, end = self._file.part(self._blocks, start, stop + 1)[[0, -1]].tolist()
        lengths = _block_lengths(counts)
        gaps = self._mixed_gaps(begin, end, lengths)
        return _summed(gaps, self._file.part(self._first, begin, end), lengths), counts

    def decode_many(self, numbers: Array) -> tuple[Ints, Ints]:
        """Lists with any numbers, one behind the other, and their lengths."""
        starts = self._file.array(self._starts).astype(np.int64)
        blocks = self._file.array(self._blocks)
        counts = (starts[numbers + 1] - starts[numbers]).astype(np.int32)
        return self._decode_chosen(ranges(blocks[numbers], blocks[numbers + 1]), _block_lengths(counts)), counts

    def within(self, number: int, lows: Array, highs: Array) -> Ints:
        """The values of one list that lie in any of the ranges [low, high), which ascend and do not overlap."""
        return self.within_many([number], lows, highs)[0]

    def within_many(self, numbers: Sequence[int], lows: Array, highs: Array) -> tuple[Ints, Array, Array]:
        """The values of several lists in the ranges [low, high), list by list; for each value, its list's place in
        `numbers`, and the number of its range.
        """
        chosen = [self._chosen(number, lows, highs) for number in numbers]
        lengths = np.concatenate([_NONE, *(lengths for _, lengths in chosen)])
        values = self._decode_chosen(np.concatenate([_NONE, *(blocks for blocks, _ in chosen)]), lengths)
        held = [int(lengths.sum()) for _, lengths in chosen]
        places = np.arange(len(held), dtype=np.int64) << 32
        keys = values + np.repeat(places, held)
        begins = keys.searchsorted((lows + places[:, None]).ravel())
        ends = keys.searchsorted((highs + places[:, None]).ravel())
        found = np.repeat(np.arange(len(begins)), ends - begins)
        return values[ranges(begins, ends)], found // max(len(lows), 1), found % max(len(lows), 1)

    def _chosen(self, number: int, lows: Array, highs: Array) -> tuple[Array, Array]:
        """The blocks of a list that can hold values in the ranges, and their lengths."""
        start, stop = self._file.pair(self._blocks, number)
        blocks = np.arange(start, stop)
        if stop - start > _FEW:
            blocks = start + _blocks_touched(self._file.part(self._first, start, stop), lows, highs)
        lengths = np.full(len(blocks), BLOCK)
        if len(blocks) and blocks[-1] == stop - 1:
            lengths[-1] = self.count(number) - BLOCK * (stop - start - 1)
        return blocks, lengths

    def _decode_chosen(self, chosen: Array, lengths: Array) -> Ints:
        """Any blocks, one behind the other, given their lengths."""
        width, offset = self._file.array(self._width)[chosen], self._file.array(self._offset)[chosen].astype(np.int64)
        gaps = np.empty(int(lengths.sum()), np.int32)
        for size in _WIDTHS:
            rows = np.flatnonzero(width == size)
            if len(rows) == len(width):
                gaps = self._gathered(size, offset, lengths)
            elif len(rows):
                gaps[np.repeat(width == size, lengths)] = self._gathered(size, offset[rows], lengths[rows])
        return _summed(gaps, self._file.array(self._first)[chosen], lengths)

    def _gathered(self, size: int, offset: Array, lengths: Array) -> Array:
        if not len(offset):
            return np.empty(0, np.int32)
        low, high = int(offset.min()), int((offset + lengths).max())
        rows = ranges(offset - low, offset - low + lengths)
        if size != 3:
            return self._file.part(self._gaps[size], low, high)[rows]
        column, rows = self._file.part(self._gaps[3], 3 * low, 3 * high), 3 * rows
        return column[rows] | column[rows + 1].astype(np.int32) << 8 | column[rows + 2].astype(np.int32) << 16

    def find(self, number: int, targets: Array) -> NDArray[np.int64]:
        """Where ascending values stand in one list; -1 for those that it does not have."""
        first, wanted = self._touched(number, targets, targets + 1)
        if 2 * len(wanted) >= len(first):
            return _indices(self.decode(number), targets)
        found = _indices(self._decode_blocks(number, wanted), targets)
        row = wanted[found // BLOCK] if len(wanted) else found
        return np.where(found < 0, found, row * BLOCK + found % BLOCK)

    def _touched(self, number: int, lows: Array, highs: Array) -> tuple[Array, Array]:
        start, stop = self._file.pair(self._blocks, number)
        first = self._file.part(self._first, start, stop)
        if len(first) <= 2 or not len(lows):
            return first, np.arange(len(first) if len(lows) else 0)
        return first, _blocks_touched(first, lows, highs)

    def _decode_blocks(self, number: int, wanted: Array) -> Ints:
        if not len(wanted):
            return np.empty(0, np.int32)
        start, stop = self._file.pair(self._blocks, number)
        lengths = np.full(len(wanted), BLOCK)
        if wanted[-1] == stop - start - 1:
            lengths[-1] = self.count(number) - BLOCK * (stop - start - 1)
        first = self._file.part(self._first, start, stop)[wanted]
        offset = self._file.part(self._offset, start, stop)[wanted]
        width = self._file.part(self._width, start, stop)[wanted]
        out = np.zeros((len(wanted), BLOCK), np.int32)
        for size in _WIDTHS:
            rows = np.flatnonzero(width == size)
            if len(rows):
                low, high = int(offset[rows[0]]), int(offset[rows[-1]] + lengths[rows[-1]])
                column = self._gaps_between(size, low, high)
                index = (offset[rows].astype(np.int64) - low)[:, None] + np.arange(BLOCK)
                out[rows] = column[np.minimum(index, high - low - 1)]
        out[:, 0] = first
        np.cumsum(out, axis=1, out=out)
        return out[np.arange(BLOCK) < lengths[:, None]]

    def _flat_gaps(self, start: int, stop: int, count: int) -> Ints:
        width = self._file.part(self._width, start, stop)
        if stop - start == 1 or (width == width[0]).all():
            size = int(width[0])
            offset = int(self._file.part(self._offset, start, start + 1)[0])
            return self._gaps_between(size, offset, offset + count).astype(np.int32)
        lengths = np.full(stop - start, BLOCK)
        lengths[-1] = count - BLOCK * (stop - start - 1)
        return self._mixed_gaps(start, stop, lengths)

    def _mixed_gaps(self, start: int, stop: int, lengths: Array) -> Ints:
        width = self._file.part(self._width, start, stop)
        offset = self._file.part(self._offset, start, stop)
        out = np.empty(int(lengths.sum()), np.int32)
        wide = np.repeat(width, lengths)
        for size in _WIDTHS:
            rows = np.flatnonzero(width == size)
            if len(rows):
                low, high = int(offset[rows[0]]), int(offset[rows[-1]]) + int(lengths[rows[-1]])
                out[wide == size] = self._gaps_between(size, low, high)
        return out

    def _gaps_between(self, width: int, low: int, high: int) -> Array:
        if width != 3:
            return self._file.part(self._gaps[width], low, high)
        triples = self._file.part(self._gaps[3], 3 * low, 3 * high).reshape(-1, 3).astype(np.int32)
        return triples[:, 0] | triples[:, 1] << 8 | triples[:, 2] << 16


class ListsWriter:
    """Writes lists, in any number of portions, as columns with names that begin with `prefix`."""

    def __init__(self, out: ColumnFileWriter, prefix: str) -> None:
        self._out, self._prefix = out, prefix
        self._values = 0
        self._blocks = 0
        self._filled = dict.fromkeys(_WIDTHS, 0)
        out.append(f"{prefix}.starts", np.zeros(1, "<u4"))
        out.append(f"{prefix}.blocks", np.zeros(1, "<u4"))
        for name, dtype in (("first", "<i4"), ("offset", "<u4"), ("width", "<u1")):
            out.append(f"{prefix}.{name}", np.empty(0, dtype))
        for width, dtype in _TYPES.items():
            out.append(f"{prefix}.gaps{width}", np.empty(0, dtype))

    def append(self, values: Array, counts: Array) -> None:
        """Add lists: their values one behind the other, each list ascending, and their lengths (0 allowed)."""
        counts = counts.astype(np.int64)
        self._out.append(f"{self._prefix}.starts", self._values + np.cumsum(counts))
        self._out.append(f"{self._prefix}.blocks", self._blocks + np.cumsum(-(-counts // BLOCK)))
        self._values += int(counts.sum())
        if len(values):
            self._append_blocks(values, _block_lengths(counts), counts)

    def _append_blocks(self, values: Array, lengths: Array, counts: Array) -> None:
        begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        gaps = np.diff(values, prepend=values[:1])
        gaps[(np.cumsum(counts) - counts)[counts > 0]] = 0
        most = np.maximum.reduceat(gaps, begins)
        width = (1 + (most >= 1 << 8) + (most >= 1 << 16) + (most >= 1 << 24)).astype("<u1")
        offset = np.zeros(len(lengths), np.int64)
        wide = np.repeat(width, lengths)
        for size in _WIDTHS:
            rows = width == size
            ends = np.cumsum(lengths[rows])
            offset[rows] = self._filled[size] + ends - lengths[rows]
            self._filled[size] += int(ends[-1]) if len(ends) else 0
            chosen = gaps[wide == size]
            if size == 3:
                chosen = chosen.astype("<u4").view("u1").reshape(-1, 4)[:, :3].ravel()
            self._out.append(f"{self._prefix}.gaps{size}", chosen)
        self._out.append(f"{self._prefix}.first", values[begins])
        self._out.append(f"{self._prefix}.offset", offset)
        self._out.append(f"{self._prefix}.width", width)
        self._blocks += len(lengths)


def _summed(gaps: Ints, first: Array, lengths: Array) -> Ints:
    """Values of blocks, one behind the other, from their gaps, first values and lengths."""
    if not len(lengths):
        return gaps
    sums = np.cumsum(gaps, dtype=np.int64)
    base = first - sums[np.cumsum(lengths) - lengths]
    return (sums + np.repeat(base, lengths)).astype(np.int32)


def _block_lengths(counts: Array) -> Array:
    """Lengths of the blocks that lists of these lengths are cut into."""
    blocks = -(-counts.astype(np.int64) // BLOCK)
    lengths = np.full(int(blocks.sum()), BLOCK)
    filled = counts > 0
    last = np.cumsum(blocks)[filled] - 1
    lengths[last] = counts[filled] - BLOCK * (blocks[filled] - 1)
    return lengths


def _blocks_touched(first: Array, lows: Array, highs: Array) -> Array:
    """Numbers of the blocks that can hold values in the ranges, by the blocks' first values."""
    begin = np.maximum(first.searchsorted(lows, "right") - 1, 0)
    touched = ranges(begin, np.maximum(first.searchsorted(highs, "left"), begin))
    return touched[np.diff(touched, prepend=-1) > 0]


def _indices(values: Ints, targets: Array) -> NDArray[np.int64]:
    """Where ascending targets stand in ascending values, -1 where they do not."""
    if not len(values):
        return np.full(len(targets), -1)
    at = np.searchsorted(values, targets)
    at[at == len(values)] = 0
    return np.where(values[at] == targets, at, -1)


def ranges(begins: Array, ends: Array) -> NDArray[np.int64]:
    """The numbers of all ranges [begin, end), one behind the other."""
    lengths = (ends - begins).astype(np.int64)
    shift = begins.astype(np.int64) - (np.cumsum(lengths) - lengths)
    return np.arange(int(lengths.sum())) + np.repeat(shift, lengths)
