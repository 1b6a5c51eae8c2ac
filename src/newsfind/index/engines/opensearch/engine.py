"""The engine itself: what is asked of it becomes two or three round trips to the cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from time import perf_counter

from newsfind.article import Article
from newsfind.index.deadline import OutOfTime, time_limit
from newsfind.index.engine import Marks, SearchRequest, Writer
from newsfind.index.engines.opensearch.address import read_address
from newsfind.index.engines.opensearch.cluster import Body, Cluster, ShardsLost
from newsfind.index.engines.opensearch.commits import Commit
from newsfind.index.engines.opensearch.completion import complete
from newsfind.index.engines.opensearch.document import decode_article
from newsfind.index.engines.opensearch.explaining import explain, forms
from newsfind.index.engines.opensearch.family_names import write_overrules
from newsfind.index.engines.opensearch.lock import WHOLE
from newsfind.index.engines.opensearch.mapping import FORMAT
from newsfind.index.engines.opensearch.naming import open_place
from newsfind.index.engines.opensearch.parcels import read_parcel
from newsfind.index.engines.opensearch.patience import Patience
from newsfind.index.engines.opensearch.reading import Reader
from newsfind.index.engines.opensearch.similar import most_alike
from newsfind.index.engines.opensearch.spelling import ClusterDictionary
from newsfind.index.engines.opensearch.stories import biggest
from newsfind.index.engines.opensearch.writer import OpenSearchWriter
from newsfind.index.explanation import Expandable, FormCount, ScoreExplanation
from newsfind.index.names import Names
from newsfind.index.notes import notes, partial_note
from newsfind.index.similar import query_of
from newsfind.index.spelling import corrected
from newsfind.query.ast import Query
from newsfind.query.printing import format_query
from newsfind.results.hits import Completion, Copy, Facet, Hit, Results, Stories


def open_opensearch(rest: str, *, create: bool) -> OpenSearchEngine:
    """The index at an address, as in `http://host:9200/name`.

    Raises:
        IndexNotFound: There is none, and `create` is false.
        IndexUnavailable: The cluster does not answer, or refuses.
        IndexIncompatible: It is no OpenSearch, too old, or the index is not newsfind's.
    """
    cluster = Cluster(read_address(rest))
    try:
        cluster.check_version()
        return OpenSearchEngine(cluster, create=create)
    except BaseException:
        cluster.close()
        raise


class OpenSearchEngine:
    """An index in a cluster, or one part of it for one of several writers."""

    def __init__(self, cluster: Cluster, *, create: bool = False, part: str = WHOLE) -> None:
        self._cluster, self._part = cluster, part
        self._patience = Patience(cluster, create=create)

    @property
    def commit(self) -> Commit:
        """The commit that is seen."""
        return self._patience.commit

    def __len__(self) -> int:
        return self._patience.whole(lambda reader: reader.snapshot.lengths[0])

    def search(self, request: SearchRequest) -> Results:
        """One page. Where shards are silent, and stay so, `Results.exact` is false and a note says it.

        What was found when the time is over is nothing: the answer is worked out from several of the cluster's.
        """
        began = perf_counter()
        with time_limit(request.time_limit) as limit:
            try:
                results = self._patience.partly(lambda reader: reader.search(request))
            except OutOfTime:
                facets: dict[str, Facet] = {wanted.field: Facet(wanted.field, (), 0) for wanted in request.facets}
                results = Results((), 0, offset=request.offset, facets=facets)
        if limit.missed:
            results = results.stopped(partial_note(request.time_limit))
        return replace(results, took_ms=(perf_counter() - began) * 1000)

    def scan(self, request: SearchRequest) -> Iterator[Hit]:
        """All hits, in order, page by page at one point in time; the time is that until the first of them is there."""
        with time_limit(request.time_limit):
            try:
                reader = self._patience.awake()
                hits = reader.scan(request)
                first = list(islice(hits, 1))
            except OutOfTime as error:
                raise OutOfTime(partial_note(request.time_limit)) from error
        with reader.snapshot.held():
            yield from first
            yield from hits

    def stories(self, request: SearchRequest) -> Stories:
        """The stories with the most copies; none when the time is over before all are known."""

        def answer(reader: Reader) -> Stories:
            found = biggest(reader.copies.among(reader.found(request)), request)
            return replace(found, notes=notes(request.query, reader.lexicon))

        with time_limit(request.time_limit) as limit:
            try:
                stories = self._patience.whole(answer)
            except OutOfTime:
                stories = Stories((), 0)
        stopped = (partial_note(request.time_limit),) if limit.missed else ()
        return replace(stories, partial=limit.missed, notes=(*stories.notes, *stopped))

    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """The other articles of the same story."""
        return self._patience.whole(lambda reader: reader.copies.of(article_id))

    def explain(self, request: SearchRequest, article_id: str) -> ScoreExplanation | None:
        """How an article's score comes about."""
        return self._patience.whole(lambda reader: explain(reader, request, article_id))

    def forms(self, part: Expandable) -> tuple[tuple[FormCount, ...], ...]:
        """The forms that a part of a query stands for."""
        return self._patience.whole(lambda reader: forms(reader.lexicon, part))

    def similar(self, article: Article, limit: int, *, passages: int = 1) -> Results:
        """The articles most like a given one."""
        began = perf_counter()

        def answer(reader: Reader) -> Results:
            alike = most_alike(reader.snapshot, reader.lexicon, article, limit)
            query = query_of(alike.terms)
            hits = tuple(reader.hit(found, score, query, passages) for found, score in alike.ranked)
            took = (perf_counter() - began) * 1000
            return Results(hits, alike.total, parsed=format_query(query), took_ms=took)

        return self._patience.whole(answer)

    def suggest(self, query: Query) -> Query | None:
        """The query with what is misspelt put right."""
        return self._patience.partly(
            lambda reader: corrected(query, ClusterDictionary(reader.snapshot, reader.lexicon, reader.names))
        )

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """The best completions of what is typed."""
        return self._patience.whole(lambda reader: complete(reader.lexicon, reader.names(), typed, limit))

    def get(self, article_id: str) -> Article | None:
        """One article, or None."""
        return self._patience.whole(lambda reader: reader.article(article_id))

    def articles(self) -> Iterator[Article]:
        """All articles."""
        reader = self._patience.awake()
        body: Body = {"_source": ["article"], "sort": [{"tie": "asc"}], "track_total_hits": False}
        with reader.snapshot.held():
            for page in reader.snapshot.pages(body):
                for hit in page:
                    yield decode_article(hit["_source"]["article"])

    def marks(self, query: Query, article_id: str) -> tuple[Marks, Marks]:
        """Where the query's leaves match in one article; nothing in an article that is not there."""
        return self._patience.whole(lambda reader: reader.marks(query, article_id))

    def names(self) -> Names:
        """The names that are one."""
        return self._patience.whole(lambda reader: reader.names())

    def overrules(self) -> str:
        """What people decided about names."""
        return self._patience.overrules

    def overrule(self, text: str) -> None:
        """Keep other decisions."""
        write_overrules(self._cluster, open_place(self._cluster, create=True).index, text)
        self._patience.decided(text)

    def state(self) -> bytes:
        """The bytes that the last commit of this part kept."""
        return self._patience.whole(lambda reader: self._state(reader, self._part))

    def parts(self) -> Mapping[str, bytes]:
        """The state of each part that has one."""
        return self._patience.whole(
            lambda reader: {part: self._state(reader, part) for part in reader.snapshot.commit.states}
        )

    def part(self, name: str) -> OpenSearchEngine:
        """The same index for one of several writers, which has a lock and a state of its own."""
        return OpenSearchEngine(self._cluster, part=name)

    def _state(self, reader: Reader, part: str) -> bytes:
        commit = reader.snapshot.commit
        number = commit.states.get(part)
        return b"" if number is None else read_parcel(self._cluster, commit.index, f"state-{number}")

    def describe(self) -> Mapping[str, object]:
        """Name, format, segments, bytes on disk, shards, and how the cluster is."""
        commit = self.commit
        total = self._cluster.ask("GET", f"/{commit.index}/_stats/segments,store")["_all"]
        health = self._cluster.ask("GET", f"/_cluster/health/{commit.index}")
        return {
            "engine": "opensearch",
            "format": str(FORMAT),
            "segments": total["primaries"]["segments"]["count"],
            "bytes": total["total"]["store"]["size_in_bytes"],
            "shards": health["active_primary_shards"],
            "health": health["status"],
        }

    def check(self) -> list[str]:
        """Read every article again, and ask the cluster whether all shards and their copies are there."""
        faults = []
        health = self._cluster.ask("GET", f"/_cluster/health/{self.commit.index}")
        if health["status"] != "green":
            faults.append(
                f"{self._cluster.address} is {health['status']}: {health['unassigned_shards']} shards or copies of "
                "shards have no node."
            )
        try:
            read = sum(1 for _ in self.articles())
        except (ShardsLost, ValueError, KeyError, TypeError) as error:
            return [*faults, f"Not all articles can be read ({error})."]
        if read != len(self):
            faults.append(f"{read:,} articles can be read, but {len(self):,} are counted.")
        return faults

    def writer(self, *, rebuild: bool = False, wait: float = 0.0) -> Writer:
        """The one writer of this part."""
        return OpenSearchWriter(self._cluster, self._part, rebuild=rebuild, wait=wait)

    def refresh(self) -> bool:
        """See the newest commit."""
        return self._patience.refresh()

    def close(self) -> None:
        """Let go of the point in time and the connections."""
        self._patience.close()
        self._cluster.close()
