"""Plan -> the articles of each segment that it finds, as ascending arrays of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

import numpy as np

from newsfind.index.engines.whoosh.codec.dates import NO_DATE, clock
from newsfind.index.engines.whoosh.codec.file import Ints
from newsfind.index.engines.whoosh.codec.masks import contained, union
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.compile import AllOf, AnyOf, Leaf, Node, Plan, Without
from newsfind.index.engines.whoosh.matches import Matches, StemMatches, match_leaf
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.query.ast import DateMissing, DateRange, Equals, Everything, Length, MetaField, Nothing

COLUMNS_OF: dict[MetaField, tuple[str, ...]] = {
    "section": ("section",),
    "source": ("source",),
    "author": ("author",),
    "agency": ("agency",),
    "language": ("language",),
    "person": ("person",),
    "organisation": ("organisation",),
    "place": ("place",),
    "entity": ("person", "organisation", "place"),
}
"""The facet columns that hold the values of a field."""
_NONE: Ints = np.empty(0, np.int32)


class Evaluation:
    """A plan evaluated in one segment: what each leaf matches, and what the whole finds."""

    def __init__(self, snapshot: Snapshot, number: int, plan: Plan) -> None:
        self._snapshot = snapshot
        self.segment: Segment = snapshot.segments[number]
        self.leaves: list[Matches] = [match_leaf(self.segment, number, snapshot.lexicon, leaf) for leaf in plan.leaves]
        self.articles: Ints = self._find(plan.root)

    def having_any(self, leaves: Sequence[Matches]) -> Ints:
        """Those of the articles found that any of some leaves matches."""
        return intersection(self.articles, self._any_of([leaf.articles for leaf in leaves]), self.segment.total)

    def _find(self, node: Node) -> Ints:
        match node:
            case Leaf():
                return self.leaves[node.number].articles
            case AllOf(parts):
                return self._all_of(parts)
            case AnyOf(parts):
                return self._any_of([self._find(part) for part in parts])
            case Without(part):
                return difference(self.segment.live, self._find(part), self.segment.total)
            case Equals(field, value):
                return self._having(field, value)
            case _:
                return holds(self.segment, node)

    def _all_of(self, parts: Sequence[Node]) -> Ints:
        """Words last and the rarest of them first, since they can be looked up in what is found already."""
        words = [
            m for part in parts if isinstance(part, Leaf) and isinstance(m := self.leaves[part.number], StemMatches)
        ]
        words.sort(key=lambda word: word.count)
        excluded = [part.part for part in parts if isinstance(part, Without)]
        found: Ints | None = None
        for part in parts:
            if isinstance(part, Without) or (
                isinstance(part, Leaf) and isinstance(self.leaves[part.number], StemMatches)
            ):
                continue
            articles = self._find(part)
            found = articles if found is None else intersection(found, articles, self.segment.total)
        for word in words:
            found = word.articles if found is None else word.narrow(found)
        if found is None:
            found = self.segment.live
        for part in excluded:
            found = difference(found, self._find(part), self.segment.total)
        return found

    def _having(self, field: MetaField, value: str) -> Ints:
        found = [
            self.segment.facet(column).articles_with(self._snapshot.values_called(column, value))
            for column in COLUMNS_OF[field]
        ]
        return self.segment.only_live(found[0] if len(found) == 1 else np.unique(np.concatenate(found)))

    def _any_of(self, several: Sequence[Ints]) -> Ints:
        filled = [articles for articles in several if len(articles)]
        if len(filled) <= 1:
            return filled[0] if filled else _NONE
        return union(filled, self.segment.total).astype(np.int32)


def holds(segment: Segment, condition: DateRange | DateMissing | Length | Everything | Nothing) -> Ints:
    """The articles of a segment for which a condition on their dates or lengths holds."""
    match condition:
        case DateRange(start, end):
            return _between(segment, start, end)
        case DateMissing():
            return segment.only_live(np.flatnonzero(segment.dates == NO_DATE).astype(np.int32))
        case Length(least, most):
            words = segment.file.array("words")
            mask = np.ones(segment.total, bool)
            if least is not None:
                mask &= words >= least
            if most is not None:
                mask &= words <= most
            return segment.only_live(np.flatnonzero(mask).astype(np.int32))
        case Everything():
            return segment.live
        case Nothing():
            return _NONE
        case _:
            assert_never(condition)


def _between(segment: Segment, start: datetime | None, end: datetime | None) -> Ints:
    mask = segment.dates != NO_DATE
    if start is not None:
        mask &= segment.dates >= clock(start)
    if end is not None:
        mask &= segment.dates < clock(end)
    return segment.only_live(np.flatnonzero(mask).astype(np.int32))


def intersection(one: Ints, other: Ints, total: int) -> Ints:
    """Numbers, below `total`, that are in both of two ascending arrays."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return small[contained(small, large, total)]


def difference(one: Ints, other: Ints, total: int) -> Ints:
    """Numbers of `one` that are not in `other`; both ascend and are below `total`."""
    return one[~contained(one, other, total)]
