"""Changing an index: batches become segments, segments are merged, a commit publishes them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from newsfind.article import Article
from newsfind.errors import IndexCorrupt, IndexIncompatible, IndexNotFound
from newsfind.index.engines.whoosh.codec.build import GrowingSegment, SegmentBuilder
from newsfind.index.engines.whoosh.codec.durable import flush_folder
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.hashes import ties_of
from newsfind.index.engines.whoosh.codec.merge import merge_segments
from newsfind.index.engines.whoosh.commits import (
    NAME,
    Commit,
    SegmentEntry,
    clean,
    next_generation,
    read_latest,
    retire,
    write_commit,
)
from newsfind.index.engines.whoosh.container import WriteLock, write_toc
from newsfind.index.engines.whoosh.garbage import no_collections
from newsfind.index.engines.whoosh.merging import due_at_the_end, due_on_the_way
from newsfind.index.engines.whoosh.names import names_of, read_overrules
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.engines.whoosh.stories import regrouped
from newsfind.index.failpoints import reach

_MOST_CHARACTERS = 8_000_000
_MOST_ARTICLES = 50_000
"""Of articles that wait to be read together."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A segment that is written but not yet part of the index, and the `tie_break` of each of its articles."""

    name: str
    ties: Array


class BatchBuilder:
    """Builds batches, in this process or another; what it learns on the way is not sent along."""

    def __init__(self, folder: Path, dictionary: bytes = b"") -> None:
        self._folder, self._dictionary = folder, dictionary
        self._segments = SegmentBuilder(dictionary)

    def __reduce__(self) -> tuple[type[BatchBuilder], tuple[Path, bytes]]:
        return BatchBuilder, (self._folder, self._dictionary)

    def build(self, articles: Sequence[Article]) -> Batch:
        """A segment of these articles; of several with one id the last."""
        different = list({article.id: article for article in articles}.values())
        entry = SegmentEntry(_new_name(), len(different))
        with no_collections():
            return Batch(entry.name, self._segments.build(different, entry.path(self._folder)))

    def begin(self) -> GrowingSegment:
        """A segment to which articles are added, some at a time."""
        return self._segments.begin(SegmentEntry(_new_name(), 0).path(self._folder))


