"""Copies among the articles that a search found; the rules are in `index/stories.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsfind.index.engines.whoosh.codec.dates import NO_DATE
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.lists import Ints
from newsfind.index.engines.whoosh.evaluate import difference
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.stories import copy_of
from newsfind.results.hits import Copy, Stories, Story

_LAST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Grouped:
    """Those of the articles found that have a story: one story's behind the other's, and of each the lead copy first.

    `begins` are the rows of the lead copies, and the end.
    """

    snapshot: Snapshot
    story: Array
    segment: Array
    article: Array
    begins: Array

    def leads(self, found: Sequence[Ints]) -> list[Ints]:
        """The articles found without those that are another's copies."""
        others = np.ones(len(self.story), bool)
        others[self.begins[:-1]] = False
        left = []
        for number, articles in enumerate(found):
            copies = np.sort(self.article[others & (self.segment == number)])
            left.append(difference(articles, copies, self.snapshot.segments[number].total))
        return left

    def of(self, segment: int, article: int) -> tuple[Copy, ...]:
        """The other copies of an article, which is a lead copy or has none."""
        stories = self.snapshot.segments[segment].stories
        story = 0 if stories is None else int(stories[article])
        start, stop = np.searchsorted(self.story, (story, story + 1)).tolist()
        return self._told(start + 1, stop)

    def all(self) -> tuple[Copy, ...]:
        """The copies of one story after the other's."""
        return self._told(0, len(self.story))

    def biggest(self, offset: int, limit: int) -> Stories:
        """The stories with the most copies, of those with several."""
        sizes = np.diff(self.begins)
        several = np.flatnonzero(sizes > 1)
        dates, _, ties = _columns(self.snapshot, self.segment, self.article)
        leads = self.begins[several]
        newest = np.where(dates[leads] == NO_DATE, _LAST, -dates[leads])
        order = several[np.lexsort((ties[leads], newest, -sizes[several]))][offset : offset + limit]
        told = [self._told(int(self.begins[one]), int(self.begins[one + 1])) for one in order.tolist()]
        return Stories(tuple(map(Story, told)), len(several))

    def _told(self, start: int, stop: int) -> tuple[Copy, ...]:
        rows = zip(self.segment[start:stop].tolist(), self.article[start:stop].tolist(), strict=True)
        return tuple(copy_of(self.snapshot.segments[segment].stored[article]) for segment, article in rows)


def copies_among(snapshot: Snapshot, found: Sequence[Ints]) -> Grouped:
    """Put the articles found, by segment, together to stories."""
    story, segment, article = [np.empty(0, np.int32)], [np.empty(0, np.int64)], [np.empty(0, np.int32)]
    for number, articles in enumerate(found):
        stories = snapshot.segments[number].stories
        if stories is not None:
            with_story = articles[stories[articles] > 0]
            story.append(stories[with_story])
            segment.append(np.full(len(with_story), number))
            article.append(with_story)
    unordered = np.concatenate(story), np.concatenate(segment), np.concatenate(article)
    dates, words, ties = _columns(snapshot, *unordered[1:])
    order = np.lexsort((ties, -words, np.where(dates == NO_DATE, _LAST, dates), unordered[0]))
    of = unordered[0][order]
    begins = np.flatnonzero(np.diff(of, prepend=0, append=0))
    return Grouped(snapshot, of, unordered[1][order], unordered[2][order], begins)


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


def _columns(snapshot: Snapshot, segment: Array, article: Array) -> tuple[Array, Array, Array]:
    """The dates, the lengths in words, and the tie-breaks of articles."""
    dates, words, ties = (np.empty(len(article), np.int64) for _ in range(3))
    for number, columns in enumerate(snapshot.segments):  # not by np.unique, for which numpy loads its masked arrays
        rows = segment == number
        at = article[rows]
        dates[rows], words[rows], ties[rows] = columns.dates[at], columns.file.array("words")[at], columns.ties[at]
    return dates, words, ties
