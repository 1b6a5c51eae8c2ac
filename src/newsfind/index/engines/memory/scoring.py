"""How well documents fit: the formulas of `index/ranking.py`, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from newsfind.article import Article
from newsfind.index.analysis import LEAD_WORDS, stem
from newsfind.index.engine import Recency, tie_break
from newsfind.index.engines.memory.lexicon import Lexicon
from newsfind.index.fields import clock
from newsfind.index.places.document import HEADLINE, Document, Span
from newsfind.index.places.leaves import Leaf
from newsfind.index.ranking import (
    BODY_WEIGHT,
    EXACT,
    HEADLINE_WEIGHT,
    K1,
    LEAD_WEIGHT,
    MOST_FREQUENCY,
    PROXIMITY,
    REACH,
    SECOND_LOOK,
    B,
    idf,
    leaf_factor,
    recency_lift,
)


def newest_first(article: Article) -> tuple[bool, timedelta, int]:
    """What sorts by date, the newest first, missing dates last, then by `tie_break`."""
    date = clock(article)
    return date is None, datetime.min - date if date else timedelta(), tie_break(article.id)


def oldest_first(article: Article) -> tuple[bool, timedelta, int]:
    """What sorts by date, the oldest first, missing dates last, then by `tie_break`."""
    missing, before, tie = newest_first(article)
    return missing, -before, tie


def scores(
    found: Sequence[Document],
    index: Sequence[Document],
    leaves: Iterable[Leaf],
    words: Sequence[str],
    lexicon: Lexicon,
    boost: Recency | None = None,
) -> dict[str, float]:
    """The score of each found document by its id, after the second look; `words` are the words this goes by."""
    first = first_pass(found, index, leaves, lexicon, boost)
    weights = stem_idfs(words, index)
    return first | {d.article.id: first[d.article.id] * (1 + sum(lifts(weights, d))) for d in best_of(found, first)}


def first_pass(
    found: Sequence[Document],
    index: Sequence[Document],
    leaves: Iterable[Leaf],
    lexicon: Lexicon,
    boost: Recency | None,
) -> dict[str, float]:
    """The score of each found document by its id, before the second look."""
    first = dict.fromkeys((document.article.id for document in found), 0.0)
    for leaf in leaves:
        for key, score in leaf_scores(leaf, found, index, lexicon).items():
            first[key] += score
    return {d.article.id: first[d.article.id] * recency(d.article, boost) for d in found}


def best_of(found: Sequence[Document], first: Mapping[str, float]) -> list[Document]:
    """Those that get a second look."""
    return sorted(found, key=lambda d: (-first[d.article.id], newest_first(d.article)))[:SECOND_LOOK]


def recency(article: Article, boost: Recency | None) -> float:
    """The lift of a recent article; 1 if none is wanted."""
    date = clock(article)
    return recency_lift((boost.now - date) / timedelta(days=1), boost.half_life) if boost and date else 1.0


def leaf_scores(
    leaf: Leaf, found: Iterable[Document], index: Sequence[Document], lexicon: Lexicon
) -> Mapping[str, float]:
    """What a leaf gives each of the found documents that it matches."""
    matching = sum(leaf.matches(document, lexicon) for document in index)
    average = sum(document.length for document in index) / len(index) if index else 0.0
    weight = idf(len(index), matching) * leaf_factor(leaf.query)
    scored: dict[str, float] = {}
    for document in found:
        if tf := frequency(leaf, document, lexicon):
            length = document.length / average
            scored[document.article.id] = weight * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length))
    return scored


def frequency(leaf: Leaf, document: Document, lexicon: Lexicon) -> int:
    """A leaf's weighted frequency in a document."""
    return min(MOST_FREQUENCY, sum(_span_weight(span) for span in leaf.find(document, lexicon)))


def _span_weight(span: Span) -> int:
    if span.zone == HEADLINE:
        return HEADLINE_WEIGHT
    return LEAD_WEIGHT if span.first < LEAD_WORDS else BODY_WEIGHT


def stem_idfs(words: Iterable[str], index: Sequence[Document]) -> dict[str, float]:
    """The idf of each word's stem, 0 for one that is nowhere."""
    having = {word: sum(any(stem(word) in zone.stems for zone in d.zones) for d in index) for word in words}
    return {word: idf(len(index), count) if count else 0.0 for word, count in having.items()}


def lifts(weights: Mapping[str, float], document: Document) -> tuple[float, float]:
    """What the second look adds: for exact forms, and for words that are near each other; `weights` are their idf."""
    forms = {token.form for zone in document.zones for token in zone.tokens}
    exact = [(float(word in forms), weight) for word, weight in weights.items()]
    near = [(_nearness(a, b, document), min(weights[a], weights[b])) for a, b in pairwise(weights)]
    return EXACT * _mean(exact), PROXIMITY * _mean(near)


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    whole = sum(weight for _, weight in weighted)
    return sum(value * weight for value, weight in weighted) / whole if whole else 0.0


def _nearness(word: str, following: str, document: Document) -> float:
    distances = [
        second - first if first < second else first - second + 1
        for zone in document.zones
        for first, a in enumerate(zone.stems)
        for second, b in enumerate(zone.stems)
        if first != second and a == stem(word) and b == stem(following)
    ]
    least = min(distances, default=REACH + 1)
    return 1 / least if least <= REACH else 0.0
