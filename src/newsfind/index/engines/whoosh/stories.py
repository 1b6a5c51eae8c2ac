"""Which articles are copies of each other, found out at each commit: only what is new is compared with what is there.

The rules are in `index/copies.py`. A story is a number that its articles have in common; it is 0 for an article without
copies. What makes two articles copies depends on nothing but the two, so the stories of an index are the same in
whatever order it came to be. When an article is removed, the others of its story are compared anew, since it may have
been what held them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property

import numpy as np

from newsfind.index.copies import LEAST_TOKENS, WITHIN, Hashes, alike, different_shingles, worth_comparing
from newsfind.index.engines.whoosh.codec.copies import same_texts, signature_numbers
from newsfind.index.engines.whoosh.codec.dates import NO_DATE
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment

MOST_NEIGHBOURS = 100
"""Of the texts that share a band, in order of date, each is compared with so many that follow it: a bound on the work
that texts out of one mould give by their thousands. Those of one story find each other in spite of it, one by the next.
"""
_REMEMBERED = 4096
"""Texts whose shingles are kept while pairs are compared, which come in the order of their first texts; some kilobytes
each."""
_AT_ONCE = 64
"""Pairs whose texts are read together. Of a pair that is of one story when its turn comes, they were read in vain."""
_WITHIN = WITHIN.total_seconds() * 1e6


def regrouped(segments: Sequence[Segment]) -> list[Array]:
    """The story of each article of each segment, given those so far: `Segment.stories`, None where there are none."""
    rows = _Rows(segments)
    stories = _Grouping(rows).stories() if rows.fresh.any() else rows.stories
    grouped = []
    for segment, first in zip(segments, rows.first, strict=True):
        column = np.zeros(segment.total, np.int32)
        column[segment.live] = stories[first : first + len(segment.live)]
        grouped.append(column)
    return grouped


class _Rows:
    """The live articles of all segments in a row. `fresh` are those that are still to be compared."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.first = np.cumsum([0, *(len(segment.live) for segment in segments)])[:-1].tolist()
        self.same = _joined([same_texts(segment)[segment.live] for segment in segments], np.uint64)
        self.dates = _joined([segment.dates[segment.live] for segment in segments], np.int64)
        lengths = [segment.starts[1:] - segment.bodies - 1 for segment in segments]
        self.tokens = _joined(
            [length[segment.live] for length, segment in zip(lengths, segments, strict=True)], np.int32
        )
        self.stories = _joined([_known(segment)[segment.live] for segment in segments], np.int32)
        self.fresh = _joined([np.full(len(segment.live), segment.stories is None) for segment in segments], bool)
        broken = _joined([_known(segment)[segment.deleted] for segment in segments if segment.deleted is not None], int)
        apart = (self.stories > 0) & np.isin(self.stories, broken)
        self.stories[apart] = 0
        self.fresh |= apart

    def __len__(self) -> int:
        return len(self.same)

    def numbers(self, rows: Array) -> Array:
        """The signatures of some articles."""
        signed = [signature_numbers(segment)[segment.live] for segment in self._segments]
        return np.concatenate(signed)[rows]

    def bodies(self, rows: Array) -> Iterator[str]:
        """The bodies of some articles, which ascend."""
        for segment, first in zip(self._segments, self.first, strict=True):
            begin, end = np.searchsorted(rows, (first, first + len(segment.live))).tolist()
            yield from segment.stored.bodies(segment.live[rows[begin:end] - first].tolist())


def _joined(parts: Sequence[Array], dtype: type) -> Array:
    return np.concatenate([np.empty(0, dtype), *parts]).astype(dtype)


def _known(segment: Segment) -> Array:
    return np.zeros(segment.total, np.int32) if segment.stories is None else segment.stories


