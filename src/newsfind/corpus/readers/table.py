"""CSV and TSV with a header line; the columns are understood by the names in `fields.py`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.encodings import decode, encoding_of
from newsfind.corpus.readers.fields import ALIASES, is_known, raw_of_record
from newsfind.corpus.readers.source import MAX_LINE, Source, Unreadable

_DELIMITERS = ",\t;|"
_END = "\0"
"""Put behind the last line, where it is a row of its own unless a quoted cell is still open. No line has it."""


class _Table:
    name = "CSV or TSV"
    suffixes = (".csv", ".tsv", ".tab")
    many = True

    def sniff(self, head: bytes) -> bool:
        """A first line with at least two names that articles have."""
        if b"\0" in head:
            return False
        header = decode(head.partition(b"\n")[0])
        return sum(is_known(name) for name in _names(header, _delimiter(header))) >= 2

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article a row."""
        csv.field_size_limit(MAX_LINE)
        lines = _decoded(source)
        header = next(lines, "")
        delimiter = _delimiter(header)
        names = _names(header, delimiter)
        if not any(is_known(name) or name in source.field_map.values() for name in names):
            raise Unreadable(f"The first line names no known column (such as {', '.join(ALIASES['text'][:3])}).")
        rows = csv.reader(chain(lines, [_END]), delimiter=delimiter)
        try:
            for number, row in enumerate(rows, 1):
                if row == [_END]:
                    return
                if row and row[-1].endswith(_END):
                    where = f"{source.path}#{number}"
                    yield Skipped(where, "A quotation mark in it is never closed; it and what follows is not read.")
                elif any(cell.strip() for cell in row):
                    yield raw_of_record(source.path, number, dict(zip(names, row, strict=False)), source.field_map)
        except csv.Error as error:
            yield Skipped(source.path, f"The rest of the table cannot be read ({error}).")


def _decoded(source: Source) -> Iterator[str]:
    """The lines of the file as text, each decoded by itself: such files are put together from several."""
    encoding = encoding_of(source.head())
    is_wide = encoding.startswith(("utf-16", "utf-32"))  # its lines cannot be told apart before it is decoded
    for line in _wide_lines(source, encoding) if is_wide else source.lines():
        if line is not None:
            text = line if isinstance(line, str) else decode(line)
            yield text.replace("\0", "").replace("\r", " ").lstrip("\ufeff") + "\n"


def _wide_lines(source: Source, encoding: str) -> Iterator[str]:
    with source.open() as stream, io.TextIOWrapper(stream, encoding, "replace") as text:
        while line := text.readline(MAX_LINE):
            yield line.rstrip("\n")


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _names(header: str, delimiter: str) -> list[str]:
    header = header.replace("\r", " ").replace("\0", "")
    return [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]


reader = _Table()
