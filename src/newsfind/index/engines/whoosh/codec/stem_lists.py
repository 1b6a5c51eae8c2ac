"""Which articles have a stem, and how often: columns for every stem, lists for frequent ones."""

from __future__ import annotations

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.ranking import MOST_FREQUENCY

FREQUENT = 32
"""Stems that occur at least so often in a segment have a list of their articles; others' come from positions."""


class StemListsWriter:
    """Writes, for every stem, how many articles have it, and for frequent ones which and how often."""

    def __init__(self, out: ColumnFileWriter) -> None:
        self._out = out
        self._lists = ListsWriter(out, "articles")
        self._frequent = 0
        out.append("articles.tf", np.empty(0, "<u1"))
        out.append("stem.articles", np.empty(0, "<u4"))
        out.append("stem.list", np.empty(0, "<i4"))

    def append(self, articles: Array, weights: Array, counts: Array, occurrences: Array) -> None:
        """Add the next stems: the articles of each, ascending and one stem's behind the other's, what the stem counts
        in each article, how many articles each stem has, and how often it occurs.
        """
        frequent = occurrences >= FREQUENT
        keep = np.repeat(frequent, counts)
        self._lists.append(articles[keep], counts[frequent])
        self._out.append("articles.tf", np.minimum(weights[keep], MOST_FREQUENCY), "<u1")
        self._out.append("stem.articles", counts, "<u4")
        numbers = self._frequent + np.cumsum(frequent) - 1
        self._out.append("stem.list", np.where(frequent, numbers, -1), "<i4")
        self._frequent += int(frequent.sum())
