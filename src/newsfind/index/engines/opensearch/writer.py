"""The writer: sends articles that nobody sees yet, and publishes them with one write (`commits.py`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import Self, cast

from newsfind.article import Article
from newsfind.errors import IndexLocked, IndexUnavailable
from newsfind.index.engine import Builder
from newsfind.index.engines.opensearch import commits
from newsfind.index.engines.opensearch.bulk import Bulk
from newsfind.index.engines.opensearch.cluster import Cluster
from newsfind.index.engines.opensearch.commits import Commit
from newsfind.index.engines.opensearch.document import Batch, Built, DocumentBuilder, key_of
from newsfind.index.engines.opensearch.lock import Lock, held
from newsfind.index.engines.opensearch.naming import delete_index, make_successor, open_place, put_in_place
from newsfind.index.engines.opensearch.parcels import OVERRULES, delete_parcel, read_parcel, write_parcel

_AT_ONCE = 300
_KEYS_AT_ONCE = 1000
_DELETING = 3600.0
"""Seconds that it may take to delete what a writer left behind."""


class OpenSearchWriter:
    """The one writer of a part of an index."""

    def __init__(self, cluster: Cluster, part: str, *, rebuild: bool, wait: float) -> None:
        self._cluster, self._part, self._rebuild = cluster, part, rebuild
        self._old = open_place(cluster, create=True)
        self._lock = Lock(cluster, self._old.index, part, wait)
        self._state: bytes | None = None
        self._staged: set[str] = set()
        self._removed: dict[str, None] = {}
        try:
            self._index = self._begin()
            self._number, self._seen = commits.begin(cluster, self._index, part)
        except BaseException:
            self._lock.release()
            raise
        self._bulk = Bulk(cluster, self._index)

    def _begin(self) -> str:
        """The index to write to, put in order."""
        current = open_place(self._cluster, create=True)
        if not self._rebuild:
            if current.index != self._old.index:
                self._lock.extend_to(current.index)
            tidy(self._cluster, current, self._part)
            return current.index
        for part in set(current.open.values()) - {self._part}:
            if held(self._cluster, current.index, part):
                raise IndexLocked(f"Part {part} of {self._cluster.address} is being written. Wait until it is done.")
        successor = make_successor(self._cluster, current.index)
        self._lock.extend_to(successor)
        return successor

    def add(self, articles: Iterable[Article]) -> None:
        """Add articles, each in place of an older one with its id."""
        waiting = iter(articles)
        while some := list(islice(waiting, _AT_ONCE)):
            self.adopt(self.builder().build(some))

    def builder(self) -> Builder:
        """What makes batches."""
        return DocumentBuilder()

    def adopt(self, batch: object) -> None:
        """Send the documents of a batch."""
        documents = iter(cast("Batch", batch).documents())
        while some := list(islice(documents, _KEYS_AT_ONCE)):
            self._replace([built.key for built in some])
            for built in some:
                self._send(built)

    def _send(self, built: Built) -> None:
        if built.key in self._staged:
            self._bulk.drain()  # so that the later of two versions is the one that stays
        self._staged.add(built.key)
        action = json.dumps({"index": {"_id": f"{built.key}-{self._number}"}})
        self._bulk.put(f'{action}\n{{"since": {self._number}, {built.json}\n')

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles by id."""
        waiting = iter([key_of(article_id) for article_id in ids])
        while keys := list(islice(waiting, _KEYS_AT_ONCE)):
            self._replace(keys)
            if staged := self._staged.intersection(keys):
                self._bulk.drain()
                self._staged -= staged
                self._delete(f"{key}-{self._number}" for key in staged)
                self._bulk.drain()

    def _replace(self, keys: Sequence[str]) -> None:
        """Published versions of these articles go with the next commit."""
        if self._seen.published:
            query = {"bool": {"filter": [{"terms": {"key": list(keys)}}, *self._seen.visible()]}}
            body = {"query": query, "size": 10_000, "_source": False, "sort": ["_doc"]}
            found = self._cluster.ask("POST", f"/{self._index}/_search", body, allow_partial_search_results=False)
            self._removed.update(dict.fromkeys(hit["_id"] for hit in found["hits"]["hits"]))

    def _delete(self, ids: Iterable[str]) -> None:
        for document_id in ids:
            self._bulk.put(json.dumps({"delete": {"_id": document_id}}) + "\n")

    def keep(self, state: bytes) -> None:
        """Bytes to publish with the next commit."""
        self._state = state

    def commit(self) -> None:
        """Publish everything so far."""
        self._bulk.drain()
        self._catch_up()
        number, index = self._number, self._index
        if self._state is not None:
            write_parcel(self._cluster, index, f"state-{number}", self._state)
        if self._removed:
            write_parcel(self._cluster, index, f"removals-{number}", "\n".join(self._removed).encode())
        _refresh(self._cluster, index)
        before = self._seen.states.get(self._part)
        self._number, self._seen = commits.publish(
            self._cluster, index, number, self._part, removes=bool(self._removed), keeps=self._state is not None
        )
        if self._rebuild:
            write_parcel(self._cluster, index, OVERRULES, read_parcel(self._cluster, self._old.index, OVERRULES))
            put_in_place(self._cluster, self._old.index, index)
            self._rebuild = False
        if self._removed:
            self._seen = carry_out(self._cluster, self._seen, number)
        if self._state is not None and before is not None:
            delete_parcel(self._cluster, index, f"state-{before}")
        self._state, self._staged, self._removed = None, set(), {}

    def _catch_up(self) -> None:
        """Where other parts have published meanwhile: an article that is theirs and ours is replaced by ours."""
        now = commits.read_commit(self._cluster, self._index)
        if now is not None and now.published != self._seen.published:
            self._seen = now
            keys = iter(list(self._staged))
            while some := list(islice(keys, _KEYS_AT_ONCE)):
                self._replace(some)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self._bulk.abandon()
            with suppress(IndexUnavailable):  # what cannot be tidied now is when the next writer begins
                self._throw_away()
            self._lock.release()

    def _throw_away(self) -> None:
        """Leave nothing behind that was not published."""
        if self._rebuild:
            delete_index(self._cluster, self._index)
        elif self._staged:
            throw_away(self._cluster, self._index, self._number)
        else:
            commits.without_number(self._cluster, self._index, self._number)


