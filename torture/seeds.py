"""A small file of each format, from which mutated ones are made; the words are our own."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import zstandard

_KEPT = Path(__file__).with_name("inputs")
"""For each name of a seed, and for queries, an archive of inputs that once reached new code (`guided.py`)."""

QUERY = "query"
"""The name under which inputs of the parser are kept."""
QUERIES = (
    'ferry "trade talks" -strike',
    "headline:(treaty OR tariff) AND section:World NOT (flood W/5 harbour)",
    "tra* AND t?eaty~ atleast/3(ferry) since:2019 until:14 June 2020",
    "“curly quotes” author:\"Ann Lee\" date:last week (a OR (b AND (c PRE/2 d)))",
    "entity:Falk words:>300 ferry~2 \"trade treaty\"~4 W/S W/P near adj5",
    "C++ AT&T U.S. 1,000 no-spy O'Brien 中国 Müller",
)  # fmt: skip
_STORY = "The ferry to the outer islands will sail again on Friday, the harbour office said, after a week of repairs."
_MORE = "“We have waited long enough,” said Ines Falk, who keeps the shop on the quay. She ordered 1,200 loaves."
_PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry sails again | Quay Post</title>
<meta property="og:title" content="Ferry sails again"><meta name="author" content="Ines Falk">
<meta property="article:published_time" content="2024-05-06T07:08:09+02:00">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry sails again",
"datePublished": "2024-05-06", "author": [{{"name": "Ines Falk"}}], "articleSection": "Islands"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry sails again</h1><p class="byline">By Ines Falk</p>
<p>{_STORY}</p><p>{_MORE}</p><table><tr><td>Friday</td><td>08:15</td></tr></table></article></body></html>"""
_RECORD = {
    "id": "q1",
    "title": "Ferry sails again",
    "text": f"{_STORY}\n\n{_MORE}",
    "date": "2024-05-06T07:08:09+02:00",
    "section": "Islands",
    "authors": ["Ines Falk"],
    "url": "https://quay.example/1",
    "keywords": ["ferry", "islands"],
}
_RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay Post</title><item><title>Ferry sails again</title>
 <link>https://quay.example/1</link><guid>q1</guid><pubDate>Mon, 06 May 2024 07:08:09 GMT</pubDate>
 <dc:creator>Ines Falk</dc:creator><category>Islands</category>
 <content:encoded><![CDATA[<p>{_STORY}</p><p>{_MORE}</p>]]></content:encoded></item></channel></rss>"""
_WXR = f"""<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel>
 <title>Quay Notes</title><wp:wxr_version>1.2</wp:wxr_version><item><title>Ferry</title><dc:creator>ines</dc:creator>
 <category domain="category" nicename="i">Islands</category><content:encoded><![CDATA[{_STORY}

[caption id="1"]The quay[/caption]{_MORE}]]></content:encoded><wp:post_id>7</wp:post_id>
 <wp:post_date_gmt>2024-05-06 07:08:09</wp:post_date_gmt><wp:status>publish</wp:status>
 <wp:post_type>post</wp:post_type></item></channel></rss>"""
_NITF = f"""<?xml version="1.0"?><nitf xml:lang="en"><head><docdata management-status="usable">
 <doc-id id-string="q1"/><date.issue norm="20240506T070809Z"/><identified-content><person>Ines Falk</person>
 <location>Quay</location></identified-content></docdata><pubdata name="Quay Post" position.section="Islands"/></head>
 <body><body.head><hedline><hl1>Ferry sails again</hl1></hedline><byline>By Ines Falk</byline></body.head>
 <body.content><p>{_STORY}</p><block><p>{_MORE}</p></block></body.content></body></nitf>"""
_NEWSML1 = f"""<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier>
 <ProviderId>quay.example</ProviderId>
 <DateId>20240506</DateId><NewsItemId>q1</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>
 <PublicIdentifier>urn:newsml:quay.example:q1</PublicIdentifier></NewsIdentifier></Identification>
 <NewsManagement><FirstCreated>20240506T070809Z</FirstCreated><Status FormalName="Usable"/></NewsManagement>
 <NewsComponent><NewsLines><HeadLine>Ferry sails again</HeadLine><ByLine>By Ines Falk</ByLine></NewsLines>
 <ContentItem><DataContent><p>{_STORY}</p><p>{_MORE}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
