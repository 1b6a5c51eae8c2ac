"""`newsfind facets`."""

from __future__ import annotations

import click

from newsfind.api.index import open_index
from newsfind.index.engine import PERIODS
from newsfind.index.facet_names import facet_field
from newsfind.ui.as_json import facet_as_json
from newsfind.ui.cli.command import Command, query_text
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.options import (
    color_option,
    index_option,
    index_place,
    json_option,
    time_limit_option,
)
from newsfind.ui.cli.results_text import facet_lines
from newsfind.ui.cli.saying import print_json, say_notes
from newsfind.ui.cli.terminal import Pen, wants_color

DEFAULT_LIMIT = 10


class _Facets(Command):
    examples = (
        ("newsfind facets section", "how many articles each section has"),
        ("newsfind facets people tariffs -n 20", "the people in articles about tariffs"),
        ("newsfind facets people --prefix mccon", "those of whose names a word begins so"),
        ("newsfind facets date", "years; with --prefix 2019 its months, with --prefix 2019-06 its days"),
    )
    takes_query = True


@click.command("facets", cls=_Facets)
@click.argument("field")
@click.argument("words", metavar="[QUERY...]", nargs=-1)
@click.option("--prefix", default="", metavar="P", help="Only values of which a word begins so")
@click.option(
    "-n", "limit", type=click.IntRange(0), help="Values to show; 0: all [default: 10, but all years, months, days]"
)
@index_option
@time_limit_option
@json_option
@color_option
def command(
    field: str,
    words: tuple[str, ...],
    prefix: str,
    limit: int | None,
    place: str | None,
    time_limit: float,
    as_json: bool,
    color: str,
) -> int:
    """Count the values of a field, over all articles or those that a query finds.

    Fields: section, entities, people, organisations, places, source, author, agency, language, date, year, month, week,
    day.
    """
    query = query_text(words)
    if limit is None:
        limit = 0 if facet_field(field, prefix) in PERIODS else DEFAULT_LIMIT
    with open_index(index_place(place)) as index:
        facet = index.facet(field, query, prefix=prefix, limit=limit or None, time_limit=time_limit)
    say_notes(facet.notes)
    if as_json:
        print_json(facet_as_json(facet, query))
    else:
        for line in facet_lines(facet, Pen(wants_color(color))):
            click.echo(line, color=True)
    if not len(facet):
        click.echo("Nothing found.", err=True)
    return FOUND if len(facet) else NOTHING_FOUND
