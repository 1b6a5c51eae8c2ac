"""What every command of newsfind is: help that begins with examples, settings in place of what is not given."""

from __future__ import annotations

import re
from typing import ClassVar

import click

from newsfind.ui.cli import settings

_NEGATED = re.compile(r"-[^\W\d_]\S")
_SHIELD = "\0"
"""Before a word that begins with a minus: no such character reaches a program's arguments, so none is lost."""


class Command(click.Command):
    """A command whose help begins with examples (what to type, what it does).

    Where a command `takes_query`, words of the query may begin with a minus. What is not given is as the settings say.
    """

    examples: ClassVar[tuple[tuple[str, str], ...]] = ()
    takes_query: ClassVar[bool] = False

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, examples, and then the rest."""
        self.format_usage(ctx, formatter)
        if self.examples:
            with formatter.section("Examples"):
                formatter.write_dl(self.examples, col_max=4)
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)
        self.format_epilog(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Takes `-zte` for a word of the query that is not wanted, not for options -z, -t, -e; asks the settings."""
        if self.takes_query:
            args = [_SHIELD + word if _NEGATED.match(word) else word for word in args]
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        settings.apply(ctx)
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            settings.blame(ctx, error)
            raise


def query_text(words: tuple[str, ...]) -> str:
    """The words of a query as one text."""
    return " ".join(word.removeprefix(_SHIELD) for word in words)