def tidy(cluster: Cluster, commit: Commit, part: str) -> None:
    """Carry out removals that are still to be, and throw away what a dead writer of this part left."""
    for number in commit.removals:
        carry_out(cluster, commit, number)
    for number, owner in commit.open.items():
        if owner == part:
            throw_away(cluster, commit.index, number)


def throw_away(cluster: Cluster, index: str, number: int) -> None:
    """Delete what a writer sent but did not publish."""
    _refresh(cluster, index)
    query = {"query": {"term": {"since": number}}}
    cluster.ask("POST", f"/{index}/_delete_by_query", query, timeout=_DELETING, conflicts="proceed", refresh=True)
    commits.without_number(cluster, index, number)


def carry_out(cluster: Cluster, commit: Commit, number: int) -> Commit:
    """Delete what a published commit has listed as removed."""
    parcel = f"removals-{number}"
    listed = read_parcel(cluster, commit.index, parcel)
    bulk = Bulk(cluster, commit.index)
    for document_id in _lines(listed):
        bulk.put(json.dumps({"delete": {"_id": document_id}}) + "\n")
    bulk.drain()
    bulk.abandon()
    _refresh(cluster, commit.index)
    after = commits.without_removals(cluster, commit.index, number)
    delete_parcel(cluster, commit.index, parcel)
    return after


def _lines(data: bytes) -> Iterator[str]:
    return iter(data.decode().split("\n") if data else ())


def _refresh(cluster: Cluster, index: str) -> None:
    cluster.ask("POST", f"/{index}/_refresh")
