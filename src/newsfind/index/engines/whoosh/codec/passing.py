"""Columns that are read in passing: the memory that they are mapped into is given back from time to time.

Without that a process that answers for long would hold all that was ever read; what is wanted again is read anew from
the system's cache.
"""

from __future__ import annotations

from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile

_MOST = 1 << 23
"""Bytes that are mapped before they are given back."""


class Passing:
    """Reads some columns of a file."""

    def __init__(self, file: ColumnFile, *names: str, around: int) -> None:
        """`around` is how many bytes the system is taken to map with every place that is read."""
        self._file, self._names, self._around = file, names, around
        self._mapped = 0

    def part(self, name: str, start: int, stop: int, places: int | None = None) -> Array:
        """Items [start, stop) of a column, of which all are read, or so many places."""
        self._make_room()
        part = self._file.part(name, start, stop)
        self._mapped += part.nbytes if places is None else min(part.nbytes, places * self._around)
        return part

    def bytes(self, name: str, start: int, stop: int) -> bytes:
        """Items [start, stop) of a column of bytes, copied."""
        self._make_room()
        self._mapped += max(stop - start, self._around)
        return self._file.bytes(name, start, stop)

    def _make_room(self) -> None:
        if self._mapped >= _MOST:
            self._file.rest(*self._names)
            self._mapped = 0
