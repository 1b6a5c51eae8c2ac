"""Commits: which segments make up the index. One small file a commit; the newest one counts.

A commit file appears under its name only when all that it names is on the disk, so whatever is interrupted, the index
is as of its last commit. Whoosh's own table of contents, written just before, says the same to a plain Whoosh searcher.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from newsfind.errors import IndexCorrupt, IndexIncompatible, IndexNotFound
from newsfind.index.engines.whoosh.codec.durable import TEMPORARY, flush_folder
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.failpoints import reach
from newsfind.values import dataclass

NAME = "MAIN"
"""What Whoosh calls the index in a folder."""
SEGMENT_SUFFIX = ".columns"

HOLDER = "writer.json"
"""The file that says who writes, while somebody does."""

_COMMIT = re.compile(r"newsfind_(\d{1,18})\.commit\Z")
_TOC = re.compile(rf"_{NAME}_(\d{{1,18}})\.toc\Z")
_NAMES = re.compile(r"newsfind_(\d{1,18})\.names\Z")
_SEGMENT = re.compile(rf"({NAME}_[0-9a-z]+)\..+\Z")
_LEFTOVER = re.compile(
    rf"(?:{NAME}_[0-9a-z]+{re.escape(SEGMENT_SUFFIX)}|newsfind_\d+\.(?:commit|names)|_{NAME}_\d+\.toc|writer\.json)"
    rf"{re.escape(TEMPORARY)}\Z"
)
_REFUSED = f"{NAME}.tmp"
"""The folder that a writer of Whoosh's own, which is refused, leaves behind."""
_SEGMENT_NAME = re.compile(rf"{NAME}_[0-9a-z]+\Z")
_RETRIES = 20
_MOST_ARTICLES = 1 << 31


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment as a commit names it: its file's name without suffix, its articles, which of them are deleted, and of
    which stories they are copies (`Segment.stories`).
    """

    name: str
    articles: int
    deleted: Array | None = None
    stories: Array | None = None

    @property
    def live(self) -> int:
        """Articles that are not deleted."""
        return self.articles - (0 if self.deleted is None else int(self.deleted.sum()))

    def path(self, folder: Path) -> Path:
        """Its file."""
        return folder / f"{self.name}{SEGMENT_SUFFIX}"

    def open(self, folder: Path) -> Segment:
        """The segment, to be read."""
        segment = Segment(self.path(folder), self.deleted, self.stories)
        if segment.total != self.articles:
            raise IndexCorrupt(f"{segment.file.path} is damaged: it has {segment.total} articles, not {self.articles}.")
        return segment


@dataclass(frozen=True, slots=True)
class Commit:
    """One state of the index."""

    generation: int
    segments: tuple[SegmentEntry, ...] = ()
    state: bytes = b""


def latest_generation(folder: Path) -> int:
    """The number of the newest commit, -1 if there is none."""
    return max((int(found[1]) for name in _names(folder) if (found := _COMMIT.match(name))), default=-1)


def next_generation(folder: Path) -> int:
    """A number for the next commit, beyond those of all commits and tables of contents that are there."""
    found = (_COMMIT.match(name) or _TOC.match(name) for name in _names(folder))
    return 1 + max((int(number[1]) for number in found if number), default=-1)


def read_latest(folder: Path) -> Commit:
    """The newest commit.

    Raises:
        IndexNotFound: There is none.
        IndexIncompatible: There is a Whoosh index that newsfind did not write.
    """
    for _ in range(_RETRIES):
        generation = latest_generation(folder)
        if generation < 0:
            _explain_absence(folder)
        try:
            return read_commit(folder, generation)
        except FileNotFoundError:
            continue  # replaced by a newer commit between the two looks
    raise IndexCorrupt(f"The commits in {folder} change faster than they can be read.")


def read_commit(folder: Path, generation: int) -> Commit:
    """One commit."""
    file = ColumnFile(_commit_path(folder, generation))
    file.verify_all()
    try:
        entries = json.loads(file.bytes("segments", 0, file.length("segments")))
        segments = [_read_entry(file, number, name, articles) for number, (name, articles) in enumerate(entries)]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise IndexCorrupt(f"{file.path} is damaged: what it says of segments makes no sense.") from error
    return Commit(generation, tuple(segments), file.bytes("state", 0, file.length("state")))


def _read_entry(file: ColumnFile, number: int, name: str, articles: int) -> SegmentEntry:
    if not _SEGMENT_NAME.match(name):
        raise IndexCorrupt(f"{file.path} names a segment that cannot be one of this index.")
    if not 0 <= articles < _MOST_ARTICLES:
        raise ValueError(articles)
    bits = file.array(f"deleted.{number}")
    if len(bits) not in (0, -(-articles // 8)):
        raise ValueError(len(bits))
    deleted = np.unpackbits(bits, count=articles).astype(bool) if len(bits) else None
    stories = np.zeros(articles, np.int32)
    stories[file.array(f"stories.{number}.articles")] = file.array(f"stories.{number}.numbers")
    return SegmentEntry(name, articles, deleted, stories)


def write_commit(folder: Path, commit: Commit) -> None:
    """Publish a commit: from here on it counts."""
    out = ColumnFileWriter(_commit_path(folder, commit.generation))
    out.append("segments", json.dumps([[entry.name, entry.articles] for entry in commit.segments]).encode())
    for number, entry in enumerate(commit.segments):
        bits = b"" if entry.deleted is None else np.packbits(entry.deleted).tobytes()
        out.append(f"deleted.{number}", bits)
        stories = np.empty(0, np.int32) if entry.stories is None else entry.stories
        grouped = np.flatnonzero(stories)
        out.append(f"stories.{number}.articles", grouped, "<u4")
        out.append(f"stories.{number}.numbers", stories[grouped], "<u4")
    out.append("state", commit.state)
    out.finish()
    flush_folder(folder)


def clean(folder: Path, commit: Commit) -> None:
    """Remove whatever does not belong to a commit: older ones, segments that none needs, leftovers of a crash.

    Only for when nobody builds batches: a segment that waits to be adopted belongs to no commit yet.
    """
    for name in left_over(folder, commit):
        _remove(folder / name)
    if (refused := folder / _REFUSED).is_dir() and not refused.is_symlink():
        import shutil  # noqa: PLC0415 - seldom needed

        shutil.rmtree(refused, ignore_errors=True)


def left_over(folder: Path, commit: Commit) -> Iterator[str]:
    """The names of newsfind's files that do not belong to a commit."""
    names = {entry.name for entry in commit.segments}
    for name in _names(folder):
        segment = _SEGMENT.match(name)
        if (segment is not None and segment[1] not in names) or _LEFTOVER.match(name) or _is_other(name, commit):
            yield name


