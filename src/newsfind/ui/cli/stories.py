"""`newsfind stories`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from newsfind.api.index import open_index
from newsfind.index.request import Narrowing
from newsfind.results.hits import Snippet, Stories, Story
from newsfind.ui.as_json import stories_as_json
from newsfind.ui.cli.command import Command, query_text
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.last_search import remember
from newsfind.ui.cli.options import (
    color_option,
    index_option,
    index_place,
    json_option,
    narrowing_options,
    time_limit_option,
)
from newsfind.ui.cli.results_text import copy_lines
from newsfind.ui.cli.saying import print_json, say_notes
from newsfind.ui.cli.terminal import Pen, text_width, wants_color, wrapped
from newsfind.ui.wording import counted


class _Stories(Command):
    examples = (
        ("newsfind stories", "the stories that most articles print"),
        ("newsfind stories ferry --since 2024", "of articles that match, published since then"),
        ("newsfind stories --source Meridian --json", "for a program"),
    )
    takes_query = True


@click.command("stories", cls=_Stories)
@click.argument("words", metavar="[QUERY...]", nargs=-1)
@click.option("-n", "limit", type=click.IntRange(1), default=20, show_default=True, help="Stories to show")
@narrowing_options
@index_option
@time_limit_option
@json_option
@color_option
def command(
    words: tuple[str, ...],
    limit: int,
    narrowing: Narrowing,
    place: str | None,
    time_limit: float,
    as_json: bool,
    color: str,
) -> int:
    """List the stories that several articles print: copies of a wire story, reprints, versions. Biggest first."""
    query = query_text(words)
    with open_index(index_place(place)) as index:
        stories = index.stories(query, limit=limit, time_limit=time_limit, **narrowing)
    say_notes(stories.notes)
    if as_json:
        print_json(stories_as_json(stories, query))
    else:
        for line in _lines(stories, Pen(wants_color(color)), text_width()):
            click.echo(line, color=True)
        remember(place, (story.lead.id for story in stories), query=query)
    if not stories.total:
        click.echo("No two articles of these print the same text.", err=True)
    return FOUND if stories.total else NOTHING_FOUND


def _lines(stories: Stories, pen: Pen, width: int) -> Iterator[str]:
    for number, story in enumerate(stories, 1):
        yield from _story(story, f"{number}. ", pen, width)
        yield ""
    if stories.total:
        shown = f"{len(stories)} of " if len(stories) < stories.total else ""
        yield pen.dim(f"{shown}{counted(stories.total, 'story', 'stories')}")


def _story(story: Story, label: str, pen: Pen, width: int) -> Iterator[str]:
    margin = " " * len(label)
    headline = Snippet(f"{story.lead.headline or '(no headline)'} ({len(story)} copies)")
    for place, line in enumerate(wrapped(headline, width - len(label))):
        yield (margin if place else pen.dim(label)) + pen.bold(line.text)
    for copy in story.copies:
        yield from (margin + line for line in copy_lines(copy, story.lead.headline, pen, width - len(label)))
