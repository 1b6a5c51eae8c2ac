"""`newsfind search`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypedDict

import click

from newsfind.api.index import Boost, Index, open_index
from newsfind.index.deadline import OutOfTime
from newsfind.index.engine import Copies, Sort
from newsfind.index.request import Narrowing
from newsfind.query.ast import And, Fuzzy, Phrase, Wildcard, Word
from newsfind.query.parse import parse, parse_lenient
from newsfind.results.hits import Hit, Results
from newsfind.results.render import harmless
from newsfind.ui.cli.command import Command, query_text
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.last_search import remembering
from newsfind.ui.cli.options import (
    Function,
    color_option,
    index_option,
    index_place,
    narrowing_options,
    time_limit_option,
)
from newsfind.ui.cli.outputs import MOST_AT_ONCE, in_pieces
from newsfind.ui.cli.saying import say_notes
from newsfind.ui.cli.terminal import Pen, text_width, wants_color
from newsfind.ui.formats import FORMATS


class _Search(Command):
    examples = (
        ('newsfind search "no-spy agreement"', "both words; what analyses to several words is a phrase"),
        ("newsfind search '\"trade talks\"'", "exactly this phrase"),
        ("newsfind search huawei OR zte -5G", "either, without the third"),
        ("newsfind search tariffs --section Business --since 2019-06", "narrowed"),
        ("newsfind search tariffs --facet entities:20 -n 0", "counts of people, organisations, places"),
        ("newsfind search 'headline:(trade OR tariffs)' --csv", "for a spreadsheet"),
        ("newsfind search tariffs -n all --format ris", "all of them, for Zotero"),
    )
    takes_query = True


def _outputs(function: Function) -> Function:
    for name, what in reversed(
        (
            ("json", "One JSON object"),
            ("jsonl", "One JSON object a hit, as --format jsonl"),
            ("csv", "A table with a head line, as --format csv"),
            ("ids", "The ids of the hits"),
            ("count", "How many articles match; with --dupes hide, how many stories"),
        )
    ):
        function = click.option(f"--{name}", "output", flag_value=name, help=what)(function)
    return click.option(
        "--format", "output", type=click.Choice([*FORMATS, "json", "ids", "count"]), help="The hits for other programs"
    )(function)


class _Form(TypedDict):
    """What a page of hits and all of them, one by one, are asked for alike."""

    sort: Sort
    boost: Boost | None
    passages: int
    copies: Copies
    time_limit: float


class _Number(click.IntRange):
    """A number from 0 on, or `all`, which is None."""

    name = "N|all"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click says so
        return None if value == "all" else super().convert(value, param, ctx)


@click.command("search", cls=_Search)
@click.argument("words", metavar="QUERY...", nargs=-1)
@index_option
@click.option("-n", "limit", type=_Number(0), default="10", show_default=True, help="Hits to show")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to pass over")
@narrowing_options
@click.option("--facet", "facets", multiple=True, metavar="FIELD[:N]", help="Count the values of a field; again: more")
@click.option(
    "--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", help="Order of the hits"
)
@click.option("--boost", type=click.Choice(["recent"]), help="Lift recent articles, as seen from the newest one")
@click.option(
    "--dupes",
    type=click.Choice(["group", "hide", "show"]),
    help="Copies of a story: as one hit, only the earliest, or all; group for people, show for programs",
)
@click.option("--any", "any_word", is_flag=True, help="Any of the words, not all")
@time_limit_option
@click.option("--phrase", is_flag=True, help="The whole query as one phrase")
@click.option("--strict", is_flag=True, help="Refuse a query that cannot be understood in full, and point at where")
@_outputs
@click.option("--explain", is_flag=True, help="How the query is understood, what each part finds, why hits score")
@color_option
def command(
    words: tuple[str, ...],
    place: str | None,
    limit: int | None,
    offset: int,
    narrowing: Narrowing,
    facets: tuple[str, ...],
    sort: Sort,
    boost: Boost | None,
    dupes: Copies | None,
    strict: bool,
    time_limit: float,
    output: str | None,
    explain: bool,
    color: str,
) -> int:
    """Search for articles that have all the words. Everything a person can type is a query."""
    query = query_text(words)
    if strict and not narrowing["phrase"]:
        parse(query)
    form: _Form = {
        "sort": sort,
        "boost": boost,
        "passages": 0 if output in ("count", "ids") else 2,
        "copies": dupes or ("group" if output is None else "show"),
        "time_limit": time_limit,
    }
    streams = limit is None or limit > MOST_AT_ONCE
    at_once = 0 if limit is None or streams or output == "count" else limit
    with open_index(index_place(place)) as index:
        results = index.search(query, facets=facets, limit=at_once, offset=offset, **form, **narrowing)
        _talk(results, any_word=narrowing["any_word"])
        hits: Iterable[Hit] = results
        if streams and output != "count":
            every = _until_out_of_time(index.scan(query, **form, **narrowing), results)
            hits = islice(every, offset, None if limit is None else offset + limit)
        if explain:
            explained = _explained(index, results, hits, boost, narrowing)
            hits = explained if streams else list(explained)
        if output is None:
            hits = remembering(place, hits, lambda hit: hit.id, first=offset + 1, query=results.parsed)
        for piece in in_pieces(output, results, hits, Pen(wants_color(color)), text_width()):
            click.echo(piece, nl=False, color=output is None or None)
    return FOUND if results.total else NOTHING_FOUND


def _explained(
    index: Index, results: Results, hits: Iterable[Hit], boost: Boost | None, narrowing: Narrowing
) -> Iterator[Hit]:
    """Explain the query; then the hits, each after an explanation of its score."""
    from newsfind.ui.cli.explain_text import part_lines  # noqa: PLC0415 - seldom needed

    click.echo(f"query: {results.parsed}", err=True)
    for line in part_lines(index.explain(results.query, **narrowing)):
        click.echo(line, err=True)
    return _scores_explained(index, results, hits, boost, narrowing)


def _scores_explained(
    index: Index, results: Results, hits: Iterable[Hit], boost: Boost | None, narrowing: Narrowing
) -> Iterator[Hit]:
    from newsfind.ui.cli.explain_text import score_line  # noqa: PLC0415 - seldom needed

    for number, hit in enumerate(hits, results.offset + 1):
        explained = index.explain_score(results.query, hit.id, boost=boost, **narrowing) if hit.score else None
        if explained:
            click.echo(score_line(number, explained), err=True)
        yield hit


def _until_out_of_time(hits: Iterator[Hit], results: Results) -> Iterator[Hit]:
    """All hits; or those that there was time to find, and a note on it, unless the results have that already."""
    try:
        yield from hits
    except OutOfTime as error:
        say_notes(note for note in (str(error),) if note not in results.notes)


def _talk(results: Results, *, any_word: bool) -> None:
    """What people should know besides the results."""
    say_notes(results.notes)
    if not results.total:
        loosely = any("at least one of the words" in note for note in results.notes) and _has_words(results.query)
        hint = " --any finds articles with any of the words." if loosely and not any_word else ""
        click.echo(f"Nothing found.{hint}", err=True)
    if results.suggestion:
        click.echo(harmless(f"Did you mean: {results.suggestion}"), err=True)


def _has_words(query: str) -> bool:
    """Whether a query is nothing but several words, of which any might do."""
    tree = parse_lenient(query).query
    return isinstance(tree, And) and all(isinstance(part, Word | Phrase | Wildcard | Fuzzy) for part in tree.parts)
