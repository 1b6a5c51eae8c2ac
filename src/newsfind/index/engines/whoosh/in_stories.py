"""The articles of a commit that are part of a story, in the order in which stories are told (`index/stories.py`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsfind.index.engines.whoosh.codec.dates import oldest_first
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.values import dataclass


@dataclass(frozen=True, slots=True)
class InStories:
    """One item an article: the number of its story, its segment, its number there. One story's articles are behind the
    other's, and of each the lead copy is first.
    """

    story: Array
    segment: Array
    article: Array

    def places(self, totals: Sequence[int]) -> list[Array]:
        """For each article of each segment, given how many those have, its row here; -1 for those without a story."""
        places = [np.full(total, -1, np.int32) for total in totals]
        for number, place in enumerate(places):
            rows = (self.segment == number).nonzero()[0]
            place[self.article[rows]] = rows
        return places

    def only(self, rows: Array) -> InStories:
        """Those of some rows, given by their numbers, ascending, or as a mask."""
        return InStories(self.story[rows], self.segment[rows], self.article[rows])

    def begins(self) -> Array:
        """The rows of the lead copies, and the end."""
        return np.flatnonzero(np.diff(self.story, prepend=0, append=0))


def in_stories(segments: Sequence[Segment]) -> InStories:
    """All live articles of these segments that have a story; sorted once a commit, so that no search has to."""
    story, segment, article = [np.empty(0, np.int32)], [np.empty(0, np.int64)], [np.empty(0, np.int32)]
    dates, words, ties = ([np.empty(0, np.int64)] for _ in range(3))
    for number, columns in enumerate(segments):
        if columns.stories is not None:
            rows = columns.live[columns.stories[columns.live] > 0]
            story.append(columns.stories[rows])
            segment.append(np.full(len(rows), number))
            article.append(rows)
            dates.append(columns.dates[rows])
            words.append(columns.file.array("words")[rows])
            ties.append(columns.ties[rows])
    of, oldest = np.concatenate(story), oldest_first(np.concatenate(dates))
    order = np.lexsort((np.concatenate(ties), -np.concatenate(words).astype(np.int64), oldest, of))
    return InStories(of[order], np.concatenate(segment)[order], np.concatenate(article)[order])
