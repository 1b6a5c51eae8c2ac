"""A list of queries as people keep it, a text or a table -> its queries, one by one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\r|\n")
_LONGEST_CELL = 100_000
_MOST_LINES = 20
"""Characters, and lines; a longer cell is a quotation mark that was never closed."""


@dataclass(frozen=True, slots=True)
class ListedQuery:
    """One query of the list; `fault` says why its line could not be read."""

    label: str
    query: str
    fault: str = ""


def read_queries(data: bytes) -> list[ListedQuery]:
    """The queries of a file, whatever its encoding and line ends; empty lines are passed over.

    A table is known by its head line: one of its cells is `query`. A byte that is not UTF-8 is read as Windows-1252
    would have it.
    """
    lines = _LINE_END.split(_decoded(data))
    head = next((line for line in lines if line.strip()), "")
    delimiter = next((sign for sign in "\t;" if sign in head and "," not in head), ",")
    names = [name.lower() for name in _cells(head, delimiter) or ()]
    if "query" not in names:
        return [ListedQuery("", line.strip()) for line in lines if line.strip()]
    return list(_from_table(lines, names, delimiter))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _from_table(lines: Sequence[str], names: Sequence[str], delimiter: str) -> Iterator[ListedQuery]:
    query, label = names.index("query"), names.index("label") if "label" in names else None
    records = ((number, cells) for number, cells in _records(lines, delimiter) if cells is None or any(cells))
    next(records, None)
    for number, cells in records:
        if cells is None:
            yield ListedQuery(
                "", "", f"Line {number} cannot be read: a quotation mark is never closed, or it is too long."
            )
            continue
        name = cells[label] if label is not None and label < len(cells) else ""
        if query < len(cells) and cells[query]:
            yield ListedQuery(name, cells[query])
        else:
            yield ListedQuery(name, "", f"Line {number} has no query.")


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """The cells of each record and the number of its line; None for one that cannot be read.

    A cell in quotation marks may go on over a few lines. One that is never closed spoils its own line only.
    """
    at = 0
    while at < len(lines):
        cells, end = None, at
        while cells is None and end < min(at + _MOST_LINES, len(lines)):
            end += 1
            cells = _cells("\n".join(lines[at:end]), delimiter)
        yield at + 1, cells
        at = at + 1 if cells is None else end


def _cells(record: str, delimiter: str) -> list[str] | None:
    """The cells of one record; None if it is not one."""
    closed = record.count('"') % 2 == 0 and "\n" not in record
    try:
        lines = (f"{line}\n" for line in record.split("\n"))
        cells = next(csv.reader(lines, delimiter=delimiter, strict=not closed), [])
    except csv.Error:
        return None
    return None if any(len(cell) > _LONGEST_CELL for cell in cells) else [cell.strip() for cell in cells]
