"""`newsfind similar`."""

from __future__ import annotations

from dataclasses import replace
from typing import TextIO

import click

from newsfind.api.index import open_index
from newsfind.ui.as_json import results_as_json
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.last_search import meant, remember
from newsfind.ui.cli.options import color_option, index_option, index_place, json_option
from newsfind.ui.cli.results_text import results_as_text
from newsfind.ui.cli.saying import print_json, say_no_article
from newsfind.ui.cli.terminal import Pen, text_width, wants_color


class _Similar(Command):
    examples = (
        ("newsfind similar ID", "articles like the one with the id that search shows"),
        ("newsfind similar 3", "like the third hit of the last search"),
        ("newsfind similar --text draft.txt", "articles like a text of your own"),
        ("wl-paste | newsfind similar --text -", "like what is on the clipboard"),
    )


@click.command("similar", cls=_Similar)
@click.argument("typed", metavar="[ID|NUMBER]", required=False)
@click.option(
    "--text", type=click.File(encoding="utf-8", errors="replace"), help="Like the text in this file; -: stdin"
)
@click.option("-n", "limit", type=click.IntRange(1), default=10, show_default=True, help="Articles to show")
@index_option
@json_option
@color_option
def command(typed: str | None, text: TextIO | None, limit: int, place: str | None, as_json: bool, color: str) -> int:
    """Find articles like another, by the words that set this one apart; without copies of it."""
    if (typed is None) == (text is None):
        raise click.UsageError("Either the ID of an article or --text is needed.")
    with open_index(index_place(place)) as index:
        if typed is None:
            results = index.similar_text(text.read() if text else "", limit=limit)
        elif (article_id := meant(place, index, typed).article_id) in index:
            results = index.similar(article_id, limit=limit)
        else:
            return say_no_article(typed)
    if as_json:
        print_json(results_as_json(results))
    else:
        page = replace(results, total=len(results))  # what else has some of the words is nothing to leaf through
        click.echo(results_as_text(page, Pen(wants_color(color)), text_width()), nl=False, color=True)
        remember(place, (hit.id for hit in results), query=results.parsed)
    if not results.hits:
        click.echo("Nothing found.", err=True)
    return FOUND if results.hits else NOTHING_FOUND
