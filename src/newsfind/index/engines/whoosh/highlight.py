"""Which characters of the articles of one page are marked."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from newsfind.article import Article
from newsfind.index.analysis import tokens
from newsfind.index.engine import Marks
from newsfind.index.engines.whoosh.codec.lists import Ints
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.vocabulary import SAMPLE
from newsfind.index.engines.whoosh.compile import Plan
from newsfind.index.engines.whoosh.matches import Finder
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
        self._samples = self._sampled(np.unique(np.concatenate((first, last))))

    def _sampled(self, positions: Ints) -> dict[int, tuple[int, int]]:
        """For positions of tokens, the nearest token before with a known character, and that character."""
        article = self._segment.articles_at(positions)
        start = self._segment.starts[article]
        steps = (positions - start) // SAMPLE
        characters = self._segment.samples.at(0, self._segment.first_samples[article] + steps)
        known = zip((start + SAMPLE * steps).tolist(), characters.tolist(), strict=True)
        return dict(zip(positions.tolist(), known, strict=True))

    def marks(self, article: int, stored: Article) -> tuple[Marks, Marks]:
        """The marks in the headline and in the body of one of the articles."""
        start, end = self._segment.starts[article : article + 2].tolist()
        body = int(self._segment.bodies[article])
        base = int(self._segment.file.part("character", article, article + 1)[0])
        in_headline = self._ranges(start, body, stored.headline, base)
        return in_headline, self._ranges(body, end, stored.body, base + len(stored.headline) + 1)

    def _ranges(self, low: int, high: int, text: str, base: int) -> Marks:
        """The marks in a text whose tokens have the positions [low, high) and that begins at the character `base`."""
        rows = slice(*np.searchsorted(self._first, (low, high)).tolist())
        place = _Places(text, low, base, self._samples)
        firsts, lasts, leaves = self._first[rows].tolist(), self._last[rows].tolist(), self._leaf[rows].tolist()
        return _merged(
            (place.begin(first), place.end(last), leaf) for first, last, leaf in zip(firsts, lasts, leaves, strict=True)
        )


class _Places:
    """Positions -> characters of one text, by analysing it from the nearest sample before."""

    def __init__(self, text: str, zone: int, base: int, samples: dict[int, tuple[int, int]]) -> None:
        self._text, self._zone, self._base, self._samples = text, zone, base, samples
        self._known: dict[int, tuple[int, int]] = {}

    def begin(self, position: int) -> int:
        return self._token(position)[0]

    def end(self, position: int) -> int:
        return self._token(position)[1]

    def _token(self, position: int) -> tuple[int, int]:
        if position not in self._known:
            at, character = self._samples[position]
            start = character - self._base
            if at < self._zone:
                at, start = self._zone, 0
            for number, token in enumerate(tokens(self._text, start), at):
                self._known[number] = token.start, token.end
                if number == position:
                    break
        return self._known[position]


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
