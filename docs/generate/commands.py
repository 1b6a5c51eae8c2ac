"""The commands of newsfind as values: what the reference and the manual page are made from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc
from unittest.mock import patch

import click

from newsfind.ui.cli import cli
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.settings import KEYS, key_of

WIDTH = 80
EXITS = (
    ("0", "Found; done."),
    ("1", "Nothing found."),
    ("2", "Wrong use: an unknown option, facet, date, setting or tagger."),
    ("3", "There is no index."),
    ("4", "The index is locked or damaged."),
    ("5", "Some sources could not be read; the rest is indexed."),
    ("70", "A fault in newsfind itself."),
    ("130", "Interrupted; what was done is kept."),
)


@dataclass(frozen=True, slots=True)
class Described:
    """A command: its name (`saved run`), one line on it, its text, its options, examples, and its `--help`."""

    name: str
    short: str
    usage: str
    text: str
    examples: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    help: str
    settings: tuple[str, ...]


def described() -> list[Described]:
    """Every command in the order of `newsfind -h`, and below a group its own."""
    with patch.dict(os.environ, {"COLUMNS": str(WIDTH), "NEWSFIND_CONFIG": os.devnull}):
        root = click.Context(cli, info_name="newsfind", terminal_width=WIDTH, **cli.context_settings)
        return [_describe(command, context) for command, context in _walk(root)]


def _walk(parent: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    group = parent.command
    assert isinstance(group, click.Group)
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=parent)
        yield command, context
        if isinstance(command, click.Group):
            yield from _walk(context)


def _describe(command: click.Command, context: click.Context) -> Described:
    records = (one.get_help_record(context) for one in command.get_params(context) if isinstance(one, click.Option))
    keys = {key_of(one) for one in command.params if isinstance(one, click.Option)}
    return Described(
        name=context.command_path.removeprefix("newsfind "),
        short=command.get_short_help_str(200),
        usage=command.get_usage(context).removeprefix("Usage: "),
        text=cleandoc(command.help or "").replace("\b\n", "\b"),
        examples=command.examples if isinstance(command, Command) else (),
        options=tuple(record for record in records if record),
        help=command.get_help(context),
        settings=tuple(key for key in KEYS if key in keys),
    )
