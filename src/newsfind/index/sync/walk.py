"""What is on disk below the sources: one scan, no file opened.

Hidden files and folders and the index's own folder are left out without a word. A folder that is reached twice,
through links, is read once: by its own path where it has one below the sources.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from newsfind.corpus.raw import Skipped
from newsfind.index.sync.roots import Start, shown_name


class Found(NamedTuple):
    """A file on disk; `shown` is its path for people, posix, beginning with the label of its root."""

    shown: str
    path: str
    mtime_ns: int
    size: int


class _Folder(NamedTuple):
    path: str
    shown: str


@dataclass(slots=True)
class Walk:
    """What a walk found.

    `covered` are the paths, as shown, that were walked: what the index knows below them and `files` lacks is gone,
    unless it lies below one of `unseen`, which could not be looked into.
    """

    files: dict[str, Found] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    covered: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)


def walk(starts: Iterable[Start], roots: Mapping[str, str], leave_out: Path | None = None) -> Walk:
    """Everything below `starts`. A folder in `roots` goes by its own label, wherever it is met.

    `leave_out` is the folder of the index.
    """
    return _Walker({root: label for label, root in roots.items()}, leave_out).walk(starts)


class _Walker:
    def __init__(self, labels: Mapping[str, str], leave_out: Path | None) -> None:
        self._labels = labels
        self._seen = {_identity(leave_out.stat())} if leave_out and leave_out.is_dir() else set()
        self._linked: deque[_Folder] = deque()
        self._result = Walk()

    def walk(self, starts: Iterable[Start]) -> Walk:
        for start in starts:
            self._result.covered.add(start.shown)
            if start.is_file:
                self._file(start.path, start.shown, Path(start.path).stat())
            else:
                self._tree(_Folder(start.path, start.shown))
            self._cover_lost_roots(start)
        while self._linked:
            self._tree(self._linked.popleft())
        return self._result

    def _cover_lost_roots(self, start: Start) -> None:
        """A remembered folder below the start that the walk did not meet is gone, if the walk saw everything."""
        if not self._result.unseen:
            below = start.path.rstrip(os.sep) + os.sep
            self._result.covered.update(label for root, label in self._labels.items() if root.startswith(below))

    def _tree(self, top: _Folder) -> None:
        folders = [top]
        while folders:
            folder = folders.pop()
            below = self._folder(folder)
            folders.extend(reversed(below))

    def _folder(self, folder: _Folder) -> list[_Folder]:
        """Takes in the files of a folder; the folders in it come back, those behind links are kept for later."""
        try:
            identity = _identity(Path(folder.path).stat())
            if identity in self._seen:
                return []
            self._seen.add(identity)
            with os.scandir(folder.path) as scan:
                entries = sorted((entry for entry in scan if not entry.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            self._result.unseen.add(folder.shown)
            self._skip(folder.shown, f"The folder cannot be read ({error.strerror}).")
            return []
        return [below for entry in entries if (below := self._entry(entry, folder.shown))]

    def _entry(self, entry: os.DirEntry[str], above: str) -> _Folder | None:
        shown = f"{above}/{shown_name(entry.name)}"
        try:
            if not entry.is_dir():
                self._file(entry.path, shown, entry.stat())
                return None
            link = entry.is_symlink()
        except OSError as error:
            broken = entry.is_symlink()
            self._result.unseen.add(shown)
            self._skip(shown, "A link that leads nowhere." if broken else f"It cannot be read ({error.strerror}).")
            return None
        label = self._labels.get(entry.path)
        if label is not None:
            self._result.covered.add(label)
        folder = _Folder(entry.path, label or shown)
        if link:
            self._linked.append(folder)
            return None
        return folder

    def _file(self, path: str, shown: str, info: os.stat_result) -> None:
        if stat.S_ISREG(info.st_mode):
            self._result.files[shown] = Found(shown, path, info.st_mtime_ns, info.st_size)
        else:
            self._skip(shown, "Not a regular file (a pipe, socket or device).")

    def _skip(self, shown: str, reason: str) -> None:
        self._result.skipped.append(Skipped(shown, reason))


def _identity(info: os.stat_result) -> tuple[int, int]:
    return info.st_dev, info.st_ino
