"""Ranges of characters: put in order, cut to a stretch, and carried along when white space is collapsed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

Mark: TypeAlias = tuple[int, int, int]
"""Characters [start, end) of a text, and the number of the part of the query that matched there."""

Range: TypeAlias = tuple[int, int]

_WHITE = re.compile(r"\s+")
_UNEVEN = re.compile(r"[^\S ]|\s\s|^\s|\s$")


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
    if not _UNEVEN.search(text):
        return text, ranges
    kept: list[str] = []
    length = at = 0
    borders = [border for both in ranges for border in both]
    moved: list[int] = []
    for white in _WHITE.finditer(text):
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
