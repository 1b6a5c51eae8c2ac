"""An engine that keeps an index in one file of JSON: `--index onefile:news.json`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from newsfind.article import Article, Entity
from newsfind.errors import IndexCorrupt, IndexLocked, IndexNotFound
from newsfind.index.engine import Writer
from newsfind.index.engines.memory.engine import MemoryEngine
from newsfind.index.engines.memory.store import MemoryWriter, Snapshot, Store
from newsfind.index.places.document import document


def open_onefile(rest: str, *, create: bool) -> OneFileEngine:
    """What the entry point names: `rest` is what stands behind `onefile:`."""
    path = Path(rest)
    if not path.exists() and not create:
        raise IndexNotFound(f"onefile:{rest}")
    return OneFileEngine(path)


class OneFileEngine(MemoryEngine):
    """Searches as the memory engine does, which keeps every rule of the seam; only where articles stay is its own."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.refresh()

    def refresh(self) -> bool:
        """See the newest commit, whoever made it."""
        _load(self._store, self._path)
        return super().refresh()

    def writer(self, *, rebuild: bool = False, wait: float = 0.0) -> Writer:
        """The one writer."""
        return OneFileWriter(self._store, self._path, rebuild=rebuild, wait=wait)

    def describe(self) -> Mapping[str, object]:
        """What newsfind status says of the index."""
        size = self._path.stat().st_size if self._path.exists() else 0
        return {"engine": "onefile", "format": "json", "segments": 1, "bytes": size}

    def overrule(self, text: str) -> None:
        """Keep what people decided about names."""
        super().overrule(text)
        _save(self._store, self._path)


class OneFileWriter(MemoryWriter):
    """Publishes in memory, and then in the file; a lock beside it holds off writers of other processes."""

    def __init__(self, store: Store, path: Path, *, rebuild: bool, wait: float) -> None:
        self._lock = FileLock(path.with_suffix(".lock"))
        try:
            self._lock.acquire(timeout=wait)
        except Timeout as error:
            raise IndexLocked(f"Another process is writing to {path}. Wait for it: --wait SECONDS") from error
        _load(store, path)
        super().__init__(store, rebuild=rebuild, wait=wait)
        self._path, self._kept_in = path, store

    def commit(self) -> None:
        """All or nothing."""
        super().commit()
        _save(self._kept_in, self._path)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            super().__exit__(kind, error, trace)
        finally:
            self._lock.release()


def _save(store: Store, path: Path) -> None:
    """The old file is there until the new one, complete, takes its place."""
    seen = store.published
    articles = [asdict(document.article) for document in seen.documents.values()]
    written = {"articles": articles, "state": seen.state.hex(), "overrules": seen.overrules}
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(written, file, default=datetime.isoformat)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _load(store: Store, path: Path) -> None:
    """What the file holds, unless that is what is seen already; nothing where there is none yet."""
    if not path.exists():
        return
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        documents = {fields["id"]: document(_article(fields)) for fields in kept["articles"]}
        found = Snapshot(documents, bytes.fromhex(kept["state"]), kept["overrules"])
    except (ValueError, KeyError, TypeError) as error:
        raise IndexCorrupt(f"{path} is no index of this engine ({error}). Index your sources anew.") from error
    old = store.published
    if (found.documents, found.state, found.overrules) != (old.documents, old.state, old.overrules):
        store.published = found


def _article(fields: dict[str, object]) -> Article:
    """An article as JSON kept it, with tuples and dates again."""
    values: dict[str, object] = {name: tuple(one) if isinstance(one, list) else one for name, one in fields.items()}
    if isinstance(date := fields["date"], str):
        values["date"] = datetime.fromisoformat(date)
    entities = fields["entities"]
    assert isinstance(entities, list)
    values["entities"] = tuple(Entity(**{**one, "aliases": tuple(one["aliases"])}) for one in entities)
    return Article(**values)  # type: ignore[arg-type]
