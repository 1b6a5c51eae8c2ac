"""The power fails: what was not flushed is lost.

A disk keeps, for sure, only what it was told to flush: the bytes of a file as of its last fsync, and the names in a
folder as of the folder's. Everything later may be there or not, each change by itself. So the calls by which a run
changes the disk are written down, and after each of them the folder is made as a power failure could leave it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from newsfind.index import failpoints
from newsfind.index.engines.whoosh.commits import latest_generation
from newsfind.index.sync import tasks
from torture.newsroom import Newsroom, bring_up_to_date, check_complete, check_sound, fingerprint_of
from torture.runs import SMALL_PIECES, copy
from torture.trial import Harm, Trial, must, share

Names = dict[str, int]
"""File name -> inode."""


@dataclass(slots=True)
class Disk:
    """What is on the disk for sure, and what a run believes to be there."""

    folder: Path
    flushed: dict[int, bytes] = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    moments: list[tuple[Names, Names, dict[int, bytes], int]] = field(default_factory=list)
    promised: int = -1
    _held: dict[int, int] = field(default_factory=dict)

    def begin(self) -> None:
        """All that is there now is flushed."""
        self.names = self._look()
        for name, inode in self.names.items():
            self.flushed[inode] = (self.folder / name).read_bytes()

    def note(self) -> None:
        """Something has changed: from here the power may fail."""
        self.moments.append((dict(self.names), self._look(), dict(self.flushed), self.promised))

    def flush(self, descriptor: int) -> None:
        """A file or the folder was flushed."""
        info = os.fstat(descriptor)
        if os.path.samestat(info, self.folder.stat()):
            self.names = self._look()
        else:
            self.flushed[info.st_ino] = Path(f"/proc/self/fd/{descriptor}").read_bytes()
        self.note()

    def _look(self) -> Names:
        found: Names = {}
        for path in self.folder.iterdir():
            inode = path.stat().st_ino
            if inode not in self._held:  # held open, so that no other file gets the same number
                self._held[inode] = os.open(path, os.O_RDONLY)
            found[path.name] = inode
        return found

    def close(self) -> None:
        """Let go of the files."""
        for descriptor in self._held.values():
            os.close(descriptor)


@contextmanager
def recorded(folder: Path) -> Iterator[Disk]:
    """Writes down what is done to a folder in this process."""
    disk = Disk(folder)
    disk.begin()
    really = {name: getattr(os, name) for name in ("fsync", "replace", "rename", "unlink")}

    def flushing(descriptor: int) -> None:
        really["fsync"](descriptor)
        disk.flush(descriptor)

    def changing(call: Callable[..., Any]) -> Callable[..., Any]:
        def change(*arguments: Any, **more: Any) -> Any:
            call(*arguments, **more)
            disk.note()

        return change

    os.fsync = flushing
    for name in ("replace", "rename", "unlink"):
        setattr(os, name, changing(really[name]))
    try:
        yield disk
    finally:
        for name, call in really.items():
            setattr(os, name, call)
        disk.close()


def surely(durable: Names, live: Names, flushed: dict[int, bytes], random: Random) -> dict[str, bytes]:
    """Nothing is there that was not flushed."""
    del live, random
    return {name: flushed.get(inode, b"") for name, inode in durable.items()}


def names_only(durable: Names, live: Names, flushed: dict[int, bytes], random: Random) -> dict[str, bytes]:
    """All names are there, and no byte that was not flushed."""
    del durable, random
    return {name: flushed.get(inode, b"") for name, inode in live.items()}


def by_chance(durable: Names, live: Names, flushed: dict[int, bytes], random: Random) -> dict[str, bytes]:
    """Each change of a name has come to the disk or not; bytes that were not flushed are others."""
    names = {}
    for name in {*durable, *live}:
        inode = random.choice((durable, live)).get(name)
        if inode is not None:
            names[name] = flushed[inode] if inode in flushed else random.randbytes(random.randrange(3000))
    return names


WAYS = (surely, names_only, by_chance)


def after_a_power_failure(folder: Path, much: float) -> Harm:
    """At each change of the disk, in three ways."""
    harm = Harm()
    random = Random("power")
    newsroom = Newsroom(folder / "news", share(500, much, 200))
    index, copies = folder / "index", folder / "copies"
    bring_up_to_date(newsroom, index)
    copy(index, copies)
    for _ in range(share(4, much)):
        newsroom.change(0.4)
        moments = _recorded_run(newsroom, index, copies)
        known = {path.name: fingerprint_of(path) for path in copies.iterdir()}
        chosen = moments if much > 0.3 else random.sample(moments, min(len(moments), 10))
        for durable, live, flushed, promised in chosen:
            for way in WAYS:
                files = way(durable, live, flushed, random)
                _judge(harm, folder / "after", files, promised, known)
                if random.random() < 0.1:
                    bring_up_to_date(newsroom, folder / "after")
                    check_complete(folder / "after", newsroom)
                    harm.note("of these, completed by a next run, nothing left over")
    return harm


def _recorded_run(newsroom: Newsroom, index: Path, copies: Path) -> list[tuple[Names, Names, dict[int, bytes], int]]:
    least, tasks.LEAST_BYTES = tasks.LEAST_BYTES, SMALL_PIECES
    with recorded(index) as disk:
        disk.promised = latest_generation(index)

        def told(point: str) -> None:
            if point == "commit named":
                copy(index, copies)
            if point == "clean-up begun":  # the writer takes the commit for safe
                disk.promised = latest_generation(index)
                disk.note()

        failpoints.watch(told)
        try:
            bring_up_to_date(newsroom, index)
        finally:
            failpoints.watch(None)
            tasks.LEAST_BYTES = least
    return disk.moments


def _judge(harm: Harm, place: Path, files: dict[str, bytes], promised: int, known: dict[str, str]) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content)
    harm.tried += 1
    number = latest_generation(place)
    must(number >= promised, f"commit {promised} was safe, and {number} is the last")
    check_sound(place)
    must(fingerprint_of(place) == known[str(number)], f"other answers than those of commit {number}")
    harm.note("as of the last commit, sound")


TRIALS = (
    Trial(
        "Crashes",
        "power failure after each change of the disk: what was not flushed is gone, or garbage, or there by chance",
        after_a_power_failure,
    ),
)
