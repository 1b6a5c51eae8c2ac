"""The command line: the whole of `newsfind index`, its start, and a run with nothing to do."""

from __future__ import annotations

import compileall
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

import newsfind
from benchmarks.speed.contest import say
from benchmarks.speed.costs import Cost, run
from benchmarks.speed.invented import SAMPLE

_NEWSFIND = (sys.executable, "-m", "newsfind")
_SOURCE = Path(newsfind.__file__).parent
_STARTS, _RERUNS = 15, 5
_ALL_READ_OR_NOT = (0, 5)
_WALK = """
import os, sys
count = 0
waiting = [sys.argv[1]]
while waiting:
    with os.scandir(waiting.pop()) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                count += entry.stat().st_size > 0
print(count)
"""


def index_whole(sources: Sequence[Path], place: Path, tagger: str, jobs: int) -> dict[str, Any]:
    """From files to a finished index, all processes counted."""
    options = ["--index", str(place), "--tagger", tagger, "--jobs", str(jobs), "--quiet"]
    command = [*_NEWSFIND, "index", *map(str, sources), *options]
    cost = run(command, watch=True, allowed=_ALL_READ_OR_NOT)
    say(f"newsfind index, tagger {tagger}, jobs {jobs}: {cost.wall:.1f} s, {cost.cpu:.1f} CPU s, {cost.peak_mb:.0f} MB")
    return asdict(cost)


def starts(work: Path) -> dict[str, Any]:
    """A search of the sample corpus beside starting Python with numpy and click, in turn."""
    place = work / "sample"
    run([*_NEWSFIND, "index", str(SAMPLE), "--index", str(place), "--quiet"], allowed=_ALL_READ_OR_NOT)
    search = [str(Path(sys.executable).with_name("newsfind")), "search", "no-spy agreement", "--index", str(place)]
    bare = [sys.executable, "-c", "import numpy, click"]
    return _in_turn({"search": lambda: run(search), "imports": lambda: run(bare)}, _STARTS)


def nothing_changed(work: Path, files: int) -> dict[str, Any]:
    """A second run over many small files beside walking over and stat-ing them, in turn; `first` is the first run."""
    folder, place = work / "files", work / "files-index"
    _write_files(folder, files)
    index = [*_NEWSFIND, "index", str(folder), "--index", str(place), "--tagger", "none", "--quiet"]
    first = run(index, watch=True)
    walk = [sys.executable, "-c", _WALK, str(folder)]
    figures = _in_turn({"again": lambda: run(index), "walk": lambda: run(walk)}, _RERUNS)
    return {"files": files, "first": asdict(first), "again_mb": run(index, watch=True).peak_mb, **figures}


def _write_files(folder: Path, files: int) -> None:
    for number in range(files):
        place = folder / f"{number // 1000:04}"
        place.mkdir(parents=True, exist_ok=True)
        text = f"Report number {number}\n\nThe {number % 97} ships of harbour {number % 1009} were counted again.\n"
        (place / f"{number}.txt").write_text(text, encoding="utf-8")


def _in_turn(commands: dict[str, Callable[[], Cost]], times: int) -> dict[str, Any]:
    """Medians. Newsfind is compiled first, as installers compile what they install, numpy and click among it."""
    compileall.compile_dir(_SOURCE, quiet=1)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for command in commands.values():
        command()
    for _ in range(times):
        for name, command in commands.items():
            costs[name].append(command())
    return {
        name: {"wall": median(cost.wall for cost in done), "cpu": median(cost.cpu for cost in done)}
        for name, done in costs.items()
    }
