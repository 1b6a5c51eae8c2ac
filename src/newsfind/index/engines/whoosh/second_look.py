"""The second look of `index/ranking.py`: exact forms and close words in the best articles, decoded all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array, Ints
from newsfind.index.engines.whoosh.codec.masks import mask
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.matches import StemMatches
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.ranking import EXACT, PROXIMITY, REACH, idf
from newsfind.values import dataclass


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
    exact, near = (np.zeros(len(articles), np.float32) for _ in range(2))
    whole = sum(weights.values())
    if not whole:
        return exact, near
    occurrences = _occurrences(segment, articles, list(weights))
    for word, weight in weights.items():
        exact += EXACT * weight / whole * occurrences.has_form(segment.forms.find(word))
    pairs = [(one, other, min(weights[one], weights[other])) for one, other in pairwise(weights)]
    whole = sum(weight for _, _, weight in pairs)
    for one, other, weight in pairs if whole else ():
        stems = segment.stem_number(one), segment.stem_number(other)
        near += PROXIMITY * weight / whole * occurrences.closeness(*stems)
    return exact, near


def most_lifted(words: Sequence[str]) -> float:
    """The most that the second look can multiply a score with."""
    return 1 + EXACT + (PROXIMITY if len(words) > 1 else 0)


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """All places in some articles where inflections of some words stand, by position."""

    articles: int
    stems: Array
    forms: Array
    positions: Ints
    zones: Array

    def has_form(self, form: int) -> Array:
        """Which of the articles have a form."""
        return mask(self.zones[self.forms == form] >> 1, self.articles)

    def closeness(self, stem: int, following: int) -> Array:
        """1 / d for each of the articles, 0 beyond `REACH`.

        Of all places of either stem, the two that are nearest to each other follow each other.
        """
        either = ((self.stems == stem) | (self.stems == following)).nonzero()[0]
        stems, zones = self.stems[either], self.zones[either]
        distance = np.diff(self.positions[either])
        if stem != following:
            distance += stems[:-1] == following
        near = (zones[1:] == zones[:-1]) & (distance <= REACH)
        if stem != following:
            near &= stems[1:] != stems[:-1]
        closest = np.zeros(self.articles, np.float32)
        np.maximum.at(closest, zones[:-1][near] >> 1, 1 / distance[near].astype(np.float32))
        return closest


def _occurrences(segment: Segment, articles: Ints, words: Sequence[str]) -> _Occurrences:
    """Of one word only the very form counts, so that only that is looked for."""
    if len(words) > 1:
        stems = sorted({number for word in words if (number := segment.stem_number(word)) >= 0})
        forms = [(form, stem) for stem in stems for form in segment.forms_of_stem(stem).tolist()]
    else:
        forms = [(form, 0) for word in words if (form := segment.forms.find(word)) >= 0]
    starts, ends = segment.starts[articles], segment.starts[1:][articles]
    positions, place, article = segment.positions.within_many([form for form, _ in forms], starts, ends)
    columns = np.array(forms, np.int32).reshape(-1, 2)[place]
    zones = 2 * article + (positions >= segment.bodies[articles][article])
    order = positions.argsort()
    return _Occurrences(len(articles), columns[order, 1], columns[order, 0], positions[order], zones[order])
