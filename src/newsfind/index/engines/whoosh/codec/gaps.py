"""Gaps between ascending numbers, in a column for each width: how they are packed, and unpacked some at a time.

A width is a number of half-bytes. Gaps of 2, 4 and 8 are plain numbers. Those of 1, 5 and 6 lie in pairs: two gaps in
as many bytes as one has half-bytes, the first in the lower bits, and a block with an odd number of them is filled up
with a zero. The places of common words, which are unpacked most often, are plain. What other widths would save, and
take, is in docs/decisions/0010-half-bytes.md.
"""

from __future__ import annotations

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile
from newsfind.index.engines.whoosh.codec.passing import Passing
from newsfind.index.ranges import ranges

WIDTHS = (1, 2, 4, 5, 6, 8)
_PLAIN = {2: "<u1", 4: "<u2", 8: "<u4"}
_TOO_WIDE = np.array([1 << 4 * width for width in WIDTHS[:-1]])
"""For each width but the last, the least gap that needs a wider one."""


def widths_for(most: Array) -> Array:
    """The least width that holds each of some gaps."""
    return np.array(WIDTHS, "<u1")[_TOO_WIDE.searchsorted(most, "right")]


def column_type(width: int) -> str:
    """The type of the column for a width."""
    return _PLAIN.get(width, "<u1")


def slots(width: int, lengths: Array) -> Array:
    """How many gaps blocks of these lengths take the room of."""
    return lengths if width in _PLAIN else lengths + (lengths & 1)


def items(width: int, room: int) -> int:
    """How many items the column for a width has, given the room of all its blocks."""
    return room if width in _PLAIN else room // 2 * width


def pack(width: int, gaps: Array, lengths: Array) -> Array:
    """What the column for a width has for the gaps of some blocks, one behind the other."""
    if width in _PLAIN:
        return gaps.astype(_PLAIN[width])
    return pack_pairs(width, np.insert(gaps, np.cumsum(lengths)[lengths % 2 == 1], 0))


def pack_pairs(width: int, numbers: Array) -> Array:
    """An even number of numbers, two in `width` bytes."""
    pairs = numbers.astype("<u8").reshape(-1, 2)
    return (pairs[:, 0] | pairs[:, 1] << np.uint64(4 * width)).view("u1").reshape(-1, 8)[:, :width].ravel()


def unpack_pairs(width: int, packed: Array) -> Array:
    """The numbers that `pack_pairs` packed, in rows of two."""
    if width == 1:
        halves = np.empty((len(packed), 2), "u1")
        np.bitwise_and(packed, 15, out=halves[:, 0])
        np.right_shift(packed, 4, out=halves[:, 1])
        return halves
    room = np.zeros((len(packed) // width, 8), "u1")
    room[:, :width] = packed.reshape(-1, width)
    pairs = room.view("<u8").ravel()
    numbers = np.empty((len(pairs), 2), np.int32)
    numbers[:, 0] = pairs & np.uint64((1 << 4 * width) - 1)
    numbers[:, 1] = pairs >> np.uint64(4 * width)
    return numbers


_AROUND = 1 << 16
"""Bytes that Linux maps around a place that is read, unless it is told otherwise."""


class Gaps:
    """Reads the gaps of lists; where they begin is told in gaps."""

    def __init__(self, file: ColumnFile, prefix: str) -> None:
        self._file = file
        self._names = {width: f"{prefix}.gaps{width}" for width in WIDTHS}
        self._passing = Passing(file, *self._names.values(), around=_AROUND)

    def _part(self, width: int, low: int, high: int, places: int | None = None) -> Array:
        """Items [low, high) of the column for a width, of which all are read, or so many places."""
        return self._passing.part(self._names[width], low, high, places)

    def between(self, width: int, low: int, high: int) -> Array:
        """Those from `low`, where a block begins, up to `high`."""
        if width in _PLAIN:
            return self._part(width, low, high)
        packed = self._part(width, low // 2 * width, -(-high // 2) * width)
        return unpack_pairs(width, packed).ravel()[: high - low]

    def side_by_side(self, width: int, low: int, lengths: Array) -> Array:
        """Those of blocks of these lengths that lie one behind the other from `low` on."""
        room = slots(width, lengths)
        return _without_filling(self.between(width, low, low + int(room.sum())), room, lengths)

    def of_blocks(self, width: int, begins: Array, lengths: Array) -> Array:
        """Those of blocks that begin anywhere, one behind the other, given their lengths."""
        low, high = int(begins.min()), int((begins + slots(width, lengths)).max())
        if width in _PLAIN:
            return self._part(width, low, high, len(begins))[ranges(begins - low, begins - low + lengths)]
        packed = self._part(width, low // 2 * width, high // 2 * width, len(begins)).reshape(-1, width)
        room = slots(width, lengths)
        rows = packed[ranges((begins - low) // 2, (begins - low + room) // 2)]
        return _without_filling(unpack_pairs(width, rows.ravel()).ravel(), room, lengths)

    def rows(self, width: int, begins: Array, size: int) -> Array:
        """A row of `size` (even) from each of some beginnings of blocks; what is beyond a block's end means nothing."""
        plain = width in _PLAIN
        if not plain:
            begins, size = begins // 2 * width, size // 2 * width
        low, end = int(begins.min()), self._file.length(self._names[width])
        column = self._part(width, low, min(int(begins.max()) + size, end), len(begins))
        found = _windows(column, begins - low, size)
        return found if plain else unpack_pairs(width, found.ravel()).reshape(len(begins), -1)


def _without_filling(gaps: Array, room: Array, lengths: Array) -> Array:
    filled = np.cumsum(room)[room != lengths]
    return np.delete(gaps, filled - 1) if len(filled) else gaps


def _windows(column: Array, begins: Array, size: int) -> Array:
    """Rows of `size` items, zeros behind the end of the column."""
    last = len(column) - size
    late = begins > last
    if not late.any():
        return _window_view(column, size)[begins]
    found = np.empty((len(begins), size), column.dtype)
    if not late.all():
        found[~late] = _window_view(column, size)[begins[~late]]
    end = max(last, 0)
    found[late] = _window_view(np.append(column[end:], np.zeros(size, column.dtype)), size)[begins[late] - end]
    return found


def _window_view(column: Array, size: int) -> Array:
    """Every window of a column, none of them copied: a row of those that are picked is then copied as a whole."""
    step = column.itemsize
    return np.ndarray((len(column) - size + 1, size), column.dtype, column, 0, (step, step))
