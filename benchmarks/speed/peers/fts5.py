"""SQLite FTS5: Porter's stemmer, headline and body as columns, tables beside it for what is counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from benchmarks.speed.peers import Answer, month
from benchmarks.speed.questions import Question
from newsfind.article import Article

_TABLES = """
CREATE TABLE articles(number INTEGER PRIMARY KEY, id TEXT UNIQUE, month INTEGER, date TEXT);
CREATE TABLE section(number INTEGER, value TEXT, PRIMARY KEY(number, value)) WITHOUT ROWID;
CREATE TABLE entities(number INTEGER, value TEXT, PRIMARY KEY(number, value)) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5(headline, body, tokenize='porter unicode61');
INSERT INTO texts(texts, rank) VALUES ('rank', 'bm25(2.0, 1.0)');
"""
_KEYS = {"articles": "number", "section": "number", "entities": "number", "texts": "rowid"}
_AT_ONCE = 1000
_BEST = "SELECT id FROM (SELECT rowid, rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10) AS best \
JOIN articles ON number = best.rowid ORDER BY rank"
_SHOWN = "SELECT rowid, headline, snippet(texts, 1, '[', ']', '…', 40) FROM texts WHERE texts MATCH ? \
ORDER BY rank LIMIT 10"
_FOUND = "CREATE TEMP TABLE found AS SELECT rowid AS number FROM texts WHERE texts MATCH ?"
_COUNTS = {
    "section": "SELECT value, count(*) FROM found JOIN section USING(number) GROUP BY value ORDER BY 2 DESC LIMIT 10",
    "entities": "SELECT value, count(*) FROM found JOIN entities USING(number) GROUP BY value ORDER BY 2 DESC LIMIT 10",
    "month": "SELECT month, count(*) FROM found JOIN articles USING(number) GROUP BY month",
}


class Fts5:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def version(self) -> str:
        return sqlite3.sqlite_version

    def build(self, articles: Iterable[Article]) -> None:
        self._folder.mkdir(parents=True)
        self.open()
        self._base.executescript(_TABLES)
        with self._base:
            self._insert(articles, count(1))

    def _insert(self, articles: Iterable[Article], numbers: Iterator[int]) -> None:
        batch: list[tuple[int, Article]] = []
        for article in articles:
            batch.append((next(numbers), article))
            if len(batch) == _AT_ONCE:
                self._insert_batch(batch)
                batch = []
        self._insert_batch(batch)

    def _insert_batch(self, batch: Sequence[tuple[int, Article]]) -> None:
        many = self._base.executemany
        many(
            "INSERT INTO articles VALUES (?, ?, ?, ?)",
            ((number, one.id, month(one), one.date and one.date.isoformat()) for number, one in batch),
        )
        many(
            "INSERT INTO texts(rowid, headline, body) VALUES (?, ?, ?)",
            ((number, one.headline, one.body) for number, one in batch),
        )
        many(
            "INSERT OR IGNORE INTO section VALUES (?, ?)",
            ((number, value) for number, one in batch for value in one.sections),
        )
        many(
            "INSERT OR IGNORE INTO entities VALUES (?, ?)",
            ((number, entity.name) for number, one in batch for entity in one.entities),
        )

    def open(self) -> None:
        self._base = sqlite3.connect(self._folder / "articles.db")

    def top(self, question: Question) -> Answer:
        typed = _typed(question)
        ids = [row[0] for row in self._base.execute(_BEST, (typed,))]
        total = self._base.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (typed,)).fetchone()[0]
        return Answer(ids, total, {})

    def page(self, question: Question) -> Answer:
        typed = _typed(question)
        self._base.execute(_FOUND, (typed,))
        total = self._base.execute("SELECT count(*) FROM found").fetchone()[0]
        values = {name: len(self._base.execute(counting).fetchall()) for name, counting in _COUNTS.items()}
        rows = self._base.execute(_SHOWN, (typed,)).fetchall()
        self._base.execute("DROP TABLE found")
        ids = [self._base.execute("SELECT id FROM articles WHERE number = ?", row[:1]).fetchone()[0] for row in rows]
        return Answer(ids, total, values, sum(bool(row[2]) for row in rows))

    def update(self, articles: Sequence[Article]) -> bool:
        with self._base:
            numbers = [
                self._base.execute("SELECT number FROM articles WHERE id = ?", (article.id,)).fetchone()
                for article in articles
            ]
            for table, key in _KEYS.items():
                self._base.executemany(f"DELETE FROM {table} WHERE {key} = ?", numbers)
            self._insert(articles, (number for (number,) in numbers))
        return True


def _typed(question: Question) -> str:
    if question.kind == "phrase":
        return f'"{" ".join(question.words)}"'
    return (" OR " if question.kind == "or" else " AND ").join(f'"{word}"' for word in question.words)
