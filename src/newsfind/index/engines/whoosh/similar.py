"""Articles like a given one; the rules are in `index/similar.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from newsfind.article import Article
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.matches import StemMatches
from newsfind.index.engines.whoosh.scoring import Ranked, joined, put_in_order
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.ranking import K1, idf
from newsfind.index.similar import Term, different, strongest_terms

_AHEAD = 10
"""How many times as many articles as are wanted are put in order at first, since some will be copies."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The articles most like a given one, the terms that they were found by, and how many have any of these."""

    terms: Sequence[Term]
    ranked: Ranked
    total: int


def most_alike(snapshot: Snapshot, article: Article, limit: int) -> Alike:
    """The articles most like a given one."""
    own = snapshot.find(article.id)
    counts: dict[str, int] = {}

    def articles_with(stem: str) -> int:
        counts[stem] = sum(matches.count for matches in _matches(snapshot, stem) if matches)
        return counts[stem]

    terms = strongest_terms(article, snapshot.articles, articles_with, indexed=own is not None)
    weights = [term.weight * idf(snapshot.articles, counts[term.stem]) * (K1 + 1) for term in terms]
    scores = _scores(snapshot, terms, weights)
    if own is not None:
        scores[own[0]][own[1]] = 0
    ranked = _candidates(snapshot, scores)
    best = ((_stored(snapshot, one), one) for one in _in_order(snapshot.segments, ranked, _AHEAD * limit))
    return Alike(terms, joined(different(article, best, limit)), len(ranked))


def _matches(snapshot: Snapshot, stem: str) -> list[StemMatches | None]:
    numbers = [segment.stems.find(stem) for segment in snapshot.segments]
    return [
        StemMatches(segment, number) if number >= 0 else None
        for segment, number in zip(snapshot.segments, numbers, strict=True)
    ]


def _scores(snapshot: Snapshot, terms: Sequence[Term], weights: Sequence[float]) -> list[Array]:
    """The score of each article of each segment, 0 where it has none of the terms."""
    scores = [np.zeros(segment.total, np.float32) for segment in snapshot.segments]
    for term, weight in zip(terms, weights, strict=True):
        for number, matches in enumerate(_matches(snapshot, term.stem)):
            if matches:
                articles = matches.articles
                frequency = matches.frequencies(articles).astype(np.float32)
                scores[number][articles] += weight * frequency / (frequency + snapshot.norms(number)[articles])
    return scores


def _candidates(snapshot: Snapshot, scores: Sequence[Array]) -> Ranked:
    """All articles with a score, in no order."""
    having = [np.flatnonzero(of).astype(np.int32) for of in scores]
    return Ranked(
        np.repeat(np.arange(len(having)), [len(articles) for articles in having]),
        np.concatenate([np.empty(0, np.int32), *having]),
        np.concatenate([np.empty(0, np.float32), *(of[at] for of, at in zip(scores, having, strict=True))]),
    )


def _in_order(segments: Sequence[Segment], ranked: Ranked, ahead: int) -> Iterator[Ranked]:
    """Each article alone, from the best on; the rest is put in order only when the first are used up."""
    pieces = [ranked]
    if ahead < len(ranked):
        best = ranked.scores >= np.partition(ranked.scores, -ahead)[-ahead]
        pieces = [ranked.rows(best), ranked.rows(~best)]
    for piece in pieces:
        ordered = put_in_order(segments, piece, "relevance")
        yield from (ordered.page(row, 1) for row in range(len(ordered)))


def _stored(snapshot: Snapshot, one: Ranked) -> Article:
    return snapshot.segments[int(one.segments[0])].stored[int(one.articles[0])]
