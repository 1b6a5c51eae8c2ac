"""Numbers as a mask: one bool for each there could be. To look many of them up in it is quick."""

from __future__ import annotations

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array


def mask(numbers: Array, total: int) -> Array:
    """For each number below `total` whether it is among these."""
    known = np.zeros(total, bool)
    known[numbers] = True
    return known
