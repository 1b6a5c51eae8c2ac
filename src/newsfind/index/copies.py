"""Copies: articles that print the same text, as papers do with what an agency sends. The same rules for every engine.

Bodies are compared by their shingles, the runs of `SHINGLE` tokens in a row (Broder, "On the resemblance and
containment of documents", 1997); headlines do not count, since each paper writes its own. Two articles are copies

* if their bodies are the same token by token (at least `SHINGLE` of them), or
* if both bodies have at least `LEAST_TOKENS` tokens, the shorter shares at least `CONTAINED` of its shingles with the
  longer, both together at least `RESEMBLING` of theirs, and, where both have a date, less than `WITHIN` lies between;

and so are articles that the same article is a copy of: together they are one story. The bounds are set for not taking
different stories for one, and were read off pairs of articles of an agency's full feed and of a few dozen news sites.
What repeats itself there is why each is needed: forms with other figures in them share up to 0.9 of their shingles when
they are short, and up to 0.8 when they are not; reports that come back every week share more; what pages say around an
article makes up 0.8 of a short one, but of both together less; and a digest holds the whole of each item.

Comparing each article with every other would take too long. So each has a signature of 16-bit numbers, in which two
texts agree in as many places as they are alike (MinHash: Broder, Charikar, Frieze and Mitzenmacher, "Min-wise
independent permutations", 1998): `WHOLE` of the whole body, and `LEAD` of its lead, which a shortened copy keeps. Two
articles are compared, shingle by shingle, only if a band is equal in both, that is two neighbouring numbers of an even
place and the next (locality-sensitive hashing), and at least `EQUAL_OF_WHOLE` of the numbers of the whole, or
`EQUAL_OF_LEAD` of those of the lead.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from hashlib import shake_256
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

import numpy as np

from newsfind.index.analysis import LEAD_WORDS, forms
from newsfind.index.ranges import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

Hashes: TypeAlias = "NDArray[np.uint64]"
Places: TypeAlias = "NDArray[np.int64]"

SHINGLE = 5
LEAST_TOKENS = 64
CONTAINED = 0.8
RESEMBLING = 0.25
WITHIN = timedelta(days=6)
WHOLE = 20
LEAD = 8
EQUAL_OF_WHOLE = 7
EQUAL_OF_LEAD = 4

_FIRST, _SECOND, _THIRD, _LAST = (
    np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)
"""Odd numbers without a pattern in their bits, as multiplicative hashing wants them."""
_PERMUTATIONS = np.frombuffer(shake_256(b"copies").digest(4 * (WHOLE + LEAD)), "<u4") | np.uint32(1)
"""Multiplying by an odd number permutes the numbers of 32 bits."""
_EDGES = ".,;:!?\"'“”‘’()"
"""What no token begins or ends with: plain words are analysed faster without it."""
_AT_ONCE = 1 << 16
"""Tokens that are hashed at a time: their numbers fit into a processor's cache."""


def form_hash(form: str) -> int:
    """32 bits for a token."""
    return crc32(form.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 15)
def _chunk_hashes(chunk: str) -> bytes:
    return array("Q", map(form_hash, forms(chunk.strip(_EDGES)))).tobytes()


def token_hashes(text: str) -> Hashes:
    """The hashes of a text's tokens."""
    return np.frombuffer(b"".join(map(_chunk_hashes, text.split())), np.uint64)


def shingled(tokens: Hashes) -> Hashes:
    """64 bits for each run of `SHINGLE` tokens, given by their hashes: item n begins with token n."""
    if len(tokens) < SHINGLE:
        return np.empty(0, np.uint64)
    pairs = tokens[:-1] * _FIRST + tokens[1:]
    mixed: Hashes = (pairs[:-3] * _SECOND + pairs[2:-1]) * _THIRD + tokens[4:]
    mixed ^= mixed >> np.uint64(32)
    mixed *= _LAST
    mixed ^= mixed >> np.uint64(29)
    return mixed


