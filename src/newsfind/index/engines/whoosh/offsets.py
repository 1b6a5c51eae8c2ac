"""Where every token of a text stands, by arithmetic on its characters instead of a regular expression.

The definition is `analysis.tokens`; this gives the same for nearly all news text at a tenth of the time, and leaves
what it does not know (scripts beyond U+3000, combining and invisible characters) to the definition itself.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from newsfind.index.analysis import TOKEN, tokens
from newsfind.index.engines.whoosh.codec.file import Array

_KNOWN = 0x3000
_JOINERS = ".,&"
_ENDERS = "+#"


def token_offsets(text: str) -> tuple[Array, Array]:
    """The characters at which the tokens of a text begin and end."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if not len(codes) or int(codes.max()) >= _KNOWN or _unusual()[codes].any():
        return _plainly(text)
    inside = np.zeros(len(codes) + 2, bool)
    inside[1:-1] = _word_characters()[codes]
    borders = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = borders[::2], borders[1::2]
    joined = ends[:-1][starts[1:] - ends[:-1] == 1]
    joined = joined[_any_of(_JOINERS)[codes[joined]]]
    extended = ends[ends < len(codes)]
    extended = extended[_any_of(_ENDERS)[codes[extended]]]
    suspects = np.union1d(joined, extended)
    return _repaired(text, starts, ends, suspects) if len(suspects) else (starts, ends)


def _repaired(text: str, starts: Array, ends: Array, suspects: Array) -> tuple[Array, Array]:
    """Runs of word characters as tokens, given where runs end that may be part of a longer token (`U.S.`, `C++`)."""
    keep = np.ones(len(starts), bool)
    ends = ends.copy()
    done = 0
    for row in np.searchsorted(ends, suspects).tolist():
        if row < done:
            continue
        found = TOKEN.match(text, int(starts[row]))
        end = found.end() if found else int(ends[row])
        done = int(np.searchsorted(starts, end))
        keep[row + 1 : done] = False
        ends[row] = end
    return starts[keep], ends[keep]


def _plainly(text: str) -> tuple[Array, Array]:
    found = [(token.start, token.end) for token in tokens(text)]
    pairs = np.array(found, np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


@cache
def _word_characters() -> Array:
    return np.array([chr(code).isalnum() for code in range(_KNOWN)], bool)


@cache
def _any_of(characters: str) -> Array:
    table = np.zeros(_KNOWN, bool)
    table[[ord(character) for character in characters]] = True
    return table


@cache
def _unusual() -> Array:
    """Characters that are part of a word only behind another, but for those that end `C#` and `C++`."""
    unusual = np.zeros(_KNOWN, bool)
    for code in np.flatnonzero(~(_word_characters() | _any_of(_ENDERS))).tolist():
        unusual[code] = TOKEN.fullmatch("a" + chr(code)) is not None
    return unusual
