"""Engines that are measured, one file each, behind one seam. Each is loaded only in its own process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from benchmarks.speed.questions import Question
from newsfind.article import Article


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer gave: ids of the ten best, exact total (None: it cannot tell), and what is on the page.

    `values` counts the values that each facet came back with, `snippets` the passages that are not empty.
    """

    ids: Sequence[str]
    total: int | None
    values: Mapping[str, int]
    snippets: int = 0


class Peer(Protocol):
    """One engine with its index in one folder. `build` and `update` publish before they return."""

    def __init__(self, folder: Path) -> None: ...

    def version(self) -> str:
        """Version of the engine, not of its binding where these differ."""

    def build(self, articles: Iterable[Article]) -> None:
        """Make the index."""

    def open(self) -> None:
        """Open it for questions."""

    def top(self, question: Question) -> Answer | None:
        """The ten best with ids and headlines, and the exact total; None where it cannot answer such a question."""

    def page(self, question: Question) -> Answer | None:
        """As `top`, with facets over section and entities, a count for each month, and a snippet for each hit."""

    def update(self, articles: Sequence[Article]) -> bool:
        """Replace articles of the same ids; False where it cannot."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a peer is found; `needs` is the module it cannot do without.

    Text of more than `most_megabytes` it is not given: it would take too long, or too much memory. `asked` says
    whether it answers questions, or only builds.
    """

    module: str
    kind: str
    needs: str
    most_megabytes: float = 1e9
    asked: bool = True


ENTRIES: Mapping[str, Entry] = {
    "newsfind": Entry("own", "Own", "newsfind"),
    "newsfind (2 processes)": Entry("own", "OwnTwoProcesses", "newsfind", asked=False),
    "tantivy": Entry("tantivy_rust", "Tantivy", "tantivy"),
    "tantivy (2 threads)": Entry("tantivy_rust", "TantivyTwoThreads", "tantivy", asked=False),
    "tantivy (one field)": Entry("tantivy_rust", "TantivyOneField", "tantivy"),
    "SQLite FTS5": Entry("fts5", "Fts5", "sqlite3"),
    "Xapian": Entry("xapian_cpp", "Xapian", "xapian", most_megabytes=250),
    "bm25s": Entry("bm25s_numpy", "Bm25s", "bm25s", most_megabytes=250),
    "Whoosh 2.7.4": Entry("stock_whoosh", "StockWhoosh", "whoosh", most_megabytes=50),
}


def missing(name: str) -> bool:
    """Whether what a peer needs is not installed."""
    return find_spec(ENTRIES[name].needs) is None


def load(name: str, folder: Path) -> Peer:
    """A peer whose index is, or will be, in a folder."""
    entry = ENTRIES[name]
    return cast(Peer, getattr(import_module(f"{__name__}.{entry.module}"), entry.kind)(folder))


def month(article: Article) -> int:
    """201906 for June 2019; 0 for an article without a date."""
    return article.date.year * 100 + article.date.month if article.date else 0
