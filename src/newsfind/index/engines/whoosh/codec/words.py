"""Chunks that are one plain word with signs around it, as most new ones are: what they hold, by arithmetic on keys.

The same as `vocabulary.py` says of any chunk, for many of them at once. What is true of the up to 16 bytes of a chunk
is kept as 16 bits, the first byte's the highest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsfind.index.analysis import CLOSERS, OPENERS
from newsfind.index.engines.whoosh.codec.chunks import LONGEST_KEY, masked
from newsfind.index.engines.whoosh.codec.file import Array

SIGNS = ".,;:!?…\"'“”‘’()[]{}<>$€£%/*—–-"
"""Signs that no token begins or ends with."""
MAY_END = frozenset(".!?…。！？" + CLOSERS)
"""The last character of a chunk that may end a sentence."""

_USED, _INNER, _PLAIN, _OPENS = 1, 2, 4, 8
"""A byte: is one of the chunk's; is part of no sign; is a letter or a digit; is part of what may open a sentence."""


def _classes() -> Array:
    classes = np.full(256, _USED | _INNER, np.uint8)
    classes[0] = 0
    for code in range(128):
        character = chr(code)
        if character in SIGNS:
            classes[code] = _USED
        classes[code] |= _PLAIN * character.isalnum() | _OPENS * (character in OPENERS)
    return classes


_CLASSES = _classes()
_QUOTES = {ord(quote): _USED | _OPENS * (quote in OPENERS) for quote in "“”‘’"}
_LENGTHS = np.array([number.bit_length() for number in range(1 << LONGEST_KEY)], np.int8)
_SMALL = np.uint64(0x2020_2020_2020_2020)
"""The bit by which small letters differ from capitals; digits have it too."""
_MAY_END = np.zeros(256, bool)
"""By the last byte of a chunk."""
_MAY_END[[character.encode()[-1] for character in MAY_END]] = True


@dataclass(frozen=True, slots=True)
class Words:
    """The plain words among some chunks.

    `rows` says which of the chunks they are; `low` and `high` are the words' own keys, in lower case. `starts`: whether
    the chunk may begin a sentence. It may end one where it `ends`, and where it `stops`, that is has a full stop, if
    its word is no abbreviation; where it is `unsure` it has to be looked at.
    """

    rows: Array
    low: Array
    high: Array
    starts: Array
    ends: Array
    stops: Array
    unsure: Array


def plain_words(low: Array, high: Array) -> Words:
    """The plain words among chunks, by their keys."""
    classes = _classes_of(low, high)
    used, inner, plain, opens = (_bits(classes & kind) for kind in (_USED, _INNER, _PLAIN, _OPENS))
    first, end = _first(inner), _end(inner)
    rows = ((plain == inner) & (plain == _span(first, end)) & (plain > 0)).nonzero()[0]
    low, high, first, end, used = low[rows], high[rows], first[rows], end[rows], _end(used[rows])
    head = _span(np.zeros_like(first), first)
    opened = opens[rows] & head == head
    letter, last = _byte(low, high, first), _byte(low, high, used - 1)
    capital, small = (letter >= ord("A")) & (letter <= ord("Z")), letter >= ord("a")
    one = used - end == 1
    stop = one & (last == ord("."))
    return Words(
        rows,
        *_core(low, high, first, end - first),
        starts=opened & ~small,
        ends=one & ((last == ord("!")) | (last == ord("?"))),
        stops=stop & opened & ~(capital & (end - first == 1)),
        unsure=(used - end > 1) & _MAY_END[last] | stop & ~opened,
    )


def _classes_of(low: Array, high: Array) -> Array:
    """A row of classes for each key."""
    codes = np.stack((low, high), axis=1).astype("<u8").view(np.uint8).ravel()
    classes = _CLASSES.take(codes)
    at = (codes[:-2] == 0xE2).nonzero()[0]
    for place in at[codes[at + 1] == 0x80].tolist():
        quote = _QUOTES.get(0x2000 | int(codes[place + 2]) & 0x3F)
        if quote is not None:
            classes[place : place + 3] = quote
    return classes.reshape(-1, LONGEST_KEY)


def _bits(flags: Array) -> Array:
    return np.packbits(flags.view(bool), axis=1).view(">u2")[:, 0].astype(np.int32)


def _first(bits: Array) -> Array:
    """The place of the first bit that is set."""
    return LONGEST_KEY - _LENGTHS[bits].astype(np.int64)


def _end(bits: Array) -> Array:
    """The place behind the last bit that is set."""
    return LONGEST_KEY + 1 - _LENGTHS[bits & -bits].astype(np.int64)


def _span(begin: Array, end: Array) -> Array:
    """All bits of the places [begin, end)."""
    return (1 << LONGEST_KEY - begin) - (1 << LONGEST_KEY - end)


def _byte(low: Array, high: Array, place: Array) -> Array:
    word = np.where(place < 8, low, high)
    return (word >> ((place & 7) << 3).astype(np.uint64)).astype(np.uint8)


def _core(low: Array, high: Array, first: Array, size: Array) -> tuple[Array, Array]:
    """The keys of `size` bytes from `first` on, in lower case."""
    far = first >= 8
    one, other = np.where(far, high, low), np.where(far, 0, high).astype(np.uint64)
    shift = ((first & 7) << 3).astype(np.uint64)
    moved = one >> shift | other << np.uint64(63) - shift << np.uint64(1)
    return masked(moved | _SMALL, (other >> shift) | _SMALL, size)


def texts(low: Array, high: Array) -> list[str]:
    """What keys of ASCII are the keys of."""
    codes = np.stack((low, high), axis=1).astype("<u8").view(f"S{LONGEST_KEY}")
    found: list[str] = codes[:, 0].astype(f"U{LONGEST_KEY}").tolist()
    return found
