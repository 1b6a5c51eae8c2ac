"""Filters and facets: which articles have a value, and how many of those found have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsfind.index.analysis import fold_value
from newsfind.index.engine import FacetField, FacetRequest, Filter
from newsfind.index.engines.whoosh.codec.facets import commonest
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.lists import Ints
from newsfind.index.engines.whoosh.codec.segment import NO_PERIOD, Segment
from newsfind.index.engines.whoosh.evaluate import intersection
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.results.hits import Facet, FacetCount

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


def narrow(snapshot: Snapshot, found: Sequence[Ints], filters: Sequence[Filter]) -> list[Ints]:
    """Those of the articles found, by segment, that every filter lets through."""
    narrowed = list(found)
    for wanted in filters:
        for number, segment in enumerate(snapshot.segments):
            narrowed[number] = intersection(narrowed[number], _with_any(segment, wanted), segment.total)
    return narrowed


def _with_any(segment: Segment, wanted: Filter) -> Ints:
    if wanted.field in _UNITS:
        periods = segment.periods(wanted.field)
        wanted_names = {fold_value(value) for value in wanted.values}
        known = np.unique(periods[periods != NO_PERIOD])
        named = np.array([fold_value(name) in wanted_names for name in _names(known, wanted.field)], bool)
        return np.flatnonzero(np.isin(periods, known[named])).astype(np.int32)
    keys = [fold_value(value) for value in wanted.values]
    found = [segment.facet(column).articles_with(keys) for column in _COLUMNS[wanted.field]]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.int32)


def _names(numbers: Array, field: FacetField) -> list[str]:
    """How periods are written."""
    periods = numbers.astype(f"M8[{_UNITS[field]}]")
    if field != "week":
        names: list[str] = np.datetime_as_string(periods).tolist()
        return names
    calendar = (monday.isocalendar() for monday in periods.tolist())
    return [f"{year:04}-W{week:02}" for year, week, _ in calendar]


def facet(snapshot: Snapshot, request: FacetRequest, found: Sequence[Ints]) -> Facet:
    """The values of a field among the articles found (numbers by segment)."""
    if request.field in _UNITS:
        tallies = [_tally_dates(snapshot, request, found)]
    else:
        tallies = [_tally(snapshot, column, request, found) for column in _COLUMNS[request.field]]
    shown: list[tuple[float, str, str, str, int]] = []
    for tally in tallies:
        kept = tally.first(request.limit)
        for row, key, count in zip(kept.tolist(), tally.keys[kept].tolist(), tally.counts[kept].tolist(), strict=True):
            name = tally.names[row]
            shown.append((-key, fold_value(name), tally.type, name, count))
    shown.sort()
    counts = tuple(FacetCount(value, count, kind) for _, _, kind, value, count in shown[: request.limit])
    return Facet(request.field, counts, sum(len(tally.counts) for tally in tallies))


@dataclass(frozen=True, slots=True)
class _Tally:
    """Values of one column that occur: what they are sorted by, their counts, and how they are written."""

    keys: Array
    counts: Array
    names: Sequence[str] | _Spellings
    type: str = ""

    def first(self, limit: int | None) -> Array:
        """Rows among which the first `limit` are."""
        if limit is None or limit >= len(self.keys):
            return np.arange(len(self.keys))
        if limit <= 0:
            return np.empty(0, np.int64)
        return np.flatnonzero(self.keys >= np.partition(self.keys, -limit)[-limit])


class _Spellings:
    """How values are written that are known by a hash: asked only for those that are shown."""

    def __init__(self, snapshot: Snapshot, column: str, hashes: Array, where: Sequence[tuple[Array, Array]]) -> None:
        self._snapshot, self._column, self._hashes, self._where = snapshot, column, hashes, where

    def __getitem__(self, row: int) -> str:
        used: Counter[str] = Counter()
        for segment, (hashes, ordinals) in zip(self._snapshot.segments, self._where, strict=True):
            at = int(np.searchsorted(hashes, self._hashes[row]))
            if at < len(hashes) and hashes[at] == self._hashes[row]:
                used.update(segment.facet(self._column).spellings(int(ordinals[at])))
        return commonest(used)


def _tally(snapshot: Snapshot, column: str, request: FacetRequest, found: Sequence[Ints]) -> _Tally:
    hashes, counts, where = _add_up(snapshot, column, request.prefix, found)
    keys = counts
    if request.order == "significant":
        all_hashes, everywhere, _ = _add_up(snapshot, column, request.prefix, snapshot.everything())
        in_index = everywhere[np.searchsorted(all_hashes, hashes)]
        keys = log_likelihoods(counts, sum(map(len, found)), in_index, snapshot.articles)
    rows = keys > 0
    names = _Spellings(snapshot, column, hashes[rows], where)
    return _Tally(keys[rows], counts[rows], names, column if column in _ENTITY_TYPES else "")


def _add_up(
    snapshot: Snapshot, column: str, prefix: str, found: Sequence[Ints]
) -> tuple[Array, Array, list[tuple[Array, Array]]]:
    """Sorted hashes of the values that occur, their counts, and for each segment its hashes, sorted, and ordinals."""
    hashes, counts, where = [], [], []
    start_of = fold_value(prefix)
    for segment, articles in zip(snapshot.segments, found, strict=True):
        values = segment.facet(column)
        tally = values.counts(articles, segment.total)
        if start_of:
            start, stop = values.keys.starting_with(start_of)
            tally[:start] = 0
            tally[stop:] = 0
        ordinals = np.flatnonzero(tally)
        order = np.argsort(values.hashes[ordinals])
        hashes.append(values.hashes[ordinals])
        counts.append(tally[ordinals])
        where.append((hashes[-1][order], ordinals[order]))
    if not hashes:
        return np.empty(0, np.uint64), np.empty(0, np.int64), where
    distinct, row = np.unique(np.concatenate(hashes), return_inverse=True)
    return distinct, np.bincount(row, np.concatenate(counts), len(distinct)).astype(np.int64), where


def _tally_dates(snapshot: Snapshot, request: FacetRequest, found: Sequence[Ints]) -> _Tally:
    values, counts = _count_periods(snapshot, request.field, found)
    names = _names(values, request.field)
    rows = np.array([fold_value(name).startswith(fold_value(request.prefix)) for name in names], bool)
    keys = counts
    if request.order == "significant":
        all_values, everywhere = _count_periods(snapshot, request.field, snapshot.everything())
        in_index = everywhere[np.searchsorted(all_values, values)]
        keys = log_likelihoods(counts, sum(map(len, found)), in_index, snapshot.articles)
    rows &= keys > 0
    return _Tally(keys[rows], counts[rows], [name for name, row in zip(names, rows, strict=True) if row])


def _count_periods(snapshot: Snapshot, field: FacetField, found: Sequence[Ints]) -> tuple[Array, Array]:
    """The periods that occur, ascending, and their counts."""
    parts = [segment.periods(field)[articles] for segment, articles in zip(snapshot.segments, found, strict=True)]
    numbers = np.concatenate([np.empty(0, np.int32), *parts])
    numbers = numbers[numbers != NO_PERIOD]
    if not len(numbers):
        return numbers, numbers
    first = int(numbers.min())
    counts = np.bincount(numbers - first)
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
