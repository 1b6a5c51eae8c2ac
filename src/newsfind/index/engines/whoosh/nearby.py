"""Strings of a dictionary that are a few edits from a text (see `index/patterns.py` and `index/spelling.py`)."""

from __future__ import annotations

from itertools import compress

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.strings import Strings, letters_of


def near(strings: Strings, text: str, distance: int, *, same_start: bool = False) -> tuple[list[str], Array]:
    """The strings at most `distance` edits from a text, and their numbers, ascending: those that begin with its first
    letter, or all.

    Cheap tests come first: an edit changes at most four bytes, and two of the letters that a text has at all.
    """
    start, stop = strings.starting_with(text[0]) if same_start else (0, len(strings))
    if start == stop:
        return [], np.empty(0, np.int64)
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - seldom needed
    from rapidfuzz.process import extract_iter  # noqa: PLC0415 - seldom needed

    close = np.abs(strings.lengths()[start:stop] - len(text.encode("utf-8", "surrogatepass"))) <= 4 * distance
    if same_start:
        names = list(compress(strings.slice(start, stop), close.tolist()))
    else:
        own, others = np.uint32(letters_of(text)), strings.letters
        close &= (np.bitwise_count(others ^ own) <= 2 * distance) | ((others | own) & 1).astype(bool)
        names = [strings[number] for number in np.flatnonzero(close).tolist()]
    found = list(extract_iter(text, names, scorer=OSA.distance, score_cutoff=distance))
    rows = np.array([row for _, _, row in found], np.int64)
    return [name for name, _, _ in found], start + np.flatnonzero(close)[rows]
