"""Articles like a given one, by the rules of `index/similar.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsfind.article import Article
from newsfind.index.analysis import forms, stem
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.compile import all_of, any_of, without
from newsfind.index.engines.opensearch.document import decode_article, fit, key_of
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.scoring import SORTS, scored
from newsfind.index.engines.opensearch.snapshot import Snapshot
from newsfind.index.engines.opensearch.zones import EVERYWHERE
from newsfind.index.ranking import idf
from newsfind.index.similar import Term, different, strongest_terms

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Alike:
    """The articles most like one with their scores, the terms, and how many have any of these."""

    terms: Sequence[Term]
    ranked: Sequence[tuple[Article, float]]
    total: int


def most_alike(snapshot: Snapshot, lexicon: Lexicon, article: Article, limit: int) -> Alike:
    """The articles most like one."""
    articles, average = snapshot.lengths
    itself = {"term": {"key": key_of(article.id)}}
    indexed = bool(snapshot.count([itself])[0])
    stems = {stem(form) for form in {*forms(article.headline), *forms(article.body)}}
    having = lexicon.articles_with(stems)
    terms = strongest_terms(article, articles, lambda key: having.get(fit(key), 0), indexed=indexed)
    if not terms:
        return Alike((), (), 0)
    leaves = [
        (any_of(EVERYWHERE.counting([fit(term.stem)], "_stems")), term.weight * idf(articles, having[fit(term.stem)]))
        for term in terms
    ]
    found = any_of(part for term in terms for part in EVERYWHERE.having([fit(term.stem)], "_stems"))
    query = scored(all_of([found, without(itself)]), leaves, average)
    total = snapshot.count([all_of([found, without(itself)])])[0]
    return Alike(terms, different(article, _ranked(snapshot, query), limit), total)


def _ranked(snapshot: Snapshot, query: Body) -> Iterator[tuple[Article, tuple[Article, float]]]:
    body = {"query": query, "sort": SORTS["relevance"], "_source": ["article"], "track_total_hits": False}
    for page in snapshot.pages(body, _PAGE):
        for hit in page:
            article = decode_article(hit["_source"]["article"])
            yield article, (article, float(hit["_score"]))
