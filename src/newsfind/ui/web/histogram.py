"""Counts by period -> the bars of a histogram, each a link to the search narrowed to its period.

Places and heights are in per cent, so that one picture fits a phone and a wide screen without a script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsfind.errors import NewsfindError
from newsfind.index.periods import LONGEST, first_day, last_day, period_of, periods_between
from newsfind.index.request import published
from newsfind.results.hits import Facet
from newsfind.results.trends import Period
from newsfind.ui.trends.ticks import period_in_words, ticks
from newsfind.ui.web.overview import Overview
from newsfind.ui.web.state import SearchState
from newsfind.ui.wording import counted

_MOST_BARS = 130
_MOST_FINE_BARS = 62
"""Of days or weeks: of more, months say more."""

_MOST_LABELS = 6
_NEAR_EDGE = 5.0
"""Per cent."""

_LEAST_HEIGHT = 3.0
"""Per cent: so that a single article can be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period; x, width, y and height in per cent of the picture."""

    period: str
    title: str
    count: int
    x: float
    width: float
    y: float
    height: float
    since: str
    until: str
    url: str


@dataclass(frozen=True, slots=True)
class Label:
    """What is written below some of the bars; x in per cent, `anchor` as in SVG."""

    text: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """The whole picture, and the same in words. `wider` leads to twice the time and more, once it is narrowed."""

    by: Period
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    most: int
    description: str


def facet_for(state: SearchState, overview: Overview) -> Period:
    """The finest period whose bars all have room between the dates that can be found."""
    first, last = _reach(state, overview)
    days = (last - first).days + 1
    finer: tuple[Period, ...] = ("day", "week")
    return next((by for by in finer if days / LONGEST[by] <= _MOST_FINE_BARS), "month")


def _reach(state: SearchState, overview: Overview) -> tuple[date, date]:
    """The first and the last day that an article found can have."""
    oldest, newest = overview.oldest or date.today(), overview.newest or date.today()
    try:
        dates = published(state.since, state.until)
    except NewsfindError:
        dates = None
    if dates and dates.start:
        oldest = max(oldest, dates.start.date())
    if dates and dates.end:
        newest = min(newest, (dates.end - timedelta(microseconds=1)).date())
    return (oldest, newest) if oldest <= newest else (oldest, oldest)


def histogram(facet: Facet, by: Period, state: SearchState) -> Histogram | None:
    """The bars from the first period with an article to the last; None where no article has a date."""
    counts = {value.value: value.count for value in facet}
    if not counts:
        return None
    days = (first_day(max(counts), by) - first_day(min(counts), by)).days
    if days / LONGEST[by] > _MOST_BARS:
        coarser: Counter[str] = Counter()
        for period, count in counts.items():
            coarser[period_of(first_day(period, by), "year")] += count
        by, counts = "year", coarser
    if days / LONGEST[by] > _MOST_BARS:  # some dates must be wrong: years without an article are left out
        periods = sorted(counts)[-_MOST_BARS:]
    else:
        periods = list(periods_between(min(counts), max(counts), by))
    return _drawn(periods, counts, by, state)


def _drawn(periods: Sequence[str], counts: Mapping[str, int], by: Period, state: SearchState) -> Histogram:
    most = max(counts.values())
    step = 100 / len(periods)
    bars = []
    address = state.between("", "").url()
    address += "&" if "?" in address else "?"
    for number, period in enumerate(periods):
        count = counts.get(period, 0)
        height = max(100 * count / most, _LEAST_HEIGHT) if count else 0.0
        since, until = span(period, by)
        title = f"{period_in_words(period, by)}: {counted(count, 'article')}"
        url = f"{address}since={since}&until={until}"
        bars.append(Bar(period, title, count, number * step, step, 100 - height, height, since, until, url))
    peak = max(periods, key=lambda period: counts.get(period, 0))
    words = f"{counted(sum(counts.values()), 'article')} by {by}, most in {period_in_words(peak, by)} ({most:,})"
    return Histogram(by, tuple(bars), tuple(labels(periods, by)), most, words)


def span(period: str, by: Period) -> tuple[str, str]:
    """What `since` and `until` are for a period."""
    if by == "week":
        return first_day(period, by).isoformat(), last_day(period, by).isoformat()
    return period, period


def labels(periods: Sequence[str], by: Period, *, edges: bool = False) -> list[Label]:
    """Names of some periods, each below the middle of its bar, or with `edges`, as the points of a line lie.

    Names near an edge begin or end there.
    """
    count = len(periods)
    found = []
    for number, name in ticks(periods, by, _MOST_LABELS):
        x = 100 * number / (count - 1) if edges and count > 1 else 100 * (number + 0.5) / count
        anchor = "start" if x < _NEAR_EDGE else "end" if x > 100 - _NEAR_EDGE else "middle"
        found.append(Label(name, {"start": 0.0, "end": 100.0}.get(anchor, x) if count > 1 else x, anchor))
    return found
