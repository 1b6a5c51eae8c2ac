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
from torture.trial import Done, Harm, Took, Trial, attempt, collect
from torture.trials import MODULES


def main() -> int:
    """0 if newsfind stood all of it."""
    arguments = _arguments()
    trials = [trial for trial in collect(MODULES) if not arguments.names or _named(trial, arguments.names)]
    kept = Path(arguments.keep) if arguments.keep else None
    done = _kept(kept, trials)
    trials = [trial for trial in trials if trial not in [one.trial for one in done]]
    for one in _all(trials, arguments.much, arguments.jobs):
        done.append(one)
        came = one.came
        print(f"FAILED {one.trial.name}: {came}" if isinstance(came, str) else f"{one.trial.name}: {_told(came)}")
        print(f"  {one.took}", flush=True)
        if kept and isinstance(came, Harm):
            line = [one.trial.name, one.much, came.tried, dict(came.came), one.took.clock, one.took.cpu]
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
    failed = any(isinstance(one.came, str) for one in done)
    if arguments.page and not failed:
        order = [trial.name for trial in collect(MODULES)]
        write_table(Path(arguments.page), sorted(done, key=lambda one: order.index(one.trial.name)))
    return int(failed)


def _told(came: Harm) -> str:
    return f"{came.tried:,} times; {came}"


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
    known = {name: rest for name, *rest in map(json.loads, lines)}
    return [
        Done(trial, much, Harm(tried, Counter(came)), Took(*took))
        for trial in trials
        if trial.name in known
        for much, tried, came, *took in [known[trial.name]]
    ]


def _named(trial: Trial, names: list[str]) -> bool:
    return any(name in trial.name for name in names)


def _all(trials: list[Trial], much: float, jobs: int) -> Iterator[Done]:
    """As they end. Each trial has a process to itself, the longest begin first."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, max_tasks_per_child=1) as pool:
        order = sorted(trials, key=lambda trial: -trial.weight)
        for future in as_completed([pool.submit(attempt, trial, much) for trial in order]):
            yield future.result()


if __name__ == "__main__":
    sys.exit(main())
