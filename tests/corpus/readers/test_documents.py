"""Word, PDF and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers.filed import MORE, STORY, articles, read, zipped
from newsfind.corpus.raw import Skipped


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


@pytest.mark.parametrize("style", ["Title", "Heading1", "berschrift1", "Ttulo"])
def test_a_word_document_is_an_article(tmp_path: Path, style: str) -> None:
    title = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>Bridge closes</w:t></w:r></w:p>'
    body = f"<w:p><w:r><w:t>{STORY[:30]}</w:t></w:r><w:r><w:t>{STORY[30:]}</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>{MORE}</w:t></w:r></w:p>"
    (made,) = articles(read(tmp_path, "a.docx", docx(word(title, body))))
    assert (made.headline, made.authors, made.body) == ("Bridge closes", ("Ann Lee",), f"{STORY}\n\n{MORE}")


def test_what_was_moved_or_struck_out_stands_where_it_is_now(tmp_path: Path) -> None:
    moved = f"<w:p><w:moveFrom><w:r><w:t>{MORE}</w:t></w:r></w:moveFrom><w:del><w:r><w:delText>Old.</w:delText></w:r></w:del></w:p>"
    now = f"<w:p><w:r><w:t>{STORY}</w:t></w:r></w:p><w:p><w:moveTo><w:r><w:t>{MORE}</w:t></w:r></w:moveTo></w:p>"
    (made,) = articles(read(tmp_path, "a.docx", docx(word(moved, now))))
    assert made.body == f"{STORY}\n\n{MORE}"


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


def test_a_table_in_markdown_has_its_rows(tmp_path: Path) -> None:
    (made,) = articles(read(tmp_path, "a.md", f"# Bridge\n\n{STORY}\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n".encode()))
    assert made.body == f"{STORY}\n\n| a | b |\n| 1 | 2 |"


def test_markdown_takes_its_first_heading_for_the_headline(tmp_path: Path) -> None:
    (made,) = articles(read(tmp_path, "a.md", f"# Bridge closes\n\n{STORY}\n".encode()))
    assert (made.headline, made.body) == ("Bridge closes", STORY)
