"""Runs of `newsfind.build` in a process of their own, which may be killed, and a copy of each commit that they made."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import newsfind
from newsfind.index import failpoints
from newsfind.index.engines.whoosh.commits import latest_generation
from newsfind.index.sync import tasks
from torture.newsroom import Newsroom, bring_up_to_date, check_complete, check_sound, fingerprint_of
from torture.trial import must

SMALL_PIECES = 60_000
"""Bytes of a piece of work in these runs, so that there are many batches and commits."""

Told = Callable[[str], None]


def start(newsroom: Newsroom, index: Path, copies: Path | None, told: Told | None = None) -> int:
    """Fork a process that brings an index up to date and commits as often as it can. Returns its id.

    `told` hears of each point that it comes to; a copy of each commit is put into `copies`, if there is such a folder.
    """
    process = os.fork()
    if process:
        return process
    code = 70
    try:
        os.setsid()
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        tasks.LEAST_BYTES = SMALL_PIECES
        failpoints.watch(lambda point: _reached(point, index, copies, told))
        newsfind.build(newsroom.folder, index, jobs=1, tagger="none", commit_every=0.0)
        code = 0
    except OSError as error:
        code = 50 + min(error.errno or 0, 19) if error.errno != 28 else 28
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _reached(point: str, index: Path, copies: Path | None, told: Told | None) -> None:
    if copies and point == "commit named":
        copy(index, copies)
    if told:
        told(point)


def copy(index: Path, copies: Path) -> None:
    """Keep the files of the newest commit by a second name each; files of an index never change."""
    number = latest_generation(index)
    half = copies / "half"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    for path in index.iterdir():
        if path.suffix in (".columns", ".commit"):
            os.link(path, half / path.name)
    half.rename(copies / str(number))


def kill(process: int, after: float) -> bool:
    """Kill a process (its whole group) after so many seconds; False if it had ended before."""
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    return end(process) == -signal.SIGKILL


def end(process: int) -> int:
    """How it ended: its exit code, or the signal that killed it, negative."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def check_last_commit(index: Path, copies: Path | None) -> bool:
    """Whether the index answers as of the last commit that is known, having checked all that must hold.

    False: there is a newer commit, of which no copy could be made before the end; then it is sound by itself.
    """
    number = latest_generation(index)
    if number < 0:
        return True
    known = max((int(path.name) for path in copies.glob("[0-9]*")), default=-1) if copies else -1
    must(number >= known, f"commit {known} was there, and {number} is now")
    check_sound(index)
    if copies is None or number != known:
        return False
    must(fingerprint_of(index) == fingerprint_of(copies / str(known)), f"other answers than those of commit {number}")
    return True


def check_resumed(newsroom: Newsroom, index: Path) -> None:
    """The next run completes the job."""
    bring_up_to_date(newsroom, index)
    check_complete(index, newsroom)
