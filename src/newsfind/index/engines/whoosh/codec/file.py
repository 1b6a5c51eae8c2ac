"""One file of named columns: written once, mapped into memory, checked page by page as it is read.

FORMAT.md in the folder above shows the layout byte by byte. Everything in it is little-endian.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from newsfind.errors import IndexCorrupt, IndexIncompatible
from newsfind.index.engines.whoosh.codec.durable import appearing, opened

if TYPE_CHECKING:  # slow to load
    from numpy.typing import NDArray

MAGIC = b"newsfind"
FORMAT = 3
PAGE = 1 << 16
"""Bytes that share a checksum."""

_HEADER = struct.Struct("<8sII")
_FOOTER = struct.Struct("<QQI8s")
_PAIR = struct.Struct("<II")
_ALIGN = 64
_SPOOL = 1 << 20
_MANY_PAGES = 16
"""Pages that are verified at once before the memory that they are mapped into is given back."""

Array: TypeAlias = "NDArray[Any]"
Ints: TypeAlias = "NDArray[np.int32]"


class _Column(NamedTuple):
    """A view of a column that is not verified yet, and where it lies: offset, bytes an item, items."""

    array: Array
    offset: int
    size: int
    items: int


class ColumnFile:
    """An open file of columns. Arrays that it gives are views of the mapped file and stay good after `close`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with opened(path) as file:
            self.nbytes = os.fstat(file.fileno()).st_size
            if self.nbytes < _HEADER.size + _FOOTER.size:
                raise self._corrupt("it is cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            columns, self._sums = self._read_table()
            self._columns = {name: self._view(*where) for name, where in columns.items()}
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise self._corrupt("its table of columns makes no sense") from error
        self._checked = bytearray(len(self._sums))

    def _view(self, offset: int, nbytes: int, dtype: str) -> _Column:
        kind = np.dtype(dtype)
        if kind.kind not in "iu" or not 0 <= offset <= offset + nbytes <= self.nbytes:
            raise ValueError(dtype)
        count = nbytes // kind.itemsize
        array = np.frombuffer(self._map, kind, count, offset) if count else np.empty(0, kind)
        return _Column(array, offset, kind.itemsize, count)

    def _read_table(self) -> tuple[Mapping[str, tuple[int, int, str]], Array]:
        magic, version, _ = _HEADER.unpack_from(self._map)
        if magic != MAGIC:
            raise self._corrupt("it does not begin as a newsfind file does")
        if version != FORMAT:
            raise IndexIncompatible(
                f"{self.path} has format {version}; this version of newsfind reads format {FORMAT}. "
                "Make the index anew: newsfind index SOURCE... --rebuild"
            )
        begin, length, checksum, end_magic = _FOOTER.unpack_from(self._map, self.nbytes - _FOOTER.size)
        if end_magic != MAGIC or begin + length + _FOOTER.size != self.nbytes:
            raise self._corrupt("it is cut short")
        table = self._map[begin : begin + length]
        if zlib.crc32(table, zlib.crc32(self._map[: _HEADER.size])) != checksum:
            raise self._corrupt("its table of columns does not match its checksum")
        pages = -(-begin // PAGE)
        sums = np.frombuffer(table, "<u4", pages)
        return json.loads(table[pages * 4 :]), sums

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def names(self) -> list[str]:
        """All columns."""
        return list(self._columns)

    def _column(self, name: str) -> _Column:
        try:
            return self._columns[name]
        except KeyError:
            raise IndexIncompatible(
                f"{self.path} has no column {name}: it was written by another version of newsfind. "
                "Make the index anew: newsfind index SOURCE... --rebuild"
            ) from None

    def length(self, name: str) -> int:
        """Number of items in a column."""
        return self._column(name).items

    def array(self, name: str) -> Array:
        """A whole column, its checksums verified."""
        return self.part(name, 0, self._column(name).items)

    def part(self, name: str, start: int, stop: int) -> Array:
        """Items [start, stop) of a column; only the pages that hold them are verified."""
        array, offset, size, count = self._column(name)
        if not 0 <= start <= stop <= count:
            raise self._corrupt(f"its column {name} points outside of itself")
        first, last = (offset + start * size) // PAGE, (offset + stop * size - 1) // PAGE + 1
        if self._checked.find(0, first, last) >= 0:
            self._verify(first, last)
        return array[start:stop]

    def pair(self, name: str, number: int) -> tuple[int, int]:
        """The items `number` and `number + 1` of a column of 32-bit numbers that are not negative."""
        _, offset, _, count = self._column(name)
        if not 0 <= number < count - 1:
            raise self._corrupt(f"its column {name} points outside of itself")
        begin = offset + 4 * number
        first, last = begin // PAGE, (begin + 7) // PAGE + 1
        if self._checked.find(0, first, last) >= 0:
            self._verify(first, last)
        pair: tuple[int, int] = _PAIR.unpack_from(self._map, begin)
        return pair

    def bytes(self, name: str, start: int, stop: int) -> bytes:
        """Items [start, stop) of a column of bytes, copied."""
        _, offset, _, count = self._column(name)
        if not 0 <= start <= stop <= count:
            raise self._corrupt(f"its column {name} points outside of itself")
        first, last = (offset + start) // PAGE, (offset + stop - 1) // PAGE + 1
        if self._checked.find(0, first, last) >= 0:
            self._verify(first, last)
        return self._map[offset + start : offset + stop]

    def _verify(self, first: int, last: int) -> None:
        for page in range(first, last):
            if not self._checked[page]:
                self._verify_page(page)
        if last - first > _MANY_PAGES:  # of which perhaps only a few are read
            self._give_back(first * PAGE, min(last * PAGE, self.nbytes))

    def _verify_page(self, page: int) -> None:
        end = min((page + 1) * PAGE, _FOOTER.unpack_from(self._map, self.nbytes - _FOOTER.size)[0])
        if zlib.crc32(self._map[page * PAGE : end]) != self._sums[page]:
            raise self._corrupt(f"the bytes from {page * PAGE} on do not match their checksum")
        self._checked[page] = 1

    def rest(self, *names: str) -> None:
        """Let the system take back the memory of what was read, where it can be told to: of some columns, or of all.

        Whoever reads on gets it anew. Without it a merge, which reads everything once, would seem to need as much
        memory as its segments are large.
        """
        if not names:
            self._give_back(0, self.nbytes)
        for _, offset, size, count in map(self._column, names):
            self._give_back(offset, offset + size * count)

    def _give_back(self, begin: int, end: int) -> None:
        if hasattr(mmap, "MADV_DONTNEED"):
            begin = begin // mmap.PAGESIZE * mmap.PAGESIZE
            self._map.madvise(mmap.MADV_DONTNEED, begin, end - begin)

    def verify_all(self) -> None:
        """Check every page; `IndexCorrupt` at the first that is damaged."""
        for page in range(len(self._sums)):
            self._verify_page(page)

    def _corrupt(self, what: str) -> IndexCorrupt:
        return IndexCorrupt(f"{self.path} is damaged: {what}. Make the index anew: newsfind index SOURCE... --rebuild")


class ColumnFileWriter:
    """Collects columns, in pieces and in any order, and writes them as one file that appears all at once.

    Pieces beyond a megabyte a column wait in temporary files, so memory does not grow with the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._spools: dict[str, tuple[str, IO[bytes]]] = {}

    def append(self, name: str, data: Array | bytes, dtype: str = "") -> None:
        """Add items to a column; its type is that of `dtype`, or of the first piece."""
        if name not in self._spools:
            kind = dtype or ("|u1" if isinstance(data, bytes) else data.dtype.newbyteorder("<").str)
            from tempfile import SpooledTemporaryFile  # noqa: PLC0415 - readers need none

            self._spools[name] = kind, SpooledTemporaryFile(_SPOOL, dir=str(self.path.parent))  # noqa: SIM115 - see discard
        kind, spool = self._spools[name]
        if isinstance(data, bytes):
            spool.write(data)
        elif data.size:
            spool.write(np.ascontiguousarray(data, dtype=kind).data.cast("B"))

    def finish(self) -> int:
        """Write the file, flush it to the disk, give it its name. Returns its size in bytes."""
        with appearing(self.path) as raw:
            out = _Summed(raw)
            out.write(_HEADER.pack(MAGIC, FORMAT, 0))
            columns = {name: (out.align(), out.copy(spool), kind) for name, (kind, spool) in self._spools.items()}
            begin = out.size
            table = np.asarray(out.sums(), "<u4").tobytes() + json.dumps(columns, separators=(",", ":")).encode()
            checksum = zlib.crc32(table, zlib.crc32(_HEADER.pack(MAGIC, FORMAT, 0)))
            raw.write(table)
            raw.write(_FOOTER.pack(begin, len(table), checksum, MAGIC))
            size = raw.tell()
        self.discard()
        return size

    def discard(self) -> None:
        """Let go of the temporary files."""
        for _, spool in self._spools.values():
            spool.close()
        self._spools.clear()


class _Summed:
    """A file that is being written, with the checksum of each page of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._sums: list[int] = []
        self._sum = self._filled = 0
        """Checksum and bytes of the page that is not full yet."""
        self.size = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self.size += len(data)
        rest = memoryview(data)
        while rest:
            part, rest = rest[: PAGE - self._filled], rest[PAGE - self._filled :]
            self._sum = zlib.crc32(part, self._sum)
            self._filled += len(part)
            if self._filled == PAGE:
                self._sums.append(self._sum)
                self._sum = self._filled = 0

    def align(self) -> int:
        self.write(bytes(-self.size % _ALIGN))
        return self.size

    def copy(self, spool: IO[bytes]) -> int:
        begin = self.size
        spool.seek(0)
        while piece := spool.read(_SPOOL):
            self.write(piece)
        return self.size - begin

    def sums(self) -> list[int]:
        return [*self._sums, self._sum] if self._filled else self._sums
