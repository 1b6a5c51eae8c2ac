"""WARC and ARC web archives: HTML responses only; of several captures of one address the newest.

Two passes: the first notes when each address was last captured (about 100 bytes an address), the second reads those
captures. `date` comes from the page; the time of capture is a note. What precedes a damaged place is read.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import redirect_stderr
from hashlib import blake2b
from typing import BinaryIO, Protocol, cast

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.encodings import decode_html
from newsfind.corpus.readers.source import MAX_WHOLE, Source, Unreadable

try:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
except ImportError:  # the extra `warc` is not installed
    ArchiveIterator = ArchiveLoadFailed = None


class _Headers(Protocol):
    def get_header(self, name: str) -> str | None: ...
    def get_statuscode(self) -> str: ...


class _Record(Protocol):
    """What is used of warcio's records."""

    rec_type: str
    rec_headers: _Headers
    http_headers: _Headers | None
    raw_stream: BinaryIO

    def content_stream(self) -> BinaryIO: ...


_HTML = ("text/html", "application/xhtml")
_PIECE = 1 << 16
_LONGEST_HEADER = 1 << 20
"""Bytes between the contents of two records; a header that is longer has no end."""


class _Bounded:
    """A stream of which no more than `left` bytes are given before it raises Unreadable."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.left: float = _LONGEST_HEADER

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        data = self._stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise Unreadable("The archive is damaged: a header in it has no end; what came before is read.")
        return data

    def tell(self) -> int:
        """The place in the stream."""
        return self._stream.tell()


class _Warc:
    name = "WARC"
    suffixes = (".warc", ".arc")
    many = True

    def sniff(self, head: bytes) -> bool:
        """A WARC record, or the description that opens an ARC file."""
        return head.startswith((b"WARC/", b"filedesc://"))

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article an address."""
        if ArchiveIterator is None:
            raise Unreadable("Web archives need one more package: pip install 'newsfind[warc]'.")
        if not self.sniff(source.head()):  # warcio would look for a record to the end of a line that may have none
            raise Unreadable("The file is no web archive.")
        newest, damage = _newest(source)
        if not newest:
            raise damage or Unreadable("There is no HTML response in the archive.")
        for number, record, http in _responses(source):
            if newest[_key(record)][1] == number:
                yield _article(source.path, record, http)


def _newest(source: Source) -> tuple[dict[bytes, tuple[str, int]], Unreadable | None]:
    """Of each address the time and running number of its last capture, and what ended the archive before its end."""
    newest: dict[bytes, tuple[str, int]] = {}
    try:
        for number, record, _ in _responses(source):
            key, time = _key(record), record.rec_headers.get_header("WARC-Date") or ""
            if key not in newest or time >= newest[key][0]:
                newest[key] = (time, number)
    except Unreadable as error:
        return newest, error
    return newest, None


def _responses(source: Source) -> Iterator[tuple[int, _Record, _Headers]]:
    """(running number, record, headers of the response) of each successful HTML response."""
    with source.open() as stream:
        try:
            for number, record in enumerate(_records(_Bounded(stream))):
                if record.rec_type == "response" and (http := record.http_headers) is not None and _is_page(http):
                    yield number, record, http
        except (ArchiveLoadFailed, EOFError, ValueError, OverflowError, AttributeError) as error:
            raise Unreadable("The archive is damaged; what came before is read.") from error


def _records(stream: _Bounded) -> Iterator[_Record]:
    """The records of an archive; their headers are read within bounds, their contents as far as they reach.

    warcio writes what it makes of damaged ones to stderr, with pieces of them as they are: that is kept quiet.
    """
    records = iter(ArchiveIterator(stream, arc2warc=True))
    while True:
        stream.left = _LONGEST_HEADER
        with redirect_stderr(io.StringIO()):
            found = next(records, None)
        if found is None:
            return
        record = cast(_Record, found)
        stream.left = math.inf
        yield record
        while record.raw_stream.read(_PIECE):
            pass


def _is_page(http: _Headers) -> bool:
    kind = (http.get_header("Content-Type") or "").lower()
    return kind.startswith(_HTML) and http.get_statuscode() == "200"


def _address(record: _Record) -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")


def _key(record: _Record) -> bytes:
    address = _address(record).partition("#")[0].rstrip("/").replace("https://", "http://", 1)
    return blake2b(address.encode("utf-8", "replace"), digest_size=8).digest()


def _article(path: str, record: _Record, http: _Headers) -> RawArticle | Skipped:
    address = _address(record)
    data = record.content_stream().read(MAX_WHOLE // 4 + 1)
    if len(data) > MAX_WHOLE // 4:
        return Skipped(f"{path}#{address}", "The page is too large for one article.")
    kind = http.get_header("Content-Type") or ""
    charset = kind.lower().partition("charset=")[2].partition(";")[0].strip("\"' ")
    captured = record.rec_headers.get_header("WARC-Date") or ""
    return RawArticle(
        path=path,
        record=address,
        html=decode_html(data, charset),
        url=address,
        guid=address,
        version=captured,
        notes=(f"Captured {captured}.",) if captured else (),
    )


reader = _Warc()
