"""`newsfind show`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from newsfind.api.index import open_index
from newsfind.article import Article
from newsfind.results.hits import Snippet
from newsfind.ui.as_json import article_as_json
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND
from newsfind.ui.cli.last_search import meant
from newsfind.ui.cli.options import color_option, index_option, index_place, json_option
from newsfind.ui.cli.results_text import about
from newsfind.ui.cli.saying import print_json, say_no_article
from newsfind.ui.cli.terminal import Pen, fits_terminal, text_width, wants_color, wrapped


class _Show(Command):
    examples = (
        ("newsfind show ID", "the article with the id that search shows"),
        ("newsfind show 3", "the third hit of the last search, marked; --query '' leaves the marks out"),
        ("newsfind show ID --query 'trade talks'", "with the words of a query marked"),
    )


@click.command("show", cls=_Show)
@click.argument("typed", metavar="ID|NUMBER")
@click.option("--query", metavar="QUERY", help="Mark where this matches")
@click.option("--no-pager", is_flag=True, help="All at once, also on a terminal")
@index_option
@json_option
@color_option
def command(typed: str, query: str | None, no_pager: bool, place: str | None, as_json: bool, color: str) -> int:
    """Show a whole article."""
    with open_index(index_place(place)) as index:
        wanted = meant(place, index, typed)
        article = index.get(wanted.article_id)
        if article is None:
            return say_no_article(typed)
        marks = wanted.query if query is None and not as_json else query
        marked = index.marks(marks, article.id) if marks else None
    headline, body = marked or (Snippet(article.headline), Snippet(article.body))
    if as_json:
        found = {"headline": headline, "body": body} if marked else None
        print_json(article_as_json(article, found))
    else:
        lines = list(_lines(article, headline, body, Pen(wants_color(color)), text_width()))
        if no_pager or fits_terminal(len(lines)):
            click.echo("\n".join(lines), color=True)
        else:
            click.echo_via_pager("\n".join(lines) + "\n", color=True)
    return FOUND


def _lines(article: Article, headline: Snippet, body: Snippet, pen: Pen, width: int) -> Iterator[str]:
    yield from (pen.headline(line) for line in wrapped(headline, width))
    yield from map(pen.dim, about(article, width))
    record = article.path if "#" in article.path else ""
    for text in filter(None, (", ".join(article.authors), record, article.url)):
        yield from (pen.dim(line.text) for line in wrapped(Snippet(text), width))
    yield ""
    yield from _paragraphs(body, pen, width)
    if article.entities:
        yield ""
        names = Snippet(" · ".join(entity.name for entity in article.entities))
        yield from (pen.dim(line.text) for line in wrapped(names, width))


def _paragraphs(body: Snippet, pen: Pen, width: int) -> Iterator[str]:
    """The body in lines; an empty one between paragraphs."""
    start = 0
    for number, text in enumerate(body.text.split("\n\n")):
        end = start + len(text)
        marks = tuple((first - start, last - start) for first, last in body.marks if start <= first and last <= end)
        if number:
            yield ""
        yield from (pen.marked(line) for line in wrapped(Snippet(text, marks), width))
        start = end + 2
