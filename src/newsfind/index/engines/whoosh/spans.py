"""Stretches of text as arrays: where words, phrases and proximities match, by positions in a segment's token stream.

A span reaches from its first to its last position, both included. Spans are kept sorted by first and then last
position, each once. What a span is made of (the two sides of a proximity, say) is kept beside it as row numbers, so
that what is marked can be told for the spans that turn out to count.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array, Ints
from newsfind.index.engines.whoosh.codec.masks import mask
from newsfind.index.ranges import ranges
from newsfind.values import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """What rows of some spans are made of: `rows[i]` of the whole holds `part_rows[i]` of `spans`."""

    spans: Spans
    part_rows: Array
    rows: Array


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans, sorted, and what they are made of (nothing: themselves)."""

    first: Ints
    last: Ints
    parts: tuple[Part, ...] = ()

    def __len__(self) -> int:
        return len(self.first)

    def keep(self, rows: Array) -> Spans:
        """The spans of a mask or of ascending row numbers."""
        picked = np.flatnonzero(rows) if rows.dtype == bool else rows
        if not self.parts:
            return Spans(self.first[picked], self.last[picked])
        return Spans(self.first[picked], self.last[picked], (Part(self, picked, np.arange(len(picked))),))

    def marked(self, rows: Array) -> tuple[Ints, Ints]:
        """First and last positions of what is marked for these rows (a mask); unsorted, repetitions allowed."""
        if not self.parts:
            return self.first[rows], self.last[rows]
        found = [part.spans.marked(mask(part.part_rows[rows[part.rows]], len(part.spans))) for part in self.parts]
        return np.concatenate([first for first, _ in found]), np.concatenate([last for _, last in found])


NO_POSITIONS: Ints = np.empty(0, np.int32)
NO_SPANS = Spans(NO_POSITIONS, NO_POSITIONS)


def tokens(positions: Ints) -> Spans:
    """Each position as a span."""
    return Spans(positions, positions)


def union(several: Sequence[Spans]) -> Spans:
    """All spans of several, each once."""
    filled = [spans for spans in several if len(spans)]
    if len(filled) <= 1:
        return filled[0] if filled else NO_SPANS
    first = np.concatenate([spans.first for spans in filled])
    last = np.concatenate([spans.last for spans in filled])
    return _distinct(first, last, filled, np.cumsum([0] + [len(spans) for spans in filled]).tolist())


def _distinct(first: Ints, last: Ints, sources: Sequence[Spans], offsets: Sequence[int]) -> Spans:
    """Sort spans that are the rows of `sources` one behind the other, and make equal ones one."""
    order = np.lexsort((last, first))
    first, last = first[order], last[order]
    new = np.ones(len(first), bool)
    new[1:] = (np.diff(first) != 0) | (np.diff(last) != 0)
    if not any(spans.parts for spans in sources):
        return Spans(first[new], last[new])
    row = np.empty(len(first), np.int64)
    row[order] = np.cumsum(new) - 1
    parts = tuple(
        Part(spans, np.arange(len(spans)), row[offset : offset + len(spans)])
        for spans, offset in zip(sources, offsets, strict=False)
    )
    return Spans(first[new], last[new], parts)


def near(left: Spans, right: Spans, distance: int, *, ordered: bool, zones: Array) -> Spans:
    """Pairs at most `distance` apart in one zone (zones begin at the positions `zones`), nearest to one another."""
    a, b = _nearest_pairs(left, right, ordered=ordered)
    begin, end = _between(left, right, a, b)
    close = (end - begin <= distance) & (np.searchsorted(zones, begin, "right") == np.searchsorted(zones, end, "right"))
    return _pairs(left, right, a[close], b[close])


def within(left: Spans, right: Spans, units: Array) -> Spans:
    """Pairs of spans wholly in one unit (a sentence or paragraph; they begin at the positions `units`)."""
    left, right = left.keep(_inside_one(left, units)), right.keep(_inside_one(right, units))
    a, b = _nearest_pairs(left, right, ordered=False)
    same = np.searchsorted(units, left.first[a], "right") == np.searchsorted(units, right.first[b], "right")
    return _pairs(left, right, a[same], b[same])


