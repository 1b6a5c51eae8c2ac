"""Facet columns: which values of a field each article has, as ordinals of a sorted table of values.

Values are compared folded (`analysis.fold_value`), so the table is sorted by folded key; `display` is the spelling
that most articles of the segment use, and where there are several spellings, all of them are kept with their counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from newsfind.index.engines.whoosh.codec.by_value import ByValue
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, Ints
from newsfind.index.engines.whoosh.codec.masks import Subset, mask
from newsfind.index.engines.whoosh.codec.spellings import Spellings
from newsfind.index.engines.whoosh.codec.strings import Strings
from newsfind.index.ranges import ranges

COLUMNS = ("section", "source", "author", "agency", "language", "person", "organisation", "place")

_COUNTED_AT_ONCE = 1 << 16
"""Articles whose values are counted at a time: as many as a processor keeps at hand."""
_PART = 5
"""Where so large a part of many articles was found, and so large a part was not, all values are counted by value, which
takes the same time for any articles.
"""

_SMALL_PART = 16
"""Of so small a part of all articles the values are looked at, and not all values of the column."""
_FEW_WANTED = 8
"""Values that every ordinal is compared with."""


class FacetColumn:
    """Reads one field's column."""

    def __init__(self, file: ColumnFile, field: str) -> None:
        self._file, self._name = file, f"facet.{field}"
        self.keys = Strings(file, f"{self._name}.key")
        self._display = Strings(file, f"{self._name}.display")
        self._alias_keys = Strings(file, f"{self._name}.alias")
        self._counted: tuple[Subset, Array] | None = None

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def starts(self) -> Array:
        """Where each article's ordinals begin; one more entry than articles."""
        return self._file.array(f"{self._name}.starts")

    @property
    def ordinals(self) -> Array:
        """The ordinals of all articles, one article's behind the other's, each once an article."""
        return self._file.array(f"{self._name}.ordinals")

    @property
    def hashes(self) -> Array:
        """A 64-bit hash of each key, by which counts of several segments are added up."""
        return self._file.array(f"{self._name}.hash")

    def add_spellings(self, spellings: Spellings, places: Sequence[int]) -> None:
        """Add how all values are written to what is collected, each value under the ordinal in `places`."""
        names, uses = self._display.slice(0, len(self)), self._frequencies.tolist()
        for ordinal, place in enumerate(places):
            for spelling, used in self._several.get(ordinal, {names[ordinal]: uses[ordinal]}).items():
                spellings.add(place, spelling, used)

    def displays(self) -> tuple[list[str], set[int]]:
        """The commonest spelling of each value, and the ordinals of those that have several."""
        return list(self._display.slice(0, len(self))), set(self._several)

    def display(self, ordinal: int) -> str:
        """The commonest spelling of a value."""
        return self._display[ordinal]

    def spellings(self, ordinal: int) -> Mapping[str, int]:
        """How a value is written, and by how many articles of the segment (the deleted ones included)."""
        several = self._several.get(ordinal)
        return several if several else {self._display[ordinal]: int(self._frequencies[ordinal])}

    @cached_property
    def _several(self) -> dict[int, dict[str, int]]:
        name = f"{self._name}.spellings"
        found: dict[str, dict[str, int]] = json.loads(self._file.bytes(name, 0, self._file.length(name)))
        return {int(ordinal): spellings for ordinal, spellings in found.items()}

    @cached_property
    def _frequencies(self) -> Array:
        return np.bincount(self.ordinals, minlength=len(self))

    @cached_property
    def _one_each(self) -> bool:
        """Whether every article has one value."""
        return len(self.starts) == len(self.ordinals) + 1 and bool((np.diff(self.starts) == 1).all())

    def counts(self, subset: Subset) -> Array:
        """How many of these articles have each value.

        Not to be changed: what was counted last is kept, because completion counts the live articles at every letter.
        """
        if self._counted is None or self._counted[0] is not subset:
            self._counted = subset, self._count(subset)
        return self._counted[1]

    def _count(self, subset: Subset) -> Array:
        if len(subset) == subset.total:
            return self._frequencies
        most = 2 * len(subset) > subset.total
        few = subset.others if most else subset.articles
        if len(few) > _COUNTED_AT_ONCE and len(few) * _PART > subset.total:
            return self._by_value.counts(subset)
        return self._frequencies - self._count_all(few) if most else self._count_all(few)

    def _count_all(self, articles: Ints) -> Array:
        counts = np.bincount(self._ordinals_of(articles[:_COUNTED_AT_ONCE]), minlength=len(self))
        for begin in range(_COUNTED_AT_ONCE, len(articles), _COUNTED_AT_ONCE):
            ordinals = self._ordinals_of(articles[begin : begin + _COUNTED_AT_ONCE])
            counts += np.bincount(ordinals, minlength=len(self))
        return counts

    @cached_property
    def _by_value(self) -> ByValue:
        return ByValue(self.starts, self.ordinals, self._frequencies)

    def _ordinals_of(self, articles: Array) -> Array:
        if self._one_each:
            return self.ordinals.take(articles)
        starts = self.starts.view(np.int32)
        return self.ordinals.take(ranges(starts.take(articles), starts.take(articles + 1)))

    def articles_with(self, keys: Iterable[str]) -> Ints:
        """Numbers, ascending, of the articles that have any of these values, given folded."""
        return self._articles_at(_are_any(self.ordinals, self._numbers(keys), len(self)).nonzero()[0])

    def _articles_at(self, places: Array) -> Ints:
        """The articles, each once, that have the ordinals at these ascending places."""
        if self._one_each:
            return places.astype(np.int32)
        articles = (np.searchsorted(self.starts, places.astype(self.starts.dtype), "right") - 1).astype(np.int32)
        return articles[np.diff(articles, prepend=-1) > 0]

    def having(self, articles: Array, keys: Iterable[str]) -> Array:
        """For each of these articles (ascending numbers) whether it has any of these values, given folded."""
        wanted, total = self._numbers(keys), len(self.starts) - 1
        if len(articles) * _SMALL_PART > total:
            places = _are_any(self.ordinals, wanted, len(self)).nonzero()[0]
            if len(places) < len(articles):
                known = mask(self._articles_at(places), total)
                return known if len(articles) == total else known[articles]
        rows = _are_any(self._ordinals_of(articles), wanted, len(self)).nonzero()[0]
        if not self._one_each:
            ends = (self.starts.take(articles + 1) - self.starts.take(articles)).cumsum(dtype=np.int64)
            rows = ends.searchsorted(rows, "right")
        return mask(rows, len(articles))

    def _numbers(self, keys: Iterable[str]) -> list[int]:
        return sorted({self.keys.find(key) for key in keys} - {-1})

    def called(self, alias: str) -> list[str]:
        """The values (folded) that go by another name, given folded."""
        number = self._alias_keys.find(alias)
        if number < 0:
            return []
        begin, end = self._file.part(f"{self._name}.alias.starts", number, number + 2).tolist()
        ordinals = self._file.part(f"{self._name}.alias.ordinals", begin, end).tolist()
        return [self.keys[ordinal] for ordinal in ordinals]

    def going_by(self, prefix: str) -> Array:
        """Ordinals, ascending, of the values with another name that begins with a prefix, given folded."""
        start, stop = self._alias_keys.starting_with(prefix)
        begin, end = self._file.array(f"{self._name}.alias.starts")[[start, stop]].tolist()
        return np.unique(self._file.part(f"{self._name}.alias.ordinals", begin, end)).astype(np.int64)

    def aliases(self) -> dict[int, set[str]]:
        """All aliases (folded), by the ordinal that they stand for."""
        found: dict[int, set[str]] = {}
        starts = self._file.array(f"{self._name}.alias.starts").tolist()
        ordinals = self._file.array(f"{self._name}.alias.ordinals").tolist()
        for number, key in enumerate(self._alias_keys.slice(0, len(self._alias_keys))):
            for ordinal in ordinals[starts[number] : starts[number + 1]]:
                found.setdefault(ordinal, set()).add(key)
        return found


def _are_any(ordinals: Array, wanted: Sequence[int], total: int) -> Array:
    """Which ordinals, all below `total`, are wanted ones; to compare with a few is quicker than to look them up."""
    if len(wanted) > _FEW_WANTED:
        return mask(np.array(wanted), total).take(ordinals)
    found = np.zeros(len(ordinals), bool)
    for one in wanted:
        found |= ordinals == one
    return found
