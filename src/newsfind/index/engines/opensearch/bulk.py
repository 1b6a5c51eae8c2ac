"""Sends documents, several requests at a time, and what is not taken again and again, for a while."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from newsfind.errors import IndexUnavailable
from newsfind.index.engines.opensearch.cluster import Cluster, Refused, Unanswered, blocked

MOST_BYTES = 4 * 1024 * 1024
"""Of one request; larger ones are not faster and take more of the heap of each node."""

AT_ONCE = 2
FIRST_PAUSE, LONGEST_PAUSE, PATIENCE = 0.25, 8.0, 90.0
"""Seconds between tries, doubled each time, and until it is given up: a node that dies is missed for half a minute."""

_UNAVAILABLE = 503
_AGAIN = frozenset({0, 404, 408, 429, 500, 502, _UNAVAILABLE, 504})
"""States of a request or an item after which the same may succeed; 404 is that of a shard that is moving."""


class Bulk:
    """Takes lines of the bulk API, an action with or without its document each."""

    def __init__(self, cluster: Cluster, index: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._cluster, self._index, self._sleep = cluster, index, sleep
        self._waiting: list[str] = []
        self._size = 0
        self._pool = ThreadPoolExecutor(AT_ONCE, "newsfind-bulk")
        self._sent: deque[Future[None]] = deque()

    def put(self, line: str) -> None:
        """Send this, together with others; an error of an earlier request is raised."""
        self._waiting.append(line)
        self._size += len(line)
        if self._size >= MOST_BYTES:
            self._send()

    def drain(self) -> None:
        """Wait until all is taken.

        Raises:
            IndexUnavailable: Something was not taken, even after `PATIENCE` seconds.
        """
        self._send()
        while self._sent:
            self._sent.popleft().result()

    def abandon(self) -> None:
        """Send nothing more; what is on its way may arrive."""
        self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _send(self) -> None:
        if self._waiting:
            self._sent.append(self._pool.submit(self._deliver, self._waiting))
            self._waiting, self._size = [], 0
        while len(self._sent) > AT_ONCE:
            self._sent.popleft().result()

    def _deliver(self, lines: Sequence[str]) -> None:
        pause, deadline = FIRST_PAUSE, time.monotonic() + PATIENCE
        while True:
            lines, trouble = self._request(lines)
            if not lines:
                return
            if time.monotonic() + pause > deadline:
                raise IndexUnavailable(
                    f"{len(lines):,} articles were not taken by {self._cluster.address} in {PATIENCE:.0f} s "
                    f"({trouble}). Run the same command again when it is well; it goes on from the last commit."
                )
            self._sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _request(self, lines: Sequence[str]) -> tuple[Sequence[str], str]:
        """What is to be sent again, and why."""
        try:
            answer = self._cluster.ask("POST", f"/{self._index}/_bulk", "".join(lines))
        except Refused as error:
            if error.status not in _AGAIN or error.kind == "index_not_found_exception":
                raise
            return lines, str(error)
        except Unanswered as error:
            return lines, str(error)
        if not answer["errors"]:
            return (), ""
        return self._refused(lines, answer["items"])

    def _refused(self, lines: Sequence[str], items: Iterable[dict[str, Any]]) -> tuple[Sequence[str], str]:
        """The lines whose items may be taken later; IndexUnavailable for one that never will be."""
        again, trouble = [], ""
        for line, item in zip(lines, items, strict=True):
            (action, told), *_ = item.items()
            error = told.get("error")
            if error is None or (action == "delete" and told["status"] == 404):
                continue
            reason = " ".join(str(error.get("reason")).split())[:300]
            if "cluster_block" in error.get("type", "") and told["status"] != _UNAVAILABLE:
                raise IndexUnavailable(blocked(str(self._cluster.address), reason))
            if told["status"] not in _AGAIN:
                raise IndexUnavailable(
                    f"{self._cluster.address} refuses the article {told['_id']} ({error.get('type')}: {reason}). "
                    "Nothing since the last commit is published; run the same command again once it is put right."
                )
            again.append(line)
            trouble = reason
        return again, trouble
