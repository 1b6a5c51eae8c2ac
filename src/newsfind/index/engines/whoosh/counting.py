"""Filters and facets: which articles have a value, and how many of those found have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import inf

import numpy as np

from newsfind.index.analysis import fold_value
from newsfind.index.engine import FacetField, FacetRequest, Filter
from newsfind.index.engines.whoosh.codec.file import Array, Ints
from newsfind.index.engines.whoosh.codec.masks import Subset
from newsfind.index.engines.whoosh.codec.segment import NO_PERIOD, Segment
from newsfind.index.engines.whoosh.largest import largest
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.results.hits import Facet, FacetCount
from newsfind.values import dataclass

_COLUMNS: dict[FacetField, tuple[str, ...]] = {
    "section": ("section",),
    "source": ("source",),
    "author": ("author",),
    "agency": ("agency",),
    "language": ("language",),
    "people": ("person",),
    "organisations": ("organisation",),
    "places": ("place",),
    "entities": ("person", "organisation", "place"),
}
_ENTITY_TYPES = _COLUMNS["entities"]
_UNITS: dict[FacetField, str] = {"year": "Y", "month": "M", "week": "D", "day": "D"}
"""Numpy's units of the periods; a week is its Monday."""
_FAR_APART = 1 << 20
"""Days, nearly three thousand years; a date that nobody means (year 1, or a forged file) may lie farther apart."""


def narrow(snapshot: Snapshot, found: Sequence[Ints], filters: Sequence[Filter]) -> list[Ints]:
    """Those of the articles found, by segment, that every filter lets through."""
    narrowed = list(found)
    for wanted in filters:
        for number, segment in enumerate(snapshot.segments):
            articles = narrowed[number]
            if wanted.field in _UNITS:
                passing = _in_periods(segment.periods(wanted.field).take(articles), wanted)
            else:
                passing = _having(snapshot, segment, wanted, articles)
            narrowed[number] = articles[passing]
    return narrowed


def _in_periods(periods: Ints, wanted: Filter) -> Array:
    known = _counted(periods)[0]
    names = {fold_value(value) for value in wanted.values}
    named = np.array([fold_value(name) in names for name in _names(known, wanted.field)], bool)
    return np.isin(periods, known[named])


def _having(snapshot: Snapshot, segment: Segment, wanted: Filter, articles: Ints) -> Array:
    keys = [fold_value(value) for value in wanted.values]
    having = np.zeros(len(articles), bool)
    for column in _COLUMNS[wanted.field]:
        having |= segment.facet(column).having(articles, snapshot.one_with(column, keys))
    return having


def _names(numbers: Array, field: FacetField) -> list[str]:
    """How periods are written."""
    periods = numbers.astype(f"M8[{_UNITS[field]}]")
    if field != "week":
        names: list[str] = np.datetime_as_string(periods).tolist()
        return names
    calendar = (monday.isocalendar() for monday in periods.tolist())
    return [f"{year:04}-W{week:02}" for year, week, _ in calendar]


def facet(snapshot: Snapshot, request: FacetRequest, found: Sequence[Subset]) -> Facet:
    """The values of a field among the articles found, by segment."""
    if request.field in _UNITS:
        tallies = [_tally_dates(snapshot, request, found)]
    else:
        tallies = [_tally(snapshot, column, request, found) for column in _COLUMNS[request.field]]
    least = _least_shown(tallies, request.limit)
    rows = [
        (float(tally.order[row]), row, tally) for tally in tallies for row in _rows_shown(tally, least, request.limit)
    ]
    times = Counter(order for order, _, _ in rows)  # a name is read only where it decides

    def place(ordered: tuple[float, int, _Tally]) -> tuple[float, str, str]:
        order, row, tally = ordered
        return -order, tally.folded(row) if times[order] > 1 else "", tally.type

    rows.sort(key=place)
    counts = tuple(
        FacetCount(tally.name(row), int(tally.counts[row]), tally.type) for _, row, tally in rows[: request.limit]
    )
    return Facet(request.field, counts, sum(len(tally.counts) for tally in tallies))


@dataclass(frozen=True, slots=True)
class _Tally:
    """Values of one column that occur: what they are ordered by, the largest first, their counts, how to name them.

    `first` leaves of some rows at least those whose names are the first so many.
    """

    order: Array
    counts: Array
    first: Callable[[Array, int], Array]
    folded: Callable[[int], str]
    name: Callable[[int], str]
    type: str = ""


