"""Copies among the articles that a search found; the rules are in `index/stories.py`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsfind.index.engines.whoosh.codec.dates import newest_first
from newsfind.index.engines.whoosh.codec.file import Array, Ints
from newsfind.index.engines.whoosh.codec.masks import mask
from newsfind.index.engines.whoosh.in_stories import InStories
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.stories import copy_of
from newsfind.results.hits import Copy, Stories, Story
from newsfind.values import dataclass


@dataclass(frozen=True, slots=True)
class Grouped:
    """Those of the articles found that have a story, put together; `begins` are the rows of the lead copies, and the
    end.
    """

    snapshot: Snapshot
    told: InStories
    begins: Array

    def leads(self, found: Sequence[Ints]) -> list[Ints]:
        """The articles found without those that are another's copies."""
        others = np.ones(len(self.told.story), bool)
        others[self.begins[:-1]] = False
        copies = self.told.only(others)
        left = []
        for number, articles in enumerate(found):
            copy = mask(copies.article[copies.segment == number], self.snapshot.segments[number].total)
            left.append(articles[~copy[articles]])
        return left

    def of(self, segment: int, article: int) -> tuple[Copy, ...]:
        """The other copies of an article, which is a lead copy or has none."""
        stories = self.snapshot.segments[segment].stories
        story = 0 if stories is None else int(stories[article])
        start, stop = np.searchsorted(self.told.story, (story, story + 1)).tolist()
        return self._told(start + 1, stop)

    def all(self) -> tuple[Copy, ...]:
        """The copies of one story after the other's."""
        return self._told(0, len(self.told.story))

    def biggest(self, offset: int, limit: int) -> Stories:
        """The stories with the most copies, of those with several."""
        sizes = np.diff(self.begins)
        several = np.flatnonzero(sizes > 1)
        dates, ties = self._columns(self.begins[several])
        order = several[np.lexsort((ties, newest_first(dates), -sizes[several]))][offset : offset + limit]
        told = [self._told(int(self.begins[one]), int(self.begins[one + 1])) for one in order.tolist()]
        return Stories(tuple(map(Story, told)), len(several))

    def _columns(self, rows: Array) -> tuple[Array, Array]:
        """The dates and the tie-breaks of the articles in some rows."""
        dates, ties = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
        for number, segment in enumerate(self.snapshot.segments):
            here = self.told.segment[rows] == number
            at = self.told.article[rows[here]]
            dates[here], ties[here] = segment.dates[at], segment.ties[at]
        return dates, ties

    def _told(self, start: int, stop: int) -> tuple[Copy, ...]:
        copies: dict[int, Copy] = {}
        segments, articles = self.told.segment[start:stop], self.told.article[start:stop]
        for number, segment in enumerate(self.snapshot.segments):
            rows = np.flatnonzero(segments == number)
            stored = segment.stored.several(articles[rows].tolist())
            copies.update(zip(rows.tolist(), map(copy_of, stored), strict=True))
        return tuple(copies[row] for row in range(stop - start))


def copies_among(snapshot: Snapshot, found: Sequence[Ints]) -> Grouped:
    """Put the articles found, by segment, together to stories."""
    by_segment = zip(snapshot.places_in_stories, found, strict=True)
    rows = np.concatenate([np.empty(0, np.int32), *(places[articles] for places, articles in by_segment)])
    told = snapshot.in_stories.only(np.sort(rows[rows >= 0]))
    return Grouped(snapshot, told, told.begins())


def copies_of(snapshot: Snapshot, article_id: str) -> tuple[Copy, ...]:
    """The other articles of an article's story, in the order of their dates."""
    place = snapshot.find(article_id)
    stories = snapshot.segments[place[0]].stories if place else None
    story = int(stories[place[1]]) if place and stories is not None else 0
    if not story:
        return ()
    every = [
        segment.live[:0] if segment.stories is None else segment.live[segment.stories[segment.live] == story]
        for segment in snapshot.segments
    ]
    group = copies_among(snapshot, every)
    return tuple(copy for copy in group.all() if copy.id != article_id)
