"""Where a passage may begin and end: sentences near a place, or else words. Nothing looks at the whole text."""

from __future__ import annotations

import re

_BORDER = re.compile(
    r"(?P<end>"
    r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]*[^\W_])"  # a stop before the next sentence
    r"|[。！？][”’」』]*"  # Chinese and Japanese put no space between sentences
    r"|(?=\s*\n)"  # a line break
    r")\s*"
)
_SHORTENED = re.compile(
    r"(?:mr|mrs|ms|dr|prof|sens?|reps?|gov|gen|col|lt|sgt|capt|adm|maj|rev|hon|st|jr|sr|vs|nos?|dept|mt"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[^\W\d_])\.",
    re.IGNORECASE,
)
_LONGEST_SHORTENED = 5
_LOOKAHEAD = 8
"""Characters behind a border that are looked at to recognise it; more white space than that hides it."""
_LONGEST_WORD = 40
"""How far a cut is moved to find a border between words; text without white space is cut where it must be."""


def sentence_start(text: str, at: int, low: int) -> int | None:
    """Where the sentence that holds the character `at` begins, if that is at or behind `low`."""
    start = 0 if low <= 0 else None
    for match in _BORDER.finditer(text, max(low - _LOOKAHEAD, 0), at + _LOOKAHEAD):
        if match.end() > at:
            break
        if match.end() >= low and _is_border(text, match):
            start = match.end()
    return start


def sentence_end(text: str, at: int, high: int) -> int | None:
    """Where the sentence that holds the character before `at` ends, white space left out, if that is by `high`."""
    for match in _BORDER.finditer(text, max(at - 1, 0), high + _LOOKAHEAD):
        end = match.end("end")
        if end > high:
            return None
        if end >= at and _is_border(text, match):
            return end
    return len(text) if len(text) <= high else None


def _is_border(text: str, match: re.Match[str]) -> bool:
    start, end = match.start(), match.end("end")
    if start == end or text[start] != "." or "\n" in match[0]:
        return True
    if text[match.end()].islower():
        return False
    return _SHORTENED.fullmatch(_last_word(text, start)) is None


def _last_word(text: str, stop: int) -> str:
    """The letters right before the full stop at `stop`, and the stop."""
    start = stop
    while start > 0 and stop - start <= _LONGEST_SHORTENED and text[start - 1].isalpha():
        start -= 1
    return text[start : stop + 1]


def word_start(text: str, at: int, high: int) -> int:
    """The first start of a word at or behind `at`, before `high` and not far off; else `at` itself."""
    if at <= 0 or text[at - 1].isspace():
        return max(at, 0)
    for place in range(at, min(at + _LONGEST_WORD, high)):
        if text[place].isspace():
            return place + 1
    return at


def word_end(text: str, at: int, low: int) -> int:
    """The last end of a word at or before `at`, at or behind `low` and not far off; else `at` itself."""
    if at >= len(text) or text[at].isspace():
        return min(at, len(text))
    for place in range(at - 1, max(at - _LONGEST_WORD, low) - 1, -1):
        if text[place].isspace():
            return place
    return at
