"""An index as one commit left it, held by a point in time of OpenSearch's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TypeVar

from newsfind.errors import IndexUnavailable
from newsfind.index.deadline import check_time, seconds_left
from newsfind.index.engines.opensearch.cluster import (
    LOSSES,
    NO_SEARCH,
    Body,
    Cluster,
    Refused,
    ShardsLost,
    Unanswered,
    silence,
)
from newsfind.index.engines.opensearch.commits import Commit

Answer = TypeVar("Answer")

KEEP = "10m"
"""How long a point in time outlives the last question."""

AT_ONCE = 1000


class SnapshotLost(ShardsLost):
    """A shard did not answer, or has forgotten the point in time: a node has gone, or it was not asked for long."""


class Snapshot:
    """Asks one commit of an index at a point in time that `opening.py` made.

    Unless it is `partial`, every answer is whole: `SnapshotLost` is raised where a shard does not answer. A partial
    one remembers in `missing` how many of how many shards were silent.
    """

    def __init__(self, cluster: Cluster, commit: Commit, point: str, shards: int, *, partial: bool = False) -> None:
        self._cluster, self._point, self._shards = cluster, point, shards
        self.commit, self.partial = commit, partial
        self.missing = (0, 0)
        self.timed_out = False
        self._holders, self._closing = 0, False

    def ask(self, body: Body) -> Body:
        """The answer to one search."""
        return self.ask_all([body])[0]

    def ask_all(self, bodies: Sequence[Body]) -> list[Body]:
        """The answers to several searches, each among the articles that count."""
        full = [self._within(body) for body in bodies]
        if len(full) == 1:
            return [self._whole(asked(self._cluster, "/_search", full[0]))]
        return [self._whole(answer) for answer in self._many(full)]

    def _many(self, bodies: Sequence[Body]) -> list[Body]:
        return _in_time(self._cluster, lambda seconds: self._cluster.ask_many(bodies, timeout=seconds))

    def count(self, queries: Sequence[Body]) -> list[int]:
        """How many articles each query finds."""
        answers = self.ask_all([{"query": query, "size": 0, "track_total_hits": True} for query in queries])
        return [int(answer["hits"]["total"]["value"]) for answer in answers]

    def pages(self, body: Body, size: int = AT_ONCE) -> Iterator[list[Body]]:
        """All hits of a sorted search, so many at a time."""
        after: object = None
        while True:
            page = {**body, "size": size, **({"search_after": after} if after is not None else {})}
            hits = self.ask(page)["hits"]["hits"]
            if hits:
                yield hits
            if len(hits) < size:
                return
            after = hits[-1]["sort"]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Until the end of this, `close` does not take the point in time away."""
        self._holders += 1
        try:
            yield
        finally:
            self._holders -= 1
            if self._closing:
                self.close()

    def close(self) -> None:
        """Let the cluster forget the point in time."""
        self._closing = True
        if not self._holders:
            forget(self._cluster, self._point)

    @cached_property
    def lengths(self) -> tuple[int, float]:
        """The number of articles, and the average of their weighted lengths."""
        answer = self.ask({"size": 0, "track_total_hits": True, "aggs": {"sum": {"sum": {"field": "length"}}}})
        articles = int(answer["hits"]["total"]["value"])
        total = answer.get("aggregations", {}).get("sum", {}).get("value", 0.0)
        return articles, total / articles if articles else 0.0

    def _within(self, body: Body) -> Body:
        query = body.get("query")
        inside: Body = {"filter": self.commit.visible()}
        if query is not None:
            inside["must"] = [query]
        return {
            **body,
            "query": {"bool": inside},
            "pit": {"id": self._point, "keep_alive": KEEP},
        }

    def _whole(self, answer: Body) -> Body:
        """An answer, if it is one."""
        if answer.get("error"):
            raise self._fault(answer["error"])
        shards = answer["_shards"]
        failures: list[Body] = [failure["reason"] for failure in shards.get("failures", ())]
        if failures and not all(map(_is_loss, failures)):
            raise self._fault(next(failure for failure in failures if not _is_loss(failure)))
        if (failures or shards["failed"] or answer["timed_out"]) and not self.partial:
            raise SnapshotLost(
                f"Only {shards['successful']} of {shards['total']} shards of {self._cluster.address} answered. "
                "See to the health of the cluster, and ask again."
            )
        silent = self._shards - int(shards["successful"])
        if silent > 0:
            self.missing = (max(self.missing[0], silent), self._shards)
        self.timed_out |= bool(answer["timed_out"])
        return answer

    def _fault(self, error: Body) -> IndexUnavailable:
        causes = [error, *error.get("root_cause", ())]
        if any(map(_is_loss, causes)):
            return SnapshotLost(
                f"{self._cluster.address} lost what was being looked at ({causes[-1].get('reason')}). Ask again."
            )
        while "caused_by" in error:
            error = error["caused_by"]
        reason = " ".join(str(error.get("reason") or error.get("type")).split())[:300]
        return IndexUnavailable(f"{self._cluster.address} could not answer this ({reason}).")


def asked(cluster: Cluster, path: str, body: Body | None = None, **parameters: object) -> Body:
    """The answer to a search; that no shard could give any is a loss, too."""
    try:
        answer: Body = _in_time(cluster, lambda seconds: cluster.ask("POST", path, body, timeout=seconds, **parameters))
    except Refused as error:
        if error.status in _LOST and error.kind == NO_SEARCH:
            raise SnapshotLost(silence(str(cluster.address))) from error
        raise
    return answer


def forget(cluster: Cluster, point: str) -> None:
    """Let the cluster forget a point in time."""
    with suppress(IndexUnavailable):  # it runs out by itself
        cluster.ask("DELETE", "/_search/point_in_time", {"pit_id": [point]})


def _in_time(cluster: Cluster, ask: Callable[[float], Answer]) -> Answer:
    """An answer, if it comes within the time that a search has left; OpenSearch ends one that nobody waits for."""
    seconds = min(seconds_left(), cluster.address.timeout)
    try:
        return ask(seconds)
    except Unanswered:
        check_time()
        raise


_LOST = frozenset({404, 500, 504})


def _is_loss(reason: Body) -> bool:
    gone = str(reason.get("reason")).startswith("no node found for id")
    return gone or reason.get("type") in LOSSES or ("caused_by" in reason and _is_loss(reason["caused_by"]))
