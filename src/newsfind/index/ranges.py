"""Ranges of row numbers, all at once: where what belongs to some rows lies in a column that holds that of all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:  # slow to load
    from numpy.typing import NDArray


def ranges(begins: NDArray[Any], ends: NDArray[Any]) -> NDArray[Any]:
    """The numbers of all ranges [begin, end), one behind the other: of [7, 9) and [2, 5) they are 7, 8, 2, 3, 4.

    They are 32-bit numbers if the beginnings are signed ones of at most as many bits, else of 64 bits.
    """
    kind = np.promote_types(begins.dtype, np.int32)
    lengths = np.subtract(ends, begins, dtype=kind)
    sums = lengths.cumsum(dtype=kind)
    total = int(sums[-1]) if len(sums) else 0
    numbers: NDArray[Any] = (begins - sums + lengths).repeat(lengths)
    numbers += np.arange(total, dtype=kind)
    return numbers


def cuts(sizes: NDArray[Any], most: int, longest: int = 1 << 62) -> Iterator[tuple[int, int]]:
    """Ranges [start, stop), at most `longest` long, of items with sizes that add up to `most` at most, or of one item
    that is larger.
    """
    ends = sizes.cumsum(dtype=np.int64)
    start, done = 0, 0
    while start < len(ends):
        stop = min(max(start + 1, int(ends.searchsorted(done + most, "right"))), start + longest)
        yield start, stop
        start, done = stop, int(ends[stop - 1])
