"""The language of an article: by the tag that a publisher gives it, or else told from its text.

Most archives are mostly English, so clear English is told by its small words, in microseconds; everything else is
asked of py3langid's model (some 0.3 ms, and more than half a second once to read it).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsfind.corpus.normalize.language_model import LanguageModel

SAMPLE: Final = 600
"""Characters looked at: about 100 words, enough to be sure of a language, and short beside reading the text itself."""
FEWEST_LETTERS: Final = 25
SURE: Final = 0.9
ENGLISH_SHARE: Final = 0.12
"""English news has a fifth to a third of these words among all; the nearest other languages, and lists of names, under
a twentieth."""
FEWEST_ENGLISH: Final = 4

_TAG: Final = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9-]+)?")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    word
    for line in (
        "the and of to that with for from his her their which was were has have been this are it by who would said",
        "they not but its is as be an at after about when than",
    )
    for word in line.split()
)


def detect(text: str) -> str:
    """The ISO 639-1 code of the language that `text` begins in; "" when unsure, as for very short texts.

    >>> detect("Der Hafen bleibt bis zum Herbst geschlossen, sagte die Leiterin."), detect("Hafen")
    ('de', '')
    """
    sample = text[: 2 * SAMPLE].strip()[:SAMPLE].lower()
    words = _WORD.findall(sample)
    english = sum(word in _ENGLISH for word in words)
    if english >= FEWEST_ENGLISH and english >= ENGLISH_SHARE * len(words):
        return "en"
    if sum(map(len, words)) < FEWEST_LETTERS and not _dense(sample):
        return ""
    code, probability = _model().classify(sample)
    return code if probability >= SURE else ""


def _dense(sample: str) -> bool:
    """Whether most letters are of a script that says much in few of them (Chinese, Japanese, Korean)."""
    wide = sum(letter > "\u2e7f" for letter in sample)
    return 3 * wide >= FEWEST_LETTERS and 2 * wide >= len(sample)


def language_code(value: str) -> str:
    """The ISO 639-1 code in what formats and pages call a language; "" for anything else.

    >>> language_code("en_GB"), language_code("zh-Hans-CN"), language_code("English")
    ('en', 'zh', '')
    """
    match = _TAG.fullmatch(value.strip())
    return match[1].lower() if match else ""


@cache
def _model() -> LanguageModel:
    return LanguageModel()
