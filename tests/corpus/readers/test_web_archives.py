"""WARC and ARC: web archives."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

import pytest

from corpus.readers.filed import MORE, STORY, articles, read
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import read_source
from newsfind.corpus.readers.source import Source


def page(headline: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{headline}</title></head><body><article><h1>{headline}</h1><p>{STORY}</p><p>{MORE}</p></article></body></html>"


def warc(*captures: tuple[str, str, str, str, str]) -> bytes:
    """A web archive of (address, time, status, content type, content)."""
    out = []
    for address, time, status, kind, content in captures:
        answer = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n\r\n{content}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {time}\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        out.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(out)


CAPTURES = (
    (
        "http://harbour.example/1",
        "2024-05-01T00:00:00Z",
        "200",
        "text/html; charset=utf-8",
        page("Bridge closes for repairs"),
    ),
    ("http://harbour.example/1.png", "2024-05-01T00:00:00Z", "200", "image/png", "x"),
    ("http://harbour.example/gone", "2024-05-01T00:00:00Z", "404", "text/html", page("Page not found")),
    ("https://harbour.example/1", "2024-05-03T00:00:00Z", "200", "text/html", page("Bridge closes for long repairs")),
    ("http://harbour.example/2", "2024-05-02T00:00:00Z", "200", "text/html", page("Ferry runs again")),
)


@pytest.mark.parametrize("compressed", [False, True])
def test_a_web_archive_gives_the_newest_capture_of_each_page(tmp_path: Path, compressed: bool) -> None:
    data = b"".join(gzip.compress(warc(capture)) for capture in CAPTURES) if compressed else warc(*CAPTURES)
    found = read(tmp_path, "a.warc.gz" if compressed else "a.warc", data)
    made = articles(found)
    assert [article.headline for article in made] == ["Bridge closes for long repairs", "Ferry runs again"]
    assert [article.date for article in made] == [None, None]
    assert isinstance(found[0], RawArticle)
    assert found[0].notes == ("Captured 2024-05-03T00:00:00Z.",)


def test_an_arc_file_is_read_too(tmp_path: Path) -> None:
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page('Bridge closes for repairs')}".encode()
    version = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc 0.0.0.0 20240501000000 text/plain %d\n%s\n" % (len(version), version)
    record = b"http://harbour.example/1 1.2.3.4 20240501000000 text/html %d\n%s\n" % (len(body), body)
    (made,) = articles(read(tmp_path, "a.arc", head + record))
    assert made.headline == "Bridge closes for repairs"


@pytest.mark.parametrize(
    "rest", [b"A" * 3_000_000, b"WARC/1.0\r\nX: " + b"A" * 3_000_000, b"\n" * 3_000_000, b"rubbish\r\n" * 9]
)
def test_a_damaged_web_archive_keeps_what_came_before(tmp_path: Path, rest: bytes) -> None:
    *kept, refused = read(tmp_path, "a.warc", warc(*CAPTURES) + rest)
    assert len(articles(kept)) == 2
    assert isinstance(refused, Skipped)
    assert "damaged" in refused.reason


class _Endless(io.RawIOBase):
    """Bytes that go on forever behind a beginning, and how many of them were asked for."""

    def __init__(self, start: bytes) -> None:
        self._start = io.BytesIO(start)
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._start.read(len(buffer)) or b"A" * len(buffer)
        buffer[: len(data)] = data
        self.given += len(data)
        assert self.given < 8 << 20
        return len(data)


def test_a_header_without_an_end_is_read_within_bounds() -> None:
    start = warc(*CAPTURES) + b"WARC/1.0\r\nWARC-Type: resp"
    source = Source("a.warc", "a.warc", "", lambda: io.BufferedReader(_Endless(start)))
    *kept, refused = read_source(source)
    assert len(articles(kept)) == 2
    assert isinstance(refused, Skipped)
    assert "no end" in refused.reason


def test_a_web_archive_that_ends_in_the_middle_of_a_page_is_read_to_its_end(tmp_path: Path) -> None:
    data = warc(*CAPTURES)
    assert len(articles(read(tmp_path, "a.warc", data[:-60]))) == 2
    (refused,) = read(tmp_path, "b.warc", b"WARC/1.0\r\nrubbish")
    assert isinstance(refused, Skipped)
