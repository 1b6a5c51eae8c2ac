"""What newsfind wants to reach, and what the newest runs say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from benchmarks.speed.figures import OURS, times

Run: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reached:
    """A figure beside its two marks; `more` says that more is better."""

    goal: str
    where: str
    value: float
    bar: float
    aim: float
    more: bool
    unit: str = ""

    def verdict(self) -> str:
        """Plain words, those of a shortfall included."""
        if self._passes(self.aim):
            return "aim reached"
        return "bar reached" if self._passes(self.bar) else "**falls short**"

    def _passes(self, mark: float) -> bool:
        return self.value >= mark if self.more else self.value <= mark


def reached(runs: Mapping[str, Run]) -> Iterator[Reached]:
    """Every goal that the runs have a figure for, goal by goal."""
    corpora = {name: run for name, run in runs.items() if name != "commands"}
    for goal in (_builds, _answers, _slowest, _growth, _memory, _sizes):
        yield from goal(corpora)
    if "commands" in runs:
        yield from _commands(runs["commands"])


def _builds(runs: Mapping[str, Run]) -> Iterator[Reached]:
    for peer, bar, aim in (("tantivy", 1.0, 1.5), ("Whoosh 2.7.4", 15, 30)):
        for name, run in runs.items():
            if peer in run["peers"]:
                ratio = run["peers"][peer]["build"]["cpu"] / run["peers"][OURS]["build"]["cpu"]
                yield Reached(f"build, one process, by CPU seconds, beside {peer}", name, ratio, bar, aim, True)


def _answers(runs: Mapping[str, Run]) -> Iterator[Reached]:
    goals = (
        ("top", "ten best with exact total", "tantivy", 1.0, 2.0),
        ("page", "the page", "tantivy", 1.0, 2.0),
        ("page", "the page", "SQLite FTS5", 20, 50),
    )
    for what, title, peer, bar, aim in goals:
        for name, run in runs.items():
            found = times(run["questions"], what, peer)
            if found:
                yield Reached(f"{title}, beside {peer}", name, found.ours, bar, aim, True)


def _slowest(runs: Mapping[str, Run]) -> Iterator[Reached]:
    for what, title in (("top", "ten best, p99"), ("page", "the page, p99")):
        for name, run in runs.items():
            found = times(run["questions"], what, OURS)
            if found and run["articles"] >= 1_000_000:
                yield Reached(f"{title} at 1,000,000 articles", name, found.p99, 50, 20, False, " ms")


def _growth(runs: Mapping[str, Run]) -> Iterator[Reached]:
    for name, run in runs.items():
        small = runs.get(name.partition("-x")[0])
        if small is None or small is run:
            continue
        before, after = (times(one["questions"], "top", OURS) for one in (small, run))
        if before and after:
            share = (after.p50 / before.p50) / (run["articles"] / small["articles"])
            yield Reached("growth of the time by growth of the articles (ten best, p50)", name, share, 1.0, 0.5, False)


def _memory(runs: Mapping[str, Run]) -> Iterator[Reached]:
    for name, run in runs.items():
        if run["index"]:
            peak = max(cost["peak_mb"] for cost in run["index"].values())
            yield Reached("most memory of `newsfind index`, all processes", name, peak, 600, 300, False, " MB")
    for name, run in runs.items():
        if run["articles"] >= 200_000:
            peak = run["peers"][OURS]["answering_mb"]
            yield Reached("most memory while answering", name, peak, 250, 125, False, " MB")


def _sizes(runs: Mapping[str, Run]) -> Iterator[Reached]:
    for name, run in runs.items():
        share = run["peers"][OURS]["build"]["bytes"] / run["megabytes"] / 1e6
        yield Reached("size of the index by that of the text", name, share, 1.0, 0.7, False)


def _commands(run: Run) -> Iterator[Reached]:
    start, again = run["starts"], run["nothing_changed"]
    ratio: Callable[[str, str, Run], float] = lambda ours, theirs, costs: costs[ours]["wall"] / costs[theirs]["wall"]  # noqa: E731
    yield Reached(
        "cold `newsfind search` by starting Python with numpy and click",
        "sample corpus",
        ratio("search", "imports", start),
        1.5,
        1.2,
        False,
    )
    yield Reached(
        "a run with nothing changed by walking and stat-ing",
        f"{again['files']:,} files",
        ratio("again", "walk", again),
        2.0,
        1.3,
        False,
    )