_G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:quay:1" version="2" xml:lang="en"><itemMeta>
 <itemClass qcode="ninat:text"/><provider literal="Quay Post"/><versionCreated>2024-05-06T07:08:09Z</versionCreated>
 <pubStatus qcode="stat:usable"/></itemMeta><contentMeta><by>Ines Falk</by><headline>Ferry sails again</headline>
 <subject qcode="medtop:20000170"><name xml:lang="en">islands</name></subject></contentMeta><contentSet>
 <inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{_STORY}</p>
 <p>{_MORE}</p></body></html></inlineXML></contentSet></newsItem>"""
_SGML = f"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" OLDID="5" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE><TOPICS><D>ship</D></TOPICS><PLACES><D>quay</D></PLACES><PEOPLE></PEOPLE>
<TEXT>&#2;<TITLE>FERRY SAILS AGAIN</TITLE><AUTHOR>By Ines Falk</AUTHOR><DATELINE>QUAY, Feb 26 - </DATELINE>
<BODY>{_STORY}
    {_MORE}
 Reuter
&#3;</BODY></TEXT></REUTERS>
"""
_MAIL = f"""From: Ines Falk <ines@quay.example>
To: desk@quay.example
Subject: =?utf-8?q?Ferry_sails_again?=
Date: Mon, 06 May 2024 07:08:09 +0200
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{_STORY}=20
--b1
Content-Type: text/html; charset=utf-8

<p>{_STORY}</p><p>{_MORE}</p>
--b1--
"""
_TEXT = f"Ferry sails again\n\nBy Ines Falk, 6 May 2024\n\n{_STORY}\n\n{_MORE}\n"
_MARKDOWN = f"---\ntitle: Ferry sails again\ndate: 2024-05-06\ntags: [ferry, islands]\n---\n\n{_STORY}\n\n> {_MORE}\n"
_NINJS = {
    "uri": "urn:quay:1",
    "type": "text",
    "version": "2",
    "versioncreated": "2024-05-06T07:08:09Z",
    "headline": "Ferry sails again",
    "byline": "Ines Falk",
    "body_html": f"<p>{_STORY}</p><p>{_MORE}</p>",
    "person": [{"name": "Ines Falk"}],
    "subject": [{"code": "medtop:20000170", "name": "islands"}],
}
_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Quay Post",
    "items": [{"id": "q1", "title": "Ferry", "content_html": f"<p>{_STORY}</p>", "date_published": "2024-05-06"}],
}


def _warc() -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{_PAGE}".encode()
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/1\r\n"
    head += "WARC-Date: 2024-05-06T07:08:09Z\r\nContent-Type: application/http; msgtype=response\r\n"
    return f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def _pdf() -> bytes:
    text = f"BT /F1 12 Tf 72 700 Td ({_STORY}) Tj 0 -20 Td (The end.) Tj ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources"
        b" << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begin = len(out)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\n" % table
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % begin


def _zip(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in members.items():
            opened.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def _docx() -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("Ferry", _STORY, _MORE))
    core = '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>I</dc:creator>'
    return _zip(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {space}><w:body>{paragraphs}</w:body></w:document>",
            "docProps/core.xml": f"{core}</cp:coreProperties>",
        }
    )


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as opened:
        for name, text in (("a.txt", _TEXT), ("b/c.html", _PAGE)):
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            opened.addfile(entry, io.BytesIO(text.encode()))
    return out.getvalue()


def seeds() -> dict[str, bytes]:
    """File name -> content; at least one for each reader and each compression."""
    lines = f"{json.dumps(_RECORD)}\n{json.dumps(_RECORD | {'id': 'q2'}, ensure_ascii=False)}\n".encode()
    table = f'id,title,text,date\nq1,"Ferry sails again","{_STORY}",2024-05-06\nq2,Second,"{_MORE}",\n'.encode()
    return {
        "txt.txt": _TEXT.encode(),
        "markdown.md": _MARKDOWN.encode(),
        "html.html": _PAGE.encode(),
        "json_lines.jsonl": lines,
        "json_file.json": json.dumps([_RECORD, _RECORD]).encode(),
        "json_feed.json": json.dumps(_FEED).encode(),
        "ninjs.json": json.dumps(_NINJS).encode(),
        "table.csv": table,
        "feed.xml": _RSS.encode(),
        "wxr.wxr": _WXR.encode(),
        "nitf.nitf": _NITF.encode(),
        "newsml1.newsml": _NEWSML1.encode(),
        "newsml_g2.g2": _G2.encode(),
        "reuters_sgml.sgm": _SGML.encode(),
        "mail.eml": _MAIL.encode(),
        "mbox.mbox": b"From ines@quay.example Mon May  6 07:08:09 2024\n" + _MAIL.encode(),
        "warc.warc": _warc(),
        "pdf.pdf": _pdf(),
        "docx.docx": _docx(),
        "zip.zip": _zip({"a.txt": _TEXT, "b/c.html": _PAGE}),
        "tar.tar": _tar(),
        "gzip.jsonl.gz": gzip.compress(lines, mtime=0),
        "bzip2.jsonl.bz2": bz2.compress(lines),
        "xz.jsonl.xz": lzma.compress(lines),
        "zstandard.jsonl.zst": zstandard.compress(lines),
    }


def kept(name: str) -> list[bytes]:
    """The inputs kept of a format, or of queries."""
    path = _KEPT / f"{name}.zip"
    if not path.exists():
        return []
    with zipfile.ZipFile(path) as opened:
        return [opened.read(entry) for entry in opened.infolist()]


def keep(name: str, inputs: Iterable[bytes]) -> None:
    """Keep these inputs instead, the shortest first; the same ones make the same file."""
    _KEPT.mkdir(exist_ok=True)
    with zipfile.ZipFile(_KEPT / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as opened:
        for number, content in enumerate(sorted(inputs, key=lambda one: (len(one), one))):
            opened.writestr(zipfile.ZipInfo(str(number)), content, zipfile.ZIP_DEFLATED)
