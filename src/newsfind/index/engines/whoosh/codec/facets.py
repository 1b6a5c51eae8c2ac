"""Facet columns: which values of a field each article has, as ordinals of a sorted table of values.

Values are compared folded (`analysis.fold_value`), so the table is sorted by folded key; `display` is the spelling
that most articles of the segment use, and where there are several spellings, all of them are kept with their counts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b

import numpy as np

from newsfind.index.analysis import fold_value
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.lists import Ints, ranges
from newsfind.index.engines.whoosh.codec.strings import Strings, append_strings

COLUMNS = ("section", "source", "author", "agency", "language", "person", "organisation", "place")


class FacetColumn:
    """Reads one field's column."""

    def __init__(self, file: ColumnFile, field: str) -> None:
        self._file, self._name = file, f"facet.{field}"
        self.keys = Strings(file, f"{self._name}.key")
        self._display = Strings(file, f"{self._name}.display")
        self._alias_keys = Strings(file, f"{self._name}.alias")

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

    def spellings(self, ordinal: int) -> Mapping[str, int]:
        """How a value is written, and by how many articles of the segment (the deleted ones included)."""
        several = self._several.get(str(ordinal))
        return several if several else {self._display[ordinal]: int(self._frequencies[ordinal])}

    @cached_property
    def _several(self) -> dict[str, dict[str, int]]:
        name = f"{self._name}.spellings"
        found: dict[str, dict[str, int]] = json.loads(self._file.bytes(name, 0, self._file.length(name)))
        return found

    @cached_property
    def _frequencies(self) -> Array:
        return np.bincount(self.ordinals, minlength=len(self))

    def counts(self, articles: Array, total: int) -> Array:
        """How many of these articles (ascending numbers) have each value. `total` is the number of all articles."""
        if len(articles) == total:
            picked = self.ordinals
        else:
            begins, ends = self.starts[articles], self.starts[articles + 1]
            picked = self.ordinals[ranges(begins, ends)]
        return np.bincount(picked, minlength=len(self))

    def articles_with(self, keys: Iterable[str]) -> Ints:
        """Numbers, ascending, of the articles that have any of these values, given folded."""
        wanted = sorted({self.keys.find(key) for key in keys} - {-1})
        if not wanted:
            return np.empty(0, np.int32)
        at = np.flatnonzero(np.isin(self.ordinals, wanted))
        return np.unique(np.searchsorted(self.starts, at, "right") - 1).astype(np.int32)

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


class FacetWriter:
    """Collects one field's values, article by article, and writes them as columns."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._by_value: dict[str, int] = {}
        self._spellings: list[Counter[str]] = []
        self._aliases: dict[int, set[str]] = {}
        self._flat: list[int] = []
        self._starts = [0]

    def add(self, values: Iterable[str]) -> None:
        """The next article's values."""
        numbers = {}
        for value in dict.fromkeys(values):
            number = self._number(value)
            if number >= 0:
                numbers[number] = True
                self._spellings[number][value] += 1
        self._flat.extend(numbers)
        self._starts.append(len(self._flat))

    def alias(self, value: str, names: Iterable[str]) -> None:
        """Other names of a value."""
        number = self._number(value)
        if number < 0:
            return
        self._aliases.setdefault(number, set()).update(key for name in names if (key := fold_value(name)))

    def _number(self, value: str) -> int:
        number = self._by_value.get(value)
        if number is None:
            key = fold_value(value)
            number = self._numbers.setdefault(key, len(self._numbers)) if key else -1
            if number == len(self._spellings):
                self._spellings.append(Counter())
            self._by_value[value] = number
        return number

    def write(self, out: ColumnFileWriter, field: str) -> None:
        """Write the columns."""
        keys = sorted(self._numbers, key=_utf8)
        numbers = [self._numbers[key] for key in keys]
        rank = np.empty(len(numbers), np.uint32)
        rank[numbers] = np.arange(len(numbers), dtype=np.uint32)
        flat = rank[np.array(self._flat, np.int64)]
        write_columns(
            out,
            field,
            keys,
            [self._spellings[number] for number in numbers],
            {int(rank[number]): names for number, names in self._aliases.items()},
            flat,
            np.array(self._starts),
        )


def write_columns(
    out: ColumnFileWriter,
    field: str,
    keys: Sequence[str],
    spellings: Sequence[Mapping[str, int]],
    aliases: Mapping[int, set[str]],
    ordinals: Array,
    starts: Array,
) -> None:
    """Write a facet's columns: sorted keys, how each is written, other names, and the articles' ordinals."""
    name = f"facet.{field}"
    append_strings(out, f"{name}.key", keys)
    append_strings(out, f"{name}.display", [commonest(counts) for counts in spellings])
    out.append(f"{name}.hash", np.array([_hash(key) for key in keys], "<u8"))
    several = {number: counts for number, counts in enumerate(spellings) if len(counts) > 1}
    out.append(f"{name}.spellings", json.dumps(several, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    out.append(f"{name}.ordinals", ordinals, "<u4")
    out.append(f"{name}.starts", starts, "<u4")
    _write_aliases(out, name, aliases)


def _write_aliases(out: ColumnFileWriter, name: str, aliases: Mapping[int, set[str]]) -> None:
    by_key: dict[str, list[int]] = {}
    for number in sorted(aliases):
        for key in aliases[number]:
            by_key.setdefault(key, []).append(number)
    keys = sorted(by_key, key=_utf8)
    append_strings(out, f"{name}.alias", keys)
    starts = np.zeros(len(keys) + 1, "<u4")
    np.cumsum([len(by_key[key]) for key in keys], out=starts[1:])
    out.append(f"{name}.alias.starts", starts)
    out.append(f"{name}.alias.ordinals", np.array([n for key in keys for n in by_key[key]], "<u4"))


def commonest(spellings: Mapping[str, int]) -> str:
    """The spelling with the highest count; of equal ones the smallest."""
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(_utf8(key), digest_size=8).digest(), "little")
