"""Which code page of before Unicode a text is in, where nothing says so.

Text in Latin letters is taken for windows-1252, which is right for most, unless another code page makes a language of
it that windows-1252 has no letters for (Polish, Turkish, ...). Where most letters lie beyond ASCII, it is one of
Chinese, Japanese or Korean if that makes their most usual signs of them, else the one in which they stand as letters
stand in words.
"""

from __future__ import annotations

import re
from typing import Final

from newsfind.corpus.normalize.language import detect

WESTERN: Final = "cp1252"
_LATIN: Final = (
    (("cp1250", "iso8859-2"), frozenset(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"))),
    (("cp1254", "iso8859-9"), frozenset(("tr", "az", "ku"))),
    (("cp1257", "iso8859-13"), frozenset(("lt", "lv", "et"))),
)
_OTHERS: Final = ("cp1255", "cp1251", "koi8-r", "iso8859-5", "cp866", "cp1253", "iso8859-7", "cp1256")
"""Hebrew first: its letters lie where others have small letters, so that any code page makes words of them."""
_EASTERN: Final = (
    (("cp932", "euc-jp"), re.compile("[\u3041-\u3096]"), 0.15),
    (("cp949",), re.compile("[\uac00-\ud7a3]"), 0.9),
    (
        ("gb18030", "big5hkscs"),
        re.compile("[的一是不了在有人我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也对對年]"),
        0.08,
    ),
)
"""Code pages of two bytes, their most usual signs (hiragana, hangul, frequent characters), the least share of these.

Of what is not ASCII in a text about half are hiragana, all hangul, a fifth these characters; in a wrong code page at
most a twentieth, but more than half hangul where Chinese is taken for Korean, and all where Japanese is: it is first.
"""
_FEWEST_EASTERN: Final = 10
_SAMPLE: Final = 20_000
_ASCII_LETTER: Final = re.compile(rb"[A-Za-z]")
_BEYOND: Final = re.compile(rb"[\x80-\xff]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_WRONG: Final = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’‘–—…](?=[^\W\d_])|[\x80-\x9f\u2500-\u25ff\ufffd]")
_WRONG_COSTS: Final = 3


def code_page(data: bytes) -> str:
    """The name of the code page, for bytes that are no UTF-8."""
    sample = data[:_SAMPLE]
    if len(_BEYOND.findall(sample)) > len(_ASCII_LETTER.findall(sample)):
        return _eastern(sample) or max(_OTHERS, key=lambda name: _sense(sample, name))
    for names, languages in _LATIN:
        best = max(names, key=lambda name: _sense(sample, name))
        if detect(sample.decode(best, "replace")) in languages:
            return best
    return WESTERN


def _eastern(sample: bytes) -> str:
    """The code page of Chinese, Japanese or Korean; "" where the text is none of them."""
    for names, usual, least in _EASTERN:
        best, share = "", least
        for name in names:
            signs = _NOT_ASCII.findall(sample.decode(name, "replace"))
            found = len(usual.findall("".join(signs))) / max(len(signs), _FEWEST_EASTERN)
            if found >= share:
                best, share = name, found
        if best:
            return best
    return ""


def _sense(sample: bytes, name: str) -> int:
    """How much of a text is words as they are written, letters alone and small behind the first, less what is not."""
    text = sample.decode(name, "replace")
    good = sum(len(word) for word in _WORD.findall(text) if word.isupper() or word[1:] == word[1:].lower())
    return good - _WRONG_COSTS * len(_WRONG.findall(text))
