"""All segments of one commit, and what is true of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from newsfind.article import Article
from newsfind.index.analysis import fold_value
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.masks import Subset
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.common import CommonNumbers, MergedNumbers
from newsfind.index.engines.whoosh.in_stories import InStories, in_stories
from newsfind.index.engines.whoosh.lexicon import Lexicon
from newsfind.index.names import ENTITY_TYPES, Names
from newsfind.index.ranking import K1, B


class Snapshot:
    """The segments of one commit. Nothing in it changes; it stays good while newer commits are made.

    `names` finds out which names of entities are one, when that is first asked for.
    """

    def __init__(self, segments: Sequence[Segment], names: Callable[[Snapshot], Names] = lambda _: Names()) -> None:
        self.segments = tuple(segments)
        self.lexicon = Lexicon(self.segments)
        self._find_names = names
        self._common: dict[str, CommonNumbers] = {}
        self._merged: dict[str, MergedNumbers] = {}

    @cached_property
    def names(self) -> Names:
        """Which names of entities are one."""
        return self._find_names(self)

    @cached_property
    def articles(self) -> int:
        """Articles that are not deleted."""
        return sum(len(segment.live) for segment in self.segments)

    @cached_property
    def in_stories(self) -> InStories:
        """The articles that are part of a story."""
        return in_stories(self.segments)

    @cached_property
    def places_in_stories(self) -> list[Array]:
        """Where each article of each segment is in `in_stories`."""
        return self.in_stories.places([segment.total for segment in self.segments])

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
        """The values (folded) of a facet column that have this name, or go by it in any article, and those that are
        one with them.
        """
        key = fold_value(name)
        called = {key}.union(*(segment.facet(column).called(key) for segment in self.segments))
        return self.one_with(column, called)

    def one_with(self, column: str, keys: Iterable[str]) -> set[str]:
        """These values (folded) of a facet column and those that are one with any of them."""
        if column not in ENTITY_TYPES:
            return set(keys)
        return {other for key in keys for other in self.names.keys(column, key)}

    def common_numbers(self, column: str) -> CommonNumbers:
        """How the values of a facet column are numbered across all segments."""
        if column not in self._common:
            self._common[column] = CommonNumbers([segment.facet(column) for segment in self.segments])
        return self._common[column]

    def merged_numbers(self, column: str) -> MergedNumbers:
        """Which of the common numbers of a facet column stand for one thing."""
        if column not in self._merged:
            families = [one.names for one in self.names.families if one.type == column] if self._has(column) else []
            self._merged[column] = MergedNumbers(self.common_numbers(column), families)
        return self._merged[column]

    def _has(self, column: str) -> bool:
        return column in ENTITY_TYPES and any(len(segment.facet(column)) for segment in self.segments)

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

    def everything(self) -> list[Subset]:
        """All articles, by segment."""
        return [segment.everything for segment in self.segments]
