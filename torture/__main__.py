"""`python -m torture [NAME...] [--much SHARE] [--jobs N] [--page FILE]`: runs the trials and says what came of them."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from torture.page import write_table
from torture.trial import Harm, Took, Trial, attempt, collect
from torture.trials import MODULES

Done = tuple[Trial, Harm | str, Took]


def main() -> int:
    """0 if newsfind stood all of it."""
    arguments = _arguments()
    trials = [trial for trial in collect(MODULES) if not arguments.names or _named(trial, arguments.names)]
    kept = Path(arguments.keep) if arguments.keep else None
    done: list[Done] = _kept(kept, trials)
    trials = [trial for trial in trials if trial not in [one for one, _, _ in done]]
    for trial, came, took in _all(trials, arguments.much, arguments.jobs):
        done.append((trial, came, took))
        failed = isinstance(came, str)
        print(f"{'FAILED ' if failed else ''}{trial.name}: {came if failed else f'{came.tried:,} times; {came}'}")
        print(f"  {took}", flush=True)
        if kept and isinstance(came, Harm):
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([trial.name, came.tried, dict(came.came), took.clock, took.cpu]) + "\n")
    if arguments.page and not any(isinstance(came, str) for _, came, _ in done):
        order = [trial.name for trial in collect(MODULES)]
        done.sort(key=lambda one: order.index(one[0].name))
        write_table(Path(arguments.page), done)
    return int(any(isinstance(came, str) for _, came, _ in done))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m torture")
    parser.add_argument("names", nargs="*", help="parts of names of trials; none: all")
    parser.add_argument("--much", type=float, default=1.0, help="a share of the tries, from 0 to 1")
    parser.add_argument("--jobs", type=int, default=2, help="trials at a time")
    parser.add_argument("--page", help="the page to write the table into")
    parser.add_argument(
        "--keep", metavar="FILE", help="goes on with what is in the file, and adds what comes of the rest"
    )
    return parser.parse_args()


def _kept(file: Path | None, trials: list[Trial]) -> list[Done]:
    lines = file.read_text(encoding="utf-8").splitlines() if file and file.exists() else []
    known = {name: (Harm(tried, Counter(came)), Took(*took)) for name, tried, came, *took in map(json.loads, lines)}
    return [(trial, *known[trial.name]) for trial in trials if trial.name in known]


def _named(trial: Trial, names: list[str]) -> bool:
    return any(name in trial.name for name in names)


def _all(trials: list[Trial], much: float, jobs: int) -> Iterator[Done]:
    """As they end. Each trial has a process to itself, the longest begin first."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, max_tasks_per_child=1) as pool:
        order = sorted(trials, key=lambda trial: -trial.weight)
        waiting = {pool.submit(attempt, trial, much): trial for trial in order}
        for future in as_completed(waiting):
            came, took = future.result()
            yield waiting[future], came, took


if __name__ == "__main__":
    sys.exit(main())
