"""Writing facet columns: see `facets.py`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

import numpy as np

from newsfind.index.analysis import fold_value
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.hashes import value_hashes
from newsfind.index.engines.whoosh.codec.spellings import Spellings
from newsfind.index.engines.whoosh.codec.strings import append_strings


class FacetWriter:
    """Collects one field's values, of some articles after the other, and writes its columns."""

    def __init__(self, out: ColumnFileWriter, field: str) -> None:
        self._out, self._field = out, field
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        """Each value by the order in which they were met."""
        self._counts = [np.empty(0, np.int64)]
        self._used = [np.empty(0, np.int64)]
        self._aliases: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, counts: Array, values: Sequence[str], aliases: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        """Add the next articles. `counts` says how many of `values`, one article's behind the other's, each of them
        has; one that folds to "" is no value. `aliases` are some of the values with other names of them.
        """
        self._counts.append(counts)
        self._used.append(np.fromiter(map(self._numbers.__getitem__, values), np.int64, len(values)))
        for value, names in aliases:
            self._aliases[value].update(names)

    def finish(self) -> None:
        """Write the columns."""
        folded = [fold_value(value) for value in self._numbers]
        keys = sorted({*folded} - {""})
        ordinals = {key: ordinal for ordinal, key in enumerate(keys)}
        ordinal_of = np.array([ordinals.get(key, -1) for key in folded], np.int64)
        counts = np.concatenate(self._counts)
        article, number = _each_once(np.repeat(np.arange(len(counts)), counts), np.concatenate(self._used))
        spellings = Spellings(len(keys))
        uses = np.bincount(number, minlength=len(folded))
        for value, ordinal, used in zip(self._numbers, ordinal_of.tolist(), uses.tolist(), strict=True):
            if ordinal >= 0:
                spellings.add(ordinal, value, used)
        ordinal = ordinal_of[number]
        article, ordinal = _each_once(article[ordinal >= 0], ordinal[ordinal >= 0])
        ends = np.cumsum(np.bincount(article, minlength=len(counts)))
        starts = np.concatenate((np.zeros(1, np.int64), ends))
        aliases = _folded(self._aliases.items(), ordinals)
        write_columns(self._out, self._field, keys, spellings, aliases, ordinal, starts)


def _folded(aliases: Iterable[tuple[str, Iterable[str]]], ordinals: Mapping[str, int]) -> dict[int, set[str]]:
    """The other names, folded, of each value that has some, by its ordinal."""
    found: dict[int, set[str]] = {}
    for value, names in aliases:
        if key := fold_value(value):
            found.setdefault(ordinals[key], set()).update(other for name in names if (other := fold_value(name)))
    return found


def _each_once(article: Array, number: Array) -> tuple[Array, Array]:
    """Articles and numbers beside them, sorted, each pair once."""
    pairs = article.astype(np.int64) << 32 | number
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return pairs >> 32, pairs & 0xFFFFFFFF


def write_columns(
    out: ColumnFileWriter,
    field: str,
    keys: Sequence[str],
    spellings: Spellings,
    aliases: Mapping[int, set[str]],
    ordinals: Array,
    starts: Array,
) -> None:
    """Write a facet's columns: sorted keys, how each is written, other names, and the articles' ordinals."""
    name = f"facet.{field}"
    append_strings(out, f"{name}.key", keys)
    append_strings(out, f"{name}.display", spellings.finish())
    out.append(f"{name}.hash", value_hashes(keys))
    several = json.dumps(spellings.several, ensure_ascii=False, sort_keys=True)
    out.append(f"{name}.spellings", several.encode("utf-8", "surrogatepass"))
    out.append(f"{name}.ordinals", ordinals, "<u4")
    out.append(f"{name}.starts", starts, "<u4")
    _write_aliases(out, name, aliases)


def _write_aliases(out: ColumnFileWriter, name: str, aliases: Mapping[int, set[str]]) -> None:
    by_key: dict[str, list[int]] = {}
    for number in sorted(aliases):
        for key in aliases[number]:
            by_key.setdefault(key, []).append(number)
    keys = sorted(by_key)
    append_strings(out, f"{name}.alias", keys)
    starts = np.zeros(len(keys) + 1, "<u4")
    np.cumsum([len(by_key[key]) for key in keys], out=starts[1:])
    out.append(f"{name}.alias.starts", starts)
    out.append(f"{name}.alias.ordinals", np.array([n for key in keys for n in by_key[key]], "<u4"))
