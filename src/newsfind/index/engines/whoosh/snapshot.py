"""All segments of one commit, and what is true of them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from newsfind.article import Article
from newsfind.index.analysis import fold_value
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.lists import Ints
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.lexicon import Lexicon
from newsfind.index.ranking import K1, B


class Snapshot:
    """The segments of one commit. Nothing in it changes; it stays good while newer commits are made."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.lexicon = Lexicon(self.segments)

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
