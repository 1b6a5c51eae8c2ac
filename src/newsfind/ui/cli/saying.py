"""What several commands say in the same words: JSON on stdout; notes, and what is not there, on stderr."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from newsfind.results.render import harmless
from newsfind.ui.as_json import Json
from newsfind.ui.cli.exits import NOTHING_FOUND


def print_json(shown: Json) -> None:
    """One object, for programs, and for people who look at it."""
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))


def say_notes(notes: Iterable[str]) -> None:
    """What people should know besides the answer, each thing once."""
    for note in dict.fromkeys(notes):
        click.echo(harmless(f"note: {note}"), err=True)


def say_no_article(typed: str) -> int:
    """That there is no such article; the exit code for it."""
    click.echo(f"There is no article {typed} in the index.", err=True)
    return NOTHING_FOUND
