"""The disk is full, or says so, at any step of a run; and a run in the middle of which permissions go."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import newsfind
from newsfind.index.failpoints import POINTS, failing
from newsfind.index.sync.state_bytes import decode_state
from torture.newsroom import Newsroom, bring_up_to_date, leftovers, opened
from torture.runs import check_last_commit, check_resumed, end, start
from torture.trial import Harm, Trial, must, share, some

NO_SPACE = 28
"""How a run of `runs.start` ends that had no space left."""
_CAPABILITIES = (ctypes.c_uint32 * 2)(0x20080522, 0)
"""The head of what Linux's capset(2) is asked: its version, and which process is meant, 0 being this one."""
_WELL = "an error that says so; as of the last commit, sound, nothing left over; completed when there was space"


def errors_at_named_points(folder: Path, much: float) -> Harm:
    """ENOSPC, EIO and EDQUOT from the system, the first and third time at each point."""
    harm = Harm()
    newsroom = Newsroom(folder / "news", share(1000, much, 200))
    index, copies = folder / "index", folder / "copies"
    bring_up_to_date(newsroom, index)
    kinds = ("ENOSPC", "EIO", "EDQUOT") if much > 0.3 else ("ENOSPC",)
    for point in some(POINTS, much):
        for kind in kinds:
            newsroom.change()
            shutil.rmtree(copies, ignore_errors=True)
            code = end(start(newsroom, index, copies, failing(f"{point}*{1 + harm.tried % 2}={kind}")))
            harm.tried += 1
            check_last_commit(index, copies)
            if code and point != "file removed":
                must(not leftovers(index), f"{point}, {kind}: left over: {leftovers(index)}")
            check_resumed(newsroom, index)
            harm.note(_WELL if code else "it did not matter, and the run was completed")
    return harm


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[Path | None]:
    """A file system in memory of so many bytes; None where it may not be mounted."""
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "newsfind", str(place)]
    try:
        done = subprocess.run(mount, check=False, capture_output=True)
    except OSError:
        yield None
        return
    if done.returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def full(folder: Path, much: float) -> Harm:
    """A run on a disk that is too small by more or less, until it is large enough."""
    harm = Harm()
    newsroom = Newsroom(folder / "news", share(1000, much, 300))
    bring_up_to_date(newsroom, folder / "first")
    newsroom.change(0.8)
    needed = sum(path.stat().st_size for path in (folder / "first").iterdir())
    steps = share(24, much, 3)
    for step in range(steps + 1):
        size = int(needed * (1.05 + 3.0 * step / steps))
        with small_disk(folder / "disk", size) as disk:
            if disk is None:
                harm.note("not tried: no small file system could be mounted here")
                return harm
            harm.tried += 1
            shutil.copytree(folder / "first", disk / "index")
            code = end(start(newsroom, disk / "index", None))
            must(code in (0, NO_SPACE), f"the run ended with {code}")
            check_last_commit(disk / "index", None)
            if code:
                must(not leftovers(disk / "index"), f"left over: {leftovers(disk / 'index')}")
                subprocess.run(["mount", "-o", f"remount,size={needed * 10}", str(disk)], check=True)
            check_resumed(newsroom, disk / "index")
            harm.note(_WELL if code else "large enough")
    return harm


def permissions(folder: Path, much: float) -> Harm:
    """In the middle of a run by an ordinary user files, folders or the index itself may not be read or written."""
    harm = Harm()
    for number in range(share(12, much, 4)):
        take = _TAKEN[number % len(_TAKEN)]
        with TemporaryDirectory(dir=folder) as place:
            newsroom = Newsroom(Path(place, "news"), 400, number)
            Path(place, "many").mkdir()
            for path in list(newsroom.folder.glob("one00[01]*.txt")):
                path.rename(Path(place, "many", path.name))
            bring_up_to_date(newsroom, Path(place, "index"))
            process = os.fork()
            if not process:
                _unprivileged(Path(place), take, number)
            code = end(process)
        must(code == 0, f"{take.__name__}: the run ended with {code}")
        harm.tried += 1
        harm.note(take.__doc__ or "")
    return harm


