"""Numbers as a mask: one bool for each there could be. To look many of them up in it is quick."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array, Ints


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


def contained(wanted: Array, known: Array, total: int) -> Array:
    """Which of some ascending numbers are among others, which ascend too; all are below `total`."""
    if not len(known) or not len(wanted):
        return np.zeros(len(wanted), bool)
    if 16 * len(wanted) > len(known) + total // 64:
        return mask(known, total)[wanted]
    at = np.searchsorted(known, wanted)
    at[at == len(known)] = 0
    return known[at] == wanted


def bits_of(known: Array) -> Array:
    """A mask as bits, 64 in a word, zeros behind its end."""
    packed = np.packbits(known)
    words = np.zeros(-(-len(packed) // 8), np.uint64)
    words.view(np.uint8)[: len(packed)] = packed
    return words


class Subset:
    """Some of the articles of a segment, which has `total`: their numbers, ascending; and as a mask, which is made
    once for all who want it.
    """

    def __init__(self, articles: Ints, total: int) -> None:
        self.articles, self.total = articles, total

    def __len__(self) -> int:
        return len(self.articles)

    @cached_property
    def mask(self) -> Array:
        """For each article whether it is among these."""
        return mask(self.articles, self.total)

    @cached_property
    def others(self) -> Ints:
        """The articles that are not among these."""
        return (~self.mask).nonzero()[0].astype(np.int32)

    def has(self, articles: Array) -> Array:
        """Which of some articles (ascending) are among these."""
        if "mask" in self.__dict__:
            return self.mask.take(articles)
        return contained(articles, self.articles, self.total)
