"""Many ascending lists of integers, packed: where each form of a word stands, which articles hold a stem.

A list is cut into blocks of 128. A block keeps its first value plainly, and for each of its values the gap to the
value before it in the narrowest width that fits the block (`gaps.py`). Gaps of one width from all blocks lie in one
column in the order of the blocks, so a list is decoded by a few slices and one cumulative sum, and any blocks of it
without the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from newsfind.index.engines.whoosh.codec.blocks import (
    BLOCK,
    STRETCH,
    block_lengths,
    blocks_touched,
    in_both,
    indices,
    summed,
    summed_in_blocks,
)
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, ColumnFileWriter, Ints
from newsfind.index.engines.whoosh.codec.gaps import WIDTHS, Gaps, column_type, pack, slots, widths_for
from newsfind.index.ranges import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEW = 8
"""Blocks of a list that are decoded without a look at which of them are needed."""
_MANY = 32
"""So many blocks are worth adding up four gaps at a time: see `summed_in_blocks`."""
_FAR = 1 << 16
"""What the values of a block must span less than for that."""
_TWO_BYTES = 4
"""In half-bytes, the widest gap that it takes."""
_PLACES = np.arange(BLOCK)
_NONE = np.empty(0, np.int64)


class Lists:
    """Reads the lists that `ListsWriter` wrote under the same prefix. Values are below 2**31."""

    def __init__(self, file: ColumnFile, prefix: str) -> None:
        self._file = file
        self._starts = f"{prefix}.starts"
        self._blocks = f"{prefix}.blocks"
        self._first = f"{prefix}.first"
        self._offset = f"{prefix}.offset"
        self._width = f"{prefix}.width"
        self._gaps = Gaps(file, prefix)

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
        return self._run(*self._file.pair(self._blocks, number), count)

    def _run(self, start: int, stop: int, count: int) -> Ints:
        """What the blocks [start, stop) of one list hold, `count` values."""
        width = self._file.part(self._width, start, stop)
        first = self._file.part(self._first, start, stop)
        if stop - start >= _MANY and np.diff(first).max() < _FAR and width[-1] <= _TWO_BYTES:
            near = self._gaps_of_blocks(start, width, count, np.uint16)
            near[:, 0] = 0
            if near[-1, : count - BLOCK * (len(near) - 1)].sum() < _FAR:
                return summed_in_blocks(near, first).ravel()[:count]
        if stop - start == 1 or (width == width[0]).all():
            offset = int(self._file.part(self._offset, start, start + 1)[0])
            gaps = self._gaps.between(int(width[0]), offset, offset + count).astype(np.int32)
        else:
            gaps = self._gaps_of_blocks(start, width, count, np.int32).ravel()[:count]
        gaps[0] = first[0]
        return gaps.cumsum(out=gaps)

    def _gaps_of_blocks(self, start: int, width: Array, count: int, kind: type[np.integer[Any]]) -> Array:
        """The gaps of blocks of one list, a row for each, given their widths: those of one width lie side by side."""
        offset = self._file.part(self._offset, start, start + len(width))
        gaps = np.empty((len(width), BLOCK), kind)
        last = count - BLOCK * (len(width) - 1)
        for size in WIDTHS:
            rows = (width == size).nonzero()[0]
            if not len(rows):
                continue
            low, full = int(offset[rows[0]]), len(rows)
            if rows[-1] == len(width) - 1 and last < BLOCK:
                full -= 1
                end = low + BLOCK * full
                gaps[-1, :last] = self._gaps.between(size, end, end + last)
            gaps[rows[:full]] = self._gaps.between(size, low, low + BLOCK * full).reshape(-1, BLOCK)
        return gaps

    def decode_range(self, start: int, stop: int) -> tuple[Ints, Ints]:
        """The lists [start, stop), one behind the other, and their lengths."""
        counts = self.counts(start, stop)
        if not counts.any():
            return np.empty(0, np.int32), counts
        begin, end = self._file.part(self._blocks, start, stop + 1)[[0, -1]].tolist()
        lengths = block_lengths(counts)
        gaps = self._mixed_gaps(begin, end, lengths)
        return summed(gaps, self._file.part(self._first, begin, end), lengths), counts

    def decode_many(self, numbers: Array) -> tuple[Ints, Ints]:
        """Lists with any numbers, one behind the other, and their lengths."""
        starts = self._file.array(self._starts).astype(np.int64)
        blocks = self._file.array(self._blocks)
        counts = (starts[numbers + 1] - starts[numbers]).astype(np.int32)
        return self._decode_chosen(ranges(blocks[numbers], blocks[numbers + 1]), block_lengths(counts)), counts

    def within(self, number: int, lows: Array, highs: Array) -> Ints:
        """The values of one list that lie in any of the ranges [low, high), which ascend and do not overlap."""
        return self.within_many([number], lows, highs)[0]

    def within_many(self, numbers: Sequence[int], lows: Array, highs: Array) -> tuple[Ints, Array, Array]:
        """The values of several lists in the ranges [low, high), list by list; for each value, its list's place in
        `numbers`, and the number of its range.
        """
        if not numbers or not len(lows):
            return np.empty(0, np.int32), _NONE, _NONE
        values, held = self._decode_blocks(*self._chosen(numbers, lows, highs))
        if len(numbers) == 1:
            begins, ends = values.searchsorted(lows), values.searchsorted(highs)
        else:
            places = np.arange(len(numbers), dtype=np.int64) << 32
            keys = values + places.repeat(held)
            begins = keys.searchsorted((lows + places[:, None]).ravel())
            ends = keys.searchsorted((highs + places[:, None]).ravel())
        found = np.arange(len(begins)).repeat(ends - begins)
        return values[ranges(begins, ends)], found // len(lows), found % len(lows)

    def _chosen(self, numbers: Sequence[int], lows: Array, highs: Array) -> tuple[list[Array], list[int]]:
        """The blocks of each list that can hold values in the ranges, and the length of the last of them."""
        chosen, lasts = [], []
        for start, stop, count in zip(*self._extents(np.array(numbers)), strict=True):
            blocks = np.arange(start, stop)
            if stop - start > _FEW:
                blocks = start + blocks_touched(self._file.part(self._first, start, stop), lows, highs)
            chosen.append(blocks)
            lasts.append(count - BLOCK * (stop - start - 1) if len(blocks) and blocks[-1] == stop - 1 else BLOCK)
        return chosen, lasts

    def _extents(self, numbers: Array) -> tuple[list[int], list[int], list[int]]:
        """The first block of each list, the one behind its last, and its length."""
        starts, blocks = self._file.array(self._starts), self._file.array(self._blocks)
        counts = starts[numbers + 1].astype(np.int64) - starts[numbers]
        return blocks[numbers].tolist(), blocks[numbers + 1].tolist(), counts.tolist()

    def _decode_blocks(self, several: Sequence[Array], lasts: Sequence[int]) -> tuple[Ints, list[int]]:
        """Any blocks of some lists, one behind the other, given the length of the last of each list; and how many
        values each list has in them.
        """
        blocks = several[0] if len(several) == 1 else np.concatenate(several)
        if not len(blocks):
            return np.empty(0, np.int32), [0] * len(several)
        width, offset = (self._file.array(name)[blocks] for name in (self._width, self._offset))
        out = np.empty((len(blocks), BLOCK), np.int32)
        for size in set(width.tolist()):
            rows = (width == size).nonzero()[0]
            out[rows] = self._gaps.rows(size, offset[rows].astype(np.int64), BLOCK)
        out[:, 0] = self._file.array(self._first)[blocks]
        np.cumsum(out, axis=1, out=out)
        sizes = [len(some) for some in several]
        held = [BLOCK * (size - 1) + last if size else 0 for size, last in zip(sizes, lasts, strict=True)]
        if sum(held) == out.size or len(several) == 1:
            return out.ravel()[: sum(held)], held
        lengths = np.full(len(blocks), BLOCK)
        lengths[[end - 1 for end, size in zip(accumulate(sizes), sizes, strict=True) if size]] = [
            last for size, last in zip(sizes, lasts, strict=True) if size
        ]
        return out[lengths[:, None] > _PLACES], held

    def _decode_chosen(self, chosen: Array, lengths: Array) -> Ints:
        """Any blocks, one behind the other, given their lengths."""
        width, offset = self._file.array(self._width)[chosen], self._file.array(self._offset)[chosen].astype(np.int64)
        gaps = np.empty(int(lengths.sum()), np.int32)
        for size in WIDTHS:
            rows = np.flatnonzero(width == size)
            if len(rows) == len(width) > 0:
                gaps = self._gaps.of_blocks(size, offset, lengths)
            elif len(rows):
                gaps[np.repeat(width == size, lengths)] = self._gaps.of_blocks(size, offset[rows], lengths[rows])
        return summed(gaps, self._file.array(self._first)[chosen], lengths)

    def find(self, number: int, targets: Array) -> NDArray[np.int64]:
        """Where ascending values stand in one list; -1 for those that it does not have."""
        start, stop = self._file.pair(self._blocks, number)
        if stop - start <= _FEW or len(targets) > (stop - start) // 2:
            return indices(self.decode(number), targets)
        chosen, lasts = self._chosen([number], targets, targets + 1)
        blocks, found = chosen[0], indices(self._decode_blocks(chosen, lasts)[0], targets)
        return (
            np.where(found < 0, -1, (blocks[found // BLOCK] - start) * BLOCK + found % BLOCK) if len(blocks) else found
        )

    def common(self, number: int, values: Ints) -> Ints:
        """Those of different ascending values that one list has."""
        start, stop = self._file.pair(self._blocks, number)
        if stop - start > max(_FEW, len(values)):
            known = self._decode_blocks(*self._chosen([number], values, values + 1))[0]
            return values[indices(known, values) >= 0]
        found = [values[:0]]
        for begin, end, low, high in self._stretches(start, stop, values):
            count = min(BLOCK * (end - start), self.count(number)) - BLOCK * (begin - start)
            found.append(in_both(self._run(begin, end, count), values[low:high]))
        return np.concatenate(found) if len(found) > 2 else found[-1]

    def _stretches(self, start: int, stop: int, values: Ints) -> Iterator[tuple[int, int, int, int]]:
        """The blocks [start, stop) of a list a stretch at a time, each with the rows of the values that it may have,
        if there are any.
        """
        begins = range(start, stop, STRETCH)
        cuts = values.searchsorted(self._file.array(self._first)[list(begins[1:])]).tolist()
        for begin, low, high in zip(begins, (0, *cuts), (*cuts, len(values)), strict=False):
            if low < high:
                yield begin, min(begin + STRETCH, stop), low, high

    def _mixed_gaps(self, start: int, stop: int, lengths: Array) -> Ints:
        width = self._file.part(self._width, start, stop)
        offset = self._file.part(self._offset, start, stop)
        out = np.empty(int(lengths.sum()), np.int32)
        wide = np.repeat(width, lengths)
        for size in WIDTHS:
            rows = np.flatnonzero(width == size)
            if len(rows):
                out[wide == size] = self._gaps.side_by_side(size, int(offset[rows[0]]), lengths[rows])
        return out


class ListsWriter:
    """Writes lists, in any number of portions, as columns with names that begin with `prefix`."""

    def __init__(self, out: ColumnFileWriter, prefix: str) -> None:
        self._out, self._prefix = out, prefix
        self._values = 0
        self._blocks = 0
        self._filled = dict.fromkeys(WIDTHS, 0)
        out.append(f"{prefix}.starts", np.zeros(1, "<u4"))
        out.append(f"{prefix}.blocks", np.zeros(1, "<u4"))
        for name, dtype in (("first", "<i4"), ("offset", "<u4"), ("width", "<u1")):
            out.append(f"{prefix}.{name}", np.empty(0, dtype))
        for width in WIDTHS:
            out.append(f"{prefix}.gaps{width}", np.empty(0, column_type(width)))

    def append(self, values: Array, counts: Array) -> None:
        """Add lists: their values one behind the other, each list ascending, and their lengths (0 allowed)."""
        counts = counts.astype(np.int64)
        self._out.append(f"{self._prefix}.starts", self._values + np.cumsum(counts))
        self._out.append(f"{self._prefix}.blocks", self._blocks + np.cumsum(-(-counts // BLOCK)))
        self._values += int(counts.sum())
        if len(values):
            self._append_blocks(values, block_lengths(counts), counts)

    def _append_blocks(self, values: Array, lengths: Array, counts: Array) -> None:
        begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        gaps = np.empty(len(values), np.int32)
        np.subtract(values[1:], values[:-1], out=gaps[1:], casting="unsafe")
        gaps[(np.cumsum(counts) - counts)[counts > 0]] = 0
        width = widths_for(np.maximum.reduceat(gaps, begins))
        offset = np.zeros(len(lengths), np.int64)
        wide = np.repeat(width, lengths)
        for size in np.unique(width).tolist():
            rows = width == size
            room = slots(size, lengths[rows])
            ends = np.cumsum(room)
            offset[rows] = self._filled[size] + ends - room
            self._filled[size] += int(ends[-1])
            self._out.append(f"{self._prefix}.gaps{size}", pack(size, gaps[wide == size], lengths[rows]))
        self._out.append(f"{self._prefix}.first", values[begins])
        self._out.append(f"{self._prefix}.offset", offset)
        self._out.append(f"{self._prefix}.width", width)
        self._blocks += len(lengths)
