"""Regular expressions of Lucene's, over forms and values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_LONGEST_WHOLE = 10
"""Letters of a word of which all neighbours two edits away can be told in one pattern; of longer ones each half is
taken: one of the two has at most one edit."""

_ANY = ""
"""Stands for any character in a sequence of characters."""


def literal(text: str) -> str:
    """A pattern for exactly this text."""
    return re.sub(r"([^\w\t ]|_)", r"\\\1", text)


def a_count() -> str:
    """A pattern for the number of occurrences behind a form."""
    return "[0-9]+"


def wild(pattern: str) -> str:
    """A pattern for `*` and `?` over forms."""
    return "".join({"*": ".*", "?": "."}.get(character) or literal(character) for character in pattern)


@lru_cache(maxsize=256)
def near(word: str, distance: int) -> str:
    """A pattern that fits everything so many edits away, and may fit more: distances are still to be told."""
    if distance <= 0:
        return literal(word)
    if distance == 1 or (distance == 2 and len(word) <= _LONGEST_WHOLE):
        return "|".join(sorted({_pattern(edited) for edited in _edited(tuple(word), distance) if edited}))
    if distance == 2:
        middle = len(word) // 2
        return f"({near(word[:middle], 1)}).*|.*({near(word[middle:], 1)})"
    return f".{{{max(1, len(word) - distance)},{len(word) + distance}}}"


def _edited(word: tuple[str, ...], distance: int) -> set[tuple[str, ...]]:
    found = latest = {word}
    for _ in range(distance):
        latest = {edited for one in latest for edited in _one_edit(one)}
        found = found | latest
    return found


def _one_edit(word: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Each deletion, replacement, insertion, and swap of neighbours."""
    places = range(len(word))
    return (
        {word[:at] + word[at + 1 :] for at in places}
        | {(*word[:at], _ANY, *word[at + 1 :]) for at in places}
        | {(*word[:at], _ANY, *word[at:]) for at in range(len(word) + 1)}
        | {(*word[:at], word[at + 1], word[at], *word[at + 2 :]) for at in places[:-1]}
    )


def _pattern(characters: Sequence[str]) -> str:
    return "".join(literal(character) if character else "." for character in characters)
