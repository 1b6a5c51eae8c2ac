"""Hits -> files for other programs, as text in pieces, so that any number of hits can be written in little memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from newsfind.results.hits import Hit
from newsfind.ui.formats.bibtex import as_bibtex
from newsfind.ui.formats.json_lines import as_json_lines
from newsfind.ui.formats.markdown import as_markdown
from newsfind.ui.formats.ris import as_ris
from newsfind.ui.formats.table import as_csv

Format: TypeAlias = Callable[[Iterable[Hit]], Iterator[str]]

FORMATS: Mapping[str, Format] = {
    "csv": as_csv,
    "jsonl": as_json_lines,
    "markdown": as_markdown,
    "bibtex": as_bibtex,
    "ris": as_ris,
}
"""The formats by name."""
