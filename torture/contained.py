"""Inputs that may do harm, each tried in a process that may take only so much time and memory."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

MOST_SECONDS = 5
"""Of CPU time for one input."""
_MOST_WAITING = 120
"""Seconds by the clock: whoever waits for something so long does so for ever."""
MOST_BYTES = 500 * 1024 * 1024
"""Of memory more than the process had before."""
_AT_ONCE = 200

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an input: `said` is the function's own word; `ended` what befell the process, "" for nothing."""

    number: int
    said: str
    ended: str = ""


class _TooSlow(BaseException):
    """No part of newsfind may catch it and go on."""


def try_all(inputs: Sequence[T], do: Callable[[T], str]) -> Iterator[Outcome]:
    """The outcome of each input. A process does many of them, and is replaced when one of them ends it."""
    at = 0
    while at < len(inputs):
        done = 0
        for outcome in _batch(list(islice(inputs, at, at + _AT_ONCE)), do):
            yield Outcome(at + outcome.number, outcome.said, outcome.ended)
            done = outcome.number + 1
        at += done


def _batch(inputs: list[T], do: Callable[[T], str]) -> Iterator[Outcome]:
    """The outcomes until the process ends: of all inputs, or up to the one that ended it."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.close(reading)
            _child(inputs, do, writing)
        finally:
            os._exit(1)  # nothing of the parent's may be done twice, whatever happened
    os.close(writing)
    seen = -1
    with open(reading, encoding="utf-8") as lines:
        for line in lines:
            number, said, ended = json.loads(line)
            seen = number
            yield Outcome(number, said, ended)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if seen + 1 < len(inputs):
        yield Outcome(seen + 1, "", f"the process was ended by signal {-code}" if code < 0 else f"it ended with {code}")


def _child(inputs: Iterable[T], do: Callable[[T], str], writing: int) -> None:
    _limit_memory()
    signal.signal(signal.SIGPROF, _too_slow)
    signal.signal(signal.SIGALRM, _too_slow)
    with open(writing, "w", encoding="utf-8", buffering=1) as out:
        for number, one in enumerate(inputs):
            said = ended = ""
            signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
            signal.setitimer(signal.ITIMER_REAL, _MOST_WAITING)
            try:
                said = do(one)
            except _TooSlow:
                ended = f"more than {MOST_SECONDS} s"
            except BaseException as error:
                ended = f"{type(error).__name__}: {error} {_where(error)}"[:300]
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            out.write(json.dumps([number, said, ended]) + "\n")
            out.flush()
    os._exit(0)


def _limit_memory() -> None:
    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (now + MOST_BYTES, now + MOST_BYTES))


def _too_slow(number: int, frame: object) -> None:
    del number, frame
    raise _TooSlow


def _where(error: BaseException) -> str:
    places = traceback.extract_tb(error.__traceback__)
    ours = [place for place in places if "newsfind" in place.filename]
    return f"({ours[-1].filename.rpartition('/')[2]}:{ours[-1].lineno})" if ours else f"({sys.argv[0]})"
