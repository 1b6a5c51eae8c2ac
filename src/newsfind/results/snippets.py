"""Text and the ranges of it that matched -> the passages that show best why it was found; the same for every engine.

What passages promise: each holds at least one mark where there are any (the beginning of the text where there are
none); they are in the order of the text and do not overlap; they are whole sentences where those fit, and otherwise
cut between words, with an ellipsis on that side. What they do not: a sentence is told by its punctuation, so an
unusual abbreviation may end one early; a single match longer than the width is cut.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from newsfind.results.borders import sentence_end, sentence_start, word_end, word_start
from newsfind.results.hits import Snippet
from newsfind.results.spans import Mark, Range, collapse, join_neighbours, merge
from newsfind.values import dataclass

ELLIPSIS = "…"
MOST_MARKS = 2000
"""Marks that compete for a passage: of a text with more, the first ones of each part of the query."""

_NEW_PART, _SEEN_PART, _MENTION, _MOST_MENTIONS = 8.0, 2.0, 0.5, 6
"""A passage's worth: each part of the query that no earlier passage shows, each other one, each mention (a few)."""


@dataclass(frozen=True, slots=True)
class _Passage:
    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False


def passages(text: str, marks: Sequence[Mark], *, count: int = 2, width: int = 240) -> tuple[Snippet, ...]:
    """At most `count` passages of about `width` characters, in the order of the text; () for an empty text.

    `marks` are in order of start and within the text. White space is collapsed in the passages, the marks moved along.
    """
    if count <= 0 or not text or text.isspace():
        return ()
    marks = [mark for mark in marks if mark[0] < mark[1]] if marks else marks
    if not marks:
        begin = len(text) - len(text.lstrip())
        return (_snippet(text, marks, _widen(text, (begin, begin), (0, len(text)), width)),)
    chosen = _choose(text, _competing(marks), count, width)
    return tuple(_snippet(text, marks, passage) for passage in _join(text, chosen))


def mark_whole(text: str, marks: Iterable[Mark]) -> Snippet:
    """The whole text as it is, white space too, with what matched: a headline, or an article that is shown."""
    joined = join_neighbours(text, marks)
    return Snippet(text, tuple(merge(((start, end) for start, end, _ in joined), 0, len(text))))


def _competing(marks: Sequence[Mark]) -> Sequence[Mark]:
    if len(marks) <= MOST_MARKS:
        return marks
    left = Counter(part for _, _, part in marks)
    share = max(MOST_MARKS // len(left), 1)
    left = Counter(dict.fromkeys(left, share))
    kept: list[Mark] = []
    for mark in marks:
        if left[mark[2]]:
            left[mark[2]] -= 1
            kept.append(mark)
    return kept


def _choose(text: str, marks: Sequence[Mark], count: int, width: int) -> list[_Passage]:
    """The best passage, then the best of what is left of the text beside it, and so on; in order of the text."""
    free: list[Range] = [(0, len(text))]
    seen: set[int] = set()
    chosen: list[_Passage] = []
    while free:
        candidates = [(_best_window(_within(marks, gap), width, seen), gap) for gap in free]
        (worth, core), gap = max(candidates, key=lambda candidate: candidate[0][0])
        if worth == 0:
            break
        passage = _widen(text, core, gap, width)
        chosen.append(passage)
        if len(chosen) == count:
            break
        free.remove(gap)
        free += [(gap[0], passage.start), (passage.end, gap[1])]
        seen.update(part for _, _, part in _within(marks, (passage.start, passage.end)))
    return sorted(chosen, key=lambda passage: passage.start)


def _within(marks: Sequence[Mark], gap: Range) -> Sequence[Mark]:
    """The marks that lie in a stretch of the text as a whole."""
    found = marks[bisect_left(marks, (gap[0],)) : bisect_left(marks, (gap[1],))]
    return [mark for mark in found if mark[1] <= gap[1]]


def _best_window(marks: Sequence[Mark], width: int, seen: set[int]) -> tuple[float, Range]:
    """The stretch of marks no longer than the width that is worth most, the first of equals; worth 0 for no marks."""
    parts: dict[int, int] = {}
    best, core = 0.0, (0, 0)
    first, worth = 0, 0.0
    for index, (_, end, part) in enumerate(marks):
        mentions = parts.get(part, 0)
        if not mentions:
            worth += _SEEN_PART if part in seen else _NEW_PART
        parts[part] = mentions + 1
        while first < index and end - marks[first][0] > width:
            gone = marks[first][2]
            parts[gone] -= 1
            if not parts[gone]:
                worth -= _SEEN_PART if gone in seen else _NEW_PART
            first += 1
        value = worth + _MENTION * min(index + 1 - first, _MOST_MENTIONS)
        if value > best:
            best, core = value, (marks[first][0], end)
    return best, core


def _widen(text: str, core: Range, gap: Range, width: int) -> _Passage:
    """The passage around a core, inside a gap: whole sentences if they fit, else as much of them as fits."""
    low, high = gap
    first, last = core[0], min(core[1], core[0] + width)
    start = sentence_start(text, first, max(low, last - width))
    if start is not None:
        end = sentence_end(text, last, min(high, start + width))
        if end is not None:
            return _Passage(start, _more_sentences(text, start, end, min(high, start + width)))
        return _Passage(start, word_end(text, min(start + width, high), last), cut_after=True)
    end = sentence_end(text, last, min(high, first + width))
    if end is not None:
        return _Passage(word_start(text, max(end - width, low), first), end, cut_before=True)
    begin = max(first - (width - (last - first)) // 2, low)
    stop = word_end(text, min(begin + width, high), last)
    return _Passage(word_start(text, begin, first), stop, cut_before=True, cut_after=True)


def _more_sentences(text: str, start: int, end: int, high: int) -> int:
    """The end of the last sentence that still fits; of a next paragraph only where there is little so far."""
    little = start + (high - start) // 3
    while end < high:
        following = sentence_end(text, end + 1, high)
        if following is None or (end > little and "\n" in text[end:following]):
            return end
        end = following
    return end


def _join(text: str, chosen: list[_Passage]) -> list[_Passage]:
    """Passages with nothing but white space between them as one."""
    joined: list[_Passage] = []
    for passage in chosen:
        before = joined[-1] if joined else None
        if before and not text[before.end : passage.start].strip():
            joined[-1] = _Passage(before.start, passage.end, before.cut_before, passage.cut_after)
        else:
            joined.append(passage)
    return joined


def _snippet(text: str, marks: Sequence[Mark], passage: _Passage) -> Snippet:
    start, end = passage.start, passage.end
    first, last = bisect_left(marks, (start,)), bisect_left(marks, (end,))
    while first > 0 and marks[first - 1][1] > start:
        first -= 1
    joined = join_neighbours(text, marks[first:last])
    inside = merge(((begin, stop) for begin, stop, _ in joined), start, end)
    shown, ranges = collapse(text[start:end], [(begin - start, stop - start) for begin, stop in inside])
    before = ELLIPSIS if passage.cut_before else ""
    moved = tuple((begin + len(before), stop + len(before)) for begin, stop in ranges)
    return Snippet(before + shown + (ELLIPSIS if passage.cut_after else ""), moved)
