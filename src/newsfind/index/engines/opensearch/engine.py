"""The engine itself: what is asked of it becomes two or three round trips to the cluster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from time import perf_counter
from typing import TypeVar

from newsfind.article import Article
from newsfind.errors import IndexUnavailable
from newsfind.index.engine import Marks, SearchRequest, Writer
from newsfind.index.engines.opensearch.address import read_address
from newsfind.index.engines.opensearch.cluster import Body, Cluster
from newsfind.index.engines.opensearch.commits import Commit
from newsfind.index.engines.opensearch.completion import complete
from newsfind.index.engines.opensearch.document import decode_article
from newsfind.index.engines.opensearch.explaining import explain, forms
from newsfind.index.engines.opensearch.family_names import read_overrules, write_overrules
from newsfind.index.engines.opensearch.lock import WHOLE
from newsfind.index.engines.opensearch.mapping import FORMAT
from newsfind.index.engines.opensearch.naming import open_place
from newsfind.index.engines.opensearch.parcels import read_parcel
from newsfind.index.engines.opensearch.reading import Reader
from newsfind.index.engines.opensearch.similar import most_alike
from newsfind.index.engines.opensearch.snapshot import Snapshot, SnapshotLost
from newsfind.index.engines.opensearch.spelling import ClusterDictionary
from newsfind.index.engines.opensearch.stories import biggest
from newsfind.index.engines.opensearch.writer import OpenSearchWriter
from newsfind.index.explanation import Expandable, FormCount, ScoreExplanation
from newsfind.index.names import Names
from newsfind.index.similar import query_of
from newsfind.index.spelling import corrected
from newsfind.query.ast import Query
from newsfind.query.printing import format_query
from newsfind.results.hits import Completion, Copy, Hit, Results, Stories

Answer = TypeVar("Answer")

_PATIENCE = 20.0
"""Seconds in which a lost node is replaced by a copy of its shards, before an answer is given without them."""

_PAUSE = 0.5


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
        self._reader = Reader(cluster, Snapshot(cluster, create=create))

    @property
    def commit(self) -> Commit:
        """The commit that is seen."""
        return self._reader.snapshot.commit

    def __len__(self) -> int:
        return self._again(lambda reader: reader.snapshot.lengths[0])

    def search(self, request: SearchRequest) -> Results:
        """One page. Where shards are silent, and stay so, `Results.exact` is false and a note says it."""
        began = perf_counter()
        try:
            results = self._again(lambda reader: reader.search(request))
        except SnapshotLost:
            results = self._without_silent_shards(request)
        return replace(results, took_ms=(perf_counter() - began) * 1000)

    def _without_silent_shards(self, request: SearchRequest) -> Results:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                with closing(Snapshot(self._cluster, partial=True)) as snapshot:
                    return Reader(self._cluster, snapshot).search(request)
            except SnapshotLost:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)

    def scan(self, request: SearchRequest) -> Iterator[Hit]:
        """All hits, in order, page by page at one point in time."""
        reader = self._reader
        with reader.snapshot.held():
            yield from reader.scan(request)

    def stories(self, request: SearchRequest) -> Stories:
        """The stories with the most copies."""
        return self._again(lambda reader: biggest(reader.copies.among(reader.found(request)), request))

    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """The other articles of the same story."""
        return self._again(lambda reader: reader.copies.of(article_id))

    def explain(self, request: SearchRequest, article_id: str) -> ScoreExplanation | None:
        """How an article's score comes about."""
        return self._again(lambda reader: explain(reader, request, article_id))

    def forms(self, part: Expandable) -> tuple[tuple[FormCount, ...], ...]:
        """The forms that a part of a query stands for."""
        return self._again(lambda reader: forms(reader.lexicon, part))

    def similar(self, article: Article, limit: int, *, passages: int = 1) -> Results:
        """The articles most like a given one."""
        began = perf_counter()

        def answer(reader: Reader) -> Results:
            alike = most_alike(reader.snapshot, reader.lexicon, article, limit)
            query = query_of(alike.terms)
            hits = tuple(reader.hit(found, score, query, passages) for found, score in alike.ranked)
            took = (perf_counter() - began) * 1000
            return Results(hits, alike.total, parsed=format_query(query), took_ms=took)

        return self._again(answer)

    def suggest(self, query: Query) -> Query | None:
        """The query with what is misspelt put right."""
        return self._again(
            lambda reader: corrected(query, ClusterDictionary(reader.snapshot, reader.lexicon, reader.names))
        )

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """The best completions of what is typed."""
        return self._again(lambda reader: complete(reader.lexicon, reader.names(), typed, limit))

    def get(self, article_id: str) -> Article | None:
        """One article, or None."""
        return self._again(lambda reader: reader.article(article_id))

    def articles(self) -> Iterator[Article]:
        """All articles."""
        reader = self._reader
        body: Body = {"_source": ["article"], "sort": [{"tie": "asc"}], "track_total_hits": False}
        with reader.snapshot.held():
            for page in reader.snapshot.pages(body):
                for hit in page:
                    yield decode_article(hit["_source"]["article"])

    def marks(self, query: Query, article_id: str) -> tuple[Marks, Marks]:
        """Where the query's leaves match in one article; nothing in an article that is not there."""
        return self._again(lambda reader: reader.marks(query, article_id))

    def names(self) -> Names:
        """The names that are one."""
        return self._again(lambda reader: reader.names())

    def overrules(self) -> str:
        """What people decided about names."""
        return self._reader.overrules

    def overrule(self, text: str) -> None:
        """Keep other decisions."""
        write_overrules(self._cluster, open_place(self._cluster, create=True).index, text)
        self._reader.decided(text)

    def state(self) -> bytes:
        """The bytes that the last commit of this part kept."""
        return self._again(lambda reader: self._state(reader, self._part))

    def parts(self) -> Mapping[str, bytes]:
        """The state of each part that has one."""
        return self._again(lambda reader: {part: self._state(reader, part) for part in reader.snapshot.commit.states})

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
        health = self._cluster.ask("GET", f"/_cluster/health/{self._reader.snapshot.commit.index}")
        if health["status"] != "green":
            faults.append(
                f"{self._cluster.address} is {health['status']}: {health['unassigned_shards']} shards or copies of "
                "shards have no node."
            )
        try:
            read = sum(1 for _ in self.articles())
        except (SnapshotLost, ValueError, KeyError, TypeError) as error:
            return [*faults, f"Not all articles can be read ({error})."]
        if read != len(self):
            faults.append(f"{read:,} articles can be read, but {len(self):,} are counted.")
        return faults

    def writer(self, *, rebuild: bool = False, wait: float = 0.0) -> Writer:
        """The one writer of this part."""
        return OpenSearchWriter(self._cluster, self._part, rebuild=rebuild, wait=wait)

    def refresh(self) -> bool:
        """See the newest commit."""
        if self._reader.snapshot.is_newest():
            self._reader.decided(read_overrules(self._cluster, self.commit.index))
            return False
        self._renew()
        return True

    def close(self) -> None:
        """Let go of the point in time and the connections."""
        self._reader.snapshot.close()
        self._cluster.close()

    def _renew(self) -> None:
        newer = Reader(self._cluster, Snapshot(self._cluster))
        self._reader.snapshot.close()
        self._reader = newer

    def _again(self, answer: Callable[[Reader], Answer]) -> Answer:
        """An answer that all shards took part in; where a point in time is lost with its node, from the last commit."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return answer(self._reader)
            except SnapshotLost:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)
                try:
                    self._renew()
                except IndexUnavailable:
                    if time.monotonic() > deadline:
                        raise
