"""Typographic quotes and dashes -> the plain ones that the query language is written with, character for character.

The folded text has the length of the typed one, so a position in it is a position in what the user typed.
"""

from __future__ import annotations

import re

_DOUBLE_QUOTES = "“”„‟«»″‶〝〞〟＂"
_SINGLE_QUOTES = "‘’‚‛‹›′‵`´ʹʼ＇"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))

_PLAIN = str.maketrans(
    dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_CONTROLS, " ")
    | dict(zip("（）｜：", "()|:", strict=True))
)
# A long dash in front of a word is punctuation of a pasted sentence ("he said —Huawei— is"), never a minus.
_LONG_DASH_BEFORE_WORD = "(?:^|(?<=[\\s(（|]))[\u2014\u2015\u2e3a\u2e3b]+"
_SURROGATE = "[\ud800-\udfff]"
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"))


def fold(text: str) -> str:
    """The same number of characters with plain quotes, hyphens and brackets; control characters become spaces."""
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(_SURROGATE, "\ufffd", text)
    text = re.sub(_LONG_DASH_BEFORE_WORD, lambda match: " " * len(match[0]), text)
    return text.translate(_PLAIN)


def drop_invisible(text: str) -> str:
    """Without soft hyphens, zero-width characters and direction marks, which come along in pasted words."""
    return text if text.isascii() else text.translate(_INVISIBLE)
