"""Queries -> how many articles each finds in each period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from newsfind.errors import NewsfindError
from newsfind.index.deadline import time_limit
from newsfind.index.engine import Engine, FacetRequest, SearchRequest
from newsfind.index.periods import first_day, period_of, periods_between
from newsfind.index.request import Narrowing, make_request, published
from newsfind.query.ast import And, DateMissing, DateRange, Everything, Query
from newsfind.query.printing import format_query
from newsfind.results.hits import Facet
from newsfind.results.trends import Period, Series, Trend

MOST_DAYS = 110_000
"""300 years; a chart of more days is refused."""


def trend(
    engine: Engine, queries: Sequence[str | Query], by: Period, narrowing: Narrowing, seconds: float | None = None
) -> Trend:
    """The trend of some queries; periods run from `since` to `until`, else from the first article to the last.

    All of them together may take so many `seconds` (None: as many as they need).

    Raises:
        NewsfindError: `since` or `until` is no date, or there are more than `MOST_DAYS` days.
    """
    with time_limit(seconds):
        found = [_counted(engine, query, by, narrowing, seconds) for query in queries]
        _, everything = make_request(Everything(), **narrowing)
        all_of_them = _by_period(engine, everything, by)
    facets = [(_as_mapping(facet), series) for facet, series in found]
    span = _span([counts for counts, _ in facets], by, narrowing)
    periods = tuple(periods_between(*span, by)) if span else ()
    articles = _as_mapping(all_of_them)
    return Trend(
        by,
        periods,
        tuple(articles.get(period, 0) for period in periods),
        tuple(replace(series, counts=tuple(counts.get(p, 0) for p in periods)) for counts, series in facets),
        all_of_them.partial or any(facet.partial for facet, _ in found),
    )


def _counted(
    engine: Engine, query: str | Query, by: Period, narrowing: Narrowing, seconds: float | None
) -> tuple[Facet, Series]:
    asked, request = make_request(query, **narrowing)
    request = replace(request, time_limit=seconds)
    undated = replace(request, query=And((request.query, DateMissing())), limit=0, passages=0)
    results = engine.search(undated)
    name = query if isinstance(query, str) else format_query(query)
    return _by_period(engine, request, by), Series(name, (), results.total, (*asked.notes, *results.notes))


def _by_period(engine: Engine, request: SearchRequest, by: Period) -> Facet:
    return engine.search(replace(request, facets=(FacetRequest(by, None),), limit=0, passages=0)).facets[by]


def _as_mapping(facet: Facet) -> Mapping[str, int]:
    return {count.value: count.count for count in facet}


def _span(found: Sequence[Mapping[str, int]], by: Period, narrowing: Narrowing) -> tuple[str, str] | None:
    """The first and the last period; None where there is none."""
    dates = published(narrowing.get("since"), narrowing.get("until")) or DateRange(None, None)
    counted = sorted({period for counts in found for period in counts})
    first = period_of(dates.start.date(), by) if dates.start else counted[0] if counted else None
    last = period_of(_last_day(dates.end), by) if dates.end else counted[-1] if counted else None
    if first is None or last is None:
        return None
    days = (first_day(last, by) - first_day(first, by)).days
    if by == "day" and days > MOST_DAYS:
        raise NewsfindError(
            f"From {first} to {last} there are {days:,} days, too many to count one by one: narrow it, or count years."
        )
    return first, last


def _last_day(end: datetime) -> date:
    """The last day before a half-open range's end."""
    return (end - timedelta(microseconds=1)).date()
