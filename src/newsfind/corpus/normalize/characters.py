"""Characters as people should see them: white space, invisible signs, ligatures, double-encoded UTF-8."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

import ftfy

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\v]")
_PAGE_BREAKS = re.compile("[\f\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Invisible: soft hyphen, zero-width signs, byte order mark inside text, bidirectional overrides, object marks.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff0-\ufffc\ud800-\udfff]"
)
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"
}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_C1 = re.compile("[\u0080-\u009f]")
# What UTF-8 looks like when it was read as windows-1252 or latin-1: a lead byte's sign and then a trail byte's.
# Lead bytes C2, C3, C5 and E2 cover Latin letters, quotes, dashes and spaces; trail bytes are 80-BF in either code.
_DOUBLE = re.compile(
    "[\u00c2\u00c3\u00c5][\u0080-\u00bf\u0152-\u0178\u0192\u2018-\u203a\u20ac\u2122]|\u00e2[\u0080\u20ac]"
)

# Anything at all that is repaired below: most text, in whatever script, has none of it and is only looked through.
_ODD = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u00c2\u00c3\u00c5\u00e2\u1680\u180e"
    "\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u2069\u3000\ud800-\udfff\ufb00-\ufb06"
    "\ufeff\ufff0-\ufffc]"
)
_TAG = re.compile(
    r"</?(?:p|br|b|i|em|strong|span|a|h[1-6]|div|su[bp]|u|font|mark|q|cite|img|small)\b[^<>]{0,300}>", re.I
)
_NO_LETTERS = re.compile(r"[\W_]+")

CAPITALS: Final = "A-ZÀ-ÖØ-Þ" + "".join(letter for letter in map(chr, range(0x100, 0x250)) if letter.isupper())
"""Capital Latin letters, for between the brackets of a pattern: those of GDAŃSK and İZMİR, too."""


def repair(text: str) -> str:
    """Clean text in Unicode NFC with `\\n` as the only line end; a page break becomes a paragraph's end.

    Curly quotes and dashes stay as they are. ftfy reads 1.6 MB/s, so it is asked only where double encoding shows.
    """
    if text.isascii():
        return _INVISIBLE.sub("", _SPACES.sub(" ", _PAGE_BREAKS.sub("\n\n", _LINE_ENDS.sub("\n", text))))
    if _ODD.search(text) is None:
        return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    if _DOUBLE.search(text):
        text = ftfy.fix_encoding(text)
    if _C1.search(text):
        text = _C1.sub(_windows_sign, text)
    text = _PAGE_BREAKS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    if _LIGATURE.search(text):
        text = _LIGATURE.sub(lambda match: _LIGATURES[match.group()], text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _windows_sign(match: re.Match[str]) -> str:
    """What windows-1252 has in the place of a C1 control character; nothing where it has nothing."""
    sign = match.group()
    return sign if sign == "\u0085" else bytes([ord(sign)]).decode("cp1252", "ignore")


def one_line(text: str) -> str:
    """Repaired, with every run of white space as one space."""
    return " ".join(repair(text).split())


def plain_line(value: str) -> str:
    """The value of a field as one line of text: entities resolved, also those escaped twice, and tags dropped.

    >>> plain_line("<b>Bridge</b> &amp;amp; tunnel\\u00a0close")
    'Bridge & tunnel close'
    """
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = _TAG.sub(" ", value)
    return one_line(value)


def letters(text: str) -> str:
    """Letters and digits alone, in lower case: two names or titles are compared by them."""
    return _NO_LETTERS.sub("", text.casefold())
