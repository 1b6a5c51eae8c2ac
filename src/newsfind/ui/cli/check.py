"""`newsfind check`."""

from __future__ import annotations

import click

from newsfind.api.index import open_index
from newsfind.ui.as_json import FORMAT
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND, INDEX_UNUSABLE
from newsfind.ui.cli.options import index_option, index_place, json_option
from newsfind.ui.cli.saying import print_json
from newsfind.ui.wording import counted


@click.command("check", cls=Command)
@index_option
@json_option
def command(place: str | None, as_json: bool) -> int:
    """Re-read the whole index and say whether it is sound."""
    where = index_place(place)
    with open_index(where) as index:
        faults, articles = index.check(), len(index)
    if as_json:
        print_json({"format": FORMAT, "articles": articles, "faults": faults})
    else:
        for fault in faults:
            click.echo(fault)
        if not faults:
            click.echo(f"{where} is sound: {counted(articles, 'article')}.")
    return INDEX_UNUSABLE if faults else FOUND
