"""The arithmetic of blocks, into which long ascending lists are cut: gaps -> values, and what values have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array, Ints
from newsfind.index.ranges import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 128
"""Values of a block."""
STRETCH = 1 << 10
"""Blocks that are decoded at a time to look something up in them: as many as a processor keeps at hand."""
_FEW_TARGETS = 4096
"""Values that are looked up one by one; more of them are sorted together with a list that is not much longer."""
_TO_ALL, _LAST = np.uint64(0x0001_0001_0001_0001), np.uint64(48)
"""Adds each of the four numbers of a word to those above it; shifts away all but the last."""


def summed_in_blocks(gaps: Array, first: Ints) -> Ints:
    """Values of whole blocks of one list, a row for each, from their first values and gaps of 16 bits, the first 0.

    Numpy adds up one number after the other, which takes longer than to add many side by side. So four gaps are kept
    in a word of 64 bits, 16 bits for each: the word times 0x1_0001_0001_0001 holds the four sums, of which the last is
    all that has to be added up. The sums of a block must fit 16 bits. The gaps are changed.
    """
    values = np.empty(gaps.shape, np.int32)
    for begin in range(0, len(gaps), STRETCH):
        rows = slice(begin, begin + STRETCH)
        words = gaps[rows].view("<u8")
        words *= _TO_ALL
        fours = words >> _LAST
        before = fours.cumsum(axis=1)
        before -= fours
        before *= _TO_ALL
        words += before
        np.add(words.view("<u2"), first[rows, None], out=values[rows])
    return values


def summed(gaps: Ints, first: Array, lengths: Array) -> Ints:
    """Values of blocks, one behind the other, from their gaps, first values and lengths.

    The sums of many lists are beyond 32 bits, and begin anew below 0; so do the differences, and the values are right.
    """
    if not len(lengths):
        return gaps
    sums = np.cumsum(gaps, dtype=np.int32)
    sums += (first - sums[np.cumsum(lengths) - lengths]).repeat(lengths)
    return sums


def block_lengths(counts: Array) -> Array:
    """Lengths of the blocks that lists of these lengths are cut into."""
    blocks = -(-counts.astype(np.int64) // BLOCK)
    lengths = np.full(int(blocks.sum()), BLOCK)
    filled = counts > 0
    last = np.cumsum(blocks)[filled] - 1
    lengths[last] = counts[filled] - BLOCK * (blocks[filled] - 1)
    return lengths


def blocks_touched(first: Array, lows: Array, highs: Array) -> Array:
    """Numbers of the blocks that can hold values in the ranges, and perhaps of another, by the blocks' first values."""
    begin = np.maximum(first.searchsorted(lows, "right") - 1, 0)
    end = first.searchsorted(highs)
    touched = np.zeros(len(first), bool)
    touched[begin] = touched[end - 1] = True
    if len(end) and (end - begin).max() > 2:
        touched[ranges(begin, np.maximum(begin, end))] = True
    return touched.nonzero()[0]


def in_both(one: Ints, other: Ints) -> Ints:
    """What two arrays of different ascending numbers have in common."""
    if len(other) <= _FEW_TARGETS or 16 * len(other) <= len(one):
        return other[indices(one, other) >= 0]
    merged = np.concatenate((one, other))
    merged.sort(kind="stable")  # which sees that these are two sorted parts
    return merged[1:][merged[1:] == merged[:-1]]


def indices(values: Ints, targets: Array) -> NDArray[np.int64]:
    """Where ascending targets stand in ascending values, -1 where they do not."""
    if not len(values):
        return np.full(len(targets), -1)
    at = np.searchsorted(values, targets)
    at[at == len(values)] = 0
    return np.where(values[at] == targets, at, -1)
