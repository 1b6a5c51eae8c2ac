"""Articles like a given one, by the rules of `index/similar.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsfind.article import Article
from newsfind.index.analysis import LEAD_WORDS
from newsfind.index.engines.memory.scoring import newest_first
from newsfind.index.places.document import BODY, Document
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, K1, LEAD_WEIGHT, MOST_FREQUENCY, B, idf
from newsfind.index.similar import Term, different, strongest_terms


@dataclass(frozen=True, slots=True)
class Alike:
    """The documents most like an article with their scores, the terms, and how many documents have any of these."""

    terms: Sequence[Term]
    ranked: Sequence[tuple[Document, float]]
    total: int


def most_alike(documents: Sequence[Document], article: Article, limit: int) -> Alike:
    """The documents most like an article."""
    frequencies = {document.article.id: _frequencies(document) for document in documents}
    having = Counter(stem for counted in frequencies.values() for stem in counted)
    terms = strongest_terms(article, len(documents), lambda stem: having[stem], indexed=article.id in frequencies)
    average = sum(document.length for document in documents) / len(documents) if documents else 1.0
    scores: dict[str, float] = {}
    for document in documents:
        norm = K1 * (1 - B + B * document.length / (average or 1.0))
        counted = frequencies[document.article.id]
        scores[document.article.id] = sum(
            term.weight * idf(len(documents), having[term.stem]) * (K1 + 1) * counted[term.stem]
            / (counted[term.stem] + norm)
            for term in terms
            if term.stem in counted
        )  # fmt: skip
    found = [d for d in documents if scores[d.article.id] > 0 and d.article.id != article.id]
    found.sort(key=lambda d: (-scores[d.article.id], newest_first(d.article)))
    ranked = different(article, ((d.article, (d, scores[d.article.id])) for d in found), limit)
    return Alike(terms, ranked, len(found))


def _frequencies(document: Document) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for zone, tokens in enumerate(document.zones):
        for number, stem in enumerate(tokens.stems):
            in_body = LEAD_WEIGHT if number < LEAD_WORDS else BODY_WEIGHT
            counts[stem] += in_body if zone == BODY else HEADLINE_WEIGHT
    return {stem: min(count, MOST_FREQUENCY) for stem, count in counts.items()}
