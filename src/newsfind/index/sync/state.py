"""What an index remembers of its sources: columns of files, folder by folder.

So 100,000 files load in milliseconds, and a folder in which nothing has changed is known by a few comparisons. The
engine publishes it, as bytes (`state_bytes.py`), with each commit, so it never disagrees with what the index holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import cast

import numpy as np

from newsfind.corpus.raw import Skipped
from newsfind.index.sync.claims import Claim, Claims
from newsfind.index.sync.columns import Numbers, joined, no_numbers, spread
from newsfind.values import dataclass


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as it was when it was last read; `whole` is False while only some of its articles are in the index.

    `ids` are those of all its articles, of which some may be older versions of what is in other files: `claims`.
    """

    mtime_ns: int
    size: int
    ids: tuple[str, ...] = ()
    whole: bool = True
    skipped: tuple[Skipped, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """The last run that had anything to do: when it ended (ISO 8601, UTC), how long it took, what it changed."""

    ended: str
    seconds: float
    added: int
    updated: int
    removed: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: under which names records keep their fields, and whether all pages are kept as articles."""

    field_map: Mapping[str, str] = field(default_factory=dict)
    keep_all: bool = False


AS_USUAL = Reading()


@dataclass(frozen=True)
class State:
    """The files that an index was made of, column by column, and the labels of the folders they lie in.

    `roots`: label -> absolute path. `sources`: what was asked to be read, absolute paths. `skipped`: path -> what of
    that file was left out, or why what is there is no file. `folders` end in a slash, `files[i]` of `names` lie in
    `folders[i]`, by name, and a file's path as shown is one behind the other. `ids` are those of all files in turn,
    `counts[i]` of them belong to the i-th file. `packed`: the bytes that hold the columns, while they are as read.
    """

    roots: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    folders: list[str] = field(default_factory=list)
    files: Numbers = field(default_factory=no_numbers)
    names: list[str] = field(default_factory=list)
    mtimes: Numbers = field(default_factory=no_numbers)
    sizes: Numbers = field(default_factory=no_numbers)
    counts: Numbers = field(default_factory=no_numbers)
    whole: Numbers = field(default_factory=no_numbers)
    ids: Sequence[str] = field(default_factory=list)
    skipped: Mapping[str, tuple[Skipped, ...]] = field(default_factory=dict)
    tagger: str = ""
    run: Run | None = None
    claims: Claims = field(default_factory=Claims)
    reading: Reading = AS_USUAL
    packed: bytes = b""

    @cached_property
    def paths(self) -> list[str]:
        """The path of each file, as shown."""
        folders = (
            folder for folder, count in zip(self.folders, self.files.tolist(), strict=True) for _ in range(count)
        )
        return [folder + name for folder, name in zip(folders, self.names, strict=True)]

    @property
    def no_files(self) -> list[str]:
        """The paths of what was left out since it is no file."""
        rows = self.rows(self.skipped)
        return [path for path in self.skipped if path not in rows]

    @cached_property
    def _rows(self) -> dict[str, slice]:
        ends = np.cumsum(self.files)
        return dict(zip(self.folders, map(slice, (ends - self.files).tolist(), ends.tolist()), strict=True))

    def rows_in(self, folder: str) -> slice:
        """The rows of the files in a folder, which ends in a slash."""
        return self._rows.get(folder, slice(0, 0))

    def rows(self, paths: Iterable[str]) -> dict[str, int]:
        """The rows of those of `paths` that are files that are known."""
        wanted: dict[str, set[str]] = {}
        for path in paths:
            wanted.setdefault(folder_of(path), set()).add(path)
        found = {}
        for folder, some in wanted.items():
            rows = self.rows_in(folder)
            for row, name in enumerate(self.names[rows], rows.start):
                if (path := folder + name) in some:
                    found[path] = row
        return found

    def records(self, paths: Collection[str]) -> dict[str, FileRecord]:
        """The records of those of `paths` that are known; what is no file has time and size 0."""
        rows = self.rows(paths)
        ends = np.cumsum(self.counts) if rows else self.counts
        claims_end = np.cumsum(self.claims.counts) if rows else self.counts
        no_files = (path for path in paths if path in self.skipped and path not in rows)
        found = {path: FileRecord(0, 0, skipped=self.skipped[path]) for path in no_files}
        for path, row in rows.items():
            end = int(ends[row])
            ids = tuple(self.ids[end - int(self.counts[row]) : end])
            claims = self.claims.slice(int(claims_end[row] - self.claims.counts[row]), int(claims_end[row]))
            mtime_ns, size, whole = int(self.mtimes[row]), int(self.sizes[row]), bool(self.whole[row])
            found[path] = FileRecord(mtime_ns, size, ids, whole, self.skipped.get(path, ()), claims)
        return found

    def updated(
        self, records: Mapping[str, FileRecord], gone: Collection[str], no_files: Iterable[Skipped] = ()
    ) -> State:
        """The same state with these records in place of older ones of the same paths, and without those `gone`.

        `no_files` is what is left out and is no file.
        """
        dropped = {*records, *gone}
        skipped = {path: why for path, why in self.skipped.items() if path not in dropped}
        skipped |= {path: record.skipped for path, record in records.items() if record.skipped}
        skipped |= {item.path: (item,) for item in no_files}
        old = self.rows(dropped)
        if not old and not records:
            return replace(self, skipped=skipped)
        return replace(self._with(records, old.values()), skipped=skipped, packed=b"")

    def _with(self, records: Mapping[str, FileRecord], old: Collection[int]) -> State:
        """The columns with more files, and without some rows."""
        new = list(records.values())
        places = [(folder, name) for folder, rows in self._rows.items() for name in self.names[rows]]
        places += [(folder_of(path), path[len(folder_of(path)) :]) for path in records]
        stays = np.ones(len(places), np.bool_)
        stays[list(old)] = False
        order = cast(Numbers, np.array(sorted(np.flatnonzero(stays).tolist(), key=places.__getitem__), np.int64))
        folders: dict[str, int] = {}
        for row in order.tolist():
            folders[places[row][0]] = folders.get(places[row][0], 0) + 1
        counts = joined(self.counts, [len(record.ids) for record in new])
        ids = [*self.ids, *(article_id for record in new for article_id in record.ids)]
        return replace(
            self,
            folders=list(folders),
            files=np.array(list(folders.values()), np.int64),
            names=[places[row][1] for row in order.tolist()],
            mtimes=joined(self.mtimes, [record.mtime_ns for record in new])[order],
            sizes=joined(self.sizes, [record.size for record in new])[order],
            counts=counts[order],
            whole=joined(self.whole, [record.whole for record in new])[order],
            ids=[ids[row] for row in spread(counts, order).tolist()],
            claims=self.claims.updated([record.claims for record in new], order),
        )


def folder_of(path: str) -> str:
    """The beginning of a path, as shown, to behind its last slash."""
    return path[: path.rfind("/") + 1]
