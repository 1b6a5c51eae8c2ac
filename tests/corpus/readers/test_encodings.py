"""Bytes to text without mojibake."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.corpus.readers.encodings import decode, decode_html, looks_binary

GERMAN = "Größe, Übermut und “Straßenbahn” – das kostet 5 €."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_encodings_are_told_apart(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


def test_a_declared_encoding_is_believed_where_the_bytes_fit() -> None:
    page = '<meta charset="windows-1251"><p>Подольский закончил карьеру</p>'
    assert decode_html(page.encode("cp1251")) == page


def test_a_wrong_declaration_loses_against_utf_8() -> None:
    page = '<meta charset="iso-8859-1"><p>Größe</p>'
    assert decode_html(page.encode("utf-8")) == page


def test_latin_1_is_read_as_windows_1252_as_browsers_do() -> None:
    page = '<meta charset="iso-8859-1"><p>“no-spy” agreement</p>'
    assert decode_html(page.encode("cp1252")) == page


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("gb2312", "gbk", "朱镕基总理表示，中国将继续改革开放。"),
        ("shift_jis", "cp932", "①髙島屋は今年、経済が回復すると述べた。"),
        ("euc-kr", "cp949", "똠방각하는 경제가 회복된다고 말했다."),
        ("iso-8859-9", "cp1254", "“Değişim” İstanbul’da başladı."),
    ],
)
def test_a_declared_encoding_stands_for_the_larger_one_that_browsers_take_it_for(
    declared: str, encoding: str, text: str
) -> None:
    page = f'<meta charset="{declared}"><p>{text}</p>'
    assert decode_html(page.encode(encoding)) == page


def test_a_broken_byte_does_not_undo_a_declared_encoding() -> None:
    page = '<meta charset="gb2312"><p>' + "中国将继续改革开放。" * 20
    assert decode_html(page.encode("gbk") + b"\xd6").startswith(page)


def test_a_file_cut_inside_a_character_stays_utf_8() -> None:
    data = ("Größe und Übermut " * 20 + "ü").encode()[:-1]
    assert decode(data).startswith("Größe und Übermut")


def test_binary_is_told_from_text() -> None:
    assert looks_binary(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert not looks_binary(GERMAN.encode("utf-16-le"))
    assert not looks_binary(GERMAN.encode("cp1252"))
    assert not looks_binary(codecs.BOM_UTF8 + b"x")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_decoded(data: bytes) -> None:
    assert isinstance(decode(data), str)
    assert isinstance(decode_html(data), str)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_utf_8_is_always_read_back(text: str) -> None:
    data = text.encode()
    if not looks_binary(data) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        assert decode(data) == text
