"""WARC, zip, tar, mail, Word, PDF and Markdown."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from newsfind.article import Article
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import archive, read_file, read_source
from newsfind.corpus.readers.source import Source

STORY = "The port authority said on Monday that the old bridge would stay closed until the autumn, for repairs of its pillars."
MORE = "“We will not take risks,” said its head, Ann Lee, who took office in March after a long quarrel in the council."


def page(headline: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{headline}</title></head><body><article><h1>{headline}</h1><p>{STORY}</p><p>{MORE}</p></article></body></html>"


def read(folder: Path, name: str, data: bytes) -> list[RawArticle | Skipped]:
    path = folder / name
    path.write_bytes(data)
    return list(read_file(path, name))


def articles(found: list[RawArticle | Skipped]) -> list[Article]:
    made = [normalize(item) for item in found if isinstance(item, RawArticle)]
    return [item for item in made if isinstance(item, Article)]


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


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return out.getvalue()


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


def mail(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Harbour News <news@harbour.example>"
    message["To"] = "reader@home.example"
    message["Subject"] = subject
    message["Date"] = "Mon, 06 May 2024 07:08:09 +0200"
    message["Message-ID"] = f"<{abs(hash(subject))}@harbour.example>"
    message.set_content(f"{STORY}\n\n{MORE}")
    message.add_alternative(
        f"<html><body><p>{STORY}</p><p>{MORE}</p></body></html>",
        subtype="html",
    )
    return message


def test_a_newsletter_is_an_article(tmp_path: Path) -> None:
    (made,) = articles(read(tmp_path, "a.eml", mail("Brücke gesperrt").as_bytes()))
    assert (made.headline, made.source) == ("Brücke gesperrt", "Harbour News")
    assert made.body == f"{STORY}\n\n{MORE}"
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T07:08:09+02:00"


def test_a_folder_of_mails_is_read_mail_by_mail(tmp_path: Path) -> None:
    parts = [
        b"From a@b Mon May  6 07:08:09 2024\n" + mail(subject).as_bytes() + b"\n" for subject in ("One", "Two", "Three")
    ]
    assert [article.headline for article in articles(read(tmp_path, "a.mbox", b"\n".join(parts)))] == [
        "One",
        "Two",
        "Three",
    ]


def test_a_paragraph_that_begins_with_from_begins_no_mail(tmp_path: Path) -> None:
    head, line = "From: a@b.example\nSubject: One\n\n", "From Varn, our man reports that all is well at the port."
    (made,) = articles(read(tmp_path, "a.eml", f"{head}{STORY}\n\n{line}\n".encode()))
    assert made.body == f"{STORY}\n\n{line}"
    begin = "From a@b Mon May  6 07:08:09 2024\n"
    (made,) = articles(read(tmp_path, "a.mbox", f"{begin}{head}{STORY}\n\n>{line}\n\n".encode()))
    assert made.body == f"{STORY}\n\n{line}"


def test_a_mail_without_text_is_skipped(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.eml", b"From: a@b.example\nSubject: x\n\n")
    assert isinstance(found, Skipped)


def docx(document: str) -> bytes:
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>From properties</dc:title>'
        "<dc:creator>Ann Lee</dc:creator></cp:coreProperties>"
    )
    return zipped(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode(), "docProps/core.xml": core.encode()}
    )


def word(*paragraphs: str) -> str:
    return f'<w:document xmlns:w="w"><w:body>{"".join(paragraphs)}</w:body></w:document>'


def test_a_word_document_is_an_article(tmp_path: Path) -> None:
    title = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bridge closes</w:t></w:r></w:p>'
    body = f"<w:p><w:r><w:t>{STORY[:30]}</w:t></w:r><w:r><w:t>{STORY[30:]}</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>{MORE}</w:t></w:r></w:p>"
    (made,) = articles(read(tmp_path, "a.docx", docx(word(title, body))))
    assert (made.headline, made.authors, made.body) == ("Bridge closes", ("Ann Lee",), f"{STORY}\n\n{MORE}")


def test_the_text_of_a_box_stands_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p><w:r><w:t>{MORE}</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    document = word(f"<w:p><w:r><w:t>{STORY}</w:t></w:r><w:r>{both}</w:r></w:p>")
    (made,) = articles(read(tmp_path, "a.docx", docx(document.replace("<w:document ", '<w:document xmlns:mc="mc" '))))
    assert made.body == f"{STORY}\n\n{MORE}"


def test_a_word_document_with_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + word("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")
    (found,) = read(tmp_path, "a.docx", docx(bomb))
    assert isinstance(found, Skipped)
    assert "entities" in found.reason


def pdf(*lines: str) -> bytes:
    """A small PDF of one page with these lines."""
    text = "BT /F1 12 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Title (Bridge closes) /Author (Ann Lee) >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\n"
    return (out + f"startxref\n{out.index('xref')}\n%%EOF").encode("latin-1")


def test_the_text_layer_of_a_pdf_is_an_article(tmp_path: Path) -> None:
    lines = ("The port authority said on Monday that the old bridge would stay", "closed until the autumn, for repairs of its many pillars, which",
             "are older than the port itself and were last repaired in the year", "of the great flood.")  # fmt: skip
    (made,) = articles(read(tmp_path, "a.pdf", pdf(*lines)))
    assert (made.headline, made.authors, made.date) == ("Bridge closes", ("Ann Lee",), None)
    assert made.body == " ".join(lines)


def test_a_scanned_pdf_says_what_it_lacks(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.pdf", pdf())
    assert isinstance(found, Skipped)
    assert "no text layer" in found.reason


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Bridge closes"\ndate: 2024-05-06\nauthor: Ann Lee\ncategories: [World, Traffic]\n---\n',
        "---\ntitle: Bridge closes\ndate: 2024-05-06\nauthors:\n  - Ann Lee\nsection: World\n---\n",
        "---\ntitle: >-\n  Bridge\n  closes\ndate: 2024-05-06\nauthors:\n- name: Ann Lee\n  mail: x\nsection: World\n---\n",
        "---\ntitle: Bridge closes\ndate: 2024-05-06\nauthor:\n  name: Ann Lee\nsection: World\n---\n",
        '+++\ntitle = "Bridge closes"\ndate = 2024-05-06\nauthor = "Ann Lee"\nsection = "World"\n+++\n',
    ],
)
def test_markdown_with_front_matter(tmp_path: Path, front: str) -> None:
    text = f"{front}\n{STORY}\n\n## What *next*\n\n> {MORE}\n\n- See [the plan](https://port.example) and `code`\n\n![x](y.png)\n"
    (made,) = articles(read(tmp_path, "a.md", text.encode()))
    assert (made.headline, made.section, made.authors) == ("Bridge closes", "World", ("Ann Lee",))
    assert made.date is not None
    assert made.date.isoformat()[:10] == "2024-05-06"
    assert made.body.startswith(f"{STORY}\n\nWhat next\n\n{MORE}")
    assert made.body.endswith("See the plan and code")


def test_markdown_takes_its_first_heading_for_the_headline(tmp_path: Path) -> None:
    (made,) = articles(read(tmp_path, "a.md", f"# Bridge closes\n\n{STORY}\n".encode()))
    assert (made.headline, made.body) == ("Bridge closes", STORY)