def retire(folder: Path, commit: Commit, segments: Iterable[SegmentEntry]) -> None:
    """Remove all older commits with what was worked out of them, and the segments that a commit has replaced."""
    for name in _names(folder):
        if _is_other(name, commit):
            _remove(folder / name)
    for entry in segments:
        _remove(entry.path(folder))


def _is_other(name: str, commit: Commit) -> bool:
    """Whether a file is another commit's."""
    number = _COMMIT.match(name) or _TOC.match(name) or _NAMES.match(name)
    return number is not None and int(number[1]) != commit.generation


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return  # on Windows a reader may have it open; the next commit tries again
    except IsADirectoryError:
        return  # somebody else's
    reach("file removed")


def _commit_path(folder: Path, generation: int) -> Path:
    return folder / f"newsfind_{generation}.commit"


def names_path(folder: Path, generation: int) -> Path:
    """The file of the names that are one in a commit (`names.py`)."""
    return folder / f"newsfind_{generation}.names"


def _names(folder: Path) -> Sequence[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return ()


def _explain_absence(folder: Path) -> None:
    if any(_TOC.match(name) for name in _names(folder)):
        raise IndexIncompatible(
            f"The index at {folder} was not written by this version of newsfind. "
            f"Make it anew: newsfind index SOURCE... --index {folder} --rebuild"
        )
    raise IndexNotFound(folder)
