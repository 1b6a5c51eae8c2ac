"""Ranges of numbers, all at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsfind.index.engines.whoosh.codec.file import Array


def ranges(begins: Array, ends: Array) -> NDArray[np.int64]:
    """The numbers of all ranges [begin, end), one behind the other."""
    lengths = np.subtract(ends, begins, dtype=np.int64)
    sums = lengths.cumsum()
    total = int(sums[-1]) if len(sums) else 0
    return (begins - sums + lengths).repeat(lengths) + np.arange(total)
