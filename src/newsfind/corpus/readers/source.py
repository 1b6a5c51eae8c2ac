"""Source: one file as a reader sees it, already decompressed, and never more of it than the limits allow."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

import zstandard

MAX_WHOLE = 64 * 1024 * 1024
"""Bytes of a file that is read in one piece (a page, a wire item); an article larger than this is no article."""

MAX_LINE = 16 * 1024 * 1024
"""Bytes of one line of a file of many articles; a longer line is passed over and reported."""

MAX_RATIO = 1000
"""A compressed file that grows more than this is a bomb: text shrinks 3 to 30 times, zeros 1,000 and more."""

SPARE = 256 * 1024 * 1024
"""Bytes that a compressed file may always grow to, whatever its ratio."""

HEAD = 4096
"""Bytes a reader may look at to recognise its format."""

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Unreadable(Exception):
    """A file, or the rest of it, cannot be read; the message is a sentence for people."""


class Unopened(Unreadable):
    """The system would not let it be read: no permission, no such file any more, a broken disk."""


def _zstd(raw: BinaryIO) -> IO[bytes]:
    return cast(
        IO[bytes], zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(raw, read_across_frames=True)
    )


_OPENERS: dict[str, Callable[[BinaryIO], IO[bytes]]] = {
    ".gz": lambda raw: cast(IO[bytes], gzip.GzipFile(fileobj=raw)),
    ".bz2": lambda raw: cast(IO[bytes], bz2.BZ2File(raw)),
    ".xz": lambda raw: cast(IO[bytes], lzma.LZMAFile(raw)),  # noqa: SIM115 - the caller closes it
    ".zst": _zstd,
}
_TARS = {".tgz": ".gz", ".tbz2": ".bz2", ".txz": ".xz"}
COMPRESSIONS = tuple(_OPENERS)

_DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


class _Guarded(io.RawIOBase):
    """A decompressed stream that turns damage and bombs into Unreadable, whoever reads it."""

    def __init__(self, raw: BinaryIO, stream: IO[bytes], allowed: int) -> None:
        self._raw, self._stream, self._left = raw, stream, allowed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self._stream.read(len(view))
        except _DAMAGE as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the system's word, not the file's
            raise Unreadable(f"The file is damaged or not what its name says ({error}).") from error
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable(f"The file grows more than {MAX_RATIO} times when it is decompressed; not read further.")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._raw.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read. `path` is what people are shown (posix, relative); `name` lacks a compression suffix.

    `folder` is the name of the folder the file lies in ("" at the top); `open` gives a new stream from the start.
    `field_map` says under which name a file of records keeps a field: {"headline": "title"}.
    """

    path: str
    name: str
    folder: str
    open: Callable[[], BinaryIO]
    field_map: Mapping[str, str] = field(default_factory=dict)

    def read(self, limit: int = MAX_WHOLE) -> bytes:
        """The whole content; Unreadable beyond `limit` bytes."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(f"The file is larger than {limit // 2**20} MB, too large for one article.")
        return data

    def head(self) -> bytes:
        """The first bytes, by which a format is recognised."""
        with self.open() as stream:
            return stream.read(HEAD)

    def lines(self) -> Iterator[bytes | None]:
        """Lines without their ends; None in place of a line longer than MAX_LINE."""
        with self.open() as stream:
            while line := stream.readline(MAX_LINE):
                if line.endswith(b"\n") or len(line) < MAX_LINE:
                    yield line.rstrip(b"\r\n")
                    continue
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_LINE)
                yield None


def uncompressed_name(name: str) -> str:
    """The file name without the suffix of a compression.

    >>> uncompressed_name("a.jsonl.gz"), uncompressed_name("a.tgz"), uncompressed_name("a.txt")
    ('a.jsonl', 'a.tar', 'a.txt')
    """
    stem, dot, suffix = name.rpartition(".")
    if f".{suffix.lower()}" in _TARS:
        return f"{stem}.tar"
    return stem if dot and f".{suffix.lower()}" in _OPENERS else name


def _opener(suffix: str) -> Callable[[BinaryIO], IO[bytes]] | None:
    return _OPENERS.get(_TARS.get(suffix.lower(), suffix.lower()))


def source_of_file(path: Path, shown: str, field_map: Mapping[str, str] | None = None) -> Source:
    """The file at `path`, shown to people as `shown`."""
    place = PurePosixPath(shown)
    return Source(shown, uncompressed_name(path.name), place.parent.name, lambda: _open(path), field_map or {})


def _open(path: Path) -> BinaryIO:
    try:
        descriptor = os.open(path, _READ)  # without waiting, should it have become a pipe since it was found
        raw = open(descriptor, "rb")  # noqa: PTH123, SIM115 - a descriptor; the caller closes it
    except OSError as error:
        raise Unopened(f"The file cannot be opened ({error.strerror or error}).") from error
    info = os.fstat(descriptor)
    if not stat.S_ISREG(info.st_mode):
        raw.close()
        raise Unopened("Not a regular file (a pipe, socket or device).")
    opener = _opener(path.suffix)
    if opener is None:
        return raw
    allowed = max(SPARE, info.st_size * MAX_RATIO)
    return io.BufferedReader(_Guarded(raw, opener(raw), allowed), 1 << 16)


def source_of_member(data: bytes, shown: str) -> Source:
    """A file inside an archive, whose content is in memory; `shown` is `path of the archive!/name of the member`."""
    place = PurePosixPath(shown.rpartition("!/")[2])
    opener = _opener(place.suffix)
    allowed = max(SPARE, len(data) * MAX_RATIO)

    def open_again() -> BinaryIO:
        if opener is None:
            return io.BytesIO(data)
        raw = io.BytesIO(data)
        return io.BufferedReader(_Guarded(raw, opener(raw), allowed), 1 << 16)

    return Source(shown, uncompressed_name(place.name), place.parent.name, open_again)
