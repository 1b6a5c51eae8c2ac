"""The values of a facet column across segments: which are equal, and which are names of one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from newsfind.index.analysis import fold_value
from newsfind.index.completion import completes
from newsfind.index.engines.whoosh.codec.facets import FacetColumn
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.hashes import value_hash
from newsfind.index.engines.whoosh.codec.masks import Subset, mask
from newsfind.index.engines.whoosh.codec.spellings import commonest


class CommonNumbers:
    """Numbers the values of one facet column of several segments: equal values have one number, in no order.

    `of[s]` are the numbers of segment s's values by ordinal, `ordinals[s]` the ordinals by number, -1 for none.
    """

    def __init__(self, columns: Sequence[FacetColumn]) -> None:
        self.columns = columns
        sizes = [len(column) for column in columns]
        if len(columns) == 1:
            self.of = [np.arange(sizes[0])]
        else:
            every = np.concatenate([np.empty(0, np.uint64), *(column.hashes for column in columns)])
            self.of = np.split(np.unique(every, return_inverse=True)[1], np.cumsum(sizes)[:-1]) if columns else []
        self.total = 1 + max((int(numbers.max(initial=-1)) for numbers in self.of), default=-1)
        self.ordinals = [np.full(self.total, -1) for _ in columns]
        for ordinals, numbers in zip(self.ordinals, self.of, strict=True):
            ordinals[numbers] = np.arange(len(numbers))

    def sum(self, by_ordinal: Sequence[Array]) -> Array:
        """Counts of each segment's values by ordinal -> those of all segments by number; not to be changed."""
        if len(by_ordinal) == 1:
            return by_ordinal[0]
        sums = np.zeros(self.total, np.int64)
        for numbers, counts in zip(self.of, by_ordinal, strict=True):
            sums[numbers] += counts
        return sums

    def numbers_of(self, hashes: Array) -> Array:
        """The numbers of values by their hashes; -1 for those that are no value here."""
        known, number = self._by_hash
        at = np.minimum(np.searchsorted(known, hashes), max(len(known) - 1, 0))
        return np.where(known[at] == hashes, number[at], -1) if len(known) else np.full(len(hashes), -1)

    @cached_property
    def _by_hash(self) -> tuple[Array, Array]:
        every = np.concatenate([np.empty(0, np.uint64), *(column.hashes for column in self.columns)])
        known, first = np.unique(every, return_index=True)
        return known, np.concatenate([np.empty(0, np.int64), *self.of])[first]

    def names(self) -> list[str]:
        """All values, by number, as most articles write them."""
        found: list[str | None] = [None] * self.total
        unclear: set[int] = set()
        for column, of in zip(self.columns, self.of, strict=True):
            displays, several = column.displays()
            for ordinal, (number, display) in enumerate(zip(of.tolist(), displays, strict=True)):
                if ordinal in several or found[number] not in {None, display}:
                    unclear.add(number)
                found[number] = display
        for number in unclear:
            found[number] = self.name(number)
        return [name or "" for name in found]

    def first_named(self, numbers: Array, most: int) -> Array:
        """Of these numbers, ascending, at least those of the `most` values whose keys come first.

        Those are among the first in each segment that has them, and a segment's ordinals are in the order of the keys.
        """
        chosen = np.zeros(self.total, bool)
        for ordinals in self.ordinals:
            at = ordinals[numbers]
            there = (at >= 0).nonzero()[0]
            if len(there) > most:
                there = there[np.argpartition(at[there], most)[:most]]
            chosen[numbers[there]] = True
        return chosen.nonzero()[0]

    def folded(self, number: int) -> str:
        """A value, folded."""
        column, at = next(self._places(number))
        return column.keys[at]

    def name(self, number: int) -> str:
        """A value as most articles write it."""
        if len(self.columns) == 1:
            return self.columns[0].display(number)
        places = list(self._places(number))
        if len(places) == 1:  # whose segment knows it already
            column, at = places[0]
            return column.display(at)
        used: Counter[str] = Counter()
        for column, at in places:
            used.update(column.spellings(at))
        return commonest(used)

    def _places(self, number: int) -> Iterator[tuple[FacetColumn, int]]:
        for column, ordinals in zip(self.columns, self.ordinals, strict=True):
            if (at := int(ordinals[number])) >= 0:
                yield column, at