def _inside_one(spans: Spans, units: Array) -> Array:
    return np.searchsorted(units, spans.first, "right") == np.searchsorted(units, spans.last, "right")


def _nearest_pairs(left: Spans, right: Spans, *, ordered: bool) -> tuple[Array, Array]:
    """Rows (a, b): for each span of either side the nearest of the other, before and after it, without overlap."""
    if not len(left) or not len(right):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    pairs = [_following(left, right), _preceding(right, left)[::-1]]
    if not ordered:
        pairs += [_preceding(left, right), _following(right, left)[::-1]]
    return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


def _following(one: Spans, other: Spans) -> tuple[Array, Array]:
    at = np.searchsorted(other.first, one.last, "right")
    found = np.flatnonzero(at < len(other))
    return found, at[found]


def _preceding(one: Spans, other: Spans) -> tuple[Array, Array]:
    by_end = np.lexsort((other.first, other.last))
    at = np.searchsorted(other.last[by_end], one.first, "left") - 1
    found = np.flatnonzero(at >= 0)
    return found, by_end[at[found]]


def _between(left: Spans, right: Spans, a: Array, b: Array) -> tuple[Ints, Ints]:
    """The last position of the earlier and the first of the later span of each pair."""
    return np.minimum(left.last[a], right.last[b]), np.maximum(left.first[a], right.first[b])


def _pairs(left: Spans, right: Spans, a: Array, b: Array) -> Spans:
    first = np.minimum(left.first[a], right.first[b])
    last = np.maximum(left.last[a], right.last[b])
    order = np.lexsort((last, first))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(first[order]) != 0) | (np.diff(last[order]) != 0)
    row = np.empty(len(order), np.int64)
    row[order] = np.cumsum(new) - 1
    return Spans(first[order][new], last[order][new], (Part(left, a, row), Part(right, b, row)))


def loose(words: Sequence[Ints], slop: int, zones: Array) -> Spans:
    """The smallest stretches of one zone that hold every word (as often as it is given), in any order.

    `words` are the positions of each word of the phrase; a stretch has at most len(words) - 1 + slop positions.
    """
    distinct: dict[int, tuple[Ints, int]] = {}
    for positions in words:
        key = id(positions)
        distinct[key] = positions, distinct.get(key, (positions, 0))[1] + 1
    everywhere = np.sort(np.concatenate([positions for positions, _ in distinct.values()]))
    first, last = everywhere, everywhere
    for positions, times in distinct.values():
        at = np.searchsorted(positions, everywhere, "left") + times - 1
        reached = at < len(positions)
        first, everywhere, last, at = first[reached], everywhere[reached], last[reached], at[reached]
        last = np.maximum(last, positions[at]) if len(at) else last
    fits = (last - first <= len(words) - 2 + slop) & (
        np.searchsorted(zones, first, "right") == np.searchsorted(zones, last, "right")
    )
    first, last = _smallest(first[fits], last[fits])
    return _with_words(first, last, np.sort(np.concatenate([positions for positions, _ in distinct.values()])))


def _smallest(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Of stretches with ascending first positions, one for each, those that hold no other."""
    least_after = np.minimum.accumulate(last[::-1])[::-1]
    keep = np.ones(len(first), bool)
    keep[:-1] = last[:-1] < least_after[1:]
    return first[keep], last[keep]


def _with_words(first: Ints, last: Ints, words: Ints) -> Spans:
    begins, ends = np.searchsorted(words, first), np.searchsorted(words, last, "right")
    return Spans(
        first, last, (Part(tokens(words), ranges(begins, ends), np.repeat(np.arange(len(first)), ends - begins)),)
    )


def in_ranges(spans: Spans, begins: Array, ends: Array) -> Spans:
    """The spans that lie wholly in one of the ranges [begin, end), which ascend and do not overlap."""
    at = np.searchsorted(begins, spans.first, "right") - 1
    return spans.keep((at >= 0) & (spans.last < ends[np.maximum(at, 0)]))
