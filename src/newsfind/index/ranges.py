"""Ranges of row numbers, all at once: where what belongs to some rows lies in a column that holds that of all."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def ranges(begins: NDArray[Any], ends: NDArray[Any]) -> NDArray[np.int64]:
    """The numbers of all ranges [begin, end), one behind the other: of [7, 9) and [2, 5) they are 7, 8, 2, 3, 4."""
    lengths = np.subtract(ends, begins, dtype=np.int64)
    sums = lengths.cumsum()
    total = int(sums[-1]) if len(sums) else 0
    firsts: NDArray[np.int64] = (begins - sums + lengths).repeat(lengths)
    return firsts + np.arange(total)
