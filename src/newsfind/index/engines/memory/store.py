"""What is published, and the one writer that may publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from threading import Lock
from types import TracebackType
from typing import Self, cast

from newsfind.article import Article
from newsfind.errors import IndexLocked
from newsfind.index.engine import Builder
from newsfind.index.engines.memory.lexicon import Lexicon
from newsfind.index.engines.memory.stories import stories_of
from newsfind.index.places.document import Document, document


class Snapshot:
    """The index as one commit left it; never changed."""

    def __init__(self, documents: dict[str, Document], state: bytes, overrules: str = "") -> None:
        self.documents = documents
        self.state = state
        self.overrules = overrules

    @cached_property
    def lexicon(self) -> Lexicon:
        """The forms and names of all documents."""
        return Lexicon(list(self.documents.values()), self.overrules)

    @cached_property
    def stories(self) -> Mapping[str, frozenset[str]]:
        """For each article, by id, the ids of its copies, its own among them."""
        return stories_of(self.documents.values())


class Store:
    """The last commit and the writer's lock."""

    def __init__(self) -> None:
        self.published = Snapshot({}, b"")
        self.lock = Lock()


class MemoryBuilder:
    """A batch is the articles themselves: there is nothing to prepare."""

    def build(self, articles: Sequence[Article]) -> object:
        """The articles."""
        return tuple(articles)


class MemoryWriter:
    """Changes a copy, which each commit publishes whole."""

    def __init__(self, store: Store, *, rebuild: bool, wait: float) -> None:
        if not store.lock.acquire(timeout=max(wait, 0)):
            raise IndexLocked("Another writer has the index in memory. Wait until it is done, or wait longer for it.")
        self._store = store
        before = Snapshot({}, b"") if rebuild else store.published
        self._documents = dict(before.documents)
        self._state = before.state

    def add(self, articles: Iterable[Article]) -> None:
        """Add articles, each in place of an older one with its id."""
        for article in articles:
            self._documents[article.id] = document(article)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles by id."""
        for article_id in ids:
            self._documents.pop(article_id, None)

    def builder(self) -> Builder:
        """What makes batches."""
        return MemoryBuilder()

    def adopt(self, batch: object) -> None:
        """Add the articles of a batch."""
        self.add(cast("tuple[Article, ...]", batch))

    def keep(self, state: bytes) -> None:
        """Bytes to publish with the next commit."""
        self._state = state

    def commit(self) -> None:
        """Publish everything so far."""
        self._store.published = Snapshot(dict(self._documents), self._state, self._store.published.overrules)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.commit()
        self._store.lock.release()
