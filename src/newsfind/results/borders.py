"""Where a passage may begin and end: sentences near a place, or else words. Nothing looks at the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BORDER = re.compile(
    r"[.!?…。！？\n]"  # first of all, so that all other characters are passed over quickly
    r"(?:(?<=[.!?…])[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]*[^\W_])"  # a stop before the next sentence
    r"|(?<=[。！？])[”’」』]*"  # Chinese and Japanese put no space between sentences
    r"|(?<=\n))"  # a line break
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
    for _, begin in _borders(text, max(low - _LOOKAHEAD, 0), at + _LOOKAHEAD):
        if begin > at:
            break
        if begin >= low:
            start = begin
    return start


def sentence_end(text: str, at: int, high: int) -> int | None:
    """Where the sentence that holds the character before `at` ends, white space left out, if that is by `high`."""
    for end, _ in _borders(text, max(at - 1, 0), high + _LOOKAHEAD):
        if end > high:
            return None
        if end >= at:
            return end
    return len(text) if len(text) <= high else None


def _borders(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where sentences end, white space left out, and where what follows begins, as characters [start, stop) show it."""
    stop = min(stop, len(text))
    begin = start
    for match in _BORDER.finditer(text, start, stop):
        end = match.end()
        if text[match.start()] == "\n":
            if match.start() < begin:
                continue
            end = match.start()
            while end > start and text[end - 1].isspace():
                end -= 1
        begin = end
        while begin < stop and text[begin].isspace():
            begin += 1
        if text[match.start()] != "." or not _is_shortened(text, match.start(), end, begin):
            yield end, begin


def _is_shortened(text: str, stop: int, end: int, begin: int) -> bool:
    """Whether the full stop at `stop`, the border [end, begin) behind it, is that of an abbreviation."""
    if "\n" in text[end:begin]:
        return False
    return text[begin].islower() or _SHORTENED.fullmatch(_last_word(text, stop)) is not None


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
