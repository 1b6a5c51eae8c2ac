"""Open handles of one index, each used by one request at a time, and always of its newest commit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from threading import Lock
from time import monotonic
from typing import TypeVar, cast

import anyio
from anyio.to_thread import run_sync

from newsfind.api.index import Index, open_index
from newsfind.errors import NewsfindError
from newsfind.index.deadline import OutOfTime, time_limit
from newsfind.ui.web.limits import MOST_WAITING, SECONDS, SECONDS_IN_LINE
from newsfind.ui.web.overview import Overview, overview_of

_LOOK_AGAIN = 0.5
"""Seconds between two looks for a newer commit."""

_TO_SHOW = 0.8
"""Of the time for an answer, how much is for finding: what was found until then can still be shown."""

Answer = TypeVar("Answer")


class Busy(NewsfindError):
    """The server cannot answer in time; the message says what to do."""


class Reader:
    """An open index and what is true of it as a whole."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.index: Index = open_index(place)
        self._looked = monotonic()
        self._known: dict[Callable[[Reader], object], object] = {}

    def once(self, question: Callable[[Reader], Answer]) -> Answer:
        """The answer to a question, kept until there is a newer commit."""
        if question not in self._known:
            self._known[question] = question(self)
        return cast(Answer, self._known[question])

    @property
    def overview(self) -> Overview:
        """Size and dates of the index."""
        return self.once(_overview)

    @property
    def roots(self) -> Mapping[str, str]:
        """The folder of each label that paths begin with."""
        return self.once(_roots)

    def look_again(self) -> None:
        """See the newest commit, if it is some time since the last look."""
        if monotonic() - self._looked > _LOOK_AGAIN:
            self._looked = monotonic()
            if self.index.refresh():
                self._known.clear()


def _overview(reader: Reader) -> Overview:
    return overview_of(reader.index)


def _roots(reader: Reader) -> Mapping[str, str]:
    return reader.index.status().roots


class Readers:
    """A few readers of one index. What asks more at a time stands in line."""

    def __init__(
        self,
        place: str,
        *,
        most: int = 2,
        seconds: float = SECONDS,
        in_line: float = SECONDS_IN_LINE,
        waiting: int = MOST_WAITING,
    ) -> None:
        self.place = place
        self._most, self._seconds, self._in_line, self._most_waiting = most, seconds, in_line, waiting
        self._free = deque([Reader(place)])
        self._running, self._waiting = 0, 0
        self._lock = Lock()
        self._turn = anyio.Semaphore(most)

    async def ask(self, question: Callable[[Reader], Answer]) -> Answer:
        """The answer to a question, asked of a reader in a thread of its own.

        Raises:
            Busy: There are too many requests, or the answer takes too long.
        """
        if self._waiting >= self._most_waiting or self._running > 4 * self._most:
            raise Busy("The server has too much to do. Try again in a moment.")
        self._waiting += 1
        try:
            with anyio.fail_after(self._in_line):
                await self._turn.acquire()
        except TimeoutError as error:
            raise Busy("The server has too much to do. Try again in a moment.") from error
        finally:
            self._waiting -= 1
        try:
            with anyio.fail_after(self._seconds):
                return await run_sync(partial(self._answered, question), abandon_on_cancel=True)
        except (TimeoutError, OutOfTime) as error:
            raise Busy(
                f"This takes longer than {self._seconds:g} seconds. Ask for less: fewer patterns, fewer words."
            ) from error
        finally:
            self._turn.release()

    def _answered(self, question: Callable[[Reader], Answer]) -> Answer:
        with self._lock:
            self._running += 1
            reader = self._free.pop() if self._free else None
        try:
            reader = reader or Reader(self.place)
            reader.look_again()
            with time_limit(_TO_SHOW * self._seconds):  # also for one whom nobody waits for any longer
                return question(reader)
        finally:
            with self._lock:
                self._running -= 1
                kept = reader is not None and len(self._free) < self._most
                if reader is not None and kept:
                    self._free.append(reader)
            if reader is not None and not kept:
                reader.index.close()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            while self._free:
                self._free.pop().index.close()
