"""All segments of one commit, and what is true of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from newsfind.article import Article
from newsfind.index.analysis import fold_value
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.facets import FacetColumn, commonest
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.lists import Ints
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.lexicon import Lexicon
from newsfind.index.ranking import K1, B


class CommonNumbers:
    """Numbers the values of one facet column of several segments: equal values have one number, in no order.

    `of[s]` are the numbers of segment s's values by ordinal, `ordinals[s]` the ordinals by number, -1 for none.
    """

    def __init__(self, columns: Sequence[FacetColumn]) -> None:
        self._columns = columns
        sizes = [len(column) for column in columns]
        if len(columns) == 1:
            self.of = [np.arange(sizes[0])]
        else:
            every = np.concatenate([np.empty(0, np.uint64), *(column.hashes for column in columns)])
            self.of = np.split(np.unique(every, return_inverse=True)[1], np.cumsum(sizes)[:-1]) if columns else []
        self.total = 1 + max((int(numbers.max(initial=-1)) for numbers in self.of), default=-1)
        self.ordinals = [np.full(self.total, -1) for _ in columns]
        for ordinals, numbers in zip(self.ordinals, self.of, strict=True):
            ordinals[numbers] = np.arange(len(numbers))

    def folded(self, number: int) -> str:
        """A value, folded."""
        return next(column.keys[at] for column, at in self._places(number))

    def name(self, number: int) -> str:
        """A value as most articles write it."""
        used: Counter[str] = Counter()
        for column, at in self._places(number):
            used.update(column.spellings(at))
        return commonest(used)

    def _places(self, number: int) -> Iterator[tuple[FacetColumn, int]]:
        for column, ordinals in zip(self._columns, self.ordinals, strict=True):
            if (at := int(ordinals[number])) >= 0:
                yield column, at


class Snapshot:
    """The segments of one commit. Nothing in it changes; it stays good while newer commits are made."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.lexicon = Lexicon(self.segments)
        self._common: dict[str, CommonNumbers] = {}

    @cached_property
    def articles(self) -> int:
        """Articles that are not deleted."""
        return sum(len(segment.live) for segment in self.segments)

    @cached_property
    def _average_length(self) -> float:
        total = sum(int(segment.lengths[segment.live].sum()) for segment in self.segments)
        return total / self.articles if self.articles and total else 1.0

    @cached_property
    def _norms(self) -> list[Array]:
        return [
            (K1 * (1 - B + B * segment.lengths / self._average_length)).astype(np.float32) for segment in self.segments
        ]

    def norms(self, number: int) -> Array:
        """For each article of a segment K1 * (1 - B + B * length / average length)."""
        return self._norms[number]

    def values_called(self, column: str, name: str) -> set[str]:
        """The values (folded) of a facet column that have this name, or go by it in any article."""
        key = fold_value(name)
        return {key}.union(*(segment.facet(column).called(key) for segment in self.segments))

    def common_numbers(self, column: str) -> CommonNumbers:
        """How the values of a facet column are numbered across all segments."""
        if column not in self._common:
            self._common[column] = CommonNumbers([segment.facet(column) for segment in self.segments])
        return self._common[column]

    def find(self, article_id: str) -> tuple[int, int] | None:
        """The numbers of the segment and of the article in it that has an id."""
        wanted = np.array([tie_break(article_id)])
        for number, segment in enumerate(self.segments):
            for article in segment.numbers_of(wanted).tolist():
                if segment.stored[article].id == article_id:
                    return number, article
        return None

    def stored(self) -> Iterator[Article]:
        """All articles."""
        for segment in self.segments:
            for number in segment.live.tolist():
                yield segment.stored[number]

    def everything(self) -> list[Ints]:
        """The numbers of all articles, by segment."""
        return [segment.live for segment in self.segments]
