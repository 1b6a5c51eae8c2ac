"""Which articles have a stem, and how often: columns for every stem, lists for frequent ones.

A weighted frequency takes half a byte, two of them a byte. One that is too large for that is 0 there, and stands in a
column of its own.
"""

from __future__ import annotations

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.gaps import pack_pairs, unpack_pairs
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.ranking import MOST_FREQUENCY

FREQUENT = 32
"""Stems that occur at least so often in a segment have a list of their articles; others' come from positions."""


_LARGE = 16
"""The least frequency that half a byte does not hold."""


class StemFrequencies:
    """Reads the weighted frequencies beside the lists of articles."""

    def __init__(self, file: ColumnFile) -> None:
        self._file = file

    def of(self, first: int, stop: int) -> Array:
        """Those of the lists [first, stop), one behind the other."""
        starts = self._file.part("articles.starts", first, stop + 1)
        begin, end = int(starts[0]), int(starts[-1])
        packed = self._file.part("articles.tf", begin // 2, -(-end // 2))
        found = unpack_pairs(1, packed).ravel()[begin % 2 :][: end - begin]
        large = (found == 0).nonzero()[0]
        if len(large):
            at = int(self._file.part("articles.large.starts", first, first + 1)[0])
            found[large] = self._file.part("articles.large", at, at + len(large))
        return found


class StemListsWriter:
    """Writes, for every stem, how many articles have it, and for frequent ones which and how often."""

    def __init__(self, out: ColumnFileWriter) -> None:
        self._out = out
        self._lists = ListsWriter(out, "articles")
        self._frequent = 0
        self._large = 0
        self._odd = np.empty(0, "<u1")
        out.append("articles.tf", self._odd)
        out.append("articles.large", self._odd)
        out.append("articles.large.starts", np.zeros(1, "<u4"))
        out.append("stem.articles", np.empty(0, "<u4"))
        out.append("stem.list", np.empty(0, "<i4"))

    def append(self, articles: Array, weights: Array, counts: Array, occurrences: Array) -> None:
        """Add the next stems: the articles of each, ascending and one stem's behind the other's, what the stem counts
        in each article, how many articles each stem has, and how often it occurs.
        """
        frequent = occurrences >= FREQUENT
        keep = np.repeat(frequent, counts)
        self._lists.append(articles[keep], counts[frequent])
        self._append_frequencies(np.minimum(weights[keep], MOST_FREQUENCY).astype("<u1"), counts[frequent])
        self._out.append("stem.articles", counts, "<u4")
        numbers = self._frequent + np.cumsum(frequent) - 1
        self._out.append("stem.list", np.where(frequent, numbers, -1), "<i4")
        self._frequent += int(frequent.sum())

    def _append_frequencies(self, frequencies: Array, counts: Array) -> None:
        large = frequencies >= _LARGE
        before = np.append(0, np.cumsum(large))[np.cumsum(counts)]
        self._out.append("articles.large", frequencies[large])
        self._out.append("articles.large.starts", self._large + before)
        self._large += int(before[-1]) if len(before) else 0
        small = np.concatenate((self._odd, np.where(large, 0, frequencies)))
        even = len(small) // 2 * 2
        self._out.append("articles.tf", pack_pairs(1, small[:even]))
        self._odd = small[even:].astype("<u1")

    def finish(self) -> None:
        """Write what waits for the other half of its byte."""
        if len(self._odd):
            self._out.append("articles.tf", self._odd)
