"""Options that several commands share, and which index is meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from newsfind.index.deadline import TIME_LIMIT
from newsfind.ui.cli import settings
from newsfind.ui.cli.completing import values_of

Function = TypeVar("Function", bound=Callable[..., Any])


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