@dataclass(frozen=True, slots=True)
class Signatures:
    """What copies of articles are found by: one row for each of them.

    `same` is the same for bodies that are the same token by token, and 0 for those too short to be a copy. `numbers`
    has `WHOLE + LEAD` columns.
    """

    same: Hashes
    numbers: NDArray[np.uint16]


def signatures(tokens: Hashes, begins: Places, ends: Places) -> Signatures:
    """The signatures of bodies, given by the hashes of all tokens and where in them each body begins and ends."""
    found = Signatures(np.zeros(len(begins), np.uint64), np.zeros((len(begins), WHOLE + LEAD), np.uint16))
    counts = np.maximum(ends - begins - (SHINGLE - 1), 0)
    some = np.flatnonzero(counts)
    cuts = np.flatnonzero(np.diff(np.cumsum(counts[some]) // _AT_ONCE)) + 1
    for rows in np.split(some, cuts):
        if len(rows):
            first = begins[rows[0]]
            _sign(found, rows, shingled(tokens[first : ends[rows[-1]]]), begins[rows] - first, counts[rows])
    return found


def _sign(found: Signatures, rows: Places, hashes: Hashes, begins: Places, counts: Places) -> None:
    """Fill in some rows, given the shingles of their bodies and of what stands between these."""
    of_leads = np.minimum(counts, LEAD_WORDS - SHINGLE + 1)
    whole = _borders(begins, counts, len(hashes))
    found.same[rows] = np.maximum(np.add.reduceat(hashes, whole)[::2], np.uint64(1))
    low = hashes.astype(np.uint32)
    permuted = np.empty_like(low)
    for place, permutation in enumerate(_PERMUTATIONS[:WHOLE]):
        np.multiply(low, permutation, out=permuted)
        found.numbers[rows, place] = np.minimum.reduceat(permuted, whole)[::2].astype(np.uint16)
    low, leads = low[ranges(begins, begins + of_leads)], np.cumsum(of_leads) - of_leads
    for place, permutation in enumerate(_PERMUTATIONS[WHOLE:], WHOLE):
        found.numbers[rows, place] = np.minimum.reduceat(low * permutation, leads).astype(np.uint16)


def _borders(begins: Places, counts: Places, total: int) -> Places:
    """Where ranges begin and end, for `reduceat`, of which every other result is that of a range."""
    borders = np.stack((begins, begins + counts), axis=1).ravel()
    return borders[:-1] if borders[-1] == total else borders


def worth_comparing(one: NDArray[np.uint16], other: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Whether texts can be copies, by the numbers of their signatures, row by row: a band and enough numbers are equal.

    Of the pairs of an agency's feed that are copies 99 in 100 are found to be worth it, and of all pairs with an equal
    band three quarters are not.
    """
    equal = one == other
    band = (equal[:, ::2] & equal[:, 1::2]).any(axis=1)
    enough = (equal[:, :WHOLE].sum(axis=1) >= EQUAL_OF_WHOLE) | (equal[:, WHOLE:].sum(axis=1) >= EQUAL_OF_LEAD)
    return np.asarray(band & enough)


def different_shingles(body: str) -> Hashes:
    """The shingles of a text, ascending, each once."""
    return np.unique(shingled(token_hashes(body)))


def alike(one: Hashes, other: Hashes) -> bool:
    """Whether two bodies, given by their `different_shingles`, share as many as copies do."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    fewer, more = sorted((len(one), len(other)))
    return shared >= CONTAINED * fewer and shared >= RESEMBLING * (fewer + more - shared) and shared > 0


class Body:
    """A text by itself, whatever its date: whether it prints what another does."""

    def __init__(self, text: str) -> None:
        self._tokens = token_hashes(text)
        self._shingles = np.unique(shingled(self._tokens))

    def prints(self, other: Body) -> bool:
        """Whether both are the same token by token, or long enough and alike."""
        if len(self._tokens) >= SHINGLE and np.array_equal(self._tokens, other._tokens):
            return True
        shorter = min(len(self._tokens), len(other._tokens))
        return shorter >= LEAST_TOKENS and alike(self._shingles, other._shingles)
