"""All articles found, in order, with 8 bytes kept for each: short runs are sorted, and merged as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import TypeAlias

import numpy as np

from newsfind.index.engine import SearchRequest
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.compile import Plan
from newsfind.index.engines.whoosh.evaluate import Evaluation
from newsfind.index.engines.whoosh.scoring import Ranked, Scoring, date_keys, leaf_weights, looked_again, put_in_order
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.ranking import SECOND_LOOK, lifted_words
from newsfind.values import dataclass

_RUN = 1 << 14
"""Articles that are sorted at once, which takes some fifty bytes for each of them."""
_PIECE = 256
"""Rows of a run that are numbers of Python's at a time."""
_AT_ONCE = 200

_Row: TypeAlias = tuple[float, int, int, int, int]
"""An article's score, negated, the key of its date, its tie-break; its segment, its number."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Articles of one segment, in order, and their scores."""

    number: int
    articles: Array
    scores: Array

    def rows(self, segment: Segment, sort: str) -> Iterator[_Row]:
        for begin in range(0, len(self.articles), _PIECE):
            articles, scores = self.articles[begin : begin + _PIECE], self.scores[begin : begin + _PIECE]
            keys = date_keys(segment.dates[articles], sort)
            columns = (-scores, keys, segment.ties[articles], np.full(len(articles), self.number), articles)
            yield from zip(*(column.tolist() for column in columns), strict=True)


def in_order(snapshot: Snapshot, plan: Plan, found: Sequence[Evaluation], request: SearchRequest) -> Iterator[Ranked]:
    """What a plan found, as `rank` has it in order, some at a time. All is scored before the first is asked for."""
    return _merged(snapshot, list(_runs(snapshot, plan, found, request)), request)


def _merged(snapshot: Snapshot, runs: Sequence[_Run], request: SearchRequest) -> Iterator[Ranked]:
    rows = merge(*(run.rows(snapshot.segments[run.number], request.sort) for run in runs))
    words = lifted_words(request.query)
    if words and request.sort == "relevance":
        first = _ranked(list(islice(rows, SECOND_LOOK)))
        yield looked_again(snapshot, first, words, len(first))
    while page := list(islice(rows, _AT_ONCE)):
        yield _ranked(page)


def _runs(snapshot: Snapshot, plan: Plan, found: Sequence[Evaluation], request: SearchRequest) -> Iterator[_Run]:
    scoring = Scoring(snapshot, plan, leaf_weights(snapshot, plan, found), request.boost)
    for number, evaluation in enumerate(found):
        for begin in range(0, len(evaluation.articles), _RUN):
            articles = evaluation.articles[begin : begin + _RUN]
            scores = np.zeros(len(articles), np.float32)
            if request.sort == "relevance" and scoring.weights.any():
                scores = scoring.scores(number, evaluation, articles)
            run = Ranked(np.full(len(articles), number), articles, scores)
            run = put_in_order(snapshot.segments, run, request.sort)
            yield _Run(number, run.articles, run.scores)


def _ranked(rows: Sequence[_Row]) -> Ranked:
    return Ranked(
        np.array([row[3] for row in rows], np.int64),
        np.array([row[4] for row in rows], np.int32),
        np.array([-row[0] for row in rows], np.float32),
    )
