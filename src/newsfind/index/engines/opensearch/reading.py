"""One snapshot, searched: counts first, then the best, a second look at these, and the articles of the page."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from newsfind.article import Article
from newsfind.index.analysis import stem
from newsfind.index.engine import FacetRequest, Filter, Marks, SearchRequest
from newsfind.index.engines.opensearch.cluster import Body, Cluster
from newsfind.index.engines.opensearch.compile import Compiled, all_of, compile_query, filtered, without
from newsfind.index.engines.opensearch.document import decode_article, fit, key_of
from newsfind.index.engines.opensearch.facets import facet
from newsfind.index.engines.opensearch.family_names import names_of
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.mapping import ENTITY_FIELDS
from newsfind.index.engines.opensearch.scoring import SORTS, leaf_weight, scored
from newsfind.index.engines.opensearch.second_look import Looked, lifts, looked_for
from newsfind.index.engines.opensearch.snapshot import Snapshot
from newsfind.index.engines.opensearch.stories import Copies
from newsfind.index.names import Names
from newsfind.index.notes import notes
from newsfind.index.places.document import document
from newsfind.index.places.leaves import Leaf, leaves
from newsfind.index.places.marks import marks
from newsfind.index.ranking import SECOND_LOOK, lifted_words
from newsfind.query.ast import Query
from newsfind.results.hits import Copy, Facet, Hit, Results
from newsfind.results.snippets import mark_whole, passages

_AT_ONCE = 500
_EMPTY = document(Article(id="", headline="", body=""))


@dataclass(frozen=True, slots=True)
class Ranking:
    """What hits of a request are ordered by: a query with scores, and the words of the second look."""

    query: Body
    words: Sequence[Looked]
    total: int


@dataclass(frozen=True, slots=True)
class Told:
    """What becomes of copies: hidden ones, by OpenSearch's id, and those that a lead tells of."""

    hidden: Sequence[str] = ()
    copies: Mapping[str, tuple[Copy, ...]] | None = None


