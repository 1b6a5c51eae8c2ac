"""Which characters of the articles of one page are marked."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from newsfind.article import Article
from newsfind.errors import IndexCorrupt
from newsfind.index.engine import Marks
from newsfind.index.engines.whoosh.codec.lists import Ints
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.compile import Plan
from newsfind.index.engines.whoosh.matches import Finder
from newsfind.index.engines.whoosh.offsets import token_offsets
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.engines.whoosh.spans import NO_POSITIONS


class Highlighter:
    """Knows where a plan matches in some articles of one segment, given by ascending numbers."""

    def __init__(self, snapshot: Snapshot, number: int, plan: Plan, articles: Ints) -> None:
        self._segment: Segment = snapshot.segments[number]
        windows = self._segment.starts[articles], self._segment.starts[articles + 1]
        finder = Finder(self._segment, number, snapshot.lexicon, windows)
        found = [finder.leaf(leaf) for leaf in plan.scored]
        marked = [spans.marked(np.ones(len(spans), bool)) for spans in found]
        first = np.concatenate([NO_POSITIONS, *(first for first, _ in marked)])
        last = np.concatenate([NO_POSITIONS, *(last for _, last in marked)])
        leaf = np.repeat(np.arange(len(marked)), [len(first) for first, _ in marked])
        order = np.lexsort((leaf, last, first))
        self._first, self._last, self._leaf = first[order], last[order], leaf[order]

    def marks(self, article: int, stored: Article) -> tuple[Marks, Marks]:
        """The marks in the headline and in the body of one of the articles."""
        start, end = self._segment.starts[article : article + 2].tolist()
        body = int(self._segment.bodies[article])
        return self._ranges(start, body, stored.headline), self._ranges(body, end, stored.body)

    def _ranges(self, low: int, high: int, text: str) -> Marks:
        """The marks in a text whose tokens have the positions [low, high)."""
        rows = slice(*np.searchsorted(self._first, (low, high)).tolist())
        if rows.start == rows.stop:
            return ()
        begins, ends = token_offsets(text)
        if len(begins) + 1 != high - low:
            raise IndexCorrupt(f"{self._segment.file.path} is damaged: a stored article does not fit its words.")
        found = begins[self._first[rows] - low], ends[self._last[rows] - low], self._leaf[rows]
        return _merged(zip(*(column.tolist() for column in found), strict=True))


def _merged(found: Iterable[tuple[int, int, int]]) -> Marks:
    """Ranges in order of start; overlapping ones as one, with the least number."""
    merged: list[tuple[int, int, int]] = []
    for start, end, number in sorted(found):
        if merged and start < merged[-1][1]:
            begun, ended, earlier = merged.pop()
            merged.append((begun, max(ended, end), min(earlier, number)))
        else:
            merged.append((start, end, number))
    return tuple(merged)
