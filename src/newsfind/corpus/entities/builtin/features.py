"""The names of the model's features. Training and tagging both go through here, so they cannot disagree.

A feature is a slot and a name. The slot says where it was seen, as seen from the word that is being classified:

    own          the word itself
    start        the word itself, at the start of a sentence or line
    capitals     the word itself, in a line of capitals
    title        the word itself, in a headline in Title Case
    -1 +1 -2 +2  a neighbour
    pair names   the word together with its left ("word<", ...) or right ("word>", ...) neighbour
    flag         what the whole article or the run of words tells (see evidence.py)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from newsfind.corpus.entities.builtin.lexicon import NO_CLUSTER, Entry
from newsfind.corpus.entities.builtin.pieces import LINE_END

LABELS: Final = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
OWN_SLOTS: Final = ("own", "start", "capitals", "title")
NEAR_SLOTS: Final = ("-1", "+1", "-2", "+2")
BETWEEN: Final = "\t"  # parts the halves in the name of a pair
PAIRS: Final = ("word", "shape", "kinds", "broad", "prior")
FLAGS: Final = (
    "first-of-one", "first", "last", "place-starts", "place-goes-on", "body-starts", "body-goes-on", "small-elsewhere",
    "after-preposition", "before-said", "before-has", "after-title", "after-first-name", "before-suffix",
    "before-comma-state", "bracketed", "after-the", "before-possessive", "start", "capitals", "title",
)  # fmt: skip

MOST_SHAPES: Final = 4096  # a word's shape is asked for thrice in a row
_LONGEST_SHAPE = 8
_RUNS = re.compile(r"(.)\1+")
_LETTER_RUNS = [(re.compile(kind * 2 + "+"), kind + "+") for kind in "Xxd"]


class _Classes(dict[int, str]):
    """Letter -> its class, worked out when it is first met, as `str.translate` wants it."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kind = "X" if letter.isupper() else "x" if letter.islower() else "d" if letter.isdigit() else letter
        self[code] = kind
        return kind


_CLASSES = _Classes()


@lru_cache(MOST_SHAPES)
def shape(word: str) -> str:
    """How a word is written: X capital, x small, d digit, + for a run of the same; at most 8 characters."""
    written = word.translate(_CLASSES)
    if not (word.isascii() and word.isalnum()):
        return _RUNS.sub(r"\1+", written)[:_LONGEST_SHAPE]
    for run, short in _LETTER_RUNS:  # no groups, which makes it three times as fast
        written = run.sub(short, written)
    return written[:_LONGEST_SHAPE]


def visible(word: str) -> str:
    """`word` as it stands in the names of features, which hold no line ends."""
    return "¶" if word == LINE_END else word


def own_features(word: str, entry: Entry) -> Iterable[str]:
    """Names for the slot "own"."""
    small = visible(word.lower())
    yield "w=" + visible(word)
    yield "l=" + small
    yield "s=" + shape(visible(word))
    yield "p2=" + small[:2]
    yield "p3=" + small[:3]
    yield "p4=" + small[:4]
    yield "x2=" + small[-2:]
    yield "x3=" + small[-3:]
    yield "x4=" + small[-4:]
    yield from marked_features(entry)
    yield from _listed(entry)
    yield from _clusters(entry)


def marked_features(entry: Entry) -> Iterable[str]:
    """Names for the slots "start", "capitals" and "title", where a capital letter says little."""
    yield f"c={entry.case}"
    yield "k=" + entry.kinds
    yield "r=" + entry.prior


def near_features(word: str, entry: Entry) -> Iterable[str]:
    """Names for the slots "-1" and "+1"."""
    yield "l=" + visible(word.lower())
    yield "s=" + shape(visible(word))
    yield "k=" + entry.kinds
    yield "r=" + entry.prior
    yield from _listed(entry)
    yield from _clusters(entry)


def far_features(word: str, entry: Entry) -> Iterable[str]:
    """Names for the slots "-2" and "+2"."""
    yield "l=" + visible(word.lower())
    yield "k=" + entry.kinds
    yield from _clusters(entry)


def pair_parts(word: str, entry: Entry) -> tuple[str, ...]:
    """What a word gives to each of the `PAIRS` that it is one half of."""
    return visible(word.lower()), shape(visible(word)), entry.kinds, str(entry.broad), entry.prior


def _listed(entry: Entry) -> Iterable[str]:
    return ("k1=" + kind for kind in entry.kinds)


def _clusters(entry: Entry) -> Iterable[str]:
    if entry.broad != NO_CLUSTER:
        yield f"b={entry.broad}"
        yield f"n={entry.narrow}"
