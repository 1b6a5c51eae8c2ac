"""`newsfind facets`."""

from __future__ import annotations

import json

import click

from newsfind.api import open_index
from newsfind.ui.as_json import facet_as_json
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.options import Command, color_option, index_option, index_place, json_option, query_text
from newsfind.ui.cli.results_text import facet_lines
from newsfind.ui.cli.terminal import Pen, wants_color


class _Facets(Command):
    examples = (
        ("newsfind facets section", "how many articles each section has"),
        ("newsfind facets people tariffs -n 20", "the people in articles about tariffs"),
        ("newsfind facets entities --prefix cha", "names that begin so"),
        ("newsfind facets month -n 0", "all months (0: no limit)"),
    )
    takes_query = True


@click.command("facets", cls=_Facets)
@click.argument("field")
@click.argument("words", metavar="[QUERY...]", nargs=-1)
@click.option("--prefix", default="", metavar="P", help="Only values that begin so")
@click.option("-n", "limit", type=click.IntRange(0), default=10, show_default=True, help="Values to show; 0: all")
@index_option
@json_option
@color_option
def command(
    field: str, words: tuple[str, ...], prefix: str, limit: int, place: str | None, as_json: bool, color: str
) -> int:
    """Count the values of a field, over all articles or those that a query finds.

    Fields: section, entities, people, organisations, places, source, author, agency, language, year, month, day.
    """
    query = query_text(words)
    with open_index(index_place(place)) as index:
        facet = index.facet(field, query, prefix=prefix, limit=limit or None)
    if as_json:
        click.echo(json.dumps(facet_as_json(facet, query), ensure_ascii=False, indent=2))
    else:
        for line in facet_lines(facet, Pen(wants_color(color))):
            click.echo(line, color=True)
    if not len(facet):
        click.echo("Nothing found.", err=True)
    return FOUND if len(facet) else NOTHING_FOUND
