"""Articles like a given one: the rules that every engine keeps.

An article is looked for by its strongest terms: stems t with the highest

    weight(t) = (1 + ln tf) * idf

where tf is the term's weighted frequency in the article and idf the weight of a word that so many articles have, both
as in `index/ranking.py`, and the logarithm keeps one word that is everywhere in the article from outweighing the rest
(Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, 6.4.1). Numbers and the words that hold
sentences together are left out, and so is what no other article has. The score of another article is the sum over
these terms of weight(t) / (greatest weight) times what t alone would score.

The article itself is left out, and so are the copies of it, and of those that are more like it (`index/copies.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import log
from typing import TypeVar

from newsfind.article import Article
from newsfind.index.analysis import LEAD_WORDS, forms, stem
from newsfind.index.copies import Body
from newsfind.index.function_words import is_function_word
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, LEAD_WEIGHT, MOST_FREQUENCY, idf
from newsfind.query.ast import Or, Query, Word

MOST_TERMS = 25

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Term:
    """A stem, the form of it that the article has first, and its share of the greatest weight."""

    stem: str
    form: str
    weight: float


def strongest_terms(
    article: Article, articles: int, articles_with: Callable[[str], int], *, indexed: bool
) -> list[Term]:
    """An article's strongest terms, the strongest first; `indexed`: the article is one of those that are counted."""
    first: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for form, weight in _weighted(article):
        if not form.isdigit() and not is_function_word(form):
            key = stem(form)
            first.setdefault(key, form)
            counts[key] += weight
    weights: dict[str, float] = {}
    for key, count in counts.items():
        having = articles_with(key)
        if having > indexed:
            weights[key] = (1 + log(min(count, MOST_FREQUENCY))) * idf(articles, having)
    best = sorted(weights, key=lambda key: (-weights[key], key))[:MOST_TERMS]
    return [Term(key, first[key], weights[key] / weights[best[0]]) for key in best]


def _weighted(article: Article) -> Iterator[tuple[str, int]]:
    yield from ((form, HEADLINE_WEIGHT) for form in forms(article.headline))
    for number, form in enumerate(forms(article.body)):
        yield form, LEAD_WEIGHT if number < LEAD_WORDS else BODY_WEIGHT


def query_of(terms: Iterable[Term]) -> Query:
    """What finds articles with any of the terms."""
    return Or(tuple(Word(term.form) for term in terms))


def different(article: Article, ranked: Iterable[tuple[Article, Found]], limit: int) -> list[Found]:
    """The first `limit` that print neither the article's text nor that of one before."""
    bodies = [Body(article.body)]
    found: list[Found] = []
    for other, what in ranked:
        if len(found) >= limit:
            break
        body = Body(other.body)
        if not any(body.prints(known) for known in bodies):
            bodies.append(body)
            found.append(what)
    return found
