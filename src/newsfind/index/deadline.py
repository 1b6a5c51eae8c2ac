"""How long a search may take: set once around it, looked at wherever a step of it begins.

A context variable, so that the time need not be handed through every call, and each thread has its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf
from time import monotonic

from newsfind.errors import NewsfindError

TIME_LIMIT = 30.0
"""Seconds that a search may take unless it is asked otherwise; hardly one takes a hundredth of it."""


class OutOfTime(NewsfindError):
    """The time is over; whoever asked gets what was found until then."""


@dataclass(slots=True)
class Limit:
    """A moment of the clock; `missed` says that something was left undone because it had come."""

    until: float
    missed: bool = False


_NEVER = Limit(inf)
_limit: ContextVar[Limit] = ContextVar("newsfind_limit")


@contextmanager
def time_limit(seconds: float | None) -> Iterator[Limit]:
    """What is done inside has so many seconds, and no more than is left of a limit around it; None sets no limit."""
    around = _limit.get(_NEVER).until
    limit = Limit(around if seconds is None else min(around, monotonic() + seconds))
    token = _limit.set(limit)
    try:
        yield limit
    finally:
        _limit.reset(token)


def check_time() -> None:
    """Raise `OutOfTime` when the time is over."""
    seconds_left()


def seconds_left() -> float:
    """How long what is done now may still take (`inf`: as long as it takes); `OutOfTime` when the time is over."""
    limit = _limit.get(_NEVER)
    left = limit.until - monotonic()
    if left <= 0:
        limit.missed = True
        raise OutOfTime("There was not enough time for the search.")
    return left
