"""Which number each chunk of text has: a hash table in arrays, asked for thousands of chunks at once.

A look-up in a dictionary costs about as much as all else that is done for a word. Here the keys of many chunks are
looked up by a few operations on arrays: slots are probed one after the other (open addressing), for all chunks that are
not found yet together. Keys are compared whole, so chunks are never taken for each other; the few chunks that are too
long for a key have a dictionary. Slots are told by random numbers, so no text can be made to collide.
"""

from __future__ import annotations

from secrets import randbits

import numpy as np

from newsfind.index.engines.whoosh.codec.chunks import Chunks
from newsfind.index.engines.whoosh.codec.file import Array

_FIRST_BITS = 16
_FREE = 0


class ChunkTable:
    """Numbers chunks from 1 on, in the order in which it meets them."""

    def __init__(self) -> None:
        self._next = 1
        self._long: dict[str, int] = {}
        self._factors = [np.uint64(randbits(64) | 1) for _ in range(3)]
        self._low, self._high = (np.zeros(1 << _FIRST_BITS, np.uint64) for _ in range(2))
        """The words of each key by its number; 0 for a number that no key has."""
        self._clear(_FIRST_BITS)

    def __len__(self) -> int:
        return self._next - 1

    def numbers(self, chunks: Chunks) -> tuple[Array, Array]:
        """The number of each chunk, and where those that are new stand first, in the order of their numbers."""
        low, high = chunks.keys()
        numbers = self._find(low, high)
        long = chunks.too_long()
        new_long: list[int] = []
        for at, text in zip(long.tolist(), chunks.texts(long), strict=True):
            if text not in self._long:
                self._long[text] = self._next
                self._next += 1
                new_long.append(at)
            numbers[at] = self._long[text]
        return numbers, np.append(np.array(new_long, np.intp), self._number_new(numbers, low, high))

    def numbers_of_keys(self, low: Array, high: Array) -> tuple[Array, Array]:
        """The same, for keys."""
        numbers = self._find(low, high)
        return numbers, self._number_new(numbers, low, high)

    def _number_new(self, numbers: Array, low: Array, high: Array) -> Array:
        """Number the keys that are not found. Where the new ones stand first."""
        unknown = (numbers == _FREE).nonzero()[0]
        if not len(unknown):
            return unknown
        first, place = _different(low[unknown], high[unknown])
        numbers[unknown] = self._next + place
        self._add(low[unknown[first]], high[unknown[first]])
        return unknown[first]

    def _clear(self, bits: int) -> None:
        self._bits = bits
        self._number = np.zeros(1 << bits, np.int32)

    def _slots(self, low: Array, high: Array) -> Array:
        one, other, last = self._factors
        mixed = low * one ^ high * other
        mixed ^= mixed >> np.uint64(32)
        mixed *= last
        mixed >>= np.uint64(64 - self._bits)
        return mixed.view(np.int64)

    def _following(self, slots: Array) -> Array:
        return slots + 1 & (1 << self._bits) - 1

    def _find(self, low: Array, high: Array) -> Array:
        """The numbers of keys, `_FREE` for those that are not there. What is free has no key's words."""
        slots = self._slots(low, high)
        numbers = self._number.take(slots)
        rows = ((self._low.take(numbers) != low) | (self._high.take(numbers) != high)).nonzero()[0]
        while len(rows := rows[numbers[rows] != _FREE]):
            slots[rows] = at = self._following(slots[rows])
            numbers[rows] = found = self._number[at]
            rows = rows[(self._low[found] != low[rows]) | (self._high[found] != high[rows])]
        return numbers

    def _add(self, low: Array, high: Array) -> None:
        """Number keys that are not there and differ from each other."""
        numbers = np.arange(self._next, self._next + len(low), dtype=np.int32)
        self._next += len(low)
        self._low, self._high = _longer(self._low, self._next), _longer(self._high, self._next)
        self._low[numbers], self._high[numbers] = low, high
        if 2 * self._next > 1 << self._bits:
            self._clear(max(self._bits + 1, (4 * self._next).bit_length()))
            numbers = self._low.nonzero()[0].astype(np.int32)
        self._place(numbers)

    def _place(self, numbers: Array) -> None:
        """Each number into the first free slot from that of its key on; of several that want one slot, one has it."""
        slots = self._slots(self._low[numbers], self._high[numbers])
        while len(numbers):
            free = self._number[slots] == _FREE
            self._number[slots[free]] = numbers[free]
            lost = self._number[slots] != numbers
            numbers, slots = numbers[lost], self._following(slots[lost])


def _longer(words: Array, least: int) -> Array:
    """An array with zeros behind it, so that it has more than `least` items."""
    return words if least < len(words) else np.concatenate((words, np.zeros(max(least, len(words)), np.uint64)))


def _different(low: Array, high: Array) -> tuple[Array, Array]:
    """Where each different key stands first, and for each key which of these it is."""
    order = np.lexsort((high, low))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
    place = np.empty(len(order), np.int64)
    place[order] = np.cumsum(new) - 1
    return order[new], place
