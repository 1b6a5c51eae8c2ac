"""Why articles score as they do, and what words stand for."""

from __future__ import annotations

from collections.abc import Sequence

from newsfind.article import Article
from newsfind.index.analysis import forms as forms_of
from newsfind.index.analysis import word_alternatives
from newsfind.index.engine import SearchRequest
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.compile import all_of
from newsfind.index.engines.opensearch.document import key_of
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.reading import Reader
from newsfind.index.engines.opensearch.scoring import leaf_weight, saturated
from newsfind.index.engines.opensearch.second_look import lifts
from newsfind.index.engines.opensearch.stream import encode_stream
from newsfind.index.explanation import Expandable, FormCount, LeafScore, ScoreExplanation
from newsfind.index.ranking import MOST_FREQUENCY, SECOND_LOOK, recency_lift, weighted_length
from newsfind.query.ast import Fuzzy, Wildcard, Word


def explain(reader: Reader, request: SearchRequest, article_id: str) -> ScoreExplanation | None:
    """The parts of an article's score; None if the request does not find it."""
    compiled = reader.compiled(request.query)
    itself: Body = {"term": {"key": key_of(article_id)}}
    found = reader.found(request)
    article = reader.article(article_id)
    if article is None or not reader.snapshot.count([all_of([found, itself])])[0]:
        return None
    articles, average = reader.snapshot.lengths
    matching = reader.snapshot.count([leaf.found for leaf in compiled.leaves])
    frequencies = _frequencies(reader, [leaf.counting for leaf in compiled.leaves], itself)
    length = weighted_length(len(forms_of(article.headline)), len(forms_of(article.body)))
    parts = tuple(
        LeafScore(leaf.query, n, tf, saturated(tf, leaf_weight(leaf, articles, n), length, average) if tf else 0.0)
        for leaf, n, tf in zip(compiled.leaves, matching, frequencies, strict=True)
    )
    exact, near = _second_look(reader, request, article)
    lift = 1.0
    if request.boost and article.date:
        age = (request.boost.now - article.date.replace(tzinfo=None)).total_seconds() / 86_400
        lift = recency_lift(age, request.boost.half_life)
    return ScoreExplanation(parts, exact, near, lift)


def _frequencies(reader: Reader, counting: Sequence[Body], itself: Body) -> list[int]:
    """The weighted frequency of each leaf in one article."""
    bodies: list[Body] = [
        {"query": {"bool": {"must": [part], "filter": [itself]}}, "size": 1, "_source": False} for part in counting
    ]
    if not bodies:
        return []
    scores = [answer["hits"]["hits"] for answer in reader.snapshot.ask_all(bodies)]
    return [min(MOST_FREQUENCY, round(hits[0]["_score"])) if hits else 0 for hits in scores]


def _second_look(reader: Reader, request: SearchRequest, article: Article) -> tuple[float, float]:
    """The lifts, if the article is among the best."""
    ranking = reader.ranking(request, reader.compiled(request.query))
    if not ranking.words:
        return 0.0, 0.0
    best = reader.best(request, ranking, SECOND_LOOK)
    return lifts(ranking.words, encode_stream(article)) if key_of(article.id) in best else (0.0, 0.0)


def forms(lexicon: Lexicon, part: Expandable) -> tuple[tuple[FormCount, ...], ...]:
    """For each token of the part the forms it stands for."""
    match part:
        case Wildcard(pattern):
            several = lexicon.wildcard(pattern)
        case Fuzzy(text, distance):
            several = lexicon.fuzzy(text, distance)
        case Word(text):
            spellings = word_alternatives(text)
            literal = spellings[0] if spellings else ()
            one = len(literal) == 1
            several = [lexicon.inflections(literal[0])] if one else [frozenset({form}) for form in literal]
    told = []
    for wanted in several:
        counts = lexicon.counts_of(wanted)
        told.append(
            tuple(
                FormCount(form, count.articles)
                for form, count in sorted(counts.items(), key=lambda item: (-item[1].articles, item[0]))
            )
        )
    return tuple(told)
