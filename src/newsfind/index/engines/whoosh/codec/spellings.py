"""How values are written: most in one way, some in several, of which the commonest is shown."""

from __future__ import annotations

from collections.abc import Mapping


class Spellings:
    """How the values of a column are written, and by how many articles, as it is collected. Most have one spelling."""

    def __init__(self, values: int) -> None:
        self._first = [""] * values
        self._uses = [0] * values
        self.several: dict[int, dict[str, int]] = {}
        """The spellings of values that have more than one, by ordinal."""

    def add(self, ordinal: int, spelling: str, uses: int) -> None:
        """A value is written in some way by so many more articles."""
        known = self._first[ordinal]
        if not known or known == spelling:
            self._first[ordinal] = spelling
            self._uses[ordinal] += uses
        else:
            others = self.several.setdefault(ordinal, {})
            others[spelling] = others.get(spelling, 0) + uses

    def finish(self) -> list[str]:
        """The commonest spelling of each value; completes `several`."""
        display = self._first.copy()
        for ordinal, others in self.several.items():
            others[self._first[ordinal]] = self._uses[ordinal]
            display[ordinal] = commonest(others)
        return display


def commonest(spellings: Mapping[str, int]) -> str:
    """The spelling with the highest count; of equal ones the smallest."""
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
