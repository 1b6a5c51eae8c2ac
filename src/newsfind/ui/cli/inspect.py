"""`newsfind inspect`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import click

from newsfind.article import Article
from newsfind.corpus.normalize import Provenance, explain
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import read_file, reader_for, why_not
from newsfind.results.hits import Snippet
from newsfind.ui.as_json import FORMAT, Json, article_as_json
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND, NOT_ALL_READ
from newsfind.ui.cli.mapping import field_map, map_option
from newsfind.ui.cli.options import color_option, json_option
from newsfind.ui.cli.saying import print_json
from newsfind.ui.cli.terminal import Pen, text_width, wants_color, wrapped

_FIELDS = ("headline", "section", "date", "authors", "agency", "source", "language", "url")


class _Inspect(Command):
    examples = (
        ("newsfind inspect page.html", "the article in it, and where each field came from"),
        ("newsfind inspect stories.jsonl -n 1", "only the first of a file of many"),
        ("newsfind inspect stories.csv --map headline=kopf", "where the columns have names of their own"),
    )


@click.command("inspect", cls=_Inspect)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-n", "count", type=click.IntRange(1), default=3, show_default=True, help="Articles to show of a file of many"
)
@map_option
@click.option("--keep-all", is_flag=True, help="Also pages that look like no article")
@json_option
@color_option
def command(file: Path, count: int, mapped: tuple[str, ...], keep_all: bool, as_json: bool, color: str) -> int:
    """Show what newsfind makes of a file: fields, where each came from, what was left out."""
    reader = reader_for(file)
    if reader is None:
        click.echo(f"{file}: {why_not(file)}", err=True)
        return NOT_ALL_READ
    items = islice(read_file(file, file.name, field_map(mapped)), count)
    found = [
        explain(item, keep_all=keep_all) if isinstance(item, RawArticle) else (item, Provenance()) for item in items
    ]
    if as_json:
        shown = {"format": FORMAT, "reader": reader.name, "items": [_as_json(*pair) for pair in found]}
        print_json(shown)
    else:
        pen, width = Pen(wants_color(color)), text_width()
        click.echo(pen.dim(f"read as {reader.name}"), color=True)
        for item, how in found:
            click.echo("\n".join(["", *_lines(item, how, pen, width)]), color=True)
    return FOUND if any(isinstance(item, Article) for item, _ in found) else NOT_ALL_READ


def _as_json(item: Article | Skipped, how: Provenance) -> Json:
    if isinstance(item, Skipped):
        return {"skipped": asdict(item), "warnings": list(how.warnings)}
    return {
        "article": article_as_json(item),
        "origins": dict(how.origins),
        "removed": list(how.removed),
        "warnings": list(how.warnings),
    }


def _lines(item: Article | Skipped, how: Provenance, pen: Pen, width: int) -> Iterator[str]:
    yield pen.bold(item.path)
    if isinstance(item, Skipped):
        yield f"  skipped: {item.reason}"
        return
    shown = article_as_json(item)
    for name in _FIELDS:
        value = shown.get(name)
        text = ", ".join(value) if isinstance(value, list) else str(value or "")
        origin = how.origins.get(name, "")
        yield from _labelled(name, text or "-", f"({origin})" if origin else "", pen, width)
    if item.entities:
        yield from _labelled(
            "entities", " · ".join(entity.name for entity in item.entities), "(the format)", pen, width
        )
    paragraphs = item.body.split("\n\n")
    yield from _labelled("body", f"{item.words:,} words in {len(paragraphs)} paragraphs", "", pen, width)
    for paragraph in (paragraphs[0], paragraphs[-1])[: len(paragraphs)]:
        yield from (f"      {pen.marked(line)}" for line in wrapped(Snippet(_short(paragraph)), width - 6))
    for label, texts in (("removed", how.removed), ("warning", how.warnings)):
        for text in texts:
            yield from _labelled(label, _short(text), "", pen, width)


def _labelled(label: str, text: str, origin: str, pen: Pen, width: int) -> Iterator[str]:
    lines = wrapped(Snippet(f"{text} {origin}".strip()), width - 12)
    for number, line in enumerate(lines):
        yield f"  {pen.dim((label if number == 0 else '').ljust(9))} {pen.marked(line)}"


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200].rsplit(' ', 1)[0]} …"
