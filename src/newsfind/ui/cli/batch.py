"""`newsfind batch`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

import click

from newsfind.api.index import Index, open_index
from newsfind.article import format_date
from newsfind.errors import NewsfindError
from newsfind.index.request import Narrowing
from newsfind.results.hits import Hit, Results
from newsfind.results.render import harmless
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.options import index_option, index_place, narrowing_options
from newsfind.ui.cli.query_list import ListedQuery, read_queries
from newsfind.ui.formats.table import record
from newsfind.ui.wording import counted

_HIT_COLUMNS = ("id", "headline", "date", "source", "url", "snippet")


class _Batch(Command):
    examples = (
        ("newsfind batch names.txt -o results.csv", "one query a line"),
        ("newsfind batch queries.csv -o results.csv -n 5", "columns query and, if you like, label; five hits each"),
        ("newsfind batch - --phrase < names.txt", "every line as a phrase; from and to a pipe"),
    )


@click.command("batch", cls=_Batch)
@click.argument("queries", type=click.File("rb"), metavar="FILE|-")
@click.option(
    "-o", "output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="Where to; else stdout"
)
@click.option("-n", "limit", type=click.IntRange(0), default=3, show_default=True, help="Hits to write of each query")
@narrowing_options
@click.option("--any", "any_word", is_flag=True, help="Any of the words of a query, not all")
@click.option("--phrase", is_flag=True, help="Each whole query as one phrase")
@index_option
def command(
    queries: IO[bytes],
    output: IO[str],
    limit: int,
    narrowing: Narrowing,
    place: str | None,
) -> int:
    """Run a list of queries: one a line, or a CSV file with a column `query` and perhaps one `label`.

    Writes a CSV table: label, query, total, notes, error, and then the first hits. A line that cannot be read or
    asked gets its reason in `error` and does not stop the rest.
    """
    listed = read_queries(queries.read())
    output.write(record(_head(limit)))
    found = faults = 0
    with open_index(index_place(place)) as index, _bar(listed) as shown:
        for one in shown:
            answer = _answer(index, one, limit, narrowing)
            if isinstance(answer, Results):
                found += answer.total > 0
            else:
                faults += 1
            output.write(record(_row(one, answer)))
            output.flush()
    _talk(len(listed), found, faults)
    return FOUND if found else NOTHING_FOUND


def _answer(index: Index, one: ListedQuery, limit: int, narrowing: Narrowing) -> Results | str:
    """What a query finds, or why it could not be asked."""
    if one.fault:
        return one.fault
    try:
        return index.search(one.query, limit=limit, passages=1, **narrowing)
    except NewsfindError as error:
        return str(error)


def _row(one: ListedQuery, answer: Results | str) -> list[str]:
    if isinstance(answer, str):
        return [one.label, one.query, "", "", answer]
    notes = (*answer.notes, *([f"Did you mean: {answer.suggestion}"] if answer.suggestion else ()))
    return [one.label, one.query, str(answer.total), " ".join(notes), "", *_hit_cells(answer)]


def _hit_cells(hits: Iterable[Hit]) -> Iterator[str]:
    for hit in hits:
        article = hit.article
        yield from (article.id, article.headline, format_date(article.date), article.source, article.url)
        yield " ".join(snippet.text for snippet in hit.snippets.get("body", ()))


def _head(limit: int) -> list[str]:
    hits = [f"hit {number} {name}" for number in range(1, limit + 1) for name in _HIT_COLUMNS]
    return ["label", "query", "total", "notes", "error", *hits]


def _bar(listed: Sequence[ListedQuery]) -> click._termui_impl.ProgressBar[ListedQuery]:
    return click.progressbar(
        listed,
        label="Queries",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        item_show_func=lambda one: harmless(one.label or one.query)[:40] if one else "",
    )


def _talk(queries: int, found: int, faults: int) -> None:
    failed = f", {faults:,} could not be asked (see the column error)" if faults else ""
    click.echo(f"{counted(queries, 'query', 'queries')}: {found:,} found something{failed}.", err=True)
