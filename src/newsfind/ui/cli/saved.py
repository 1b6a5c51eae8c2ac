"""`newsfind saved`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from time import perf_counter

import click

from newsfind.api.index import Index, open_index
from newsfind.index.request import Narrowing
from newsfind.index.saved import SavedSearch
from newsfind.query.printing import draw, format_query
from newsfind.results.hits import Hit, Results
from newsfind.results.render import harmless
from newsfind.ui.as_json import FORMAT, hit_as_json, saved_as_json
from newsfind.ui.cli.command import Command, query_text
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.last_search import remember
from newsfind.ui.cli.options import (
    color_option,
    index_option,
    index_place,
    json_option,
    narrowing_options,
)
from newsfind.ui.cli.results_text import results_as_text
from newsfind.ui.cli.saying import print_json, say_notes
from newsfind.ui.cli.terminal import Pen, text_width, wants_color
from newsfind.ui.saving import saved_searches
from newsfind.ui.wording import counted


class _Saved(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group("saved", cls=_Saved)
def command() -> None:
    """Keep queries by name, and show what came since they were last run.

    \b
    newsfind saved add ports 'harbour OR port' --section Business
    newsfind saved run ports                  what it finds now
    newsfind saved run --new                  of all saved searches, what is new; exit code 1: nothing
    """


class _Add(Command):
    examples = (("newsfind saved add ports 'harbour OR port' --section Business", "under the name ports"),)
    takes_query = True


@command.command("add", cls=_Add)
@click.argument("name")
@click.argument("words", metavar="QUERY...", nargs=-1, required=True)
@narrowing_options
@click.option("--any", "any_word", is_flag=True, help="Any of the words, not all")
@click.option("--phrase", is_flag=True, help="The whole query as one phrase")
@click.option("--overwrite", is_flag=True, help="In place of one of the same name")
@index_option
def add(
    name: str,
    words: tuple[str, ...],
    narrowing: Narrowing,
    overwrite: bool,
    place: str | None,
) -> int:
    """Keep a query under a name."""
    query = query_text(words)
    with open_index(index_place(place)) as index:
        results = index.search(query, limit=0, passages=0, **narrowing)
    saved_searches(index_place(place)).add(name, query, narrowing, overwrite=overwrite)
    say_notes(results.notes)
    click.echo(f"Saved. It finds {counted(results.total, 'article')} now.", err=True)
    return FOUND


@command.command("list", cls=Command)
@index_option
@json_option
def list_(place: str | None, as_json: bool) -> int:
    """List the saved searches: name, query, when it was last run."""
    searches = list(saved_searches(index_place(place)))
    if as_json:
        print_json({"format": FORMAT, "searches": [saved_as_json(saved) for saved in searches]})
    for saved in searches if not as_json else ():
        click.echo(f"{harmless(saved.name)}  {harmless(_described(saved))}  ({_last_run(saved)})")
    if not searches:
        click.echo("There are no saved searches. Keep one: newsfind saved add NAME QUERY", err=True)
    return FOUND if searches else NOTHING_FOUND


@command.command("show", cls=Command)
@click.argument("name")
@index_option
@json_option
def show(name: str, place: str | None, as_json: bool) -> int:
    """Show a saved search: its query as understood, what narrows it, what it has shown so far."""
    saved = saved_searches(index_place(place)).get(name)
    if as_json:
        print_json({"format": FORMAT, **saved_as_json(saved)})
    else:
        click.echo(harmless(f"{_described(saved)}\n{draw(saved.asked)}"))
        click.echo(f"{_last_run(saved)}; {counted(len(saved.seen), 'article')} shown so far")
    return FOUND


@command.command("remove", cls=Command)
@click.argument("name")
@index_option
def remove(name: str, place: str | None) -> int:
    """Forget a saved search."""
    saved_searches(index_place(place)).remove(name)
    return FOUND


class _Run(Command):
    examples = (
        ("newsfind saved run ports", "all that it finds"),
        ("newsfind saved run --new -q || exit", "for cron: of all saved searches, what no run has shown yet"),
    )


@command.command("run", cls=_Run)
@click.argument("name", required=False)
@click.option("--new", "only_new", is_flag=True, help="Only articles that no run has shown yet")
@click.option("-n", "limit", type=click.IntRange(0), default=10, show_default=True, help="Hits to show of each search")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of searches without a hit")
@index_option
@click.option("--jsonl", is_flag=True, help="One JSON object a hit, with the search's name")
@click.option("--ids", is_flag=True, help="The ids of the hits")
@color_option
def run(
    name: str | None,
    only_new: bool,
    limit: int,
    quiet: bool,
    place: str | None,
    jsonl: bool,
    ids: bool,
    color: str,
) -> int:
    """Run one saved search, or all, the newest articles first. Exit code 1: nothing was found.

    What is found counts as shown, also beyond the number of hits to show, once it is printed.
    """
    searches = saved_searches(index_place(place))
    total = 0
    with open_index(index_place(place)) as index:
        for saved in [searches.get(name)] if name is not None else list(searches):
            began = perf_counter()
            found = [hit.id for hit in _scan(index, saved, 0) if not only_new or saved.is_new(hit.id)]
            hits = _first(index, saved, frozenset(found), limit)
            if ids or jsonl:
                _print_lines(saved, hits, jsonl=jsonl)
            elif found or not quiet:
                _print(
                    saved,
                    Results(tuple(hits), len(found), took_ms=(perf_counter() - began) * 1000),
                    Pen(wants_color(color)),
                    only_new=only_new,
                )
                remember(place, (hit.id for hit in hits), query=saved.query)
            sys.stdout.flush()
            searches.shown(saved.name, found)
            total += len(found)
    return FOUND if total else NOTHING_FOUND


def _scan(index: Index, saved: SavedSearch, passages: int) -> Iterator[Hit]:
    return index.scan(saved.query, sort="newest", passages=passages, **saved.narrowing)


def _first(index: Index, saved: SavedSearch, wanted: frozenset[str], limit: int) -> list[Hit]:
    """The newest of the wanted hits, with passages."""
    if not wanted:
        return []
    return list(islice((hit for hit in _scan(index, saved, 2) if hit.id in wanted), limit))


def _print_lines(saved: SavedSearch, hits: Sequence[Hit], *, jsonl: bool) -> None:
    for hit in hits:
        shown = {"search": saved.name, **hit_as_json(hit)}
        click.echo(json.dumps(shown, ensure_ascii=False) if jsonl else hit.id)


def _print(saved: SavedSearch, results: Results, pen: Pen, *, only_new: bool) -> None:
    count = f"{results.total:,} new" if only_new else f"{results.total:,}"
    click.echo(f"{pen.bold(saved.name)}: {harmless(_described(saved))}  ({count})\n", color=True)
    click.echo(results_as_text(results, pen, text_width()) + "\n" if results.total else "", nl=False, color=True)


def _described(saved: SavedSearch) -> str:
    """The query as understood, and what else narrows it, in one line."""
    others = ((key, value) for key, value in saved.narrowing.items() if key not in ("any_word", "phrase"))
    return " · ".join((format_query(saved.asked), *(f"{key}: {_text(value)}" for key, value in others)))


def _text(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _last_run(saved: SavedSearch) -> str:
    if saved.last_run is None:
        return "not run yet"
    return f"last run {saved.last_run.astimezone():%Y-%m-%d %H:%M}"
