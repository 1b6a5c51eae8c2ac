"""The pieces of work that a run is cut into: whole files, or some records of a file that holds many.

A worker reads small files itself; a large file of many articles is read here, as a stream, and its records are
shipped. Large pieces make a better index, small ones keep all workers busy and say more often how far the run is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from newsfind.corpus.normalize import article_id
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import read_file, reader_for
from newsfind.corpus.readers.source import COMPRESSIONS
from newsfind.index.failpoints import reach
from newsfind.index.sync.plan import resumes
from newsfind.index.sync.state import AS_USUAL, FileRecord, Reading
from newsfind.index.sync.walk import Found

MOST_BYTES = 4 * 1024 * 1024
"""Text of one piece: what an engine makes of it is many times as large for a moment, in each worker."""

LEAST_BYTES = 1024 * 1024
"""Smaller pieces cost more in passing them about than they give: this is a second or two of work."""

MOST_RECORDS = 3000
PIECES_PER_WORKER = 4
STREAM_FROM = 8 * 1024 * 1024
"""Bytes from which a file that may hold many articles is streamed rather than read whole by a worker."""

TEXT_SHRINKS = 4
"""How many times larger compressed news text is than its file; only the progress bar depends on it."""


@dataclass(frozen=True, slots=True)
class FilesTask:
    """Read these files."""

    files: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class RecordsTask:
    """Take these records, or refusals, of a large file; `last` says that the file ends here.

    `size` is how much of the bytes expected of the file this task stands for.
    """

    file: str
    items: tuple[RawArticle | Skipped, ...]
    size: int
    last: bool = False


Task: TypeAlias = FilesTask | RecordsTask


def expected_bytes(found: Found) -> int:
    """About how much text a file holds."""
    compressed = PurePosixPath(found.path).suffix.lower() in COMPRESSIONS
    return max(found.size, 1) * (TEXT_SHRINKS if compressed else 1)


def cut(
    files: Sequence[Found], before: Mapping[str, FileRecord], workers: int, reading: Reading = AS_USUAL
) -> Iterator[Task]:
    """The tasks that together read all `files`.

    `before` is what the index remembers of some of them: a large file of which a part is in the index is gone on
    with where it stopped.
    """
    total = sum(map(expected_bytes, files))
    share = min(MOST_BYTES, max(LEAST_BYTES, total // (workers * PIECES_PER_WORKER)))
    small: list[Found] = []
    gathered = 0
    for found in files:
        if _is_stream(found):
            yield from _records(found, share, before.get(found.shown), reading)
            continue
        size = expected_bytes(found)
        if small and (gathered + size > share or len(small) >= MOST_RECORDS):
            yield FilesTask(tuple(small))
            small, gathered = [], 0
        small.append(found)
        gathered += size
    if small:
        yield FilesTask(tuple(small))


def _is_stream(found: Found) -> bool:
    if expected_bytes(found) < STREAM_FROM:
        return False
    reader = reader_for(Path(found.path))
    return reader is not None and reader.many


def _records(found: Found, share: int, before: FileRecord | None, reading: Reading) -> Iterator[RecordsTask]:
    done = _already_in(found, before)
    left = expected_bytes(found)
    items: list[RawArticle | Skipped] = []
    gathered = 0
    for item in records_of(found, reading):
        gathered += text_bytes(item)
        if not (done and isinstance(item, RawArticle) and article_id(item.path, item.record) in done):
            items.append(item)
        if items and (gathered >= share or len(items) >= MOST_RECORDS):
            size = min(left, gathered)
            gathered, left = 0, left - size
            yield RecordsTask(found.shown, _taken(items), size)
    yield RecordsTask(found.shown, _taken(items), left, last=True)


def _taken(items: list[RawArticle | Skipped]) -> tuple[RawArticle | Skipped, ...]:
    """The items, which are then no longer kept here while the task waits."""
    taken = tuple(items)
    items.clear()
    return taken


def records_of(found: Found, reading: Reading) -> Iterator[RawArticle | Skipped]:
    """The records of a file; a reader may be anyone's, so what it raises ends this file only."""
    reach("file to read")
    try:
        yield from read_file(Path(found.path), found.shown, reading.field_map)
    except Exception as error:
        yield fault(found.shown, error)


def fault(path: str, error: Exception) -> Skipped:
    """What is left out for an error that nobody expected."""
    return Skipped(path, f"It could not be worked on ({named(error)}).")


def named(error: Exception) -> str:
    """An error in a few words."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__


def _already_in(found: Found, before: FileRecord | None) -> Collection[str]:
    """The ids that an earlier run took from this very file before it was stopped."""
    return frozenset(before.ids) if before and resumes(found, before) else ()


def text_bytes(item: RawArticle | Skipped) -> int:
    """About how much of its file a record makes up; one that was refused counts as nothing."""
    return len(item.text) + len(item.html) if isinstance(item, RawArticle) else 0
