"""`newsfind open`."""

from __future__ import annotations

from collections.abc import Mapping

import click

from newsfind.api.index import open_index
from newsfind.article import Article
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.last_search import meant
from newsfind.ui.cli.options import index_option, index_place
from newsfind.ui.cli.saying import say_no_article
from newsfind.ui.origin import source_file, web_address


class _Open(Command):
    examples = (
        ("newsfind open 3", "the third hit of the last search, as it was published"),
        ("newsfind open ID --print", "only say where it is"),
        ("newsfind open ID --url", "on the web, even if its file is here"),
    )


@click.command("open", cls=_Open)
@click.argument("typed", metavar="ID|NUMBER")
@click.option("--url", "wanted", flag_value="url", help="The address on the web")
@click.option("--file", "wanted", flag_value="file", help="The file, even if it holds many articles")
@click.option("--print", "print_only", is_flag=True, help="Print where it is instead of opening it")
@index_option
def command(typed: str, wanted: str | None, print_only: bool, place: str | None) -> int:
    """Open an article where it came from: its own file if there is one, else its address on the web."""
    with open_index(index_place(place)) as index:
        article = index.get(meant(place, index, typed).article_id)
        roots = index.status().roots if article else {}
    if article is None:
        return say_no_article(typed)
    target = _target(article, roots, wanted)
    if target is None:
        click.echo(f"Neither a file nor an address is known for it now ({article.path or article.id}).", err=True)
        return NOTHING_FOUND
    click.echo(target)
    if not print_only and click.launch(target):
        click.echo("No program on this machine could open it.", err=True)
        return NOTHING_FOUND
    return FOUND


def _target(article: Article, roots: Mapping[str, str], wanted: str | None) -> str | None:
    """What to open: the article's own file rather than one that holds many."""
    url, source = web_address(article), source_file(article, roots)
    file = str(source.file) if source else None
    if wanted == "url":
        return url
    if wanted == "file":
        return file
    return file if source and source.alone else url or file
