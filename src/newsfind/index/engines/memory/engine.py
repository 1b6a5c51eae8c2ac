"""The engine itself: one search, said plainly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from time import perf_counter

from newsfind.article import Article
from newsfind.index.deadline import OutOfTime, check_time, time_limit
from newsfind.index.engine import FacetRequest, Filter, Marks, SearchRequest, Writer
from newsfind.index.engines.memory.explaining import explain, forms
from newsfind.index.engines.memory.facets import facet
from newsfind.index.engines.memory.matching import matches, passes
from newsfind.index.engines.memory.scoring import newest_first, oldest_first, scores
from newsfind.index.engines.memory.similar import most_alike
from newsfind.index.engines.memory.store import MemoryWriter, Snapshot, Store
from newsfind.index.engines.memory.stories import biggest, grouped
from newsfind.index.engines.memory.words import DocumentsDictionary, complete
from newsfind.index.explanation import Expandable, FormCount, ScoreExplanation
from newsfind.index.names import Names
from newsfind.index.notes import notes, partial_note
from newsfind.index.places.document import Document, document
from newsfind.index.places.leaves import Leaf, leaves
from newsfind.index.places.marks import marks
from newsfind.index.ranking import lifted_words
from newsfind.index.similar import query_of
from newsfind.index.spelling import corrected
from newsfind.index.stories import copy_of, lead_first
from newsfind.query.ast import Query
from newsfind.query.printing import format_query
from newsfind.results.hits import Completion, Copy, Facet, Hit, Results, Snippet, Stories
from newsfind.results.snippets import mark_whole, passages

_EMPTY = document(Article(id="", headline="", body=""))


def open_memory(rest: str, *, create: bool) -> MemoryEngine:
    """A new, empty index, whatever is asked for: what is in memory cannot have been there before."""
    del rest, create
    return MemoryEngine()


class MemoryEngine:
    """An index in memory, gone with the process."""

    def __init__(self) -> None:
        self._store = Store()
        self._seen: Snapshot = self._store.published

    def __len__(self) -> int:
        return len(self._seen.documents)

    def search(self, request: SearchRequest) -> Results:
        """One page, exactly."""
        began = perf_counter()
        scoring = self._scoring(request.query)
        index, lexicon = list(self._seen.documents.values()), self._seen.lexicon
        with time_limit(request.time_limit) as limit:
            matching = list(_in_time(document for document in index if matches(request.query, document, lexicon)))
        found = self._narrow(matching, request.filters)
        facets: dict[str, Facet] = {
            wanted.field: self._facet(wanted, matching, request.filters) for wanted in request.facets
        }
        groups = [[document] for document in found]
        if request.copies != "show":
            groups = grouped(found, self._seen.stories)
        told = {group[0].article.id: group[1:] for group in groups if request.copies == "group"}
        leads = [group[0] for group in groups]
        hits = self._ranked(request, leads, scoring)[request.offset : request.offset + request.limit]
        results = Results(
            hits=tuple(
                self._hit(hit, score, scoring, request.passages, told.get(hit.article.id, ())) for hit, score in hits
            ),
            total=len(found),
            stories=None if request.copies == "show" else len(groups),
            offset=request.offset,
            facets=facets,
            notes=notes(request.query, lexicon),
            took_ms=(perf_counter() - began) * 1000,
        )
        return results.stopped(partial_note(request.time_limit)) if limit.missed else results

    def scan(self, request: SearchRequest) -> Iterator[Hit]:
        """All hits, in order."""
        results = self.search(replace(request, offset=0, limit=len(self), facets=()))
        yield from results
        if results.partial:
            raise OutOfTime(partial_note(request.time_limit))

    def explain(self, request: SearchRequest, article_id: str) -> ScoreExplanation | None:
        """How a document's score comes about."""
        index, lexicon = list(self._seen.documents.values()), self._seen.lexicon
        matching = [document for document in index if matches(request.query, document, lexicon)]
        found = self._narrow(matching, request.filters)
        scoring = self._scoring(request.query)
        document = next((document for document in found if document.article.id == article_id), None)
        return explain(request, document, found, index, scoring, lexicon) if document else None

    def forms(self, part: Expandable) -> tuple[tuple[FormCount, ...], ...]:
        """The forms that a part of a query stands for."""
        return forms(part, list(self._seen.documents.values()), self._seen.lexicon)

    def stories(self, request: SearchRequest) -> Stories:
        """The stories with the most copies."""
        index, lexicon = self._seen.documents.values(), self._seen.lexicon
        with time_limit(request.time_limit) as limit:
            matching = list(_in_time(document for document in index if matches(request.query, document, lexicon)))
        found = self._narrow(matching, request.filters)
        stories = biggest(grouped(found, self._seen.stories), request.offset, request.limit)
        stopped = (partial_note(request.time_limit),) if limit.missed else ()
        return replace(stories, partial=limit.missed, notes=(*notes(request.query, lexicon), *stopped))

    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """The other articles of the same story."""
        story = self._seen.stories.get(article_id, frozenset()) - {article_id}
        articles = sorted((self._seen.documents[one].article for one in story), key=lead_first)
        return tuple(map(copy_of, articles))

    def similar(self, article: Article, limit: int, *, passages: int = 1) -> Results:
        """The articles most like a given one."""
        began = perf_counter()
        alike = most_alike(list(self._seen.documents.values()), article, limit)
        query = query_of(alike.terms)
        scoring = self._scoring(query)
        hits = tuple(self._hit(document, score, scoring, passages, ()) for document, score in alike.ranked)
        took = (perf_counter() - began) * 1000
        return Results(hits, alike.total, parsed=format_query(query), took_ms=took)

    def suggest(self, query: Query) -> Query | None:
        """The query with what is misspelt put right."""
        return corrected(query, DocumentsDictionary(list(self._seen.documents.values()), self._seen.lexicon))

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """The best completions of what is typed."""
        return complete(list(self._seen.documents.values()), self.names(), typed, limit)

    def get(self, article_id: str) -> Article | None:
        """One article, or None."""
        document = self._seen.documents.get(article_id)
        return document.article if document else None

    def articles(self) -> Iterator[Article]:
        """All articles."""
        return (document.article for document in self._seen.documents.values())

    def marks(self, query: Query, article_id: str) -> tuple[Marks, Marks]:
        """Where the query's leaves match in one article; nothing in an article that is not there."""
        document = self._seen.documents.get(article_id, _EMPTY)
        return marks(self._scoring(query), document, self._seen.lexicon)

    def names(self) -> Names:
        """The names that are one."""
        return self._seen.lexicon.names

    def overrules(self) -> str:
        """What people decided about names."""
        return self._seen.overrules

    def overrule(self, text: str) -> None:
        """Keep other decisions."""
        self._store.published = Snapshot(self._store.published.documents, self._store.published.state, text)
        self._seen = Snapshot(self._seen.documents, self._seen.state, text)

    def state(self) -> bytes:
        """The bytes that the last commit kept."""
        return self._seen.state

    def describe(self) -> Mapping[str, object]:
        """Name and size; nothing is on disk."""
        return {"engine": "memory", "format": "", "segments": 1, "bytes": 0}

    def check(self) -> list[str]:
        """No fault: nothing is read back that could have been damaged."""
        return []

    def writer(self, *, rebuild: bool = False, wait: float = 0.0) -> Writer:
        """The one writer."""
        return MemoryWriter(self._store, rebuild=rebuild, wait=wait)

    def refresh(self) -> bool:
        """See the newest commit."""
        newer = self._store.published is not self._seen
        self._seen = self._store.published
        return newer

    def close(self) -> None:
        """Nothing is held open."""

    def _scoring(self, query: Query) -> list[Leaf]:
        """The leaves that score and are marked; asking an empty article makes every leaf say what it cannot do."""
        every = list(leaves(query))
        for leaf in every:
            leaf.find(_EMPTY, self._seen.lexicon)
        return [leaf for leaf in every if not leaf.negated]

    def _facet(self, wanted: FacetRequest, matching: list[Document], filters: tuple[Filter, ...]) -> Facet:
        others = tuple(narrowing for narrowing in filters if narrowing.field != wanted.field)
        index = list(self._seen.documents.values())
        return facet(wanted, self._narrow(matching, others), index, self.names())

    def _narrow(self, documents: list[Document], filters: tuple[Filter, ...]) -> list[Document]:
        names = self.names()
        return [document for document in documents if all(passes(narrowing, document, names) for narrowing in filters)]

    def _ranked(
        self, request: SearchRequest, found: list[Document], scoring: list[Leaf]
    ) -> list[tuple[Document, float | None]]:
        if request.sort != "relevance":
            order = newest_first if request.sort == "newest" else oldest_first
            return [(document, None) for document in sorted(found, key=lambda d: order(d.article))]
        index, words = list(self._seen.documents.values()), lifted_words(request.query)
        score = scores(found, index, scoring, words, self._seen.lexicon, request.boost)
        ranked = sorted(found, key=lambda d: (-score[d.article.id], newest_first(d.article)))
        return [(document, score[document.article.id]) for document in ranked]

    def _hit(
        self, document: Document, score: float | None, scoring: list[Leaf], count: int, copies: Sequence[Document]
    ) -> Hit:
        snippets: dict[str, tuple[Snippet, ...]] = {}
        if count:
            headline, body = marks(scoring, document, self._seen.lexicon)
            snippets["headline"] = (mark_whole(document.article.headline, headline),)
            snippets["body"] = passages(document.article.body, body, count=count)
        return Hit(document.article, score, snippets, tuple(copy_of(copy.article) for copy in copies))


def _in_time(documents: Iterable[Document]) -> Iterator[Document]:
    """Those that come while there is time."""
    with suppress(OutOfTime):
        check_time()
        for document in documents:
            yield document
            check_time()
