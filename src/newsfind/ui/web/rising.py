"""Names that are in the news more than they were: what is specific to the newest articles, with their course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from newsfind.api.index import Index
from newsfind.index.periods import LONGEST
from newsfind.index.request import understood
from newsfind.query.ast import And, Equals, Everything, MetaField, Query
from newsfind.results.hits import FacetCount
from newsfind.results.trends import Period, Series
from newsfind.ui.web.overview import Overview
from newsfind.ui.web.state import SearchState

_SHOWN = 12
_LOOKED_AT = 30
"""Names of which those that rise are shown: some are specific to what was asked and not to the time."""

_FEWEST = 2
"""Articles: what is in one only has no course."""

_WINDOWS: tuple[tuple[int, int, Period], ...] = ((4 * 365, 365, "month"), (365, 90, "week"), (0, 14, "day"))
"""Where dates reach over more days than the first number: how many of the last count as new, and the line's periods."""

_MOST_POINTS = 60
_KINDS: dict[str, tuple[MetaField, str]] = {
    "person": ("person", "person"),
    "organisation": ("organisation", "org"),
    "place": ("place", "place"),
}


@dataclass(frozen=True, slots=True)
class Riser:
    """A name, how many articles name it in the new and in the older time, its line, and the search for it."""

    name: str
    kind: str
    recent: int
    before: int
    points: str
    url: str


@dataclass(frozen=True, slots=True)
class Rising:
    """The names that rise most first, since the day `since`."""

    since: date
    risers: tuple[Riser, ...]


def rising(index: Index, state: SearchState, overview: Overview) -> Rising | None:
    """The names that the newest articles of a search have more often than the index has; None without dates."""
    if overview.oldest is None or overview.newest is None:
        return None
    days = (overview.newest - overview.oldest).days
    window, by = next((window, by) for least, window, by in _WINDOWS if days >= least)
    since = overview.newest - timedelta(days=window - 1)
    recent = replace(state, since=since.isoformat(), until=overview.newest.isoformat())
    asked = index.search(
        state.q, facets=[f"entities:{_LOOKED_AT}:significant"], limit=0, passages=0, **recent.narrowing()
    )
    found = [count for count in asked.facets["entities"] if count.count >= _FEWEST]
    rise = list(islice(_rise(index, recent, found, asked.total), _SHOWN))
    return Rising(since, tuple(_risers(index, recent, overview, by, rise))) if rise else None


def _rise(
    index: Index, recent: SearchState, found: Sequence[FacetCount], articles: int
) -> Iterator[tuple[FacetCount, Query, int]]:
    """Those of the names that a greater part of the new articles has than of the older ones."""
    asked = understood(recent.q, any_word=recent.any_word).query
    names = [Equals(_KINDS[count.type][0], count.value) for count in found]
    queries = [asked, *(name if asked == Everything() else And((asked, name)) for name in names)]
    everything, *each = index.trend(queries, by="year", **replace(recent, since="", until="").narrowing()).series
    older = max(everything.total + everything.undated - articles, 1)
    for count, query, always in zip(found, queries[1:], each, strict=True):
        before = always.total + always.undated - count.count
        if count.count * older > before * articles:
            yield count, query, before


def _risers(
    index: Index,
    recent: SearchState,
    overview: Overview,
    by: Period,
    rise: Sequence[tuple[FacetCount, Query, int]],
) -> Iterator[Riser]:
    """The names with their courses, counted all at once."""
    line = replace(recent, since=_first(overview, by).isoformat())
    course = index.trend([query for _, query, _ in rise], by=by, **line.narrowing())
    for (count, _, before), series in zip(rise, course.series, strict=True):
        url = recent.toggled(_KINDS[count.type][1], count.value).url()
        yield Riser(count.value, count.type, count.count, before, _points(series), url)


def _first(overview: Overview, by: Period) -> date:
    """Where lines begin: at the oldest article, or as far back as there is room for."""
    days = LONGEST[by] * _MOST_POINTS
    newest, oldest = overview.newest or date.today(), overview.oldest or date.today()
    return max(oldest, newest - timedelta(days=days))


def _points(series: Series) -> str:
    """A line in a box of 100 by 24."""
    most = max(series.counts, default=0) or 1
    step = 100 / max(len(series.counts) - 1, 1)
    return " ".join(f"{number * step:.1f},{23 - 22 * count / most:.1f}" for number, count in enumerate(series.counts))
