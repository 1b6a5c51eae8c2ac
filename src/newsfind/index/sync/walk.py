"""What is on disk below the sources: one scan, no file opened.

Hidden files and folders and the index's own folder are left out without a word. What is reached twice, through links,
is read once: by its own path where it has one below the sources. A link is followed only to what lies below a source:
a folder may come from a stranger, and a link in it must not open what else is on the computer.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from functools import cached_property
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from newsfind.corpus.raw import Skipped
from newsfind.index.sync.roots import Start, shown_name
from newsfind.values import dataclass


class Found(NamedTuple):
    """A file on disk; `shown` is its path for people, posix, beginning with the label of its root."""

    shown: str
    path: str
    mtime_ns: int
    size: int


class _Folder(NamedTuple):
    path: str
    shown: str


class Listing(NamedTuple):
    """The files of one folder but for links, in columns; names as on disk, in their order.

    `path` and `shown` are the folder's, and end in a slash.
    """

    path: str
    shown: str
    names: list[str]
    mtimes: list[int]
    sizes: list[int]

    @property
    def shown_names(self) -> list[str]:
        """The names for people."""
        return self.names if "".join(self.names).isascii() else [*map(shown_name, self.names)]

    def files(self) -> Iterator[Found]:
        """The same, file by file."""
        for shown, name, mtime_ns, size in zip(self.shown_names, self.names, self.mtimes, self.sizes, strict=True):
            yield Found(self.shown + shown, self.path + name, mtime_ns, size)


@dataclass(frozen=True)
class Walk:
    """What a walk found: folder by folder, and `others` that it came to by a link or as a source.

    `covered` are the paths, as shown, that were walked: what the index knows below them and `files` lacks is gone,
    unless it lies below one of `unseen`, which could not be looked into.
    """

    listings: list[Listing] = field(default_factory=list)
    others: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    covered: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)

    @cached_property
    def files(self) -> dict[str, Found]:
        """All files, by their paths as shown. A run in which little has changed does without."""
        listed = (found for listing in self.listings for found in listing.files())
        return {found.shown: found for found in chain(listed, self.others)}


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
                self._file(start.path, start.shown, Path(start.path).stat(), self._result.others)
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
            with _place_of(folder.path) as place:
                with os.scandir(place) as scan:
                    entries = sorted(scan, key=attrgetter("name"), reverse=True)
                return self._entries(entries, folder)
        except OSError as error:
            self._result.unseen.add(folder.shown)
            self._skip(folder.shown, f"The folder cannot be read ({error.strerror}).")
            return []

    def _entries(self, entries: list[os.DirEntry[str]], folder: _Folder) -> list[_Folder]:
        """`entries`, the last first, are used up. This loop is what a run with nothing to do spends its time in."""
        path = folder.path.rstrip(os.sep) + os.sep
        below, names, mtimes, sizes = [], list[str](), list[int](), list[int]()
        while entries:  # each is let go of at once: a folder's thousands of them would fill the caches
            entry = entries.pop()
            name = entry.name
            if name[0] == ".":
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    info = entry.stat()
                    names.append(name)
                    mtimes.append(info.st_mtime_ns)
                    sizes.append(info.st_size)
                elif inner := self._other(entry, path + name, f"{folder.shown}/{shown_name(name)}"):
                    below.append(inner)
            except OSError as error:
                self._refuse(entry, f"{folder.shown}/{shown_name(name)}", error)
        self._result.listings.append(Listing(path, f"{folder.shown}/", names, mtimes, sizes))
        return below

    def _other(self, entry: os.DirEntry[str], path: str, shown: str) -> _Folder | None:
        """A folder, a link, or whatever else there is."""
        is_folder, info = entry.is_dir(), entry.stat()
        link = entry.is_symlink()
        if link and not self._is_inside(path):
            self._skip(shown, "A link that leads out of what is indexed; name what it leads to, to index that too.")
            return None
        if not is_folder:
            self._file(path, shown, info, self._linked_files)
            return None
        label = self._labels.get(path)
        if label is not None:
            self._result.covered.add(label)
        folder = _Folder(path, label or shown)
        if link:
            self._linked.append(folder)
            return None
        return folder

    def _is_inside(self, link: str) -> bool:
        """Whether a link leads to something below a source."""
        target = os.path.realpath(link)
        return any(target == root or target.startswith(root.rstrip(os.sep) + os.sep) for root in self._inside)

    def _file(self, path: str, shown: str, info: os.stat_result, files: list[Found]) -> None:
        if stat.S_ISREG(info.st_mode):
            files.append(Found(shown, path, info.st_mtime_ns, info.st_size))
        else:
            self._skip(shown, "Not a regular file (a pipe, socket or device).")

    def _take_linked_files(self) -> None:
        """Takes in the files behind links that have no path of their own among what was found, as hidden ones have."""
        if not self._linked_files:
            return
        known = {os.path.realpath(found.path) for found in self._result.others}
        for listing in self._result.listings:
            folder = os.path.realpath(listing.path).rstrip(os.sep) + os.sep
            known.update(folder + name for name in listing.names)
        for found in self._linked_files:
            target = os.path.realpath(found.path)
            if target not in known:
                known.add(target)
                self._result.others.append(found)

    def _refuse(self, entry: os.DirEntry[str], shown: str, error: OSError) -> None:
        self._result.unseen.add(shown)
        broken = entry.is_symlink()
        self._skip(shown, "A link that leads nowhere." if broken else f"It cannot be read ({error.strerror}).")

    def _skip(self, shown: str, reason: str) -> None:
        self._result.skipped.append(Skipped(shown, reason))


@contextmanager
def _place_of(folder: str) -> Iterator[str | int]:
    """What to scan a folder by: open, where the system can, so that it need not follow the whole path to each file."""
    if os.scandir not in os.supports_fd:
        yield folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _identity(info: os.stat_result) -> tuple[int, int]:
    return info.st_dev, info.st_ino