def _least_shown(tallies: Sequence[_Tally], limit: int | None) -> float:
    """What a value is ordered by at least if it is among the first `limit` of all tallies together."""
    if limit is None:
        return -inf
    if limit <= 0:
        return inf
    orders = np.concatenate([tally.order[largest(tally.order, limit)] for tally in tallies])
    return float(np.partition(orders, -limit)[-limit]) if len(orders) >= limit else -inf


def _rows_shown(tally: _Tally, least: float, limit: int | None) -> list[int]:
    """The rows that may be shown. Often hundreds of values are found once each, and to read the names of all of them to
    show the first ten would take longer than all the counting.
    """
    above = (tally.order > least).nonzero()[0]
    equal = (tally.order == least).nonzero()[0]
    if limit is not None and len(equal) > limit:
        equal = tally.first(equal, limit)
    return [*above.tolist(), *equal.tolist()]


def _tally(snapshot: Snapshot, column: str, request: FacetRequest, found: Sequence[Subset]) -> _Tally:
    values = snapshot.merged_numbers(column)
    counts = add_up(snapshot, column, found)
    if prefix := fold_value(request.prefix):
        counts = np.where(values.beginning(prefix), counts, 0)
    numbers = (counts > 0).nonzero()[0]
    counts = counts[numbers]
    order = counts
    if request.order == "significant":
        in_index = add_up(snapshot, column, snapshot.everything())[numbers]
        order = log_likelihoods(counts, sum(map(len, found)), in_index, snapshot.articles)
        numbers, counts, order = numbers[order > 0], counts[order > 0], order[order > 0]
    return _Tally(
        order,
        counts,
        lambda rows, most: np.searchsorted(numbers, values.first_named(numbers[rows], most)),
        lambda row: values.folded(int(numbers[row])),
        lambda row: values.name(int(numbers[row])),
        column if column in _ENTITY_TYPES else "",
    )


def add_up(snapshot: Snapshot, column: str, found: Sequence[Subset]) -> Array:
    """How many of the articles found have each value of a column, by the common numbers that they count under."""
    by_segment = [
        segment.facet(column).counts(subset) for segment, subset in zip(snapshot.segments, found, strict=True)
    ]
    return snapshot.merged_numbers(column).merge(snapshot.common_numbers(column).sum(by_segment), found)


def _tally_dates(snapshot: Snapshot, request: FacetRequest, found: Sequence[Subset]) -> _Tally:
    values, counts = _count_periods(snapshot, request.field, found)
    names = _names(values, request.field)
    rows = np.array([fold_value(name).startswith(fold_value(request.prefix)) for name in names], bool)
    order = counts
    if request.order == "significant":
        all_values, everywhere = _count_periods(snapshot, request.field, snapshot.everything())
        in_index = everywhere[np.searchsorted(all_values, values)]
        order = log_likelihoods(counts, sum(map(len, found)), in_index, snapshot.articles)
    rows &= order > 0
    shown = [name for name, row in zip(names, rows.tolist(), strict=True) if row]
    return _Tally(
        order[rows], counts[rows], lambda equal, _: equal, lambda row: fold_value(shown[row]), lambda row: shown[row]
    )


def _count_periods(snapshot: Snapshot, field: FacetField, found: Sequence[Subset]) -> tuple[Array, Array]:
    """The periods that occur, ascending, and their counts."""
    parts = [
        segment.periods(field).take(subset.articles) for segment, subset in zip(snapshot.segments, found, strict=True)
    ]
    return _counted(np.concatenate([np.empty(0, np.int32), *parts]))


def _counted(periods: Ints) -> tuple[Array, Array]:
    """The different ones of some periods, ascending, and how often there is each."""
    there = periods[periods != NO_PERIOD]
    if not len(there):
        return there, there
    first = int(there.min())
    if int(there.max()) - first > _FAR_APART:
        return np.unique(there, return_counts=True)
    counts = np.bincount(there - first)
    return np.flatnonzero(counts) + first, counts[counts > 0]


def log_likelihoods(counts: Array, matches: int, in_index: Array, articles: int) -> Array:
    """`ranking.log_likelihood` of many values at once."""
    seen = np.stack((counts, matches - counts, in_index - counts, articles - matches - in_index + counts)).astype(float)
    expected = np.stack(
        (
            matches * in_index,
            matches * (articles - in_index),
            (articles - matches) * in_index,
            (articles - matches) * (articles - in_index),
        )
    ).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        cells = np.where(seen > 0, seen * np.log(seen * articles / expected), 0.0)
    return np.where(counts * articles > matches * in_index, 2 * cells.sum(axis=0), 0.0)
