"""One writer at a time for each part of an index, whichever machine it runs on.

The lock is a document with who holds it and when that one was last heard of. A holder says so every `BEAT` seconds;
one that has not for `LEASE` seconds, or has died on this machine, has lost it. Should a holder come back from the dead,
the commit no longer knows its number (`commits.py`), so that it can publish nothing.
"""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from newsfind.errors import IndexLocked, IndexUnavailable
from newsfind.index.engines.opensearch.cluster import Body, Cluster, Refused

BEAT, LEASE = 10.0, 60.0
WHOLE = ""
"""The name of the part of a writer that is not one of several."""

_CONFLICT, _MISSING = 409, 404
_held: set[str] = set()
"""The locks of this process: what else goes by its number was left, where it could not be let go of."""

_LOOK_EVERY = 0.2


class Lock:
    """Held from when it is made until `release`."""

    def __init__(self, cluster: Cluster, index: str, part: str, wait: float) -> None:
        self._cluster, self._part = cluster, part
        self._me = uuid4().hex
        self._indexes = [index]
        self._done = Event()
        deadline = time.monotonic() + wait
        while (holder := self._take(index)) is not None:
            if time.monotonic() >= deadline:
                raise IndexLocked(_told(cluster, part, holder))
            time.sleep(_LOOK_EVERY)
        _held.add(self._me)
        Thread(target=self._beat, daemon=True, name="newsfind-lock").start()

    def extend_to(self, index: str) -> None:
        """Hold it in an index that is to take the place of this one, too."""
        self._write(index)
        self._indexes.append(index)

    def release(self) -> None:
        """Let others write."""
        self._done.set()
        _held.discard(self._me)
        for index in self._indexes:
            with suppress(IndexUnavailable):  # an index that is gone has no lock, and others run out
                self._cluster.ask("DELETE", f"/{index}/_doc/{_document(self._part)}")

    def _take(self, index: str) -> Body | None:
        """Take the lock; who has it, if it cannot be had."""
        try:
            self._write(index, op_type="create")
            return None
        except Refused as error:
            if error.status != _CONFLICT:
                raise
        try:
            found = self._cluster.ask("GET", f"/{index}/_doc/{_document(self._part)}")
            holder: dict[str, Any] = found["_source"]["meta"]
            if not _dead(holder):
                return holder
            self._write(index, if_seq_no=found["_seq_no"], if_primary_term=found["_primary_term"])
            return None
        except Refused as error:
            if error.status not in (_CONFLICT, _MISSING):
                raise
            return {"me": "", "host": "another machine", "pid": "?", "beat": time.time()}

    def _write(self, index: str, **conditions: Any) -> None:  # noqa: ANN401
        holder = {"me": self._me, "host": socket.gethostname(), "pid": os.getpid(), "beat": time.time()}
        self._cluster.ask("PUT", f"/{index}/_doc/{_document(self._part)}", {"meta": holder}, **conditions)

    def _beat(self) -> None:
        while not self._done.wait(BEAT):
            for index in self._indexes:
                with suppress(IndexUnavailable):
                    self._write_if_mine(index)

    def _write_if_mine(self, index: str) -> None:
        found = self._cluster.ask("GET", f"/{index}/_doc/{_document(self._part)}")
        if found["_source"]["meta"]["me"] == self._me and not self._done.is_set():
            self._write(index, if_seq_no=found["_seq_no"], if_primary_term=found["_primary_term"])


def held(cluster: Cluster, index: str, part: str) -> bool:
    """Whether a writer of this part is at work."""
    try:
        return not _dead(cluster.ask("GET", f"/{index}/_doc/{_document(part)}")["_source"]["meta"])
    except Refused as error:
        if error.status != _MISSING:
            raise
        return False


def _document(part: str) -> str:
    return f"newsfind-lock-{part.replace('/', '-of-')}"


def _dead(holder: Body) -> bool:
    if time.time() - float(holder["beat"]) > LEASE:
        return True
    if holder["host"] != socket.gethostname():
        return False
    if holder["pid"] == os.getpid():
        return holder["me"] not in _held
    if os.name == "nt":  # where signal 0 is no question
        return False
    try:
        os.kill(int(holder["pid"]), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError):
        return False
    return False


def _told(cluster: Cluster, part: str, holder: Body) -> str:
    what = f"part {part} of {cluster.address}" if part else str(cluster.address)
    ago = max(0, round(time.time() - float(holder["beat"])))
    return (
        f"Process {holder['pid']} on {holder['host']} is writing to {what} (heard of {ago} s ago). "
        "Wait until it is done: --wait SECONDS"
    )
