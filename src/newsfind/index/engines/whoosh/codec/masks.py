"""Numbers as a mask: one bool for each there could be. To look many of them up in it is quick."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array


def mask(numbers: Array, total: int) -> Array:
    """For each number below `total` whether it is among these."""
    known = np.zeros(total, bool)
    known[numbers] = True
    return known


def union(several: Iterable[Array], total: int) -> Array:
    """All these numbers, which are below `total`, ascending, each once."""
    known = np.zeros(total, bool)
    for numbers in several:
        known[numbers] = True
    return known.nonzero()[0]
