"""`newsfind index`."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from newsfind.api.building import build
from newsfind.index.sync import Report
from newsfind.results.render import harmless
from newsfind.ui.as_json import report_as_json
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND, NOT_ALL_READ
from newsfind.ui.cli.mapping import field_map, map_option
from newsfind.ui.cli.options import index_option, index_place, json_option
from newsfind.ui.cli.progress import Bar
from newsfind.ui.cli.saying import print_json, say_notes
from newsfind.ui.wording import counted

_MOST_SKIPPED = 10


class _Index(Command):
    examples = (
        ("newsfind index corpus/", "index a folder into index/; again later: only what changed"),
        ("newsfind index", "what was indexed before, once more"),
        ("newsfind index a.jsonl.gz b/ --index /srv/news", "several sources, another place"),
        ("newsfind index corpus/ --dry-run -v", "what would be done and what left out"),
        ("newsfind index a.csv --map headline=kopf", "where the columns have names of their own"),
    )


@click.command("index", cls=_Index)
@click.argument("sources", metavar="SOURCE...", nargs=-1, type=click.Path())
@index_option
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Worker processes [default: one per core]")
@click.option("--rebuild", is_flag=True, help="Begin anew; the old index answers until the new one is complete")
@click.option("--dry-run", is_flag=True, help="Read everything, write nothing, say what would be done")
@click.option(
    "--tagger", metavar="NAME", help="What finds names: builtin, none, spacy:MODEL [default: the last run's, builtin]"
)
@map_option
@click.option("--keep-all/--articles-only", default=None, help="Also pages that look like no article")
@click.option("--shard", metavar="K/N|NAME", help="One of several processes that feed one index (opensearch:) together")
@click.option("--wait", type=click.FloatRange(0), default=0, metavar="SECONDS", help="Wait for another writer to end")
@json_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors")
@click.option("-v", "--verbose", is_flag=True, help="Name every skipped file")
def command(
    sources: tuple[str, ...],
    place: str | None,
    jobs: int | None,
    rebuild: bool,
    dry_run: bool,
    tagger: str | None,
    mapped: tuple[str, ...],
    keep_all: bool | None,
    shard: str | None,
    wait: float,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Make the index agree with files and folders of articles.

    Only what is new or changed is read; articles of files that are gone are removed. Ctrl-C keeps what is done, and
    the next run goes on from there. How names are found and files are read (--tagger, --map, --keep-all) is kept for
    later runs; --rebuild forgets it.
    """
    where = index_place(place)
    with _stoppable() as stop, Bar(shown=not quiet and sys.stderr.isatty()) as bar:
        report = build(
            sources,
            where,
            jobs=jobs,
            rebuild=rebuild,
            dry_run=dry_run,
            tagger=tagger,
            field_map=field_map(mapped) if mapped else None,
            keep_all=keep_all,
            shard=shard,
            wait=wait,
            progress=bar.show,
            stop=stop,
        )
    if not quiet:
        _talk(report, verbose)
    if as_json:
        print_json(report_as_json(report, dry_run=dry_run))
    elif not quiet:
        click.echo(_summary(report, where, dry_run))
    return NOT_ALL_READ if report.unreadable else FOUND


def _talk(report: Report, verbose: bool) -> None:
    shown = report.skipped if verbose else report.skipped[:_MOST_SKIPPED]
    for item in shown:
        click.echo(harmless(f"skipped: {item.path}: {item.reason}"), err=True)
    if len(report.skipped) > len(shown):
        left = len(report.skipped) - len(shown)
        click.echo(f"skipped: {left:,} more; -v names them, and so does newsfind status -v", err=True)
    say_notes(report.notes)


def _summary(report: Report, place: str, dry_run: bool) -> str:
    counts = (
        (report.added, "added"),
        (report.updated, "updated"),
        (report.removed, "removed"),
        (report.unchanged, "unchanged"),
        (len(report.skipped), "skipped"),
    )
    told = ", ".join(f"{count:,} {what}" for count, what in counts if count) or "nothing to do"
    would = "would have" if dry_run else "has"
    return f"{place} {would} {counted(report.articles, 'article')}: {told}; {report.seconds:.1f} s"


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C and a polite kill ask the run to stop where nothing is lost; a second one stops it at once."""
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        del frame
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        click.echo("\nStopping when what is done is safe; once more stops at once.", err=True)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
