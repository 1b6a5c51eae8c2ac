"""share/man/man1/newsfind.1: the manual page, in the roff that man(1) reads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docs.generate.commands import EXITS, Described, described

from newsfind import __version__
from newsfind.query.syntax import SYNTAX

_DESCRIPTION = (
    "newsfind makes an index of a folder of news and searches it: exact phrases, exact counts, people, organisations "
    "and places as facets. Run it again whenever you like: only what is new, changed or gone is touched."
)
_ENVIRONMENT = (
    ("NEWSFIND_INDEX", "The index, where --index is not given and there is no index/ in the working directory."),
    (
        "NEWSFIND_OPTION, NEWSFIND_COMMAND_OPTION",
        "The value of an option that is not given; newsfind config lists all.",
    ),
    ("NEWSFIND_CONFIG", "A file that is read instead of the two below."),
    ("NEWSFIND_DEBUG", "Where a fault of newsfind itself comes from."),
    ("NO_COLOR, FORCE_COLOR", "No colours; colours also where there is no terminal."),
)
_FILES = (
    ("newsfind.toml", "Settings, in the working directory."),
    ("~/.config/newsfind/newsfind.toml", "Your own settings; where the system keeps such files."),
    ("index/", "The index, unless another is named."),
)


def page() -> str:
    """The whole manual page."""
    commands = described()
    parts = [
        f'.TH NEWSFIND 1 "" "newsfind {__version__}" "User Commands"',
        ".SH NAME\nnewsfind \\- full\\-text search for a folder of news",
        ".SH SYNOPSIS\n.B newsfind\n.I COMMAND\n[\n.I OPTIONS\n]",
        f".SH DESCRIPTION\n{_text(_DESCRIPTION)}",
        ".SH COMMANDS",
        *map(_command, commands),
        ".SH QUERY LANGUAGE\nEverything that can be typed is a query; what is not understood is said in a note.",
    ]
    for group in SYNTAX:
        rows = ((row.example, f"{row.meaning} ({row.finds})" if row.finds else row.meaning) for row in group.rows)
        parts += [f".SS {_text(group.heading)}", _terms(rows)]
    for heading, terms in (("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES), ("EXIT STATUS", EXITS)):
        parts += [f".SH {heading}", _terms(terms)]
    return "\n".join((*parts, ""))


def _command(command: Described) -> str:
    lines = [f".SS newsfind {_text(command.name)}", f".B {_text(command.usage)}", ".PP", _paragraphs(command.text)]
    if command.options:
        lines += [".PP", "Options:", _terms(command.options)]
    if command.examples:
        lines += [".PP", "Examples:", _terms(command.examples)]
    return "\n".join(lines)


def _paragraphs(text: str) -> str:
    """Paragraphs are filled, but for those that click would print as they stand."""
    return "\n.PP\n".join(
        f".nf\n{_text(part.lstrip(chr(8)))}\n.fi" if part.startswith("\b") else _text(re.sub(r"\s*\n\s*", " ", part))
        for part in text.split("\n\n")
    )


def _terms(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f".TP\n.B {_text(term)}\n{_text(meaning)}" for term, meaning in rows)


def _text(text: str) -> str:
    """Text that roff prints as it stands."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return re.sub(r"^([.'])", r"\\&\1", escaped, flags=re.M)
