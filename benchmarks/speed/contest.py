"""Leads the peers: each builds alone, then they answer question by question in turn, so that noise falls on all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Self

from benchmarks.speed.peers import ENTRIES
from benchmarks.speed.questions import Question

_UPDATES = 3
_ENOUGH_SECONDS = 25.0
"""Builds are repeated, unless the first ones took long enough to trust."""
_SLOW = 300.0
"""Milliseconds; who took longer the first time is asked that question only once more."""
ROOT = Path(__file__).parents[2]


class Worker:
    """A peer in its own process."""

    def __init__(self, name: str, folder: Path) -> None:
        command = [sys.executable, "-m", "benchmarks.speed.worker", name, str(folder)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT
        )
        self._name = name

    def do(self, what: str, **arguments: object) -> dict[str, Any]:
        """RuntimeError if the peer broke; what it said is on stderr."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"do": what, **arguments}), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self._name} broke while it was asked to {what} {arguments}")
        return dict(json.loads(answer))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@dataclass(frozen=True, slots=True)
class Contest:
    """Who takes part, with which articles, and where the indexes are kept meanwhile."""

    names: Sequence[str]
    articles: Path
    times: int
    work: Path
    builds: int = 3

    def build(self) -> dict[str, dict[str, Any]]:
        """Figures of each peer's builds; those of several are medians."""
        runs: dict[str, list[dict[str, Any]]] = {name: [] for name in self.names}
        for number in range(self.builds):
            for name in self.names:
                if sum(run["wall"] for run in runs[name]) < _ENOUGH_SECONDS:
                    runs[name].append(self._build(name, number))
        return {name: {**_medians(done), "runs": len(done)} for name, done in runs.items()}

    def _build(self, name: str, number: int) -> dict[str, Any]:
        folder = self._folder(name)
        if number:
            folder = folder.with_name(f"{folder.name}-{number}")
        with Worker(name, folder) as worker:
            figures = worker.do("build", articles=str(self.articles), times=self.times)
        say(f"{name}: built in {figures['wall']:.1f} s, {figures['cpu']:.1f} CPU s, {figures['peak_mb']:.0f} MB")
        return {**figures, "bytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())}

    def ask(
        self, questions: Sequence[Question], rounds: int
    ) -> tuple[list[dict[str, Any]], dict[str, dict[str, float]]]:
        """Times in milliseconds of each question and peer, the first round apart; and each peer's memory."""
        asked = [name for name in self.names if ENTRIES[name].asked]
        with ExitStack() as stack:
            workers = {name: stack.enter_context(Worker(name, self._folder(name))) for name in asked}
            for worker in workers.values():
                worker.do("open")
            answers: list[dict[str, Any]] = [
                {"question": str(question), "kind": question.kind, "bands": question.bands, "top": {}, "page": {}}
                for question in questions
            ]
            for number in range(rounds + 1):
                for question, answer in zip(questions, answers, strict=True):
                    for what in ("top", "page"):
                        _ask_all(workers, what, question, answer, number)
                say(f"round {number} of {rounds} asked")
            return answers, {name: worker.do("peak") for name, worker in workers.items()}

    def update(self) -> dict[str, dict[str, Any]]:
        """The cost of replacing a hundred articles, for peers that can; medians of three."""
        asked = [name for name in self.names if ENTRIES[name].asked]
        with ExitStack() as stack:
            workers = {name: stack.enter_context(Worker(name, self._folder(name))) for name in asked}
            runs: dict[str, list[dict[str, Any]]] = {name: [] for name in asked}
            for worker in workers.values():
                worker.do("open")
            for number in range(_UPDATES):
                for name, worker in workers.items():
                    figures = worker.do("update", articles=str(self.articles), times=self.times, number=number)
                    runs[name] += [figures] if figures["possible"] else []
        return {name: _medians(done) for name, done in runs.items() if done}

    def _folder(self, name: str) -> Path:
        return self.work / "".join(c if c.isalnum() else "-" for c in name)


def _ask_all(workers: dict[str, Worker], what: str, question: Question, answer: dict[str, Any], number: int) -> None:
    names = list(workers)
    turn = number % len(names)
    for name in names[turn:] + names[:turn]:
        if number > 1 and answer[what].get(name, {}).get("first", 0) > _SLOW:
            continue
        figures = workers[name].do(what, kind=question.kind, words=question.words)
        if figures["answer"] is None:
            continue
        given = {key: figures["answer"][key] for key in ("total", "values", "snippets")}
        kept = answer[what].setdefault(name, {**given, "wall": [], "cpu": []})
        if number:
            kept["wall"].append(round(figures["wall"] * 1000, 4))
            kept["cpu"].append(round(figures["cpu"] * 1000, 4))
        else:
            kept["first"] = round(figures["wall"] * 1000, 4)


def _medians(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        key: median(run[key] for run in runs) if isinstance(value, int | float) and key != "possible" else value
        for key, value in runs[0].items()
    }


def say(text: str) -> None:
    """Progress, on stderr."""
    print(text, file=sys.stderr, flush=True)
