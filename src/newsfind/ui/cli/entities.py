"""`newsfind entities`."""

from __future__ import annotations

from dataclasses import asdict

import click

from newsfind.api.index import open_index
from newsfind.index.deciding import EntityName, type_of
from newsfind.results.render import harmless
from newsfind.ui.as_json import FORMAT
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.options import color_option, index_option, index_place, json_option
from newsfind.ui.cli.saying import print_json, say_notes
from newsfind.ui.cli.terminal import Pen, wants_color


class _Entities(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group("entities", cls=_Entities)
def command() -> None:
    """Say which names are one person, organisation or place, and which are not.

    \b
    newsfind entities list hua                       names that begin so, and those counted with them
    newsfind entities merge "Bill Clinton" "William Clinton"    one, shown as the first
    newsfind entities split "Apple" "Apple Corps"    two, whatever they look like

    Decisions are kept in entities.txt in the index, a line each, and count at once.
    """


_type = click.option(
    "--type", "kind", type=click.Choice(["person", "organisation", "place"]), help="Only names of this type"
)


class _List(Command):
    examples = (
        ("newsfind entities list hua", "names that begin so"),
        ("newsfind entities list --merged -n 0", "all that go by several names"),
    )


@command.command("list", cls=_List)
@click.argument("prefix", default="")
@_type
@click.option("--merged", is_flag=True, help="Only those that go by several names")
@click.option("-n", "limit", type=click.IntRange(0), default=20, show_default=True, help="How many; 0: all")
@index_option
@json_option
@color_option
def list_(prefix: str, kind: str | None, merged: bool, limit: int, place: str | None, as_json: bool, color: str) -> int:
    """List people, organisations and places, those of most articles first, with the names counted as theirs."""
    with open_index(index_place(place)) as index:
        found = index.entities(prefix, kind=type_of(kind) if kind else None, limit=limit or None, merged=merged)
        notes = index.decision_notes()
    if as_json:
        print_json({"format": FORMAT, "entities": list(map(asdict, found))})
    else:
        pen = Pen(wants_color(color))
        for entity in found:
            click.echo(_line(entity, pen), color=True)
    say_notes(f"entities.txt: {note}" for note in notes)
    if not found:
        click.echo("Nothing found.", err=True)
    return FOUND if found else NOTHING_FOUND


class _Merge(Command):
    examples = (('newsfind entities merge "Bill Clinton" "William Clinton"', "one, shown as Bill Clinton"),)


@command.command("merge", cls=_Merge)
@click.argument("names", nargs=-1, required=True)
@_type
@index_option
@color_option
def merge(names: tuple[str, ...], kind: str | None, place: str | None, color: str) -> int:
    """Let names stand for one person, organisation or place, shown under the first of them."""
    with open_index(index_place(place)) as index:
        click.echo(_line(index.merge_entities(*names, kind=type_of(kind) if kind else None), Pen(wants_color(color))))
    return FOUND


class _Split(Command):
    examples = (('newsfind entities split "Apple" "Apple Corps"', "two, and never one again"),)


@command.command("split", cls=_Split)
@click.argument("names", nargs=-1, required=True)
@_type
@index_option
@color_option
def split(names: tuple[str, ...], kind: str | None, place: str | None, color: str) -> int:
    """Keep names apart, whatever they look like."""
    pen = Pen(wants_color(color))
    with open_index(index_place(place)) as index:
        first = index.split_entities(*names, kind=type_of(kind) if kind else None)
        click.echo(_line(first, pen))
        for name in names[1:]:
            for entity in index.entities(name, kind=first.type, limit=1):
                click.echo(_line(entity, pen))
    return FOUND


def _line(entity: EntityName, pen: Pen) -> str:
    """ "Huawei  organisation  12  = Huawei Technologies Co" """
    others = "".join(f"  = {harmless(name)}" for name in entity.others)
    mark = "  (decided)" if entity.decided else ""
    return f"{harmless(entity.name)}  {pen.dim(entity.type)}  {entity.articles:,}{others}{pen.dim(mark)}"
