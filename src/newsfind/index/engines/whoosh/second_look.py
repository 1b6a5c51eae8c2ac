"""The second look of `index/ranking.py`: exact forms and close words in the best articles, decoded all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.lists import Ints
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.matches import StemMatches
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.ranking import EXACT, PROXIMITY, REACH, idf


def stem_idfs(snapshot: Snapshot, words: Sequence[str]) -> dict[str, float]:
    """The idf of each word's stem, 0 for one that is nowhere."""
    weights = {}
    for word in words:
        stems = ((segment, segment.stem_number(word)) for segment in snapshot.segments)
        having = sum(StemMatches(segment, stem).count for segment, stem in stems if stem >= 0)
        weights[word] = idf(snapshot.articles, having) if having else 0.0
    return weights


def lifts_of(segment: Segment, articles: Ints, weights: Mapping[str, float]) -> tuple[Array, Array]:
    """What the second look adds for each of some articles (ascending): for exact forms, and for words near each other.

    `weights` are the words, in order, with their idf.
    """
    occurrences = _occurrences(segment, articles, list(weights))
    exact, near = (np.zeros(len(articles), np.float32) for _ in range(2))
    whole = sum(weights.values())
    for word, weight in weights.items() if whole else ():
        exact += EXACT * weight / whole * occurrences.has_form(segment.forms.find(word))
    pairs = [(one, other, min(weights[one], weights[other])) for one, other in pairwise(weights)]
    whole = sum(weight for _, _, weight in pairs)
    for one, other, weight in pairs if whole else ():
        stems = segment.stem_number(one), segment.stem_number(other)
        near += PROXIMITY * weight / whole * occurrences.closeness(*stems)
    return exact, near


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """All places in some articles where inflections of some words stand, by stem and position."""

    articles: int
    stems: Array
    forms: Array
    positions: Ints
    zones: Array

    def has_form(self, form: int) -> Array:
        """Which of the articles have a form."""
        having = np.zeros(self.articles, bool)
        having[self.zones[self.forms == form] >> 1] = True
        return having

    def closeness(self, stem: int, following: int) -> Array:
        """1 / d for each of the articles, 0 beyond `REACH`."""
        least = np.full(self.articles, np.inf, np.float32)
        one = slice(*np.searchsorted(self.stems, (stem, stem + 1)).tolist())
        other = slice(*np.searchsorted(self.stems, (following, following + 1)).tolist())
        after = np.searchsorted(self.positions[other], self.positions[one], "right")
        self._note(least, one, other, after, 0)
        before = np.searchsorted(self.positions[other], self.positions[one], "left") - 1
        self._note(least, one, other, before, 1)
        return np.where(least <= REACH, 1 / least, 0)

    def _note(self, least: Array, one: slice, other: slice, at: Array, reversed_by: int) -> None:
        """Note the distance of each occurrence of one stem to one of the other, given by its rank, if in one zone."""
        there = np.flatnonzero((at >= 0) & (at < other.stop - other.start))
        zone = self.zones[one][there]
        same = zone == self.zones[other][at[there]]
        distance = np.abs(self.positions[other][at[there]] - self.positions[one][there]) + reversed_by
        np.minimum.at(least, zone[same] >> 1, distance[same])


def _occurrences(segment: Segment, articles: Ints, words: Sequence[str]) -> _Occurrences:
    stems = sorted({number for word in words if (number := segment.stem_number(word)) >= 0})
    forms = [(form, stem) for stem in stems for form in segment.forms_of_stem(stem).tolist()]
    starts, ends = segment.starts[articles], segment.starts[articles + 1]
    positions, place, article = segment.positions.within_many([form for form, _ in forms], starts, ends)
    columns = np.array(forms, np.int64).reshape(-1, 2)
    form, stem = columns[place, 0], columns[place, 1]
    zones = 2 * article + (positions >= segment.bodies[articles][article])
    order = np.lexsort((positions, stem))
    return _Occurrences(len(articles), stem[order], form[order], positions[order], zones[order])
