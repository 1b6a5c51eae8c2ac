"""Options that several commands share, which index is meant, and the shape of a command's help."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, TypeVar

import click

from newsfind.index.deadline import TIME_LIMIT
from newsfind.ui.cli import settings
from newsfind.ui.cli.completing import values_of

Function = TypeVar("Function", bound=Callable[..., Any])

_NEGATED = re.compile(r"-[^\W\d_]\S")
_SHIELD = "\0"
"""Before a word that begins with a minus: no such character reaches a program's arguments, so none is lost."""


def index_place(given: str | None) -> str:
    """Where the index is: `--index`, else as the settings say."""
    return given or str(settings.find_place().value)


def index_option(function: Function) -> Function:
    """`--index`."""
    return click.option(
        "--index",
        "place",
        metavar="DIR|URL",
        help="The index [default: index/ here, else $NEWSFIND_INDEX]",
    )(function)


def color_option(function: Function) -> Function:
    """`--color`."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colours; auto: on a terminal, and as NO_COLOR and FORCE_COLOR say",
    )(function)


def json_option(function: Function) -> Function:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object")(function)


def time_limit_option(function: Function) -> Function:
    """`--time-limit`."""
    return click.option(
        "--time-limit",
        type=click.FloatRange(0),
        metavar="SECONDS",
        default=TIME_LIMIT,
        show_default=True,
        help="After that: what was found until then",
    )(function)


_NARROWING = {
    "section": "sections",
    "entity": "entities",
    "source": "sources",
    "author": "authors",
    "since": "since",
    "until": "until",
    "any_word": "any_word",
    "phrase": "phrase",
}
"""Options that narrow a query, and what they are as keywords of `Index.search`."""


def narrowing_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--section`, `--entity`, `--source`, `--author`, `--since`, `--until`, given to a command as one `narrowing`.

    `any_word` and `phrase` are part of it where a command has these options, too.
    """

    @wraps(function)
    def narrowed(**given: Any) -> Any:  # noqa: ANN401 - whatever the other options are
        narrowing = {keyword: given.pop(name) for name, keyword in _NARROWING.items() if name in given}
        return function(narrowing=narrowing, **given)

    return _filters(narrowed)


def _filters(function: Function) -> Function:
    for name, metavar, what in reversed(
        (
            ("section", "S", "Only from this section"),
            ("entity", "E", "Only with this person, organisation or place"),
            ("source", "S", "Only from this source"),
            ("author", "A", "Only by this author"),
        )
    ):
        function = click.option(
            f"--{name}",
            multiple=True,
            metavar=metavar,
            shell_complete=values_of(name),
            help=f"{what}; again: or that one",
        )(function)
    function = click.option("--until", metavar="D", help="Published until then: 2019, 2019-06, yesterday, ...")(
        function
    )
    return click.option("--since", metavar="D", help="Published since then; 7d: in the last seven days")(function)


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
