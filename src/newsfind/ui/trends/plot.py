"""Where things lie in a picture: scales, and labels that do not lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle of the lines, in pixels, the number of periods along it, and the value at its top."""

    left: float
    right: float
    top: float
    bottom: float
    periods: int
    most: float

    def x(self, number: int) -> float:
        """The middle of a period; a single one stands in the middle of the picture."""
        share = number / (self.periods - 1) if self.periods > 1 else 0.5
        return round(self.left + (self.right - self.left) * share, 1)

    def y(self, value: float) -> float:
        """The height of a value."""
        return round(self.bottom - (self.bottom - self.top) * value / self.most, 1)


def ceiling(most: float, *, whole: bool) -> float:
    """The least of 1, 2, 3, 4, 5, 6, 8, 10 times a power of ten that is not below; what the scale ends with."""
    if most <= 0:
        return 4.0 if whole else 1.0
    power = 10.0 ** floor(log10(most))
    top = next(step * power for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * power >= most * (1 - 1e-9))
    return max(top, 4.0) if whole else top


def steps(most: float) -> int:
    """How many parts a scale up to such a `ceiling` has, each of them round."""
    return {"1": 5, "3": 3, "5": 5, "6": 3}.get(f"{most:e}"[0], 4)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Heights near those wanted, in the same order, `gap` apart, and between two bounds if there is room for that."""
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    placed: list[float] = []
    for number in order:
        placed.append(max(wanted[number], low, placed[-1] + gap if placed else low))
    limit = max(high, low + gap * (len(placed) - 1))
    for at in reversed(range(len(placed))):
        placed[at] = min(placed[at], limit)
        limit = placed[at] - gap
    heights = dict(zip(order, placed, strict=True))
    return [round(heights[number], 1) for number in range(len(wanted))]
