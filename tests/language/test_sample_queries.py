"""Every operator of the query language over the sample corpus: the articles that a query must find, and no other.

The sets stand in tests/data/sample_queries.txt. Each is held to four ways of coming to it: the table, plain loops over
lists of words that know nothing of newsfind, the command line on a Whoosh index, and the memory engine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import newsfind
from language.checks import CHECKS
from language.plain import Text
from newsfind.index.engines import open_engine
from newsfind.query.ast import Query
from newsfind.query.parse import parse
from newsfind.query.syntax import SYNTAX
from newsfind.ui.cli import run
from sample_corpus import CORPUS, LIST, read

TABLE = Path(__file__).parents[1] / "data" / "sample_queries.txt"


@dataclass(frozen=True, slots=True)
class Row:
    """A query, the paths of what it must find, and the day that its dates count from, where they count from one."""

    query: str
    found: frozenset[str]
    on: date | None


def rows() -> Iterator[Row]:
    """The rows of the table: a query in the first column, its articles below it, further in."""
    blocks = TABLE.read_text(encoding="utf-8").split("\n\n")
    for query, *lines in (block.strip("\n").split("\n") for block in blocks):
        if query.startswith("#"):
            continue
        told = [line.strip() for line in lines]
        on = next((date.fromisoformat(line[4:-1]) for line in told if line.startswith("(on ")), None)
        paths = set(LIST["articles"]) if "(all)" in told else {line for line in told if not line.startswith("(")}
        yield Row(query, frozenset(paths), on)


ROWS = list(rows())
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.query)


@cache
def texts() -> dict[str, Text]:
    """The articles as this suite reads them, without the shortcode of the advertisements."""
    plain = {path: read(path) for path in LIST["articles"]}
    return {
        path: Text(found.headline, tuple(part.replace("{adslot}", "") for part in found.paragraphs), about)
        for (path, found), about in zip(plain.items(), LIST["articles"].values(), strict=True)
    }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "index"
    newsfind.build(CORPUS, folder, jobs=1)
    return folder


@pytest.fixture(scope="module")
def index(place: Path) -> Iterator[newsfind.Index]:
    with newsfind.open_index(place) as opened:
        yield opened


@pytest.fixture(scope="module")
def memory(place: Path) -> newsfind.Index:
    engine = open_engine("memory:", create=True)
    kept = open_engine(place)
    with engine.writer() as writer:
        writer.add(kept.articles())
    kept.close()
    engine.refresh()
    return newsfind.Index(engine)


def understood(row: Row) -> str | Query:
    return parse(row.query, now=row.on) if row.on else row.query


def inside(path: str) -> str:
    """A path without the folder's label."""
    return path.partition("/")[2]


def test_there_are_many_rows_and_most_find_some_articles_but_not_all() -> None:
    assert len(ROWS) >= 60
    assert sum(0 < len(row.found) < len(texts()) for row in ROWS) > 0.9 * len(ROWS)
    assert len({row.query for row in ROWS}) == len(ROWS)


def test_every_example_of_the_table_of_the_language_is_a_row_and_finds_something() -> None:
    found = {row.query: row.found for row in ROWS}
    examples = [row.example for group in SYNTAX for row in group.rows]
    assert [example for example in examples if not found.get(example)] == []


@every_row
def test_plain_loops_over_the_words_find_the_same(row: Row) -> None:
    check = CHECKS[row.query]
    assert {path for path, text in texts().items() if check(text)} == row.found


@every_row
def test_the_command_line_finds_just_these(
    row: Row, place: Path, index: newsfind.Index, capsys: pytest.CaptureFixture[str]
) -> None:
    if row.on:
        paths = [hit.article.path for hit in index.search(understood(row), limit=100)]
    else:
        assert run(["search", "--index", str(place), "-n", "all", "--jsonl", row.query]) == (not row.found)
        paths = [json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()]
    assert sorted(map(inside, paths)) == sorted(row.found)


@every_row
def test_the_memory_engine_finds_the_same_in_the_same_order_and_nothing_needs_a_note(
    row: Row, index: newsfind.Index, memory: newsfind.Index
) -> None:
    ours, theirs = (each.search(understood(row), limit=100) for each in (index, memory))
    assert ours.total == theirs.total == len(row.found)
    assert [(hit.id, hit.snippets) for hit in ours] == [(hit.id, hit.snippets) for hit in theirs]
    assert [note for note in ours.notes if not note.startswith("Nothing")] == []


@every_row
def test_facets_are_counts_over_its_articles(row: Row, index: newsfind.Index) -> None:
    counts = {"section": sections, "source": lambda article: [article.source], "year": days(4), "month": days(7)}
    results = index.search(understood(row), limit=100, facets=[f"{name}:all" for name in counts])
    for name, values_of in counts.items():
        values = [value for hit in results for value in values_of(hit.article)]
        counted = {count.value: count.count for count in results.facets[name]}
        assert counted == {value: values.count(value) for value in values}


def sections(article: newsfind.Article) -> Iterable[str]:
    return article.sections


def days(digits: int) -> Callable[[newsfind.Article], Iterable[str]]:
    """The year or the month of a date, or none."""
    return lambda article: [article.date.isoformat()[:digits]] if article.date else []