class MergedNumbers:
    """Of the values of a column by common number, those that are names of one thing: each has the number of the first.

    An article may have several of them, and then counts once.
    """

    def __init__(self, numbers: CommonNumbers, families: Sequence[Sequence[str]]) -> None:
        self._numbers = numbers
        self._shown: dict[int, str] = {}
        self.first = np.arange(numbers.total)
        """By common number, the number that it is counted under."""
        hashes = [[value_hash(key) for key in dict.fromkeys(map(fold_value, names))] for names in families]
        every = np.array([one for family in hashes for one in family], np.uint64)
        found = np.split(numbers.numbers_of(every), np.cumsum(list(map(len, hashes)))[:-1]) if hashes else []
        for names, members in zip(families, found, strict=True):
            present = members[members >= 0]
            if len(present):
                self.first[present] = present[0]
                self._shown[int(present[0])] = names[0]
        self._several = np.bincount(self.first, minlength=numbers.total)[self.first] > 1
        self._moved = (self.first != np.arange(numbers.total)).nonzero()[0]

    def merge(self, counts: Array, found: Sequence[Subset]) -> Array:
        """Counts of articles (found, by segment) by common number -> those by the numbers counted under."""
        if not len(self._moved):
            return counts
        merged = counts.copy()
        merged[self._moved] = 0
        np.add.at(merged, self.first[self._moved], counts[self._moved])
        for (articles, numbers), subset in zip(self._twice, found, strict=True):
            merged -= np.bincount(numbers[subset.has(articles)], minlength=len(counts))
        return merged

    def first_named(self, numbers: Array, most: int) -> Array:
        """Of these numbers that are counted under, ascending, at least those of the `most` that come first as they are
        shown.
        """
        renamed = self._renamed[numbers]
        as_shown = self._numbers.first_named(numbers[~renamed], most)
        return np.sort(np.concatenate([as_shown, numbers[renamed]]))

    @cached_property
    def _renamed(self) -> Array:
        """Which numbers are shown by another name than their own."""
        return mask(np.array(list(self._shown), np.int64), self._numbers.total)

    def folded(self, number: int) -> str:
        """A value, folded, by the number that it is counted under."""
        shown = self._shown.get(number)
        return self._numbers.folded(number) if shown is None else fold_value(shown)

    def name(self, number: int) -> str:
        """A value as it is shown, by the number that it is counted under."""
        return self._shown.get(number) or self._numbers.name(number)

    def beginning(self, prefix: str) -> Array:
        """For each number whether a word of its value, as it is shown, begins with a prefix, given folded."""
        begins = np.zeros(self._numbers.total, bool)
        for column, of in zip(self._numbers.columns, self._numbers.of, strict=True):
            begins[of[column.keys.with_word(prefix)]] = True
        for number, shown in self._shown.items():
            begins[number] = completes(prefix, fold_value(shown))
        return begins

    @cached_property
    def _twice(self) -> list[tuple[Array, Array]]:
        """By segment: articles, ascending, and a number that each counts once too often, as often as it does."""
        return [self._repeated(column, of) for column, of in zip(self._numbers.columns, self._numbers.of, strict=True)]

    def _repeated(self, column: FacetColumn, of: Array) -> tuple[Array, Array]:
        numbers = of[column.ordinals]
        at = np.flatnonzero(self._several[numbers])
        articles = np.searchsorted(column.starts, at, "right") - 1
        pairs, times = np.unique(articles.astype(np.int64) << 32 | self.first[numbers[at]], return_counts=True)
        repeated = np.repeat(pairs, times - 1)
        return repeated >> 32, repeated & 0xFFFFFFFF
