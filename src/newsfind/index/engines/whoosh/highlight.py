"""Which characters of the articles of one page are marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np

from newsfind.article import Article
from newsfind.errors import IndexCorrupt
from newsfind.index.engine import Marks
from newsfind.index.engines.whoosh.codec.file import Array, Ints
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.compile import Plan
from newsfind.index.engines.whoosh.matches import Finder
from newsfind.index.engines.whoosh.offsets import token_offsets
from newsfind.index.engines.whoosh.snapshot import Snapshot


def marks_in(
    snapshot: Snapshot, number: int, plan: Plan, articles: Ints, stored: Sequence[Article]
) -> list[tuple[Marks, Marks]]:
    """Where a plan matches in headline and body of some articles of one segment, given by ascending numbers."""
    segment = snapshot.segments[number]
    windows = segment.starts[articles], segment.starts[articles + 1]
    first, last, leaf = _marked(Finder(segment, number, snapshot.lexicon, windows), plan)
    text, begins, ends = _Pieces(segment, articles, stored).characters(first, last)
    found: list[list[tuple[int, int, int]]] = [[] for _ in range(2 * len(articles))]
    for of, begin, end, part in zip(text.tolist(), begins.tolist(), ends.tolist(), leaf.tolist(), strict=True):
        found[of].append((begin, end, part))
    marks = list(map(_merged, found))
    return list(zip(marks[::2], marks[1::2], strict=True))


def _marked(finder: Finder, plan: Plan) -> tuple[Array, Array, Array]:
    """First and last positions of what is marked, and the number of its leaf, sorted."""
    found = finder.leaves(plan.scored)
    if len(found) == 1 and not found[0].parts:
        return found[0].first, found[0].last, np.zeros(len(found[0]), np.int64)
    marked = [spans.marked(np.ones(len(spans), bool)) for spans in found]
    first = np.concatenate([np.empty(0, np.int32), *(first for first, _ in marked)])
    last = np.concatenate([np.empty(0, np.int32), *(last for _, last in marked)])
    leaf = np.arange(len(marked)).repeat([len(first) for first, _ in marked])
    order = np.lexsort((leaf, last, first))
    return first[order], last[order], leaf[order]


_SHORT = 2000
"""Characters of a body that is looked at as a whole: to find out where its paragraphs begin would take longer."""


class _Pieces:
    """Some articles cut into headlines and paragraphs, so that only those with marks are looked at.

    By piece: its text; the number of the text that it is from (headline, body, headline ...); how many characters of
    that lie before it; the position of its first token and the one behind its last.
    """

    def __init__(self, segment: Segment, articles: Ints, stored: Sequence[Article]) -> None:
        self._segment = segment
        self._texts: list[str] = []
        self._of: list[int] = []
        self._shifts: list[int] = []
        begins: list[int] = []
        ends: list[int] = []
        columns = segment.starts[articles], segment.bodies[articles], segment.starts[articles + 1]
        long = np.array([len(article.body) > _SHORT for article in stored])
        paragraphs = self._paragraphs(columns[1][long], columns[2][long] - 1) if long.any() else iter(())
        rows = zip(stored, *(column.tolist() for column in columns), strict=True)
        for number, (article, start, body, end) in enumerate(rows):
            texts, known = [article.body], [body]
            if len(article.body) > _SHORT:
                begun, cut = next(paragraphs), article.body.split("\n\n")
                if len(cut) == len(begun):  # else one of them has no word
                    texts, known = cut, begun
            self._texts += article.headline, *texts
            self._of += 2 * number, *[2 * number + 1] * len(texts)
            self._shifts += 0, *accumulate((len(text) + 2 for text in texts[:-1]), initial=0)
            begins += start, *known
            ends += body - 1, *known[1:], end - 1
        self._begins, self._ends = np.array(begins), np.array(ends)

    def _paragraphs(self, bodies: Array, ends: Array) -> Iterator[list[int]]:
        """The positions at which the paragraphs of each body begin."""
        found, _, of = self._segment.within_paragraphs(bodies, ends)
        begins, borders = found.tolist(), of.searchsorted(np.arange(len(bodies) + 1)).tolist()
        return (begins[start:stop] for start, stop in pairwise(borders))

    def characters(self, first: Array, last: Array) -> tuple[Array, Array, Array]:
        """The number of the text that holds each stretch of positions, the characters at which it begins and ends."""
        opening, closing = (self._begins.searchsorted(ends, "right") - 1 for ends in (first, last))
        needed = np.bincount(np.concatenate((opening, closing)), minlength=len(self._of)).nonzero()[0]
        begins, ends, counts = token_offsets([self._texts[piece] for piece in needed.tolist()])
        if (counts != (self._ends - self._begins)[needed]).any():
            raise IndexCorrupt(f"{self._segment.file.path} is damaged: a stored article does not fit its words.")
        moved = np.empty(len(self._of), np.int64)
        moved[needed] = counts.cumsum() - counts - self._begins[needed]
        shifts, of = np.array(self._shifts), np.array(self._of)
        return (
            of[opening],
            begins[first + moved[opening]] + shifts[opening],
            ends[last + moved[closing]] + shifts[closing],
        )


def _merged(found: Iterable[tuple[int, int, int]]) -> Marks:
    """Ranges in order of start; overlapping ones as one, with the least number."""
    merged: list[tuple[int, int, int]] = []
    for start, end, number in found:
        if merged and start < merged[-1][1]:
            begun, ended, earlier = merged.pop()
            merged.append((begun, max(ended, end), min(earlier, number)))
        else:
            merged.append((start, end, number))
    return tuple(merged)
