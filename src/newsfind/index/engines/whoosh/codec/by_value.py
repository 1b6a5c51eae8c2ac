"""A facet column the other way round: the articles that have each value, made in memory when they are first wanted.

Articles of a value are listed by number, or, of a value that so many have that this is less to read, are bits: one for
each article there is. To keep either in the file would make every index larger.
"""

from __future__ import annotations

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.masks import Subset, bits_of, mask

_COMMON = 128
"""A value that more than one in so many articles has is kept as bits: they are counted 64 at a time."""
_AT_ONCE = 1 << 16
"""Numbers that are looked up at a time: as many as a processor keeps at hand."""


class ByValue:
    """The articles of all values of a column, given where each article's ordinals begin, all ordinals, and how many
    articles have each.
    """

    def __init__(self, starts: Array, ordinals: Array, frequencies: Array) -> None:
        total = len(starts) - 1
        keys = ordinals.astype(np.uint64) << np.uint64(32)
        keys |= np.arange(total, dtype=np.uint64).repeat((starts[1:] - starts[:-1]).view(np.int32))
        keys.sort()
        articles = keys.astype(np.uint32).view(np.int32)
        ends = np.cumsum(frequencies)
        common = frequencies * _COMMON > total
        self._common, self._rare = common.nonzero()[0], (~common & (frequencies > 0)).nonzero()[0]
        self._bits = [
            bits_of(mask(articles[end - frequency : end], total))
            for end, frequency in zip(ends[common].tolist(), frequencies[common].tolist(), strict=True)
        ]
        self._articles = articles[~common.repeat(frequencies)]
        self._begins = np.cumsum(frequencies[self._rare]) - frequencies[self._rare]
        self._values = len(frequencies)

    def counts(self, subset: Subset) -> Array:
        """How many articles of a subset have each value."""
        counts = np.zeros(self._values, np.int64)
        chosen = np.empty(len(self._articles), bool)
        for begin in range(0, len(chosen), _AT_ONCE):
            part = slice(begin, begin + _AT_ONCE)
            subset.mask.take(self._articles[part], out=chosen[part], mode="clip")
        if len(chosen):
            counts[self._rare] = np.add.reduceat(chosen, self._begins, dtype=np.uint32)
        bits = bits_of(subset.mask)
        counts[self._common] = [np.bitwise_count(bits & those).sum(dtype=np.int64) for those in self._bits]
        return counts
