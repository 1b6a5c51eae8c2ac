"""Trend: how many articles there are in each period, as values."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from newsfind.values import dataclass

Period: TypeAlias = Literal["year", "month", "week", "day"]
PERIODS: tuple[Period, ...] = get_args(Period)
"""The longest first."""


@dataclass(frozen=True, slots=True)
class Series:
    """One query's articles in each period of a `Trend`; `undated` are those without a date, which are in none.

    >>> [series] = index.trend("ferry", by="year").series
    >>> series.counts, series.total, series.undated
    ((1, 2), 3, 1)
    """

    query: str
    counts: tuple[int, ...]
    undated: int = 0
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All articles counted."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts by period for one or more queries.

    `periods` are all years (2024), months (2024-02), weeks (2024-W07) or days (2024-02-14) from the first to the
    last, in order and without gaps. `articles` counts what the shares are of: all articles of each period that the
    filters let through, whatever the queries. `partial`: there was no time to count all of them, as in `Results`.

    >>> trend = index.trend("Korvane", by="year")
    >>> [f"{share:.0%}" for share in trend.shares(trend.series[0])]
    ['16%', '23%']
    """

    by: Period
    periods: tuple[str, ...]
    articles: tuple[int, ...]
    series: tuple[Series, ...]
    partial: bool = False

    def shares(self, series: Series) -> tuple[float, ...]:
        """A query's part of all articles of each period, from 0 to 1; 0 where there are none at all."""
        return tuple(
            count / articles if articles else 0.0 for count, articles in zip(series.counts, self.articles, strict=True)
        )
