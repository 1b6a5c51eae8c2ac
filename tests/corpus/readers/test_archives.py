"""Zip and tar archives."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from corpus.readers.filed import MORE, STORY, articles, read, zipped
from newsfind.corpus.raw import Skipped
from newsfind.corpus.readers import archive, read_file


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as opened:  # type: ignore[call-overload]
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            opened.addfile(entry, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        opened.addfile(link)
    return out.getvalue()


MEMBERS = {
    "news/business/a.txt": f"Bridge closes for repairs\n\n{STORY}\n\n{MORE}".encode(),
    "b.jsonl": b'{"id": "5", "title": "Ferry", "text": "The ferry runs again, says the port of Harbour."}\n',
    "c.jpg": b"\xff\xd8\xff\x00",
    ".hidden": b"x",
    "../outside.txt": b"Words that point outside.",
}


@pytest.mark.parametrize(
    ("name", "data"), [("a.zip", zipped(MEMBERS)), ("a.tar.gz", tarred(MEMBERS)), ("a.tgz", tarred(MEMBERS))]
)
def test_archives_are_read_member_by_member(tmp_path: Path, name: str, data: bytes) -> None:
    found = read(tmp_path, name, data)
    assert [article.path for article in articles(found)] == [f"{name}#news/business/a.txt", f"{name}#b.jsonl#5"]
    assert [article.section for article in articles(found)] == ["Business", ""]
    reasons = [item.reason for item in found if isinstance(item, Skipped)]
    assert any("outside" in reason for reason in reasons)
    assert not (tmp_path.parent / "outside.txt").exists()
    if name != "a.zip":
        assert any("link" in reason for reason in reasons)


def test_a_member_at_the_top_of_an_archive_lies_in_the_archives_folder(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": MEMBERS["news/business/a.txt"]}))
    (made,) = articles(list(read_file(tmp_path / "a.zip", "wire/sport/a.zip")))
    assert made.section == "Sport"
    (made,) = articles(list(read_file(tmp_path / "a.zip", "a.zip")))
    assert made.section == ""


def test_archives_in_archives_end_at_a_depth(tmp_path: Path) -> None:
    data = zipped(MEMBERS)
    for _ in range(4):
        data = zipped({"inner.zip": data})
    (found,) = read(tmp_path, "a.zip", data)
    assert isinstance(found, Skipped)
    assert "too deep" in found.reason


def test_a_zip_bomb_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    bomb = b"\0" * (40 << 20)
    found = read(tmp_path, "a.zip", zipped({"bomb.txt": bomb, **MEMBERS}))
    assert isinstance(found[0], Skipped)
    assert "grows" in found[0].reason
    assert len(articles(found)) == 2


def test_an_archive_of_many_large_members_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SPARE", 1 << 20)
    many = {f"{number}.txt": (b"all work and no play " * 20_000) for number in range(6)}
    found = read(tmp_path, "a.zip", zipped(many))
    assert isinstance(found[-1], Skipped)
    assert "grows too large" in found[-1].reason


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.docx", "a.pdf"])
def test_a_damaged_file_is_skipped(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, b"PK\x03\x04" + b"\x07rubbish" * 40)
    assert found
    assert all(isinstance(item, Skipped) for item in found)
