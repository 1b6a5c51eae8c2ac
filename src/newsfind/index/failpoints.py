"""Named moments of an index run at which a test can make it fail, to show that nothing is lost there.

`NEWSFIND_FAIL=POINT*N=HOW`, read once by each process of a run: the Nth time that a process comes to a point, HOW
befalls it: `kill` ends it and all of its process group as a power cut would, and the name of an error number (`ENOSPC`)
is raised as OSError. Without it a point costs one comparison, and there are a few of them for each file written.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable

POINTS = (
    "holder begun",  # the file that says who writes
    "holder written",
    "holder flushed",
    "holder named",
    "file to read",  # a file of articles is about to be opened
    "batch adopted",  # a batch of articles is part of what the next commit publishes
    "segment begun",  # of a segment there is an empty file under a temporary name
    "segment written",
    "segment flushed",  # its bytes are on the disk
    "segment named",
    "merge begun",
    "merge done",
    "commit due",  # all segments are there; nothing says so yet
    "folder flushed",  # the names in the folder are on the disk
    "toc begun",  # Whoosh's table of contents
    "toc written",
    "toc flushed",
    "toc named",
    "commit begun",
    "commit written",
    "commit flushed",
    "commit named",  # from here on it counts
    "clean-up begun",
    "file removed",
)
"""In the order in which a run comes to them first, but for "folder flushed", which comes twice a commit."""

_PLAN = r"(?P<point>[a-z -]+)(?:\*(?P<number>\d+))?=(?P<how>kill|E[A-Z]+)\Z"

_watch: Callable[[str], None] | None = None


def reach(point: str) -> None:
    """A run has come to a point."""
    if _watch is not None:
        _watch(point)


def watch(told: Callable[[str], None] | None) -> None:
    """Have somebody told of each point that this process comes to; None: nobody."""
    global _watch  # noqa: PLW0603 - one switch for the whole process is the point
    _watch = told


def failing(plan: str) -> Callable[[str], None]:
    """What makes a process fail as `POINT*N=HOW` says; ValueError if it says nothing of the kind."""
    found = re.match(_PLAN, plan)
    if found is None or found["point"] not in POINTS:
        raise ValueError(f"{plan!r} is no POINT*N=HOW with one of the points {', '.join(POINTS)}")
    left = int(found["number"] or 1)

    def told(point: str) -> None:
        nonlocal left
        if point == found["point"]:
            left -= 1
            if left == 0:
                _fail(found["how"])

    return told


def _fail(how: str) -> None:
    if how != "kill":
        number: int = getattr(errno, how)
        raise OSError(number, os.strerror(number))
    if hasattr(os, "killpg"):
        import signal  # noqa: PLC0415 - seldom needed

        os.killpg(0, signal.SIGKILL)
    os._exit(137)


if os.environ.get("NEWSFIND_FAIL"):
    watch(failing(os.environ["NEWSFIND_FAIL"]))
