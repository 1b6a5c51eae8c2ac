"""Zip and tar archives of any other format, read without unpacking to disk.

Members are read one at a time and in bounded size; links, names that point outside, and archives nested more than
twice are refused each with a reason, and the rest is read.
"""

from __future__ import annotations

import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.source import MAX_RATIO, MAX_WHOLE, SPARE, Source, Unreadable, source_of_member

ReadInner = Callable[[Source], Iterator[RawArticle | Skipped]]
_IN_MEMORY = 16 * 1024 * 1024
_DEEPEST = 2
_SUFFIXES: tuple[str, ...] = (".zip", ".tar", ".tgz", ".tbz2", ".txz")


class Archive:
    """Reads the members of zip and tar files with the readers of their own formats, which `read_inner` chooses."""

    name = "archive"
    suffixes: tuple[str, ...] = _SUFFIXES
    many = True

    def __init__(self, read_inner: ReadInner) -> None:
        self._read_inner = read_inner

    def sniff(self, head: bytes) -> bool:
        """A zip file's sign, or a tar header's."""
        return head.startswith(b"PK\x03\x04") or head[257:262] == b"ustar"

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """The articles of every member."""
        if source.path.count("!/") >= _DEEPEST:
            raise Unreadable("The archive lies too deep inside other archives.")
        is_zip = source.head().startswith(b"PK")
        try:
            yield from self._zip(source) if is_zip else self._tar(source)
        except (zipfile.BadZipFile, tarfile.TarError, NotImplementedError, EOFError) as error:
            raise Unreadable(f"The archive is damaged; what came before is read ({error}).") from error

    def _zip(self, source: Source) -> Iterator[RawArticle | Skipped]:
        with source.open() as stream, _seekable(stream) as whole, zipfile.ZipFile(whole) as opened:
            entries = [entry for entry in opened.infolist() if not entry.filename.endswith("/")]
            allowed = max(SPARE, sum(entry.compress_size for entry in entries) * 100)
            for entry in entries:
                reason = _refused(entry.filename) or _refused_entry(entry)
                if reason:
                    yield Skipped(_where(source, entry.filename), reason)
                    continue
                if _is_hidden(entry.filename):
                    continue
                allowed -= entry.file_size
                if allowed < 0:
                    raise Unreadable("The archive grows too large when it is decompressed; the rest is not read.")
                try:
                    data = opened.read(entry)
                except (RuntimeError, OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
                    yield Skipped(_where(source, entry.filename), f"The member cannot be read ({error}).")
                    continue
                yield from self._member(source, entry.filename, data)

    def _tar(self, source: Source) -> Iterator[RawArticle | Skipped]:
        with source.open() as stream, tarfile.open(fileobj=stream, mode="r|*") as opened:
            for entry in opened:
                if entry.isdir() or _is_hidden(entry.name):
                    continue
                reason = _refused(entry.name)
                if not entry.isreg():
                    reason = "The member is a link or a device, which is not followed."
                elif entry.size > MAX_WHOLE:
                    reason = "The member is too large."
                if reason:
                    yield Skipped(_where(source, entry.name), reason)
                    continue
                extracted = opened.extractfile(entry)
                if extracted is not None:
                    yield from self._member(source, entry.name, extracted.read())

    def _member(self, source: Source, name: str, data: bytes) -> Iterator[RawArticle | Skipped]:
        """A member's articles, under the archive's path and a record that begins with the member's name."""
        inner = source_of_member(data, f"{source.path}!/{name}")
        inner = replace(inner, folder=inner.folder or source.folder, field_map=source.field_map)
        for item in self._read_inner(inner):
            if isinstance(item, RawArticle):
                nested = item.path.removeprefix(source.path).removeprefix("!/")
                record = f"{nested}#{item.record}" if item.record else nested
                item = replace(item, path=source.path, record=record)
            yield item


def _where(source: Source, name: str) -> str:
    return f"{source.path}!/{name}"


def _seekable(stream: BinaryIO) -> IO[bytes]:
    """The stream itself where it can seek, else a copy in memory, or beyond 16 MB in a file without a name."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    while data := stream.read(1 << 20):
        copy.write(data)
    copy.seek(0)
    return cast(IO[bytes], copy)


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts)


def _refused(name: str) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return "The member's name points outside of the archive."
    return ""


def _refused_entry(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & 1:
        return "The member is locked by a password."
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return "The member is a link, which is not followed."
    if entry.file_size > MAX_WHOLE:
        return "The member is too large."
    if entry.file_size > max(entry.compress_size, 4096) * MAX_RATIO:
        return f"The member grows more than {MAX_RATIO} times when it is decompressed."
    return ""
