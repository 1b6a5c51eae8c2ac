"""What is on disk below the sources: one scan, no file opened.

Hidden files and folders and the index's own folder are left out without a word. What is reached twice, through links,
is read once: by its own path where it has one below the sources. A link is followed only to what lies below a source:
a folder may come from a stranger, and a link in it must not open what else is on the computer.
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
        self._linked_files: list[Found] = []
        self._inside = [os.path.realpath(root) for root in self._labels]
        self._result = Walk()

    def walk(self, starts: Iterable[Start]) -> Walk:
        starts = list(starts)
        self._inside += [os.path.realpath(start.path) for start in starts if not start.is_file]
        for start in starts:
            self._result.covered.add(start.shown)
            if start.is_file:
                self._file(start.path, start.shown, Path(start.path).stat())
            else:
                self._tree(_Folder(start.path, start.shown))
            self._cover_lost_roots(start)
        while self._linked:
            self._tree(self._linked.popleft())
        self._take_linked_files()
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
            is_folder, info = entry.is_dir(), entry.stat()
            link = entry.is_symlink()
            if link and not self._is_inside(entry.path):
                self._skip(shown, "A link that leads out of what is indexed; name what it leads to, to index that too.")
                return None
            if not is_folder:
                self._file(entry.path, shown, info, link=link)
                return None
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

    def _is_inside(self, link: str) -> bool:
        """Whether a link leads to something below a source."""
        target = os.path.realpath(link)
        return any(target == root or target.startswith(root.rstrip(os.sep) + os.sep) for root in self._inside)

    def _file(self, path: str, shown: str, info: os.stat_result, *, link: bool = False) -> None:
        if stat.S_ISREG(info.st_mode):
            found = Found(shown, path, info.st_mtime_ns, info.st_size)
            if link:
                self._linked_files.append(found)
            else:
                self._result.files[shown] = found
        else:
            self._skip(shown, "Not a regular file (a pipe, socket or device).")

    def _take_linked_files(self) -> None:
        """Takes in the files behind links that have no path of their own among what was found, as hidden ones have."""
        if not self._linked_files:
            return
        known = {os.path.realpath(found.path) for found in self._result.files.values()}
        for found in self._linked_files:
            target = os.path.realpath(found.path)
            if target not in known:
                known.add(target)
                self._result.files[found.shown] = found

    def _skip(self, shown: str, reason: str) -> None:
        self._result.skipped.append(Skipped(shown, reason))


def _identity(info: os.stat_result) -> tuple[int, int]:
    return info.st_dev, info.st_ino
