"""The best articles: scores by `index/ranking.py`, the k best without sorting all, and the second look at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsfind.index.engine import Recency, Sort
from newsfind.index.engines.whoosh.codec.dates import NO_DATE, clock
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.compile import Plan
from newsfind.index.engines.whoosh.evaluate import Evaluation
from newsfind.index.engines.whoosh.second_look import lifts_of, stem_idfs
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.ranking import K1, SECOND_LOOK, idf, leaf_factor

_BLOCK = 64
_LAST = np.iinfo(np.int64).max
_DAY = 86_400_000_000
"""In the microseconds in which dates are kept."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Articles in order: the segment and the number of each, and its score."""

    segments: Array
    articles: Array
    scores: Array

    def __len__(self) -> int:
        return len(self.articles)

    def page(self, offset: int, limit: int) -> Ranked:
        """Those from `offset` on, at most `limit`."""
        rows = slice(offset, offset + limit)
        return Ranked(self.segments[rows], self.articles[rows], self.scores[rows])


def rank(
    snapshot: Snapshot,
    plan: Plan,
    found: Sequence[Evaluation],
    words: Sequence[str],
    sort: Sort,
    wanted: int,
    boost: Recency | None = None,
) -> Ranked:
    """The first `wanted` of what a plan found, in order. `words` are those of the second look."""
    weights = leaf_weights(snapshot, plan, found)
    most = max(wanted, SECOND_LOOK) if words and sort == "relevance" else wanted
    parts = [_EMPTY]
    for number, evaluation in enumerate(found):
        articles, scores = evaluation.articles, None
        if sort == "relevance" and weights.any():
            scores = _scores(snapshot.norms(number), evaluation, plan, weights)
            if boost:
                scores *= recency_lifts(evaluation.segment.dates[articles], boost)
        rows = _candidates(evaluation, scores, sort, most)
        chosen = np.zeros(len(rows), np.float32) if scores is None else scores[rows]
        parts.append(Ranked(np.full(len(rows), number), articles[rows], chosen))
    ranked = _sorted(snapshot.segments, _joined(parts), sort)
    if words and sort == "relevance":
        ranked = _looked_again(snapshot, ranked, words)
    return ranked.page(0, wanted)


def _joined(parts: Sequence[Ranked]) -> Ranked:
    return Ranked(
        np.concatenate([part.segments for part in parts]),
        np.concatenate([part.articles for part in parts]),
        np.concatenate([part.scores for part in parts]),
    )


_EMPTY = Ranked(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.float32))


def leaf_weights(snapshot: Snapshot, plan: Plan, found: Sequence[Evaluation]) -> Array:
    """What each leaf's frequency counts, by its number: idf * (K1 + 1) * `ranking.leaf_factor`, 0 under a negation."""
    weights = np.zeros(len(plan.leaves), np.float32)
    for leaf in plan.scored:
        matching = sum(evaluation.leaves[leaf.number].count for evaluation in found)
        weights[leaf.number] = idf(snapshot.articles, matching) * (K1 + 1) * leaf_factor(leaf.query)
    return weights


def _scores(norms: Array, evaluation: Evaluation, plan: Plan, weights: Array) -> Array:
    articles = evaluation.articles
    norms = norms[articles]
    scores = np.zeros(len(articles), np.float32)
    for leaf in plan.scored:
        frequency = evaluation.leaves[leaf.number].frequencies(articles).astype(np.float32)
        scores += weights[leaf.number] * frequency / (frequency + norms)
    return scores


def recency_lifts(dates: Array, boost: Recency) -> Array:
    """`ranking.recency_lift` of articles with these dates."""
    ages = np.maximum(clock(boost.now) - np.where(dates == NO_DATE, 0, dates), 0) / _DAY
    return np.where(dates == NO_DATE, 1.0, 1 + 0.5 ** (ages / boost.half_life)).astype(np.float32)


def _candidates(evaluation: Evaluation, scores: Array | None, sort: Sort, most: int) -> Array:
    """Rows of a segment's articles among which the `most` first are, ties included."""
    if sort != "relevance" or scores is None:
        dates = evaluation.segment.dates[evaluation.articles]
        keys = -dates if sort == "oldest" else dates
        return _best(np.where(dates == NO_DATE, NO_DATE, keys), most)
    return _best(scores, most)


def _best(keys: Array, most: int) -> Array:
    """Rows of keys that are not smaller than the `most`th largest, and perhaps a few more.

    The `most` largest keys lie in at most `most` blocks, so no one of them is smaller than the `most`th largest of the
    blocks' maxima.
    """
    if most <= 0:
        return np.empty(0, np.int64)
    whole = len(keys) // _BLOCK
    if whole <= most:
        if len(keys) <= most:
            return np.arange(len(keys))
        return np.flatnonzero(keys >= np.partition(keys, -most)[-most])
    maxima = keys[: whole * _BLOCK].reshape(whole, _BLOCK).max(axis=1)
    return np.flatnonzero(keys >= np.partition(maxima, -most)[-most])


def _sorted(segments: Sequence[Segment], ranked: Ranked, sort: Sort) -> Ranked:
    dates = np.empty(len(ranked), np.int64)
    ties = np.empty(len(ranked), np.int64)
    for number, segment in enumerate(segments):
        rows = ranked.segments == number
        articles = ranked.articles[rows]
        dates[rows], ties[rows] = segment.dates[articles], segment.ties[articles]
    newest = np.where(dates == NO_DATE, _LAST, -dates)
    oldest = np.where(dates == NO_DATE, _LAST, dates)
    keys = {"relevance": (ties, newest, -ranked.scores), "newest": (ties, newest), "oldest": (ties, oldest)}
    order = np.lexsort(keys[sort])
    return Ranked(ranked.segments[order], ranked.articles[order], ranked.scores[order])


def _looked_again(snapshot: Snapshot, ranked: Ranked, words: Sequence[str]) -> Ranked:
    """The best `SECOND_LOOK` lifted by exact forms and by how close the words stand, and in order again."""
    top = ranked.page(0, SECOND_LOOK)
    weights = stem_idfs(snapshot, words)
    lifts = np.ones(len(top), np.float32)
    for number in np.unique(top.segments).tolist():
        rows = np.flatnonzero(top.segments == number)
        rows = rows[np.argsort(top.articles[rows])]
        lifts[rows] += sum(lifts_of(snapshot.segments[number], top.articles[rows], weights))
    lifted = Ranked(top.segments, top.articles, top.scores * lifts)
    rest = ranked.page(SECOND_LOOK, len(ranked))
    return _joined([_sorted(snapshot.segments, lifted, "relevance"), rest])