def _unprivileged(folder: Path, take: Callable[[Path], Callable[[], None]], number: int) -> None:
    """The whole trial in a process that permissions hold for, as they do for an ordinary user; it ends with it.

    Root gives up its capabilities rather than its name: whoever else it became might not be let read this program.
    """
    code = 70
    try:
        if os.geteuid() == 0:
            must(ctypes.CDLL(None).capset(_CAPABILITIES, (ctypes.c_uint32 * 6)()) == 0, "capabilities are not given up")
        _without(folder, take, number)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _without(folder: Path, take: Callable[[Path], Callable[[], None]], number: int) -> None:
    sources = [folder / "news", folder / "many"]
    newsfind.build(sources, folder / "index", jobs=1, tagger="none")
    for path in sources[0].iterdir():
        os.utime(path, (2_000_000_000, 2_000_000_000))
    given_back: list[Callable[[], None]] = []

    def progress(progress: object) -> None:
        if not given_back and number % 3 == 0:
            given_back.append(take(folder))

    if number % 3:
        given_back.append(take(folder))
    before = _articles(folder / "index") if take is not index_unreadable else {}
    refused = False
    try:
        report = newsfind.build(sources, folder / "index", jobs=1, tagger="none", progress=progress)
        if take is not index_unreadable:
            known = decode_state_of(folder / "index")
            must(all(item.path in known for item in report.skipped), "what was left out is not in the status")
    except OSError as error:
        refused = True
        must(error.errno in (errno.EACCES, errno.EPERM), f"another error: {error}")
    must(given_back, "no permission was taken")
    if take is not index_unreadable:
        must(_articles(folder / "index") == before, "an article was lost")
    given_back[0]()
    must(not refused or take in (index_unwritable, index_unreadable), "the run did not go on without those files")
    report = newsfind.build(sources, folder / "index", jobs=1, tagger="none")
    must(report.articles == 400 + 40 and not report.skipped, f"not completed: {report.articles}, {report.skipped}")
    must(not leftovers(folder / "index"), "left over")


def _articles(index: Path) -> dict[str, str]:
    with opened(index) as engine:
        must(engine.check() == [], "check finds faults")
        return {article.id: article.body for article in engine.articles()}


def decode_state_of(index: Path) -> set[str]:
    """The paths that the status of an index lists as left out."""
    with opened(index) as engine:
        return {item.path for items in decode_state(engine.state()).skipped.values() for item in items}


def files_unreadable(folder: Path) -> Callable[[], None]:
    """files: left out and listed, what they had stayed, read when they could be"""
    paths = sorted((folder / "news").iterdir())[::3]
    for path in paths:
        path.chmod(0)
    return lambda: [path.chmod(0o644) for path in paths] and None


def folder_unreadable(folder: Path) -> Callable[[], None]:
    """a folder: left out and listed, what it had stayed, read when it could be"""
    (folder / "many").chmod(0)
    return lambda: (folder / "many").chmod(0o755)


def index_unwritable(folder: Path) -> Callable[[], None]:
    """the index, for writing: an error that says so; as of the last commit, completed when it could be"""
    (folder / "index").chmod(0o555)
    return lambda: (folder / "index").chmod(0o755)


def index_unreadable(folder: Path) -> Callable[[], None]:
    """the index, for reading: an error that says so; completed when it could be"""
    (folder / "index").chmod(0)
    return lambda: (folder / "index").chmod(0o755)


_TAKEN = (files_unreadable, folder_unreadable, index_unwritable, index_unreadable)

TRIALS = (
    Trial("Crashes", "ENOSPC, EIO or EDQUOT at each named point of a run", errors_at_named_points, 60),
    Trial("Crashes", "a disk that is full (a small file system), too small by ever less", full),
    Trial("Crashes", "permissions taken away before or in the middle of a run", permissions),
)
