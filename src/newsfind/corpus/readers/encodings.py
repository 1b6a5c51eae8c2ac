"""Bytes -> text without mojibake: byte order mark, what the page declares, strict UTF-8, then an informed guess."""

from __future__ import annotations

import codecs
import re

from bs4.dammit import EncodingDetector, UnicodeDammit

from newsfind.corpus.readers.code_pages import WESTERN, code_page

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED_BYTES = 2048
_READ_AS = {
    name: codec
    for codec, names in (
        ("cp1252", "iso-8859-1 latin-1 latin1 ascii us-ascii"),
        ("cp1254", "iso-8859-9 latin5"),
        ("cp874", "tis-620 iso-8859-11 windows-874"),
        ("gb18030", "gb2312 gb_2312-80 gbk x-gbk"),
        ("big5hkscs", "big5 big5-hkscs x-x-big5"),
        ("cp932", "shift_jis shift-jis x-sjis sjis windows-31j"),
        ("cp949", "euc-kr ks_c_5601-1987 ksc5601 windows-949 korean"),
    )
    for name in names.split()
}
"""Codecs by the names for which browsers take them: the larger set of characters that pages declare the smaller of.

As https://encoding.spec.whatwg.org/#names-and-labels has them.
"""
_WIDE = frozenset(("gb18030", "big5hkscs", "cp932", "cp949", "euc-jp", "iso-2022-jp"))
"""Two bytes a character: hardly anything fits them but the text that is meant, so some broken bytes are overlooked."""
_MOST_BROKEN = 0.02


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data`. `declared` is what the format says of its encoding; bytes that it does not fit decide.

    >>> decode("“Größe”".encode("cp1252"), "iso-8859-1")
    '“Größe”'
    """
    if marked := _marked(data):
        return data.decode(marked, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, declared)


def encoding_of(head: bytes) -> str:
    """The codec for a text that is read as a stream and begins with `head`."""
    if marked := _marked(head):
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # not final: the last character may be cut
    except UnicodeDecodeError:
        return "utf-8" if _mostly_utf8(head) is not None else code_page(head)
    return "utf-8"


def _marked(data: bytes) -> str:
    """The encoding that shows in the first bytes: by a byte order mark, or by zeros between letters; else ""."""
    return next((name for bom, name in _BOMS if data.startswith(bom)), "") or _wide_without_mark(data)


def decode_html(data: bytes, declared: str = "") -> str:
    """As `decode`; the page's own `<meta charset>` or XML declaration counts as declared."""
    if not declared:
        declared = EncodingDetector.find_declared_encoding(data[:_DECLARED_BYTES], is_html=True) or ""
    return decode(data, declared)


def _decode_legacy(data: bytes, declared: str) -> str:
    name = declared.strip().lower()
    name = _READ_AS.get(name, name)
    if name and name not in ("utf-8", "utf8"):
        try:
            text = data.decode(name, "replace" if name in _WIDE else "strict")
        except (LookupError, UnicodeDecodeError):
            text = ""
        if text and text.count("\ufffd") <= _MOST_BROKEN * len(text):
            return text
    guess = _mostly_utf8(data)
    if guess is not None:
        return guess
    name = code_page(data)
    markup = UnicodeDammit(data, [name], is_html=False).unicode_markup if name == WESTERN else None
    return markup if markup is not None else data.decode(name, "replace")


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as a file cut in the middle of a character has; None where it is not."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("�")
    right = sum(1 for byte in data if byte >= 0xC2 and byte < 0xF5) - wrong
    return text if wrong * 20 < right or (wrong == 1 and right > 0) else None


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark: every second byte of western text is zero."""
    sample = data[:512]
    if len(sample) < 4 or 0 not in sample:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def looks_binary(head: bytes) -> bool:
    """Whether a file that begins with these bytes is no text in any encoding that `decode` knows."""
    if head.startswith(tuple(bom for bom, _ in _BOMS)) or _wide_without_mark(head):
        return False
    if b"\0" in head:
        return True
    return len(_CONTROLS.findall(head)) > len(head) // 20
