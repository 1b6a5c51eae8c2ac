"""`--map FIELD=NAME`: under which name records keep a field."""

from __future__ import annotations

import click

from newsfind.ui.cli.options import Function


def map_option(function: Function) -> Function:
    """`--map`, given to a command as `mapped`."""
    what = "Under which name records keep a field; again, or with commas: more"
    return click.option("--map", "mapped", multiple=True, metavar="FIELD=NAME", help=what)(function)


def field_map(mapped: tuple[str, ...]) -> dict[str, str]:
    """`("headline=title,text=inhalt", "date=tag")` -> our names and the records' own; click.BadParameter if unclear."""
    from newsfind.corpus.readers.fields import ALIASES  # noqa: PLC0415 - brings the readers, and is seldom needed

    pairs = [pair.strip().partition("=") for texts in mapped for pair in texts.split(",")]
    for field, sign, name in pairs:
        if not (field and sign and name):
            raise click.BadParameter("write it as FIELD=NAME, for example headline=title", param_hint="--map")
        if field not in ALIASES:
            raise click.BadParameter(f"there is no field {field!r}; fields: {', '.join(ALIASES)}", param_hint="--map")
    return {field: name for field, _, name in pairs}
