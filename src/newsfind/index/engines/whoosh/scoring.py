"""The best articles: scores by `index/ranking.py`, the k best without sorting all, and the second look at them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsfind.index.engine import Recency, Sort
from newsfind.index.engines.whoosh.codec.dates import NO_DATE, clock, newest_first, oldest_first
from newsfind.index.engines.whoosh.codec.file import Array, Ints
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.compile import Plan
from newsfind.index.engines.whoosh.evaluate import Evaluation
from newsfind.index.engines.whoosh.largest import largest
from newsfind.index.engines.whoosh.second_look import lifts_of, most_lifted, stem_idfs
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.ranking import K1, SECOND_LOOK, idf, leaf_factor
from newsfind.values import dataclass

_ROUNDING = 1.0001
"""More than scores can be off by."""
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
        return self.rows(slice(offset, offset + limit))

    def rows(self, rows: Array | slice) -> Ranked:
        """Those in any rows."""
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
    scoring = Scoring(snapshot, plan, leaf_weights(snapshot, plan, found), boost)
    most = max(wanted, SECOND_LOOK) if words and sort == "relevance" else wanted
    parts = []
    for number, evaluation in enumerate(found):
        if sort == "relevance" and scoring.weights.any():
            articles, scores = scoring.best(number, evaluation, most)
        else:
            articles = _first_dated(evaluation, sort, most)
            scores = np.zeros(len(articles), np.float32)
        parts.append(Ranked(np.full(len(articles), number), articles, scores))
    ranked = put_in_order(snapshot.segments, joined(parts), sort)
    if words and sort == "relevance":
        ranked = looked_again(snapshot, ranked, words, wanted)
    return ranked.page(0, wanted)


def joined(parts: Sequence[Ranked]) -> Ranked:
    """The articles of several, one behind the other."""
    if len(parts) == 1:
        return parts[0]
    return Ranked(
        np.concatenate([np.empty(0, np.int64), *(part.segments for part in parts)]),
        np.concatenate([np.empty(0, np.int32), *(part.articles for part in parts)]),
        np.concatenate([np.empty(0, np.float32), *(part.scores for part in parts)]),
    )


def leaf_weights(snapshot: Snapshot, plan: Plan, found: Sequence[Evaluation]) -> Array:
    """What each leaf's frequency counts, by its number: idf * (K1 + 1) * `ranking.leaf_factor`, 0 under a negation."""
    weights = np.zeros(len(plan.leaves), np.float32)
    for leaf in plan.scored:
        matching = sum(evaluation.leaves[leaf.number].count for evaluation in found)
        weights[leaf.number] = idf(snapshot.articles, matching) * (K1 + 1) * leaf_factor(leaf.query)
    return weights


@dataclass(frozen=True, slots=True)
class Scoring:
    """How what a plan found is scored before the second look. `weights` are its `leaf_weights`."""

    snapshot: Snapshot
    plan: Plan
    weights: Array
    boost: Recency | None

    def scores(self, number: int, evaluation: Evaluation, articles: Ints) -> Array:
        """The scores of articles (ascending) that were found in segment `number`."""
        norms = self.snapshot.norms(number)[articles]
        scores = np.zeros(len(articles), np.float32)
        for leaf in self.plan.scored:
            frequency = evaluation.leaves[leaf.number].frequencies(articles).astype(np.float32)
            scores += self.weights[leaf.number] * frequency / (frequency + norms)
        if self.boost:
            scores *= recency_lifts(evaluation.segment.dates[articles], self.boost)
        return scores

    def best(self, number: int, evaluation: Evaluation, most: int) -> tuple[Ints, Array]:
        """Articles of segment `number` among which the `most` best are, ties included, and their scores.

        Where a few of the leaves weigh so much that an article without any of them cannot be among the best, only
        articles with one of them are scored: Turtle and Flood, "Query evaluation: strategies and optimizations" (1995),
        max score.
        """
        if not most:
            return evaluation.articles[:0], np.empty(0, np.float32)
        heaviest = sorted((leaf.number for leaf in self.plan.scored), key=lambda leaf: -self.weights[leaf])
        leaves = [evaluation.leaves[leaf] for leaf in heaviest]
        for few in range(1, len(leaves)):
            if self.boost or 2 * sum(leaf.count for leaf in leaves[:few]) > len(evaluation.articles):
                break
            having = evaluation.having_any(leaves[:few])
            if len(having) < most:
                continue
            articles, scores = _largest(having, self.scores(number, evaluation, having), most)
            if np.partition(scores, -most)[-most] > self.weights[heaviest[few:]].sum() * _ROUNDING:
                return articles, scores
        return _largest(evaluation.articles, self.scores(number, evaluation, evaluation.articles), most)


