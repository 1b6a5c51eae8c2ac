"""`newsfind search`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator

import click

from newsfind.api import open_index
from newsfind.article import format_date
from newsfind.index.engine import Sort
from newsfind.query.parse import parse_lenient
from newsfind.query.printing import draw
from newsfind.results.hits import Results
from newsfind.ui.as_json import hit_as_json, results_as_json
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.options import (
    Command,
    Function,
    color_option,
    filter_options,
    index_option,
    index_place,
    query_text,
)
from newsfind.ui.cli.results_text import results_as_text
from newsfind.ui.cli.terminal import Pen, text_width, wants_color


class _Search(Command):
    examples = (
        ('newsfind search "no-spy agreement"', "both words; what analyses to several words is a phrase"),
        ("newsfind search '\"trade talks\"'", "exactly this phrase"),
        ("newsfind search huawei OR zte -5G", "either, without the third"),
        ("newsfind search tariffs --section Business --since 2019-06", "narrowed"),
        ("newsfind search tariffs --facet entities:20 -n 0", "counts of people, organisations, places"),
        ("newsfind search 'headline:(trade OR tariffs)' --csv", "for a spreadsheet"),
    )
    takes_query = True


def _outputs(function: Function) -> Function:
    for name, what in reversed(
        (
            ("json", "One JSON object"),
            ("jsonl", "One JSON object a hit"),
            ("csv", "A table with a head line"),
            ("ids", "The ids of the hits"),
            ("count", "How many articles match"),
        )
    ):
        function = click.option(f"--{name}", "output", flag_value=name, help=what)(function)
    return function


@click.command("search", cls=_Search)
@click.argument("words", metavar="QUERY...", nargs=-1)
@index_option
@click.option("-n", "limit", type=click.IntRange(0), default=10, show_default=True, help="Hits to show")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to pass over")
@filter_options
@click.option("--facet", "facets", multiple=True, metavar="FIELD[:N]", help="Count the values of a field; again: more")
@click.option(
    "--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", help="Order of the hits"
)
@click.option("--any", "any_word", is_flag=True, help="Any of the words, not all")
@click.option("--phrase", is_flag=True, help="The whole query as one phrase")
@_outputs
@click.option("--explain", is_flag=True, help="Show the query as understood")
@color_option
def command(
    words: tuple[str, ...],
    place: str | None,
    limit: int,
    offset: int,
    section: tuple[str, ...],
    entity: tuple[str, ...],
    source: tuple[str, ...],
    author: tuple[str, ...],
    since: str | None,
    until: str | None,
    facets: tuple[str, ...],
    sort: Sort,
    any_word: bool,
    phrase: bool,
    output: str | None,
    explain: bool,
    color: str,
) -> int:
    """Search for articles that have all the words. Everything a person can type is a query."""
    query = query_text(words)
    with open_index(index_place(place)) as index:
        results = index.search(
            query,
            sections=section,
            entities=entity,
            sources=source,
            authors=author,
            since=since,
            until=until,
            facets=facets,
            sort=sort,
            limit=0 if output == "count" else limit,
            offset=offset,
            any_word=any_word,
            phrase=phrase,
            passages=0 if output in ("count", "ids") else 2,
        )
    _talk(results, explain=explain, any_word=any_word)
    if output is None:
        text = results_as_text(results, Pen(wants_color(color)), text_width())
    else:
        text = _WRITERS[output](results)
    click.echo(text, nl=False, color=True)
    return FOUND if results.total else NOTHING_FOUND


def _talk(results: Results, *, explain: bool, any_word: bool) -> None:
    """What people should know besides the results."""
    if explain:
        click.echo(f"query: {results.parsed}\n{draw(parse_lenient(results.parsed).query)}", err=True)
    for note in results.notes:
        click.echo(f"note: {note}", err=True)
    if not results.total:
        hint = "" if any_word or len(results.query.split()) < 2 else " --any finds articles with any of the words."
        click.echo(f"Nothing found.{hint}", err=True)
    if results.suggestion:
        click.echo(f"Did you mean: {results.suggestion}", err=True)


def _as_csv(results: Results) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(
        ("id", "headline", "section", "date", "source", "authors", "path", "url", "score", "words", "snippet")
    )
    for hit in results:
        article = hit.article
        writer.writerow(
            (
                article.id,
                article.headline,
                article.section,
                format_date(article.date),
                article.source,
                "; ".join(article.authors),
                article.path,
                article.url,
                round(hit.score, 6),
                article.words,
                " ".join(snippet.text for snippet in hit.snippets.get("body", ())),
            )
        )
    return table.getvalue()


def _json_lines(results: Results) -> Iterator[str]:
    return (json.dumps(hit_as_json(hit), ensure_ascii=False) + "\n" for hit in results)


_WRITERS: dict[str, Callable[[Results], str]] = {
    "json": lambda results: json.dumps(results_as_json(results), ensure_ascii=False, indent=2) + "\n",
    "jsonl": lambda results: "".join(_json_lines(results)),
    "csv": _as_csv,
    "ids": lambda results: "".join(f"{hit.id}\n" for hit in results),
    "count": lambda results: f"{results.total}\n",
}
