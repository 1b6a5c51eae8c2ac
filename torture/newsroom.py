"""A folder of news that changes from day to day, the same for the same seed, and whatever can be asked of its index."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from newsfind.corpus.normalize import article_id
from newsfind.index import sync
from newsfind.index.engine import Engine, FacetRequest, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.sync.state_bytes import decode_state
from newsfind.query.ast import And, Everything, Phrase, Query, Wildcard, Word
from torture.trial import must

WORDS = (
    "harbour ferry council winter tariff treaty minister strike railway flood library orchard museum verdict "
    "budget climate vaccine satellite election border election treaty trade talks trade talks"
).split()
SECTIONS = ("World", "Business", "Sport", "Culture")
RECORDS = 100
"""Articles of a file of many."""
QUERIES: tuple[Query, ...] = (
    Everything(),
    Word("ferry"),
    And((Word("trade"), Word("strike"))),
    Phrase("trade talks"),
    Wildcard("tr*"),
    Word("edition3"),
)


class Newsroom:
    """Writes and rewrites files: most of them hold many articles, some one."""

    def __init__(self, folder: Path, articles: int, seed: int = 1) -> None:
        self.folder = folder
        self.texts: dict[str, dict[str, str]] = {}
        self._random = Random(seed)
        self.edition = 0
        folder.mkdir(parents=True)
        for number in range(max(1, articles // RECORDS)):
            self._write_many(f"many{number:03}.jsonl")
        for number in range(articles // 10):
            self._write_one(f"one{number:04}.txt")

    def change(self, share: float = 0.15) -> None:
        """Another day: of all files some are rewritten, a few go, as many come."""
        self.edition += 1
        for path in sorted(self.folder.iterdir()):
            if self._random.random() < share:
                many = path.suffix == ".jsonl"
                if self._random.random() < 0.15:
                    path.unlink()
                    del self.texts[path.name]
                    name = f"late{self.edition:03}{self._random.randrange(10**6):06}{path.suffix}"
                else:
                    name = path.name
                (self._write_many if many else self._write_one)(name)

    def _write_many(self, name: str) -> None:
        records = [
            {
                "id": f"r{n}",
                "language": "en",
                "title": self._headline(),
                "text": self._text(),
                "section": self._section(),
            }
            for n in range(RECORDS)
        ]
        self.texts[name] = {record["id"]: record["text"] for record in records}
        self._put(name, "".join(json.dumps(record) + "\n" for record in records))

    def _write_one(self, name: str) -> None:
        text = self._text()
        self.texts[name] = {"": text}
        self._put(name, f"{self._headline()}\n\n{text}\n")

    def _put(self, name: str, text: str) -> None:
        """In one step, with a time of its own, as a change within the clock's grain could not be seen."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        at = 1_600_000_000 + 60 * self.edition
        os.utime(path, (at, at))

    def published(self) -> dict[str, str]:
        """The ids and bodies of all articles that are in the folder now."""
        return {
            article_id(f"{self.folder.name}/{name}", record): text
            for name, records in self.texts.items()
            for record, text in records.items()
        }

    def _headline(self) -> str:
        return " ".join(self._random.choices(WORDS, k=6)).capitalize()

    def _text(self) -> str:
        sentences = (" ".join(self._random.choices(WORDS, k=12)).capitalize() + "." for _ in range(5))
        return f"{' '.join(sentences)} This is edition{self.edition} of {self._random.randrange(10**9)}."

    def _section(self) -> str:
        return self._random.choice(SECTIONS)


def bring_up_to_date(newsroom: Newsroom, index: Path, commit_every: float = 0.0) -> None:
    """A whole run in this process."""
    options = sync.Options(jobs=1, tagger="none", commit_every=commit_every, wait=5)
    engine = open_engine(f"whoosh:{index}", create=True)
    try:
        sync.synchronise(engine, [newsroom.folder], options)
    finally:
        engine.close()


def fingerprint(engine: Engine) -> str:
    """All articles, and all answers, in a few characters."""
    digest = hashlib.sha256()
    for article in sorted(engine.articles(), key=lambda one: one.id):
        digest.update(repr(article).encode())
    for query in QUERIES:
        for order in ("newest", "relevance"):
            request = SearchRequest(query, facets=(FacetRequest("section", None),), limit=10, sort=order)  # type: ignore[arg-type]
            found = engine.search(request)
            facet = [(count.value, count.count) for count in found.facets["section"]]
            hits = sorted(hit.id for hit in found) if order == "newest" else []
            marks = sorted(repr(hit.snippets) for hit in found) if order == "newest" else []
            digest.update(repr((found.total, facet, hits, marks)).encode())
    return digest.hexdigest()[:16]


def fingerprint_of(index: Path) -> str:
    """Of the index in a folder."""
    with opened(index) as engine:
        return fingerprint(engine)


def check_sound(index: Path) -> None:
    """`check` finds nothing, and the index holds the articles that its own state says it does."""
    with opened(index) as engine:
        faults = engine.check()
        must(not faults, f"check finds faults: {faults}")
        held = sorted(article.id for article in engine.articles())
        must(held == sorted(decode_state(engine.state()).ids), "articles and state of one commit disagree")
        must(engine.search(SearchRequest(limit=0)).total == len(held) == len(engine), "the count is wrong")


def check_complete(index: Path, newsroom: Newsroom) -> None:
    """The index has exactly what is in the folder, and finds it, and no file is left over."""
    wanted = newsroom.published()
    with opened(index) as engine:
        articles = list(engine.articles())
        must({article.id: article.body for article in articles} == wanted, "articles are missing, or too many")
        for word in ("ferry", f"edition{newsroom.edition}"):
            has = re.compile(rf"\b{word}\b", re.IGNORECASE).search
            count = sum(bool(has(article.headline) or has(article.body)) for article in articles)
            found = engine.search(SearchRequest(Phrase(word), limit=0)).total
            must(found == count, f"{word} is found in {found} articles, and is in {count}")
    left = leftovers(index)
    must(not left, f"left over: {left}")


@contextmanager
def opened(index: Path) -> Iterator[Engine]:
    """The index in a folder, open."""
    engine = open_engine(f"whoosh:{index}")
    try:
        yield engine
    finally:
        engine.close()


def leftovers(index: Path) -> set[str]:
    """Files that do not belong to the last commit."""
    with opened(index) as engine:
        segments = engine.describe()["segments"]
    names = sorted(path.name for path in index.iterdir())
    kinds = [Path(name).suffix or name for name in names]
    wanted = {".columns": segments, ".toc": 1, ".commit": 1, ".names": kinds.count(".names") and 1, "MAIN_WRITELOCK": 1}
    return {name for name, kind in zip(names, kinds, strict=True) if kinds.count(kind) != wanted.get(kind, 0)}
