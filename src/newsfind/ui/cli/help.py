"""`newsfind help`."""

from __future__ import annotations

import click

from newsfind.query.syntax import help_text
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND, USAGE
from newsfind.ui.cli.terminal import text_width

SYNTAX = "syntax"


class _Help(Command):
    examples = (
        ("newsfind help syntax", "everything that can be typed as a query"),
        ("newsfind help search", "the same as newsfind search -h"),
    )


@click.command("help", cls=_Help)
@click.argument("topic", required=False)
@click.pass_context
def command(context: click.Context, topic: str | None) -> int:
    """Explain the query language (`syntax`), or a command."""
    root = context.find_root()
    if topic is None:
        click.echo(root.get_help())
        return FOUND
    if topic == SYNTAX:
        click.echo(help_text(text_width()))
        return FOUND
    group = root.command
    found = group.get_command(root, topic) if isinstance(group, click.Group) else None
    if found is None:
        click.echo(f"There is no help on “{topic}”. Topics: {SYNTAX}, and the commands: newsfind help", err=True)
        return USAGE
    click.echo(found.get_help(click.Context(found, info_name=topic, parent=root)))
    return FOUND