class Reader:
    """Searches one snapshot; what was looked up of its words is remembered."""

    def __init__(self, cluster: Cluster, snapshot: Snapshot, overrules: str) -> None:
        self._cluster, self.snapshot = cluster, snapshot
        self.lexicon, self.overrules = Lexicon(snapshot), overrules
        self._names: Names | None = None

    def names(self) -> Names:
        """Which names are one."""
        if self._names is None:
            self._names = names_of(self._cluster, self.snapshot, self.lexicon, self.overrules)
        return self._names

    def decided(self, overrules: str) -> None:
        """Other decisions about names count."""
        if overrules != self.overrules:
            self.overrules, self._names = overrules, None

    def compiled(self, query: Query) -> Compiled:
        """A query as OpenSearch is asked it."""
        return compile_query(query, self.lexicon, self.names)

    def narrowed(self, found: Body, filters: Iterable[Filter]) -> Body:
        """Of what is found, what the filters leave."""
        return all_of([found, *filtered(filters, self.names)])

    @cached_property
    def copies(self) -> Copies:
        """Which articles are copies of each other."""
        return Copies(self.snapshot)

    def search(self, request: SearchRequest) -> Results:
        """One page."""
        compiled = self.compiled(request.query)
        told = self._told(request, compiled)
        ranking = self.ranking(request, compiled, told)
        end = request.offset + request.limit
        page = self._ranked(request, ranking, end)[request.offset :] if request.limit else []
        hits = tuple(self._hits(request, page, told))
        facets = self._facets(request, compiled, ranking.total)
        shown = None if request.copies == "show" else ranking.total - len(told.hidden)
        silent = self._silence()
        return Results(
            hits,
            ranking.total,
            offset=request.offset,
            facets=facets,
            notes=(*notes(request.query, self.lexicon), *silent),
            stories=shown,
            exact=not silent,
        )

    def scan(self, request: SearchRequest) -> Iterator[Hit]:
        """All hits, in order."""
        compiled = self.compiled(request.query)
        told = self._told(request, compiled)
        ranking = self.ranking(request, compiled, told)
        best = self._ranked(request, ranking, SECOND_LOOK)
        yield from self._hits(request, best, told)
        if len(best) == SECOND_LOOK:
            yield from self._rest(request, ranking, told)

    def _rest(self, request: SearchRequest, ranking: Ranking, told: Told) -> Iterator[Hit]:
        """The hits behind the best, which are in order as the cluster gives them."""
        skipped = 0
        for page in self.snapshot.pages(_body(request, ranking), _AT_ONCE):
            behind = page[max(0, SECOND_LOOK - skipped) :]
            skipped += len(page)
            yield from self._hits(request, [(hit["_id"], _score(request, hit)) for hit in behind], told)

    def found(self, request: SearchRequest) -> Body:
        """What finds the articles of a request."""
        return self.narrowed(self.compiled(request.query).found, request.filters)

    def ranking(self, request: SearchRequest, compiled: Compiled, told: Told = Told()) -> Ranking:
        """How the hits of a request are ordered, and how many there are."""
        words = lifted_words(request.query) if request.sort == "relevance" else ()
        found = self.narrowed(compiled.found, request.filters)
        leaves = compiled.leaves if request.sort == "relevance" else ()
        total, *matching = self.snapshot.count([found, *(leaf.found for leaf in leaves)])
        articles, average = self.snapshot.lengths
        shown = all_of([found, without({"ids": {"values": list(told.hidden)}})]) if told.hidden else found
        weighted = [
            (leaf.counting, leaf_weight(leaf, articles, n)) for leaf, n in zip(leaves, matching, strict=True) if n
        ]
        having = self.lexicon.articles_with({stem(word) for word in words}) if words else {}
        looked = looked_for(words, self.lexicon, articles, {word: having.get(fit(stem(word)), 0) for word in words})
        return Ranking(scored(shown, weighted, average, request.boost if leaves else None), looked, total)

    def _ranked(self, request: SearchRequest, ranking: Ranking, wanted: int) -> list[tuple[str, float | None]]:
        """OpenSearch's ids and scores of the first hits."""
        least = max(wanted, SECOND_LOOK) if ranking.words else wanted
        hits: list[Body] = []
        for page in self.snapshot.pages(_body(request, ranking), min(least, _AT_ONCE)):
            hits += page
            if len(hits) >= least:
                break
        if not ranking.words:
            return [(hit["_id"], _score(request, hit)) for hit in hits[:wanted]]
        best = [
            (hit, float(hit["sort"][0]) * (1 + sum(lifts(ranking.words, _stream(hit))))) for hit in hits[:SECOND_LOOK]
        ]
        best.sort(key=lambda item: (-item[1], *_order(item[0])))
        rest = [(hit, float(hit["sort"][0])) for hit in hits[SECOND_LOOK:wanted]]
        return [(hit["_id"], score) for hit, score in (best + rest)[:wanted]]

    def best(self, request: SearchRequest, ranking: Ranking, count: int) -> set[str]:
        """The keys of the articles that are best before the second look."""
        page = self.snapshot.ask({**_body(request, ranking), "size": count, "docvalue_fields": []})
        return {hit["_id"].partition("-")[0] for hit in page["hits"]["hits"]}

    def _hits(self, request: SearchRequest, ranked: Sequence[tuple[str, float | None]], told: Told) -> Iterator[Hit]:
        copies = told.copies or {}
        for start in range(0, len(ranked), _AT_ONCE):
            some = ranked[start : start + _AT_ONCE]
            articles = self._articles([article_id for article_id, _ in some])
            for article_id, score in some:
                hit = self.hit(articles[article_id], score, request.query, request.passages)
                yield replace(hit, copies=copies.get(article_id, ()))

    def hit(self, article: Article, score: float | None, query: Query, count: int) -> Hit:
        """An article as a hit, with so many passages."""
        if not count:
            return Hit(article, score)
        headline, body = marks(self._scoring(query), document(article), self.lexicon)
        return Hit(
            article,
            score,
            {"headline": (mark_whole(article.headline, headline),), "body": passages(article.body, body, count=count)},
        )

    def _articles(self, ids: Sequence[str]) -> Mapping[str, Article]:
        if not ids:
            return {}
        body: Body = {
            "query": {"ids": {"values": list(ids)}},
            "size": len(ids),
            "_source": ["article"],
            "sort": ["_doc"],
        }
        hits = self.snapshot.ask(body)["hits"]["hits"]
        return {hit["_id"]: decode_article(hit["_source"]["article"]) for hit in hits}

    def article(self, article_id: str) -> Article | None:
        """One article by newsfind's id, or None."""
        body: Body = {"query": {"term": {"key": key_of(article_id)}}, "size": 1, "_source": ["article"]}
        hits = self.snapshot.ask(body)["hits"]["hits"]
        return decode_article(hits[0]["_source"]["article"]) if hits else None

    def marks(self, query: Query, article_id: str) -> tuple[Marks, Marks]:
        """Where the query's leaves match in one article."""
        scoring = self._scoring(query)
        article = self.article(article_id)
        return ((), ()) if article is None else marks(scoring, document(article), self.lexicon)

    def _scoring(self, query: Query) -> list[Leaf]:
        """The leaves that are marked; asking an empty article makes every leaf say what it cannot do."""
        every = list(leaves(query))
        for leaf in every:
            leaf.find(_EMPTY, self.lexicon)
        return [leaf for leaf in every if not leaf.negated]

    def _told(self, request: SearchRequest, compiled: Compiled) -> Told:
        if request.copies == "show":
            return Told()
        groups = self.copies.among(self.narrowed(compiled.found, request.filters))
        hidden = [article_id for group in groups for article_id, _ in group[1:]]
        copies = {group[0][0]: tuple(member.copy for _, member in group[1:]) for group in groups}
        return Told(hidden, copies if request.copies == "group" else None)

    def _facets(self, request: SearchRequest, compiled: Compiled, total: int) -> Mapping[str, Facet]:
        """The facets; a field's own filter does not count for it."""
        facets: dict[str, Facet] = {}
        for wanted in request.facets:
            others = [narrowing for narrowing in request.filters if narrowing.field != wanted.field]
            query = self.narrowed(compiled.found, others)
            whole = wanted.order == "count" or len(others) == len(request.filters)
            matching = total if whole else self.snapshot.count([query])[0]
            sizes = (matching, self.snapshot.lengths[0])
            facets[wanted.field] = facet(self.lexicon, self.names_for(wanted), wanted, query, sizes)
        return facets

    def names_for(self, wanted: FacetRequest) -> Names:
        """The names that are one, if the facet has any."""
        return self.names() if wanted.field == "entities" or wanted.field in ENTITY_FIELDS else Names()

    def _silence(self) -> tuple[str, ...]:
        """What is to be said where not all shards took part."""
        lost, shards = self.snapshot.missing
        if lost:
            return (
                f"{lost} of {shards} shards did not answer: there are more articles than these, and counts are low.",
            )
        return (
            ("The cluster ran out of time: there may be more articles than these.",) if self.snapshot.timed_out else ()
        )


def _body(request: SearchRequest, ranking: Ranking) -> Body:
    """The search that gives hits in their order."""
    fields = ["stream"] if ranking.words else []
    return {
        "query": ranking.query,
        "sort": SORTS[request.sort],
        "_source": False,
        "docvalue_fields": fields,
        "track_total_hits": False,
    }


def _score(request: SearchRequest, hit: Body) -> float | None:
    return float(hit["sort"][0]) if request.sort == "relevance" else None


def _stream(hit: Body) -> bytes:
    return base64.b64decode(hit["fields"]["stream"][0] + "==")


def _order(hit: Body) -> tuple[int, int]:
    """What hits with one score are ordered by: dates, the newest first and missing ones last, then the tie-break."""
    _, clock, tie = hit["sort"]
    return -int(clock), int(tie)
