"""Hits -> files for other programs, as text in pieces, so that any number of hits can be written in little memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TypeAlias, cast

from newsfind.results.hits import Hit

Format: TypeAlias = Callable[[Iterable[Hit]], Iterator[str]]

_HOMES = {
    "csv": ("table", "as_csv"),
    "jsonl": ("json_lines", "as_json_lines"),
    "markdown": ("markdown", "as_markdown"),
    "bibtex": ("bibtex", "as_bibtex"),
    "ris": ("ris", "as_ris"),
}
FORMATS = tuple(_HOMES)
"""The formats by name."""


def format_of(name: str) -> Format:
    """The format of that name, loaded when it is asked for."""
    home, function = _HOMES[name]
    return cast(Format, getattr(import_module(f"{__name__}.{home}"), function))
