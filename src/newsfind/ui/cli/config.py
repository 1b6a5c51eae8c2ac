"""`newsfind config`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

import click

from newsfind.ui.as_json import FORMAT
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND
from newsfind.ui.cli.saying import print_json
from newsfind.ui.cli.settings import OWN_ONLY, PLACE, Value, find, find_place, settable

_SECRET = frozenset({"token"})


class _Config(Command):
    examples = (
        ("newsfind config --show-origin", "what is set, and where"),
        ("newsfind config > newsfind.toml", "a file to begin with"),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A setting: of one command, or, without one, of all."""

    command: str
    key: str
    value: Value | None
    origin: str


@click.command("config", cls=_Config)
@click.option("--show-origin", "origins", is_flag=True, help="Where each value comes from")
@click.option("--json", "as_json", is_flag=True, help="One JSON object")
@click.pass_context
def command(context: click.Context, origins: bool, as_json: bool) -> int:
    """Show the settings, as a newsfind.toml would hold them.

    An option that is not given is what NEWSFIND_OPTION says, or NEWSFIND_COMMAND_OPTION; else newsfind.toml in the
    working directory; else your own newsfind.toml. NEWSFIND_CONFIG=FILE is read instead of both.
    """
    rows = list(_rows(context.find_root()))
    if as_json:
        settings = [
            {"command": row.command or None, "name": row.key, "value": row.value, "origin": row.origin} for row in rows
        ]
        print_json({"format": FORMAT, "settings": settings})
        return FOUND
    for name, group in groupby(rows, key=lambda row: row.command):
        if name:
            click.echo(f"\n[{name}]")
        for row in group:
            click.echo(_line(row, origins))
    return FOUND


def _rows(root: click.Context) -> Iterator[_Row]:
    """Every setting; what all commands agree about comes once, before those of single commands."""
    place = find_place()
    every = list(dict.fromkeys(_of_commands(root)))
    kinds = {key: {(row.value, row.origin) for row in every if row.key == key} for key in (row.key for row in every)}
    yield _Row("", PLACE, place.value, place.origin)
    for key, [value, *others] in ((key, list(values)) for key, values in kinds.items()):
        if not others:
            yield _Row("", key, *value)
    yield from sorted((row for row in every if len(kinds[row.key]) > 1), key=lambda row: bool(row.command))


def _of_commands(root: click.Context) -> Iterator[_Row]:
    group = root.command
    assert isinstance(group, click.Group)
    for name in group.list_commands(root):
        found = group.get_command(root, name)
        below = found.commands.values() if isinstance(found, click.Group) else [found] if found else []
        for one in below:
            for key, option in settable(one):
                yield _row(name, key, option)


def _row(name: str, key: str, option: click.Option) -> _Row:
    found = find(name, key)
    name = name if name != PLACE else ""  # a table [index] would take the name of the setting
    if found is None:
        return _Row(name, key, _default(option), "default")
    return _Row(name, key, "***" if key in _SECRET else found.value, found.origin)


def _default(option: click.Option) -> Value | None:
    """A default as TOML could hold it; click marks what is not set in its own way."""
    default = option.default
    if option.is_flag:
        return bool(default is True)
    if isinstance(default, Enum) or not isinstance(default, str | int | float):
        return None
    return int(default) if isinstance(default, str) and default.isdigit() else default


def _line(row: _Row, origins: bool) -> str:
    value = "" if row.value is None else json.dumps(row.value, ensure_ascii=False)
    written = f"{row.key} = {value}".rstrip()
    if row.value is None or row.key in OWN_ONLY:  # a newsfind.toml that says what is printed must be one that is taken
        written = f"# {written}"
    return f"{written:30}  # {row.origin}" if origins else written
