"""What a shell completes after options like `--section`: values that the index has."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

import click

from newsfind.errors import NewsfindError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from newsfind.results.hits import FacetCount

_MOST = 50
_SPECIAL = r"([^\w.,:/@%+-])"
Completer: TypeAlias = "Callable[[click.Context, click.Parameter, str], list[CompletionItem]]"


def values_of(field: str) -> Completer:
    """Completes a value of a facet field, those of most articles first; nothing where no index can be asked."""

    def complete(context: click.Context, option: click.Parameter, begun: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - seldom needed

        del option
        try:
            found = _counts(context.params.get("place"), field, begun)
        except (NewsfindError, OSError):
            return []
        return [
            CompletionItem(_typed(one.value), help=f"{one.count:,} articles")
            for one in found
            if one.value.casefold().startswith(begun.casefold())
        ]

    return complete


def _counts(place: str | None, field: str, begun: str) -> tuple[FacetCount, ...]:
    """Loads what opens an index only when a shell asks."""
    settings, api = import_module("newsfind.ui.cli.settings"), import_module("newsfind.api.index")
    with api.open_index(place or settings.find_place().value) as index:
        counts: tuple[FacetCount, ...] = index.facet(field, prefix=begun, limit=_MOST).counts
        return counts


def _typed(value: str) -> str:
    """A value as it can stand in a command, for bash, which takes one of two backslashes; zsh and fish need none."""
    return re.sub(_SPECIAL, r"\\\\\1", value) if os.environ.get("_NEWSFIND_COMPLETE", "").startswith("bash") else value
