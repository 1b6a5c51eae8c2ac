"""docs/cli.md: what each command says with `--help`."""

from __future__ import annotations

from docs.generate.commands import EXITS, Described, described

_BEGINNING = """\
# The command line

Made by `python -m docs.generate` from what `newsfind COMMAND --help` prints; `newsfind help syntax` prints
[the query language](query-language.md).

Options that `newsfind.toml` and `NEWSFIND_*` can set ([settings](howto/settings.md)) are named below each command.
"""


def page() -> str:
    """The whole page."""
    return "\n".join((_BEGINNING, *map(_section, described()), _exits()))


def _exits() -> str:
    rows = (f"| {code} | {meaning} |" for code, meaning in EXITS)
    return "\n".join(("## Exit codes", "", "| code | means |", "|---|---|", *rows, ""))


def _section(command: Described) -> str:
    level = "##" if " " not in command.name else "###"
    can_be_set = f"\nCan be set: {', '.join(f'`{key}`' for key in command.settings)}.\n" if command.settings else ""
    return f"{level} newsfind {command.name}\n\n{command.short}\n\n```text\n{command.help}\n```\n{can_be_set}"
