"""Whoosh as the container: the schema, the table of contents that a plain Whoosh searcher opens, the write lock."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from whoosh.fields import ID, KEYWORD, STORED, TEXT
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC

from newsfind.errors import IndexCorrupt, IndexLocked
from newsfind.index.engines.whoosh.codec.durable import appearing, opened
from newsfind.index.engines.whoosh.codec.plain import ColumnSegment, NewsAnalyzer, NewsSchema, ValueAnalyzer
from newsfind.index.engines.whoosh.commits import HOLDER, NAME, Commit

_LOCK = f"{NAME}_WRITELOCK"
_PAUSE = 0.05
_MOST_SAID = 1000
"""Bytes that say who writes."""


def schema() -> NewsSchema:
    """The fields as Whoosh sees them: text by newsfind's own analysis, everything stored."""
    text = {"analyzer": NewsAnalyzer(), "phrase": True, "stored": True, "multitoken_query": "phrase"}
    values = {"analyzer": ValueAnalyzer(), "stored": True}
    return NewsSchema(
        id=ID(stored=True),
        headline=TEXT(**text),
        body=TEXT(**text),
        section=KEYWORD(**values),
        entities=KEYWORD(**values),
        source=KEYWORD(**values),
        authors=KEYWORD(**values),
        agency=KEYWORD(**values),
        language=KEYWORD(**values),
        date=STORED(),
        url=STORED(),
        path=STORED(),
        words=STORED(),
    )


def write_toc(folder: Path, commit: Commit) -> None:
    """Write Whoosh's table of contents for a commit: flushed to the disk before it gets its name."""
    segments = [
        ColumnSegment(NAME, entry.name.removeprefix(f"{NAME}_"), entry.articles, entry.deleted)
        for entry in commit.segments
    ]
    memory = RamStorage()
    TOC(schema(), segments, commit.generation).write(memory, NAME)
    name = f"_{NAME}_{commit.generation}.toc"
    with appearing(folder / name) as file:
        file.write(memory.files[name])


class WriteLock:
    """The lock that Whoosh's own writers take too. The system lets go of it when its process ends, however it ends."""

    def __init__(self, folder: Path, wait: float) -> None:
        self._holder = folder / HOLDER
        if (place := folder / _LOCK).is_symlink():
            place.unlink()  # Whoosh would make a file where it leads
        self._lock = FileStorage(str(folder)).lock(_LOCK)
        until = time.monotonic() + wait
        while not self._lock.acquire():
            if time.monotonic() >= until:
                raise IndexLocked(f"The index at {folder} is being written by {self._who()}. Try again later.")
            time.sleep(_PAUSE)
        self._say_who()

    def _say_who(self) -> None:
        """For those who wait; on a disk that is full they will not be told."""
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        with suppress(OSError), appearing(self._holder) as file:
            file.write(json.dumps({"pid": os.getpid(), "since": since}).encode())

    def release(self) -> None:
        """Let others write."""
        with suppress(OSError):
            self._holder.unlink()
        self._lock.release()

    def _who(self) -> str:
        try:
            with opened(self._holder) as file:
                holder = json.loads(file.read(_MOST_SAID))
            return f"process {int(holder['pid'])} since {holder['since']}"
        except (OSError, ValueError, KeyError, TypeError, RecursionError, IndexCorrupt):
            return "another process"
