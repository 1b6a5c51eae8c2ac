"""Bytes -> text without mojibake: byte order mark, what the page declares, strict UTF-8, then an informed guess."""

from __future__ import annotations

import codecs
import re

from bs4.dammit import EncodingDetector, UnicodeDammit

from newsfind.corpus.normalize.legacy import WESTERN, code_page

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED_BYTES = 2048
# Browsers read both names as windows-1252, which has curly quotes where ISO-8859-1 has control characters.
_READ_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data`. `declared` is what the format says of its encoding; bytes that it does not fit decide."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    if wide := _wide_without_mark(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, declared)


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
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
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
