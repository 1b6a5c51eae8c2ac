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

from newsfind.errors import IndexLocked
from newsfind.index.engines.whoosh.codec.plain import ColumnSegment, NewsAnalyzer, NewsSchema, ValueAnalyzer
from newsfind.index.engines.whoosh.commits import NAME, Commit

_LOCK = f"{NAME}_WRITELOCK"
_HOLDER = "writer.json"
_PAUSE = 0.05


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
    temporary = folder / f"{name}.tmp"
    with temporary.open("wb") as file:
        file.write(memory.files[name])
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / name)


class WriteLock:
    """The lock that Whoosh's own writers take too. The system lets go of it when its process ends, however it ends."""

    def __init__(self, folder: Path, wait: float) -> None:
        self._holder = folder / _HOLDER
        self._lock = FileStorage(str(folder)).lock(_LOCK)
        until = time.monotonic() + wait
        while not self._lock.acquire():
            if time.monotonic() >= until:
                raise IndexLocked(f"The index at {folder} is being written by {self._who()}. Try again later.")
            time.sleep(_PAUSE)
        self._holder.write_text(
            json.dumps({"pid": os.getpid(), "since": datetime.now().astimezone().isoformat(timespec="seconds")}),
            encoding="utf-8",
        )

    def release(self) -> None:
        """Let others write."""
        with suppress(OSError):
            self._holder.unlink()
        self._lock.release()

    def _who(self) -> str:
        try:
            holder = json.loads(self._holder.read_text(encoding="utf-8"))
            return f"process {int(holder['pid'])} since {holder['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"