def _largest(articles: Ints, scores: Array, most: int) -> tuple[Ints, Array]:
    rows = largest(scores, most)
    return articles[rows], scores[rows]


def recency_lifts(dates: Array, boost: Recency) -> Array:
    """`ranking.recency_lift` of articles with these dates."""
    ages = np.maximum(clock(boost.now) - np.where(dates == NO_DATE, 0, dates), 0) / _DAY
    return np.where(dates == NO_DATE, 1.0, 1 + 0.5 ** (ages / boost.half_life)).astype(np.float32)


def _first_dated(evaluation: Evaluation, sort: Sort, most: int) -> Ints:
    """Articles of a segment among which the `most` first by date are, ties included."""
    dates = evaluation.segment.dates[evaluation.articles]
    keys = -dates if sort == "oldest" else dates
    return evaluation.articles[largest(np.where(dates == NO_DATE, NO_DATE, keys), most)]


def put_in_order(segments: Sequence[Segment], ranked: Ranked, sort: Sort) -> Ranked:
    """Articles by their scores, dates and tie-breaks, or by the last two."""
    dates, ties = (_of_articles(segments, ranked, name) for name in ("dates", "ties"))
    dates = date_keys(dates, sort)
    return ranked.rows(np.lexsort((ties, dates, -ranked.scores) if sort == "relevance" else (ties, dates)))


def date_keys(dates: Array, sort: str) -> Array:
    """Numbers that ascend in the order in which articles with these dates come."""
    return oldest_first(dates) if sort == "oldest" else newest_first(dates)


def _of_articles(segments: Sequence[Segment], ranked: Ranked, name: str) -> Array:
    """What a column of all segments has for some articles."""
    if len(segments) == 1:
        return getattr(segments[0], name)[ranked.articles]
    values = np.empty(len(ranked), np.int64)
    for number, segment in enumerate(segments):
        rows = ranked.segments == number
        values[rows] = getattr(segment, name)[ranked.articles[rows]]
    return values


def looked_again(snapshot: Snapshot, ranked: Ranked, words: Sequence[str], wanted: int) -> Ranked:
    """The best `SECOND_LOOK` lifted by exact forms and by how close the words stand, and in order again.

    Left as they are are those that are not among the first `wanted` however much they are lifted.
    """
    lifted = min(SECOND_LOOK, len(ranked))
    if 0 < wanted < lifted:
        least = ranked.scores[wanted - 1] / (most_lifted(words) * _ROUNDING)
        lifted = int(np.count_nonzero(ranked.scores[:lifted] >= least))
    top, rest = ranked.page(0, lifted), ranked.page(lifted, len(ranked))
    weights = stem_idfs(snapshot, words)
    lifts = np.ones(len(top), np.float32)
    for number in sorted(set(top.segments.tolist())):
        rows = (top.segments == number).nonzero()[0]
        rows = rows[top.articles[rows].argsort()]
        lifts[rows] += sum(lifts_of(snapshot.segments[number], top.articles[rows], weights))
    top = Ranked(top.segments, top.articles, top.scores * lifts)
    return joined([put_in_order(snapshot.segments, top, "relevance"), rest])