class _Grouping:
    """One run: articles are joined to stories. Copies are looked for among texts; articles with the same text have one
    text, and are of one story.
    """

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows
        self._parent = np.arange(len(rows))
        self._same, self._first, self._text = np.unique(rows.same, return_index=True, return_inverse=True)
        self._fresh = np.zeros(len(self._same), bool)
        self._fresh[self._text[rows.fresh]] = True
        self._shingles: dict[int, Hashes] = {}

    def stories(self) -> Array:
        """The story of each row; those that there were keep their numbers."""
        self._join_known()
        self._join_same()
        self._join_near()
        roots = self._parent
        while (nearer := roots[roots] != roots).any():
            roots = np.where(nearer, roots[roots], roots)
        return _numbered(roots, self._rows.stories)

    def _join_known(self) -> None:
        known = np.flatnonzero(self._rows.stories)
        _, first, story = np.unique(self._rows.stories[known], return_index=True, return_inverse=True)
        self._parent[known] = known[first[story]]

    def _join_same(self) -> None:
        others = self._first[self._text] != np.arange(len(self._rows))
        for row in np.flatnonzero(others & self._fresh[self._text] & (self._rows.same > 0)).tolist():
            self._join(row, int(self._first[self._text[row]]))

    def _join_near(self) -> None:
        candidates = self._candidates()
        for begin in range(0, len(candidates), _AT_ONCE):
            pairs = candidates[begin : begin + _AT_ONCE].tolist()
            pairs = [pair for pair in pairs if self._are_apart(*pair) and self._near_in_time(*pair)]
            self._remember({text for pair in pairs for text in pair})
            for one, other in pairs:
                if self._are_apart(one, other) and alike(self._shingles[one], self._shingles[other]):
                    self._join(int(self._first[one]), int(self._first[other]))

    def _are_apart(self, one: int, other: int) -> bool:
        """Whether two texts are of different stories by what is known so far."""
        return self._root(int(self._first[one])) != self._root(int(self._first[other]))

    def _candidates(self) -> Array:
        """Pairs of texts, at least one of them fresh, that are worth comparing."""
        texts = np.flatnonzero((self._same > 0) & (self._rows.tokens[self._first] >= LEAST_TOKENS))
        if not self._fresh[texts].any():
            return np.empty((0, 2), np.int64)
        numbers = self._rows.numbers(self._first[texts])
        bands = np.ascontiguousarray(numbers).view(np.uint32).T
        published = self._published(texts)
        pairs = [_sharing(band, numbers, self._fresh[texts], *published) for band in bands]
        return texts[np.unique(np.concatenate(pairs), axis=0)]

    def _published(self, texts: Array) -> tuple[Array, Array]:
        """When articles with these texts were published first and last; ever where one has no date."""
        dates = self._rows.dates.astype(float)
        missing = self._rows.dates == NO_DATE
        earliest, latest = np.full(len(self._same), np.inf), np.full(len(self._same), -np.inf)
        np.minimum.at(earliest, self._text, np.where(missing, -np.inf, dates))
        np.maximum.at(latest, self._text, np.where(missing, np.inf, dates))
        return earliest[texts], latest[texts]

    def _near_in_time(self, one: int, other: int) -> bool:
        mine, theirs = self._dates_of(one), self._dates_of(other)
        if NO_DATE in mine or NO_DATE in theirs:
            return True
        return bool(np.abs(mine[:, None] - theirs).min() < _WITHIN)

    def _dates_of(self, text: int) -> Array:
        start, stop = np.searchsorted(self._sorted_texts, (text, text + 1)).tolist()
        return self._rows.dates[self._by_text[start:stop]]

    @cached_property
    def _by_text(self) -> Array:
        return np.argsort(self._text, kind="stable")

    @cached_property
    def _sorted_texts(self) -> Array:
        return self._text[self._by_text]

    def _remember(self, texts: Set[int]) -> None:
        """Keep the shingles of texts that are to be compared."""
        if len(self._shingles) >= _REMEMBERED:
            self._shingles.clear()
        new = sorted(texts - self._shingles.keys(), key=lambda text: int(self._first[text]))
        bodies = self._rows.bodies(self._first[np.array(new, np.int64)])
        self._shingles.update(zip(new, map(different_shingles, bodies), strict=True))

    def _root(self, row: int) -> int:
        while (parent := int(self._parent[row])) != row:
            self._parent[row] = self._parent[parent]
            row = parent
        return row

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self._parent[high] = low


def _sharing(keys: Array, numbers: Array, fresh: Array, earliest: Array, latest: Array) -> Array:
    """Pairs of rows with an equal key, one of them fresh, that may be near in time and are worth comparing."""
    chosen = np.argsort(keys)
    next_to_equal = keys[chosen[1:]] == keys[chosen[:-1]]
    chosen = chosen[np.append(next_to_equal, False) | np.insert(next_to_equal, 0, False)]
    chosen = chosen[np.lexsort((earliest[chosen], keys[chosen]))]
    pairs = [np.empty((0, 2), np.int64)]
    for distance in range(1, min(MOST_NEIGHBOURS, len(chosen) - 1) + 1):
        one, other = chosen[:-distance], chosen[distance:]
        together = keys[one] == keys[other]
        if not together.any():
            break
        kept = together & (fresh[one] | fresh[other]) & (earliest[other] - latest[one] < _WITHIN)
        one, other = one[kept], other[kept]
        worth = worth_comparing(numbers[one], numbers[other])
        pairs.append(np.sort(np.stack((one[worth], other[worth]), axis=1), axis=1))
    return np.concatenate(pairs)


def _numbered(roots: Array, known: Array) -> Array:
    """A number for each group of several rows: the least known one among them, else a new one; 0 for a row alone."""
    _, group, size = np.unique(roots, return_inverse=True, return_counts=True)
    number = np.full(len(size), np.iinfo(np.int32).max, np.int64)
    np.minimum.at(number, group[known > 0], known[known > 0])
    unnamed = np.flatnonzero((number == np.iinfo(np.int32).max) & (size > 1))
    number[unnamed] = int(known.max(initial=0)) + 1 + np.arange(len(unnamed))
    return np.where(size > 1, number, 0)[group].astype(np.int32)