class WhooshWriter:
    """The one writer of an index in a folder."""

    def __init__(self, folder: Path, *, rebuild: bool, wait: float) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._lock = WriteLock(folder, wait)
        try:
            published = _published(folder, rebuild=rebuild)
        except BaseException:
            self._lock.release()
            raise
        self._entries = [] if rebuild else list(published.segments)
        self._ours = {entry.name: entry for entry in published.segments}
        self._state = b"" if rebuild else published.state
        self._changed = rebuild or published.generation < 0
        self._own_builder: BatchBuilder | None = None
        self._growing: GrowingSegment | None = None
        self._waiting: dict[str, Article] = {}
        self._characters = 0
        self._clean()

    def add(self, articles: Iterable[Article]) -> None:
        """Add articles, or replace those of the same ids."""
        for article in articles:
            self._waiting.pop(article.id, None)
            self._waiting[article.id] = article
            self._characters += len(article.body)
            if self._characters > _MOST_CHARACTERS or len(self._waiting) >= _MOST_ARTICLES:
                self._read()

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles by id."""
        gone = list(ids)
        for article_id in gone:
            self._waiting.pop(article_id, None)
        ties = ties_of(gone)
        if self._growing is not None and self._growing.has_any(ties):
            self._finish()
        self._delete(ties)

    def builder(self) -> BatchBuilder:
        """What worker processes build batches with."""
        largest = max(self._entries, key=lambda entry: entry.live, default=None)
        known = largest.open(self._folder).stored.dictionaries[0] if largest else b""
        return BatchBuilder(self._folder, known)

    def adopt(self, batch: object) -> None:
        """Take in a batch of this writer's builder."""
        if not isinstance(batch, Batch):
            raise TypeError("only a batch that this writer's builder made can be adopted")
        self._flush()
        self._take(batch)

    def keep(self, state: bytes) -> None:
        """Bytes to publish with the next commit."""
        self._changed = self._changed or state != self._state
        self._state = state

    def commit(self) -> None:
        """Publish everything so far."""
        self._publish(due_on_the_way)

    def _publish(self, mergeable: Callable[[Sequence[SegmentEntry], Mapping[str, int]], list[SegmentEntry]]) -> None:
        self._flush()
        if not self._changed:
            return
        with no_collections():
            self._group()
            self._entries = [entry for entry in self._entries if entry.deleted is None or not entry.deleted.all()]
            self._merge(mergeable)
        commit = Commit(next_generation(self._folder), tuple(self._entries), self._state)
        reach("commit due")
        flush_folder(self._folder)
        write_toc(self._folder, commit)
        write_commit(self._folder, commit)
        reach("clean-up begun")
        current = {entry.name: entry for entry in self._entries}
        retire(self._folder, commit, [entry for name, entry in self._ours.items() if name not in current])
        self._ours = current
        self._changed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._publish(due_at_the_end)
                self._name()
        finally:
            if self._growing is not None:
                self._growing.close()
            try:
                with suppress(OSError):  # what cannot be removed now goes with the next writer
                    self._clean()
            finally:
                self._lock.release()

    def _name(self) -> None:
        """Work out which names are one, so that no search has to wait for it."""
        published = _published(self._folder, rebuild=True)
        segments = [entry.open(self._folder) for entry in published.segments]
        with no_collections():
            names_of(self._folder, published.generation, Snapshot(segments), read_overrules(self._folder))

    def _clean(self) -> None:
        """Remove leftovers. What cannot be read stays until a rebuild has made something better."""
        published = _published(self._folder, rebuild=True)
        if published.generation >= 0:
            clean(self._folder, published)

    def _flush(self) -> None:
        self._read()
        self._finish()

    def _read(self) -> None:
        """Add what waits to a segment that grows; an id that it has already is that of an older article."""
        if not self._waiting:
            return
        waiting, self._waiting, self._characters = list(self._waiting.values()), {}, 0
        self._own_builder = self._own_builder or self.builder()
        if self._growing is not None and self._growing.has_any(ties_of(article.id for article in waiting)):
            self._finish()
        self._growing = self._growing or self._own_builder.begin()
        with no_collections():
            self._growing.add(waiting)
        if self._growing.full:
            self._finish()

    def _finish(self) -> None:
        """Write the segment that grows."""
        if self._growing is not None:
            with no_collections():
                batch = Batch(self._growing.path.stem, self._growing.finish())
            self._growing = None
            self._take(batch)

    def _take(self, batch: Batch) -> None:
        self._delete(batch.ties)
        entry = SegmentEntry(batch.name, len(batch.ties))
        self._entries.append(entry)
        self._ours[entry.name] = entry
        self._changed = True
        reach("batch adopted")

    def _delete(self, ties: Array) -> None:
        for number, entry in enumerate(self._entries if len(ties) else ()):
            segment = entry.open(self._folder)
            gone = segment.numbers_of(ties)
            if len(gone):
                deleted = np.zeros(entry.articles, bool) if entry.deleted is None else entry.deleted.copy()
                deleted[gone] = True
                self._entries[number] = replace(entry, deleted=deleted)
                self._changed = True

    def _group(self) -> None:
        """Find out which articles are copies of each other."""
        stories = regrouped([entry.open(self._folder) for entry in self._entries])
        self._entries = [replace(entry, stories=of) for entry, of in zip(self._entries, stories, strict=True)]

    def _merge(self, due: Callable[[Sequence[SegmentEntry], Mapping[str, int]], list[SegmentEntry]]) -> None:
        segments = {entry.name: entry.open(self._folder) for entry in self._entries}
        while group := due(self._entries, {name: int(segment.starts[-1]) for name, segment in segments.items()}):
            name = _new_name()
            parts = [segments[entry.name] for entry in group]
            stories = [one.stories[one.live] for one in parts if one.stories is not None]
            entry = SegmentEntry(name, sum(entry.live for entry in group), stories=np.concatenate(stories))
            reach("merge begun")
            merge_segments(parts, entry.path(self._folder))
            reach("merge done")
            segments[name] = entry.open(self._folder)
            at = self._entries.index(group[0])
            self._entries = [one for one in self._entries if one not in group]
            self._entries.insert(at, entry)
            self._ours[name] = entry


def _published(folder: Path, *, rebuild: bool) -> Commit:
    try:
        return read_latest(folder)
    except IndexNotFound:
        return Commit(-1)
    except (IndexCorrupt, IndexIncompatible):
        if not rebuild:
            raise
        return Commit(-1)


def _new_name() -> str:
    alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"
    return f"{NAME}_{''.join(secrets.choice(alphabet) for _ in range(16))}"
