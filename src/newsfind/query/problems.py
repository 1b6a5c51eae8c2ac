"""What the parser did not understand, collected so that strict and lenient parsing are one and the same code."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import field

from newsfind.values import dataclass

MOST_NOTES = 8
"""A query of five thousand brackets is answered with a few sentences, not with five thousand."""


_LONGEST_SHOWN = 40


def shown(text: str) -> str:
    """What a user typed, in quotes, as a note tells it: not ten thousand characters of it."""
    return f"“{text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + '…'}”"


@dataclass(frozen=True, slots=True)
class Problem:
    """At `position` (from 0) strict parsing expected `expected`; `note` tells what lenient parsing did instead."""

    position: int
    expected: str
    note: str


@dataclasses.dataclass(slots=True)
class Problems:
    """The problems of one query, in the order in which they were met."""

    found: list[Problem] = field(default_factory=list)

    def add(self, position: int, expected: str, note: str) -> None:
        """Remember a problem."""
        self.found.append(Problem(position, expected, note))

    def __iter__(self) -> Iterator[Problem]:
        """In the order of the text."""
        return iter(sorted(self.found, key=lambda problem: problem.position))

    def notes(self) -> tuple[str, ...]:
        """One sentence a problem, each only once, and not too many of them."""
        unique = list(dict.fromkeys(problem.note for problem in self))
        left_out = len(unique) - MOST_NOTES
        if left_out <= 0:
            return tuple(unique)
        return (*unique[:MOST_NOTES], f"{left_out} more of the like.")
