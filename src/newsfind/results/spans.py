"""Ranges of characters: put in order, cut to a stretch, and carried along when white space is collapsed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

Mark: TypeAlias = tuple[int, int, int]
"""Characters [start, end) of a text, and the number of the part of the query that matched there."""

Range: TypeAlias = tuple[int, int]

_BETWEEN_WORDS = re.compile(r"[ \u00a0\u202f\"'“”‘’«»‹›]{1,3}")
_QUOTES = (("“", "”"), ("‘", "’"), ("«", "»"), ("‹", "›"), ('"', '"'))
_UNEVEN = re.compile(r"\s\s+|[^\S ]|^ | $")
"""White space but for single blanks between words."""


def join_neighbours(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Marks of words that were typed one after the other and stand so in the text, as one mark.

    Only blanks and quotation marks may stand between them; a quotation that the joined mark would cut in half is taken
    in whole: `no-spy agreement` marks all of `“no-spy” agreement`.
    """
    joined: list[Mark] = []
    for mark in marks:
        before = joined[-1] if joined else None
        if before and mark[2] == before[2] + 1 and _BETWEEN_WORDS.fullmatch(text, before[1], mark[0]):
            joined[-1] = *_whole_quotation(text, before[0], mark[1]), mark[2]
        else:
            joined.append(mark)
    return joined


def _whole_quotation(text: str, start: int, end: int) -> Range:
    inside = text[start:end]
    for opening, closing in _QUOTES:
        surplus = inside.count(closing) % 2 if opening == closing else inside.count(closing) - inside.count(opening)
        if surplus > 0 and text[max(start - 1, 0) : start] == opening:
            return start - 1, end
        if surplus and text[end : end + 1] == closing:
            return start, end + 1
    return start, end


def merge(ranges: Iterable[Range], low: int, high: int) -> list[Range]:
    """The ranges, ordered by start, cut to [low, high); overlapping ones become one, empty ones go."""
    merged: list[Range] = []
    for start, end in ranges:
        start, end = max(start, low), min(end, high)
        if start >= end:
            continue
        if merged and start < merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def collapse(text: str, ranges: list[Range]) -> tuple[str, list[Range]]:
    """The text with every run of white space as one space, none at its ends, and the ranges of the same characters.

    The ranges must be in order and not overlap.
    """
    even = text.isprintable() and "  " not in text and text == text.strip(" ")  # of white space, blanks are printable
    if even or not _UNEVEN.search(text):
        return text, ranges
    kept: list[str] = []
    length = at = 0
    borders = [border for both in ranges for border in both]
    moved: list[int] = []
    for white in _UNEVEN.finditer(text):
        start, end = white.span()
        while len(moved) < len(borders) and borders[len(moved)] <= start:
            moved.append(length + borders[len(moved)] - at)
        kept.append(text[at:start])
        length += start - at
        if start > 0 and end < len(text):
            kept.append(" ")
            length += 1
        while len(moved) < len(borders) and borders[len(moved)] <= end:
            moved.append(length)
        at = end
    kept.append(text[at:])
    moved += [length + border - at for border in borders[len(moved) :]]
    pairs = zip(moved[::2], moved[1::2], strict=True)
    return "".join(kept), [(start, end) for start, end in pairs if start < end]
