"""`newsfind complete`."""

from __future__ import annotations

import click

from newsfind.api.index import open_index
from newsfind.results.render import harmless
from newsfind.ui.as_json import completions_as_json
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.options import color_option, index_option, index_place, json_option
from newsfind.ui.cli.saying import print_json
from newsfind.ui.cli.terminal import Pen, columns, wants_color


class _Complete(Command):
    examples = (
        ("newsfind complete hua", "words that begin so, and names of which a word does"),
        ("newsfind complete 'marco r' -n 5", "names go on over a space"),
    )


@click.command("complete", cls=_Complete)
@click.argument("typed", metavar="PREFIX")
@click.option("-n", "limit", type=click.IntRange(1), default=10, show_default=True, help="Completions to show")
@index_option
@json_option
@color_option
def command(typed: str, limit: int, place: str | None, as_json: bool, color: str) -> int:
    """Complete what is being typed, the most frequent first, with the number of articles that each would find."""
    with open_index(index_place(place)) as index:
        found = index.complete(typed, limit=limit)
    if as_json:
        print_json(completions_as_json(typed, found))
    else:
        pen = Pen(wants_color(color))
        widest = max((columns(completion.text) for completion in found), default=0)
        digits = max((len(f"{completion.articles:,}") for completion in found), default=0)
        for completion in found:
            text = harmless(completion.text) + " " * (widest - columns(completion.text))
            click.echo(f"{text}  {completion.articles:>{digits},}  {pen.dim(completion.kind)}", color=True)
    return FOUND if found else NOTHING_FOUND
