"""The second look of `index/ranking.py`: exact forms and close words, in the streams of the best articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.stream import Numbers, decode_stream, form_hash
from newsfind.index.ranking import EXACT, PROXIMITY, REACH, idf


@dataclass(frozen=True, slots=True)
class Looked:
    """A word of the query: the idf of its stem (0: it is nowhere), and hashes of it and of its inflections."""

    weight: float
    form: int
    inflections: Numbers


def looked_for(words: Sequence[str], lexicon: Lexicon, articles: int, having: Mapping[str, int]) -> list[Looked]:
    """The words that the second look goes by; `having` says how many articles have each word's stem."""
    return [
        Looked(
            idf(articles, having[word]) if having.get(word) else 0.0,
            form_hash(word),
            np.array(sorted(map(form_hash, lexicon.inflections(word))), np.int64),
        )
        for word in words
    ]


def lifts(words: Sequence[Looked], stream: bytes) -> tuple[float, float]:
    """What the second look adds for an article: for exact forms, and for words that are near each other."""
    head, forms = decode_stream(stream)
    exact = [(float(bool((forms == word.form).any())), word.weight) for word in words]
    at = [np.flatnonzero(np.isin(forms, word.inflections)) for word in words]
    near = [
        (_nearness(at[n], at[m], head), min(words[n].weight, words[m].weight)) for n, m in pairwise(range(len(words)))
    ]
    return EXACT * _mean(exact), PROXIMITY * _mean(near)


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    whole = sum(weight for _, weight in weighted)
    return sum(value * weight for value, weight in weighted) / whole if whole else 0.0


def _nearness(one: Numbers, other: Numbers, head: int) -> float:
    """1 / the least distance between two words in one zone, one more where they stand the other way round."""
    least = REACH + 1
    after = np.searchsorted(other, one, "right")
    for at, reversed_by in ((after, 0), (np.searchsorted(other, one, "left") - 1, 1)):
        there = (at >= 0) & (at < len(other))
        first, second = one[there], other[at[there]]
        same = (first < head) == (second < head)
        if same.any():
            least = min(least, int(np.abs(second[same] - first[same]).min()) + reversed_by)
    return 1 / least if least <= REACH else 0.0
