"""BM25F of `index/ranking.py` on the data nodes, and the order of hits.

A leaf's `counting` query gives its weighted frequency as score; a script turns this into the leaf's part of the score,
with the number of articles that match the leaf in the whole index, exactly counted beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from newsfind.index.engine import Recency, Sort
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.compile import EVERYTHING, Counted
from newsfind.index.engines.opensearch.document import clock_number
from newsfind.index.ranking import K1, MOST_FREQUENCY, B, idf, leaf_factor

_LEAF = (
    "double tf = Math.min(params.most, Math.rint(_score));"
    "return tf <= 0 ? 0.0 : params.weight * tf * (params.k1 + 1)"
    " / (tf + params.k1 * (1 - params.b + params.b * doc['length'].value / params.average));"
)
_LIFT = (
    "if (doc['clock'].size() == 0) { return _score; }"
    "double age = Math.max(0.0, (params.now - doc['clock'].value) / params.day);"
    "return _score * (1 + Math.pow(0.5, age / params.half_life));"
)
_DAY = timedelta(days=1) / timedelta(microseconds=1)

SORTS: dict[Sort, list[Body]] = {
    "relevance": [{"_score": "desc"}, {"clock": {"order": "desc", "missing": "_last"}}, {"tie": "asc"}],
    "newest": [{"clock": {"order": "desc", "missing": "_last"}}, {"tie": "asc"}],
    "oldest": [{"clock": {"order": "asc", "missing": "_last"}}, {"tie": "asc"}],
}


def leaf_weight(leaf: Counted, articles: int, matching: int) -> float:
    """What a leaf's saturated frequency is multiplied with."""
    return idf(articles, matching) * leaf_factor(leaf.query)


def scored(found: Body, leaves: Sequence[tuple[Body, float]], average: float, boost: Recency | None = None) -> Body:
    """What finds the same articles with the sum of their leaves as score; each leaf's counting query and weight."""
    if not leaves:
        return {"constant_score": {"filter": found, "boost": 0.0}}
    parts = [_leaf(counting, weight, average) for counting, weight in leaves]
    query: Body = {"bool": {"filter": [found], "should": [*parts, {"constant_score": _NO_SCORE}]}}
    if boost is None:
        return query
    parameters = {"now": float(clock_number(boost.now)), "day": _DAY, "half_life": boost.half_life}
    return {"script_score": {"query": query, "script": {"source": _LIFT, "params": parameters}}}


_NO_SCORE: Body = {"filter": EVERYTHING, "boost": 0.0}


def _leaf(counting: Body, weight: float, average: float) -> Body:
    parameters = {"weight": weight, "k1": K1, "b": B, "average": average or 1.0, "most": float(MOST_FREQUENCY)}
    return {"script_score": {"query": counting, "script": {"source": _LEAF, "params": parameters}}}


def saturated(frequency: int, weight: float, length: int, average: float) -> float:
    """A leaf's part of a score, from its weighted frequency in an article of this weighted length."""
    return weight * frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length / (average or 1.0)))
