"""`newsfind status`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from newsfind.api.index import open_index
from newsfind.article import format_date
from newsfind.index.sync import Status
from newsfind.results.hits import Facet
from newsfind.results.render import harmless
from newsfind.ui.as_json import status_as_json
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND
from newsfind.ui.cli.options import color_option, index_option, index_place, json_option
from newsfind.ui.cli.saying import print_json
from newsfind.ui.cli.terminal import Pen, wants_color

_MOST_NAMED = 8
_MOST_SKIPPED = 20


@click.command("status", cls=Command)
@click.option("-v", "--verbose", is_flag=True, help="All sections, sources and skipped files")
@index_option
@json_option
@color_option
def command(verbose: bool, place: str | None, as_json: bool, color: str) -> int:
    """Say what is in the index: articles, dates, sections, sources, size, last run, skipped files."""
    where = index_place(place)
    with open_index(where) as index:
        status = index.status()
    if as_json:
        print_json(status_as_json(status))
    else:
        pen = Pen(wants_color(color))
        for name, text in _rows(status, where, verbose):
            click.echo(f"{pen.dim(f'{name:>9}')}  {harmless(text)}", color=True)
    return FOUND


def _rows(status: Status, place: str, verbose: bool) -> Iterator[tuple[str, str]]:
    yield "index", f"{place} ({status.engine.get('engine', '')}, {_size(status.engine.get('bytes', 0))})"
    yield "articles", f"{status.articles:,} from {status.files:,} files"
    if status.oldest and status.newest:
        undated = f"; {status.undated:,} without a date" if status.undated else ""
        yield "dates", f"{format_date(status.oldest)[:10]} to {format_date(status.newest)[:10]}{undated}"
    for name, facet in (("sections", status.sections), ("sources", status.sources)):
        if len(facet):
            yield name, _counts(facet, None if verbose else _MOST_NAMED)
    for path in status.read_from:
        yield "read from", path
    if status.run:
        run = status.run
        yield (
            "last run",
            f"{run.ended}, {run.seconds:.1f} s: {run.added:,} added, {run.updated:,} updated, {run.removed:,} removed",
        )
    shown = status.skipped if verbose else status.skipped[:_MOST_SKIPPED]
    for item in shown:
        yield "skipped", f"{item.path}: {item.reason}"
    if len(status.skipped) > len(shown):
        yield "skipped", f"{len(status.skipped) - len(shown):,} more; see them with -v"


def _counts(facet: Facet, limit: int | None) -> str:
    named = ", ".join(f"{count.value} {count.count:,}" for count in facet.counts[:limit])
    left = len(facet) - len(facet.counts[:limit])
    return f"{named} and {left:,} more" if left else named


def _size(size: object) -> str:
    amount = float(size) if isinstance(size, int | float) else 0.0
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"
