"""What the index knows of words and values, for "did you mean"; the rules are in `index/spelling.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.spellings import commonest
from newsfind.index.engines.whoosh.compile import compile_query
from newsfind.index.engines.whoosh.evaluate import COLUMNS_OF, Evaluation
from newsfind.index.engines.whoosh.nearby import candidates, may_be_near, near
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.query.ast import Equals, MetaField, Word

_FEW_ENOUGH = 100
"""Forms that are looked at one by one before what measures distances is loaded, which takes 10 ms."""


class IndexDictionary:
    """See `spelling.Dictionary`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def matching(self, query: Word | Equals) -> int:
        """How many articles match."""
        plan = compile_query(query)
        return sum(len(Evaluation(self._snapshot, n, plan).articles) for n in range(len(self._snapshot.segments)))

    def near_forms(self, form: str, distance: int, *, same_start: bool, least: int) -> Mapping[str, int]:
        """Forms near a form and how often they occur."""
        segments = self._snapshot.segments
        share = -(-least // max(1, len(segments)))  # what occurs often enough does so often in one of the segments
        if not any(_may_have(segment, form, distance, same_start=same_start, least=share) for segment in segments):
            return {}
        counts: Counter[str] = Counter()
        for segment in segments:
            names, numbers = near(segment.forms, form, distance, same_start=same_start)
            counts.update(dict(zip(names, live_occurrences(segment, numbers), strict=True)))
        return {other: count for other, count in counts.items() if count >= max(1, least)}

    def near_values(self, field: MetaField, key: str, distance: int, *, same_start: bool) -> Mapping[str, int]:
        """Values near a value and how many articles have each."""
        counts: Counter[str] = Counter()
        spellings: dict[str, Counter[str]] = {}
        for segment in self._snapshot.segments:
            for name in COLUMNS_OF[field]:
                column = segment.facet(name)
                articles = column.counts(segment.everything)
                for other, ordinal in zip(*near(column.keys, key, distance, same_start=same_start), strict=True):
                    counts[other] += int(articles[ordinal])
                    spellings.setdefault(other, Counter()).update(column.spellings(int(ordinal)))
        return {commonest(spellings[other]): count for other, count in counts.items() if count}


def _may_have(segment: Segment, text: str, distance: int, *, same_start: bool, least: int) -> bool:
    """Whether a segment may have a form near a text that often; where `least` is much, few forms are common enough."""
    close = candidates(segment.forms, text, distance, same_start=same_start)
    often = close[segment.occurrences(close) >= least].tolist()
    return len(often) > _FEW_ENOUGH or any(may_be_near(text, segment.forms[number], distance) for number in often)


def live_occurrences(segment: Segment, forms: Array) -> list[int]:
    """How often forms occur in articles that are not deleted."""
    deleted = segment.deleted
    if deleted is None:
        return [int(count) for count in segment.occurrences(forms)]
    return [
        int(np.count_nonzero(~deleted[segment.articles_at(segment.positions.decode(number))]))
        for number in forms.tolist()
    ]
