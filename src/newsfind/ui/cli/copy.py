"""`newsfind copy`."""

from __future__ import annotations

import sys
import time

import click

from newsfind.api.building import copy_index
from newsfind.index.sync import Progress
from newsfind.ui.as_json import FORMAT
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND
from newsfind.ui.cli.options import json_option
from newsfind.ui.cli.progress import Bar
from newsfind.ui.cli.saying import print_json
from newsfind.ui.saving import saved_searches
from newsfind.ui.wording import counted


class _Copy(Command):
    examples = (
        ("newsfind copy index/ opensearch:http://127.0.0.1:9200/news", "from a folder to a cluster"),
        ("newsfind copy opensearch:http://127.0.0.1:9200/news index/ --rebuild", "and back, over what is there"),
    )


@click.command("copy", cls=_Copy)
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="DST")
@click.option("--rebuild", is_flag=True, help="Replace what is at DST; it answers until the copy is complete")
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="Processes that analyse [default: 1]")
@json_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors")
def command(source: str, target: str, rebuild: bool, jobs: int, as_json: bool, quiet: bool) -> int:
    """Copy an index, article by article, to another place or engine.

    The copy knows the files that the articles came from: newsfind index goes on there with what is new. It has what was
    decided about names (newsfind entities merge, split) and your saved searches, too.
    """
    began = time.monotonic()
    with Bar(shown=not quiet and sys.stderr.isatty()) as bar:
        articles = copy_index(
            source,
            target,
            rebuild=rebuild,
            jobs=jobs,
            progress=lambda done, total: bar.show(Progress(done, total, done)),
        )
    saved_searches(target).adopt(saved_searches(source))
    seconds = time.monotonic() - began
    if as_json:
        print_json({"format": FORMAT, "articles": articles, "seconds": round(seconds, 3)})
    elif not quiet:
        click.echo(f"{target} has {counted(articles, 'article')}: copied from {source}; {seconds:.1f} s")
    return FOUND
