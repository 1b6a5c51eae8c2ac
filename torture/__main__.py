"""`python -m torture [NAME...] [--much SHARE] [--jobs N] [--page FILE]`: runs the trials and says what came of them."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from torture.page import write_table
from torture.trial import Harm, Trial, collect
from torture.trials import MODULES

Done = tuple[Trial, Harm | str, float]


def main() -> int:
    """0 if newsfind stood all of it."""
    arguments = _arguments()
    trials = [trial for trial in collect(MODULES) if not arguments.names or _named(trial, arguments.names)]
    began = time.monotonic()
    done: list[Done] = []
    for trial, came, took in _all(trials, arguments.much, arguments.jobs):
        done.append((trial, came, took))
        failed = isinstance(came, str)
        print(f"{'FAILED ' if failed else ''}{trial.name}: {came if failed else f'{came.tried:,} times; {came}'}")
        print(f"  {took:.0f} s", flush=True)
    if arguments.page and not any(isinstance(came, str) for _, came, _ in done):
        done.sort(key=lambda one: trials.index(one[0]))
        write_table(Path(arguments.page), done, time.monotonic() - began)
    return int(any(isinstance(came, str) for _, came, _ in done))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m torture")
    parser.add_argument("names", nargs="*", help="parts of names of trials; none: all")
    parser.add_argument("--much", type=float, default=1.0, help="a share of the tries, from 0 to 1")
    parser.add_argument("--jobs", type=int, default=2, help="trials at a time")
    parser.add_argument("--page", help="the page to write the table into")
    return parser.parse_args()


def _named(trial: Trial, names: list[str]) -> bool:
    return any(name in trial.name for name in names)


def _all(trials: list[Trial], much: float, jobs: int) -> Iterator[Done]:
    """As they end. Each trial has a process to itself, the longest begin first."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, max_tasks_per_child=1) as pool:
        order = sorted(trials, key=lambda trial: -trial.weight)
        waiting = {pool.submit(_one, trial, much): trial for trial in order}
        for future in as_completed(waiting):
            came, took = future.result()
            yield waiting[future], came, took


def _one(trial: Trial, much: float) -> tuple[Harm | str, float]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture", ignore_cleanup_errors=True) as folder:
        try:
            came: Harm | str = trial.do(Path(folder), much)
        except Exception as error:
            came = f"{type(error).__name__}: {error}"
    return came, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
