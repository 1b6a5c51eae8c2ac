"""Small folders of news for tests of synchronising, and engines that have faults on purpose."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from newsfind.article import Article
from newsfind.index import sync
from newsfind.index.engine import Builder, SearchRequest
from newsfind.index.engines.memory import open_memory
from newsfind.index.engines.memory.engine import MemoryEngine
from newsfind.index.engines.memory.store import MemoryBuilder, MemoryWriter

NO_TAGGER = sync.Options(tagger="none")


def write(path: Path, headline: str, body: str = "The harbour stays open all winter, the council said.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{headline}\n\n{body}\n", encoding="utf-8")
    return path


def write_lines(path: Path, count: int, body: str = "The ferry ran on time.") -> Path:
    records = ({"id": f"n{number}", "title": f"Story {number}", "text": f"{body} {number}"} for number in range(count))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def memory() -> MemoryEngine:
    engine = open_memory("", create=True)
    assert isinstance(engine, MemoryEngine)
    return engine


def headlines(engine: MemoryEngine) -> set[str]:
    return {article.headline for article in engine.articles()}


def paths(engine: MemoryEngine) -> set[str]:
    return {article.path for article in engine.articles()}


def found(engine: MemoryEngine) -> int:
    return engine.search(SearchRequest(limit=0, passages=0)).total


class FaultyBuilder:
    """Refuses every batch that holds an article about a fault; a deadly one ends its process."""

    def build(self, articles: Sequence[Article]) -> object:
        if any("a deadly word" in article.body for article in articles):
            os._exit(9)
        if any("a full disk" in article.body for article in articles):
            raise OSError(28, "No space left on device")
        if any("a fault" in article.body for article in articles):
            raise ValueError("this article cannot be built")
        return MemoryBuilder().build(articles)


class FaultyWriter(MemoryWriter):
    def builder(self) -> Builder:
        return FaultyBuilder()


class FaultyEngine(MemoryEngine):
    """An engine in memory whose builder has faults."""

    def writer(self, *, rebuild: bool = False, wait: float = 0.0) -> FaultyWriter:
        return FaultyWriter(self._store, rebuild=rebuild, wait=wait)
