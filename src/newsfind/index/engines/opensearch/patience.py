"""Asks the newest commit that was seen; waits where shards are silent, and in the end goes on without them."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing, suppress
from typing import TypeVar

from newsfind.index.deadline import seconds_left
from newsfind.index.engines.opensearch.cluster import Body, Cluster, ShardsLost
from newsfind.index.engines.opensearch.commits import Commit
from newsfind.index.engines.opensearch.family_names import read_overrules
from newsfind.index.engines.opensearch.naming import open_place
from newsfind.index.engines.opensearch.opening import open_partial, open_snapshot
from newsfind.index.engines.opensearch.reading import Reader

Answer = TypeVar("Answer")

PATIENCE = 20.0
"""Seconds in which a lost node is replaced by a copy of its shards, before an answer is given without them."""

_PAUSE = 0.5
_ANYTHING: Body = {"size": 0, "track_total_hits": False}


class Patience:
    """A reader of one commit, and another one where its point in time is lost, with its node or after a long rest.

    What is known of the index does not need its shards: `commit` and `overrules` (people's decisions about names) are
    those of the last reader.
    """

    def __init__(self, cluster: Cluster, *, create: bool) -> None:
        self._cluster = cluster
        self.commit: Commit = open_place(cluster, create=create)
        self.overrules = ""
        self._reader: Reader | None = None
        self._silent_since: float | None = None
        with suppress(ShardsLost):  # who asks something will wait for them, or hear of it
            self._open(self.commit)

    def whole(self, answer: Callable[[Reader], Answer]) -> Answer:
        """An answer that all shards took part in.

        Raises:
            ShardsLost: One was silent until the end of our patience. The next question tries once, and waits no more.
        """
        pause = 0.0
        while True:
            try:
                found = answer(self._reader or self._open(open_place(self._cluster, create=False)))
            except ShardsLost:
                self._let_go()
                if self._waited_enough():
                    raise
                time.sleep(pause)
                pause = _PAUSE
            else:
                self._silent_since = None
                return found

    def partly(self, answer: Callable[[Reader], Answer]) -> Answer:
        """An answer that all shards took part in, or else those that do not stay silent."""
        with suppress(ShardsLost):
            return self.whole(answer)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with closing(open_partial(self._cluster, self.commit)) as snapshot:
                    return answer(Reader(self._cluster, snapshot, self._decisions(snapshot.commit)))
            except ShardsLost:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)

    def awake(self) -> Reader:
        """A reader whose point in time is there, for questions that cannot begin again halfway."""

        def touched(reader: Reader) -> Reader:
            reader.snapshot.ask(_ANYTHING)
            return reader

        return self.whole(touched)

    def refresh(self) -> bool:
        """See the newest commit and decisions; whether there was a newer one. While it cannot be read: no."""
        with suppress(ShardsLost):
            newest, seen, old = open_place(self._cluster, create=False), self.commit, self._reader
            changed = (newest.index, newest.published) != (seen.index, seen.published)
            if changed or old is None:
                self._open(newest)
                if old is not None:
                    old.snapshot.close()
            else:
                self.decided(self._decisions(seen))
            return changed
        return False

    def decided(self, overrules: str) -> None:
        """Other decisions about names count."""
        self.overrules = overrules
        if self._reader is not None:
            self._reader.decided(overrules)

    def close(self) -> None:
        """Let go of the point in time."""
        self._let_go()

    def _open(self, commit: Commit) -> Reader:
        snapshot = open_snapshot(self._cluster, commit)
        self.commit = snapshot.commit
        self.overrules = self._decisions(snapshot.commit)
        self._reader = Reader(self._cluster, snapshot, self.overrules)
        return self._reader

    def _let_go(self) -> None:
        if self._reader is not None:
            self._reader.snapshot.close()
            self._reader = None

    def _decisions(self, commit: Commit) -> str:
        """What people decided about names; where it cannot be read, what is known of it."""
        with suppress(ShardsLost):
            self.overrules = read_overrules(self._cluster, commit.index)
        return self.overrules

    def _waited_enough(self) -> bool:
        """Whether it is time to do without; half of the time that a search has is kept for that."""
        now, left = time.monotonic(), seconds_left()
        if self._silent_since is None:
            self._silent_since = now
        return now - self._silent_since >= min(PATIENCE, left)
