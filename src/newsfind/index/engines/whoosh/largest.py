"""The largest of many numbers, without sorting them all."""

from __future__ import annotations

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array

_BLOCK = 64


def largest(keys: Array, most: int) -> Array:
    """Rows, ascending, of the keys that are not smaller than the `most`th largest, and perhaps of a few more.

    The `most` largest keys lie in at most `most` blocks, so no one of them is smaller than the `most`th largest of the
    blocks' maxima.
    """
    if most <= 0:
        return np.empty(0, np.int64)
    if len(keys) <= most:
        return np.arange(len(keys))
    whole = len(keys) // _BLOCK
    maxima = keys
    if whole > most:
        maxima = np.maximum.reduceat(keys, np.arange(0, len(keys), _BLOCK))
    maxima = np.partition(maxima, -most)
    return (keys >= maxima[-most]).nonzero()[0]
