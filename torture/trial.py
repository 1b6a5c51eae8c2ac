"""A trial: one kind of harm, done so many times, and what came of it."""

from __future__ import annotations

import importlib
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Harm:
    """What a trial did and what came of it: how often it was tried, and how often each thing happened."""

    tried: int = 0
    came: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, count: int = 1) -> None:
        """Something came of it."""
        self.came[what] += count

    def __str__(self) -> str:
        return "; ".join(f"{what} ({count:,})" if count != self.tried else what for what, count in self.came.items())


@dataclass(frozen=True, slots=True)
class Trial:
    """`do(folder, much)`: in an empty folder, `much` between 0 (a few tries) and 1 (all of it).

    `weight`: about how many seconds all of it takes.
    """

    part: str
    fault: str
    do: Callable[[Path, float], Harm]
    weight: int = 10

    @property
    def name(self) -> str:
        """As on the command line."""
        return f"{self.do.__module__.rpartition('.')[2]}.{self.do.__name__}"


class Failed(AssertionError):
    """newsfind did not keep a promise."""


def must(holds: object, what: str) -> None:
    """`what` is said where it does not hold."""
    if not holds:
        raise Failed(what)


def share(all_of_them: int, much: float, least: int = 1) -> int:
    """How many of so many."""
    return max(least, round(all_of_them * much))


def some(of_them: Sequence[T], much: float) -> Sequence[T]:
    """All of them, or where only a few tries are asked for every third."""
    return of_them if much > 0.1 else of_them[::3]


def collect(modules: Iterable[str]) -> list[Trial]:
    """The trials of all modules, in order."""
    return [trial for module in modules for trial in importlib.import_module(f"torture.{module}").TRIALS]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of a processor, with all processes of a trial."""

    clock: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.clock:.0f} s, {self.cpu:.0f} s of a processor"


@dataclass(frozen=True, slots=True)
class Done:
    """A trial, what share of it was made, what came of it (or why it failed) and what it took."""

    trial: Trial
    much: float
    came: Harm | str
    took: Took


def attempt(trial: Trial, much: float) -> Done:
    """Make a trial. It is the only one of its process."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture", ignore_cleanup_errors=True) as folder:
        try:
            came: Harm | str = trial.do(Path(folder), much)
        except Exception as error:
            came = f"{type(error).__name__}: {error}"
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    took = Took(time.monotonic() - began, sum(one.ru_utime + one.ru_stime for one in used))
    return Done(trial, much, came, took)
