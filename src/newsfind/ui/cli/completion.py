"""`newsfind completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND

SHELLS = ("bash", "zsh", "fish")
_ASKS = "_NEWSFIND_COMPLETE"


class _Completion(Command):
    examples = (
        ('eval "$(newsfind completion bash)"', "in ~/.bashrc; for zsh in ~/.zshrc"),
        ("newsfind completion fish > ~/.config/fish/completions/newsfind.fish", "for fish"),
    )


@click.command("completion", cls=_Completion)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print what makes a shell complete commands, options, sections, sources, people and places."""
    click.echo(script(context.find_root().command, shell))
    return FOUND


def script(root: click.Command, shell: str) -> str:
    """What one of the SHELLS reads."""
    kind = get_completion_class(shell)
    assert kind is not None
    completer = kind(root, {}, "newsfind", _ASKS)
    return completer.source_template % completer.source_vars()
