"""Strings of a dictionary that are a few edits from a text (see `index/patterns.py` and `index/spelling.py`)."""

from __future__ import annotations

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.strings import Strings, letters_of


def near(strings: Strings, text: str, distance: int, *, same_start: bool = False) -> tuple[list[str], Array]:
    """The strings at most `distance` edits from a text, and their numbers, ascending: those that begin with its first
    letter, or all.

    Cheap tests come first (`candidates`).
    """
    numbers = candidates(strings, text, distance, same_start=same_start)
    if not len(numbers):
        return [], numbers
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - seldom needed
    from rapidfuzz.process import extract_iter  # noqa: PLC0415 - seldom needed

    first, stop = int(numbers[0]), int(numbers[-1]) + 1
    if same_start:  # they lie close together: one long read is sooner done than many short ones
        names = list(map(strings.slice(first, stop).__getitem__, (numbers - first).tolist()))
    else:
        names = [strings[number] for number in numbers.tolist()]
    found = list(extract_iter(text, names, scorer=OSA.distance, score_cutoff=distance))
    rows = np.array([row for _, _, row in found], np.int64)
    return [name for name, _, _ in found], numbers[rows]


def candidates(strings: Strings, text: str, distance: int, *, same_start: bool = False) -> Array:
    """The numbers of the strings that may be so near, as far as can be told without looking at each: an edit changes at
    most four bytes, and two of the letters that a text has at all.
    """
    start, stop = strings.starting_with(text[0]) if same_start else (0, len(strings))
    close = np.abs(strings.lengths()[start:stop] - len(text.encode("utf-8", "surrogatepass"))) <= 4 * distance
    if not same_start:
        own, others = np.uint32(letters_of(text)), strings.letters
        close &= (np.bitwise_count(others ^ own) <= 2 * distance) | ((others | own) & 1).astype(bool)
    return start + np.flatnonzero(close)


def may_be_near(text: str, other: str, distance: int) -> bool:
    """The same of one string, and also by its length."""
    own, others = letters_of(text), letters_of(other)
    alike = (own ^ others).bit_count() <= 2 * distance or bool((own | others) & 1)
    return alike and abs(len(text) - len(other)) <= distance
