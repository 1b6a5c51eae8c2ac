"""`newsfind batch`."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

import click

from newsfind.api import Index, open_index
from newsfind.article import format_date
from newsfind.errors import NewsfindError
from newsfind.index.request import Narrowing
from newsfind.results.hits import Hit
from newsfind.results.render import harmless
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.options import Command, filter_options, index_option, index_place
from newsfind.ui.formats.table import record

_LINE_END = re.compile(r"\r\n|\r|\n")
_HIT_COLUMNS = ("id", "headline", "date", "source", "url", "snippet")


class _Batch(Command):
    examples = (
        ("newsfind batch names.txt -o results.csv", "one query a line"),
        ("newsfind batch queries.csv -o results.csv -n 5", "columns query and, if you like, label; five hits each"),
        ("newsfind batch - --phrase < names.txt", "every line as a phrase; from and to a pipe"),
    )


@dataclass(frozen=True, slots=True)
class Task:
    """One query of the list; `fault` says why its line could not be read."""

    label: str
    query: str
    fault: str = ""


@click.command("batch", cls=_Batch)
@click.argument("queries", type=click.File("rb"), metavar="FILE|-")
@click.option(
    "-o", "output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="Where to; else stdout"
)
@click.option("-n", "limit", type=click.IntRange(0), default=3, show_default=True, help="Hits to write of each query")
@filter_options
@click.option("--any", "any_word", is_flag=True, help="Any of the words of a query, not all")
@click.option("--phrase", is_flag=True, help="Each whole query as one phrase")
@index_option
def command(
    queries: IO[bytes],
    output: IO[str],
    limit: int,
    section: tuple[str, ...],
    entity: tuple[str, ...],
    source: tuple[str, ...],
    author: tuple[str, ...],
    since: str | None,
    until: str | None,
    any_word: bool,
    phrase: bool,
    place: str | None,
) -> int:
    """Run a list of queries: one a line, or a CSV file with a column `query` and perhaps one `label`.

    Writes a CSV table: label, query, total, notes, error, and then the first hits. A line that cannot be read or
    asked gets its reason in `error` and does not stop the rest.
    """
    tasks = read_tasks(queries.read())
    narrowing = Narrowing(
        sections=section,
        entities=entity,
        sources=source,
        authors=author,
        since=since,
        until=until,
        any_word=any_word,
        phrase=phrase,
    )
    output.write(record(_head(limit)))
    found = faults = 0
    with open_index(index_place(place)) as index, _bar(tasks) as shown:
        for task in shown:
            row = _row(index, task, limit, narrowing)
            found += row[2] not in ("", "0")
            faults += bool(row[4])
            output.write(record(row))
            output.flush()
    _talk(len(tasks), found, faults)
    return FOUND if found else NOTHING_FOUND


_LONGEST_CELL = 100_000
_MOST_LINES = 20
"""Characters, and lines; a longer cell is a quotation mark that was never closed."""


def read_tasks(data: bytes) -> list[Task]:
    """The queries of a file, whatever its encoding and line ends; empty lines are passed over.

    A table is known by its head line: one of its cells is `query`. A byte that is not UTF-8 is read as Windows-1252
    would have it.
    """
    lines = _LINE_END.split(_decoded(data))
    head = next((line for line in lines if line.strip()), "")
    delimiter = next((sign for sign in "\t;" if sign in head and "," not in head), ",")
    names = [name.lower() for name in _cells(head, delimiter) or ()]
    if "query" not in names:
        return [Task("", line.strip()) for line in lines if line.strip()]
    return list(_from_table(lines, names, delimiter))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _from_table(lines: Sequence[str], names: Sequence[str], delimiter: str) -> Iterator[Task]:
    query, label = names.index("query"), names.index("label") if "label" in names else None
    records = ((number, cells) for number, cells in _records(lines, delimiter) if cells is None or any(cells))
    next(records, None)
    for number, cells in records:
        if cells is None:
            yield Task("", "", f"Line {number} cannot be read: a quotation mark is never closed, or it is too long.")
            continue
        name = cells[label] if label is not None and label < len(cells) else ""
        if query < len(cells) and cells[query]:
            yield Task(name, cells[query])
        else:
            yield Task(name, "", f"Line {number} has no query.")


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """The cells of each record and the number of its line; None for one that cannot be read.

    A cell in quotation marks may go on over a few lines. One that is never closed spoils its own line only.
    """
    at = 0
    while at < len(lines):
        cells, end = None, at
        while cells is None and end < min(at + _MOST_LINES, len(lines)):
            end += 1
            cells = _cells("\n".join(lines[at:end]), delimiter)
        yield at + 1, cells
        at = at + 1 if cells is None else end


def _cells(record: str, delimiter: str) -> list[str] | None:
    """The cells of one record; None if it is not one."""
    closed = record.count('"') % 2 == 0 and "\n" not in record
    try:
        lines = (f"{line}\n" for line in record.split("\n"))
        cells = next(csv.reader(lines, delimiter=delimiter, strict=not closed), [])
    except csv.Error:
        return None
    return None if any(len(cell) > _LONGEST_CELL for cell in cells) else [cell.strip() for cell in cells]


def _row(index: Index, task: Task, limit: int, narrowing: Narrowing) -> list[str]:
    if task.fault:
        return [task.label, task.query, "", "", task.fault]
    try:
        results = index.search(task.query, limit=limit, passages=1, **narrowing)
    except NewsfindError as error:
        return [task.label, task.query, "", "", str(error)]
    notes = (*results.notes, *([f"Did you mean: {results.suggestion}"] if results.suggestion else ()))
    return [task.label, task.query, str(results.total), " ".join(notes), "", *_hit_cells(results)]


def _hit_cells(hits: Iterable[Hit]) -> Iterator[str]:
    for hit in hits:
        article = hit.article
        yield from (article.id, article.headline, format_date(article.date), article.source, article.url)
        yield " ".join(snippet.text for snippet in hit.snippets.get("body", ()))


def _head(limit: int) -> list[str]:
    hits = [f"hit {number} {name}" for number in range(1, limit + 1) for name in _HIT_COLUMNS]
    return ["label", "query", "total", "notes", "error", *hits]


def _bar(tasks: Sequence[Task]) -> click._termui_impl.ProgressBar[Task]:
    return click.progressbar(
        tasks,
        label="Queries",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        item_show_func=lambda task: harmless(task.label or task.query)[:40] if task else "",
    )


def _talk(queries: int, found: int, faults: int) -> None:
    asked = "1 query" if queries == 1 else f"{queries:,} queries"
    failed = f", {faults:,} could not be asked (see the column error)" if faults else ""
    click.echo(f"{asked}: {found:,} found something{failed}.", err=True)
