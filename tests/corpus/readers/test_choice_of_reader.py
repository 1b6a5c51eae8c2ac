"""Which reader a file gets, how it is opened, and what happens where none fits."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tempfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import read_file, reader_for, why_not
from newsfind.corpus.readers import source as opening

TEXT = "Harbour bridge closes for repairs\n\nThe old bridge will stay shut until autumn, the port said.\n"


def read(path: Path) -> list[RawArticle | Skipped]:
    return list(read_file(path, path.name))


def only(path: Path) -> RawArticle:
    (found,) = read(path)
    assert isinstance(found, RawArticle), found
    return found


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        ("a.txt", b"Some words.", "txt"),
        ("a.html", b"<p>Some words.</p>", "html"),
        ("page", b"<!DOCTYPE html><html><body><p>Some words.</p></body></html>", "html"),
        ("a.jsonl", b'{"text": "x"}\n', "JSON Lines"),
        ("lines", b'{"text": "x"}\n{"text": "y"}\n', "JSON Lines"),
        ("a.json", b'{"text": "x"}', "JSON"),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "JSON Feed"),
        ("a.json", b'{"uri": "urn:x:1", "versioncreated": "2024-01-01", "body_text": "x"}', "ninjs"),
        ("a.xml", b'<?xml version="1.0"?><!-- note --><rss version="2.0"></rss>', "RSS, Atom or RDF"),
        ("a.xml", b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "RSS, Atom or RDF"),
        ("a.xml", b'<rss xmlns:wp="http://wordpress.org/export/1.2/"></rss>', "WordPress export"),
        ("a.xml", b"<nitf><body/></nitf>", "NITF"),
        ("a.xml", b'<newsItem guid="urn:x"/>', "NewsML-G2"),
        ("a.xml", b"<NewsML></NewsML>", "NewsML 1"),
        ("a.sgm", b"<!DOCTYPE lewis SYSTEM 'lewis.dtd'>", "Reuters SGML"),
        ("a.csv", b"title,text\nA,B\n", "CSV or TSV"),
        ("letter", b"From: a@b.example\nTo: c@d.example\nSubject: Hello\nDate: x\n\nText", "mail"),
        ("a.md", b"# Title\n\nText", "Markdown"),
        ("a.warc", b"WARC/1.0\r\n", "WARC"),
        ("a.pdf", b"%PDF-1.4", "PDF"),
        ("a.zip", b"PK\x03\x04", "archive"),
        ("story", b"Plain words without any suffix.", "txt"),
    ],
)
def test_a_reader_is_chosen_by_suffix_and_then_by_content(
    tmp_path: Path, name: str, content: bytes, reader: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    chosen = reader_for(path)
    assert chosen is not None
    assert chosen.name == reader


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (".hidden.txt", b"Words", "hidden"),
        ("empty.bin", b"", "empty"),
        ("picture.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "No reader knows"),
    ],
)
def test_a_file_that_is_no_article_says_why(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert reader_for(path) is None
    assert reason in why_not(path)


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [
        (".gz", gzip.compress),
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".zst", lambda data: zstandard.ZstdCompressor().compress(data)),
    ],
)
def test_a_compressed_file_is_read_like_the_file_in_it(tmp_path: Path, suffix: str, compress: object) -> None:
    path = tmp_path / f"story.txt{suffix}"
    assert callable(compress)
    path.write_bytes(compress(TEXT.encode()))
    assert only(path).text == TEXT


def test_a_damaged_compressed_file_is_skipped_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "story.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode() * 50)[:60])
    (found,) = read(path)
    assert isinstance(found, Skipped)
    assert "damaged" in found.reason


def test_a_compression_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SPARE", 1 << 20)
    path = tmp_path / "story.txt.xz"
    path.write_bytes(lzma.compress(b"\0" * (8 << 20)))
    (found,) = read(path)
    assert isinstance(found, Skipped)
    assert "grows more than" in found.reason


def test_a_file_too_large_for_one_article_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.Source.read, "__defaults__", (1000,))
    path = tmp_path / "story.txt"
    path.write_text("word " * 1000)
    (found,) = read(path)
    assert isinstance(found, Skipped)
    assert "too large" in found.reason


def test_the_folder_is_that_of_the_shown_path(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(TEXT)
    (found,) = read_file(path, "outlet/business/x.txt")
    assert isinstance(found, RawArticle)
    assert found.folder == "business"
    (top,) = read_file(path, "x.txt")
    assert isinstance(top, RawArticle)
    assert top.folder == ""


def test_a_missing_file_is_skipped_not_raised(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "gone.txt")
    assert isinstance(found, Skipped)
    assert "cannot be opened" in found.reason


def test_two_records_of_one_name_both_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "7", "text": "One."}\n{"id": "7", "text": "Two."}\n')
    assert [item.record for item in read(path) if isinstance(item, RawArticle)] == ["7", "7~2"]


SUFFIXES = (
    ".txt", ".html", ".json", ".jsonl", ".csv", ".xml", ".rss", ".sgm", ".nitf", ".g2", ".warc", ".arc", ".eml", ".mbox", ".docx",
    ".pdf", ".md", ".zip", ".tar", ".tgz", ".txt.gz", ".txt.xz", ".txt.zst", ".txt.bz2", ".bin",
)  # fmt: skip
BEGINNINGS = (
    b"", b"PK\x03\x04", b"%PDF-1.4\n", b"WARC/1.0\r\nWARC-Type: response\r\n", b"<?xml version='1.0'?><nitf>", b"<rss><channel><item>",
    b"<REUTERS NEWID='1'><TEXT>", b"\x1f\x8b\x08\x00", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"[{", b'{"text": "', b"From a@b\n",
    b"---\ntitle: [", b"filedesc://a 0.0.0.0 1 text/plain 5\n", b"title,text\n\"", b"\xff\xfe",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SUFFIXES), st.sampled_from(BEGINNINGS), st.binary(max_size=200))
def test_no_content_of_any_kind_of_file_is_raised_at_the_caller(suffix: str, beginning: bytes, rest: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(beginning + rest)
        assert all(isinstance(item, RawArticle | Skipped) for item in read(path))
