"""Scan and flags -> a score for each label of each word in a run: sums of the model's weights, looked up by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress
from typing import Final

import numpy as np

from newsfind.corpus.entities.builtin import features
from newsfind.corpus.entities.builtin.evidence import CAPITALS, START, TITLE
from newsfind.corpus.entities.builtin.features import LABELS, NEAR_SLOTS, OWN_SLOTS, PAIRS
from newsfind.corpus.entities.builtin.lexicon import Entry
from newsfind.corpus.entities.builtin.scan import Flags, Scan
from newsfind.corpus.entities.builtin.tables import Family, Model, Weights
from newsfind.corpus.entities.builtin.vocabulary import CAPITAL, CONNECTOR, Numbers, Vocabulary

_MARKS: Final = ((1, START), (2, CAPITALS), (3, TITLE))  # slot of the family "own", column of the flags

LEARNT_AT_ONCE: Final = 8192
"""Words; their weights are gathered before they are summed, some two kilobytes each."""


class Scorer:
    """Keeps the sums of weights that depend on a word alone, by its number in `vocabulary`."""

    def __init__(self, model: Model, vocabulary: Vocabulary) -> None:
        self._model = model
        self._vocabulary = vocabulary
        self._known = 0
        self._own = np.zeros((1, len(OWN_SLOTS), len(LABELS)), np.float32)
        self._own_of = np.empty(0, np.int32)  # row of `_own` by word; 0 for those that are never in a run
        self._near = np.empty((0, len(NEAR_SLOTS), len(LABELS)), np.float32)
        self._parts = np.empty((0, len(PAIRS)), np.int32)
        self._pairs = [_PairTable(model.pairs[2 * kind], model.pairs[2 * kind + 1]) for kind in range(len(PAIRS))]

    def scores(self, scan: Scan, flags: Flags) -> Weights:
        """Shape (words in runs, labels)."""
        self._learn()
        here, words = scan.positions, scan.words
        line_end = self._vocabulary.line_end
        previous, following = words[here - 1], words[here + 1]
        # Nothing is seen beyond the end of a line.
        before = np.where(previous == line_end, line_end, words[here - 2])
        behind = np.where(following == line_end, line_end, words[here + 2])
        own = self._own_of[words[here]]
        total: Weights = self._own[own, 0]
        for slot, number in enumerate((previous, following, before, behind)):
            total += self._near[number, slot]
        for slot, column in _MARKS:
            rows = np.flatnonzero(flags[:, column])
            total[rows] += self._own[own[rows], slot]
        own_parts = self._parts[words[here]]
        for kind, table in enumerate(self._pairs):
            parts = (self._parts[previous, kind], own_parts[:, kind], self._parts[following, kind])
            table.add(total, *(part.astype(np.int64) for part in parts))
        total += flags.astype(np.float32) @ self._model.flags
        return total

    def _learn(self) -> None:
        """Works out the sums of words that the vocabulary has met since the last time, some at a time."""
        vocabulary = self._vocabulary
        while self._known < len(vocabulary):
            some = slice(self._known, self._known + LEARNT_AT_ONCE)
            self._learn_some(
                list(zip(vocabulary.words[some], vocabulary.entries[some], strict=True)),
                (vocabulary.classes[some] & (CAPITAL | CONNECTOR)) != 0,
            )

    def _learn_some(self, new: Sequence[tuple[str, Entry]], in_runs: Flags) -> None:
        """`in_runs` are those that may be in a run; nothing else is classified."""
        model = self._model
        self._known += len(new)
        own = [_rows(model.own.rows, features.own_features(*word)) for word in compress(new, in_runs)]
        near = [_rows(model.near.rows, features.near_features(*word)) for word in new]
        parts = [
            [table.part(part) for table, part in zip(self._pairs, features.pair_parts(*word), strict=True)]
            for word in new
        ]
        row_of = np.where(in_runs, np.cumsum(in_runs) + len(self._own) - 1, 0).astype(np.int32)
        self._own_of = np.concatenate((self._own_of, row_of))
        if own:
            self._own = np.concatenate((self._own, _sums(model.own, own)))
        self._near = np.concatenate((self._near, _sums(model.near, near)))
        self._parts = np.concatenate((self._parts, np.array(parts, np.int32)))


class _PairTable:
    """Weights of one kind of pair, found by the numbers of the two halves."""

    def __init__(self, left: Family, right: Family) -> None:
        halves = (half for family in (left, right) for name in family.rows for half in name.split(features.BETWEEN))
        self._numbers = {half: number for number, half in enumerate(dict.fromkeys(halves), 1)}
        self._sides = (self._side(left), self._side(right))

    def part(self, name: str) -> int:
        """The number of a half; 0 for one that is in no pair."""
        return self._numbers.get(name, 0)

    def add(self, total: Weights, previous: Numbers, own: Numbers, following: Numbers) -> None:
        """Adds the weights of (previous, own) and (own, following) to the rows of `total`."""
        size = len(self._numbers) + 1
        for (keys, weights), first, second in zip(self._sides, (previous, own), (own, following), strict=True):
            wanted = first * size + second
            at = np.searchsorted(keys, wanted)
            rows = np.flatnonzero((keys[at] == wanted) & (first > 0) & (second > 0))
            total[rows] += weights[at[rows]]

    def _side(self, family: Family) -> tuple[Numbers, Weights]:
        size = len(self._numbers) + 1
        pairs = [name.split(features.BETWEEN) for name in family.rows]
        keys = np.array([self._numbers[first] * size + self._numbers[second] for first, second in pairs], np.int64)
        order = np.argsort(keys)
        return np.append(keys[order], _NO_KEY), np.append(family.weights[1:, 0][order], _NO_WEIGHTS, axis=0)


_NO_KEY: Final = np.iinfo(np.int64).max
_NO_WEIGHTS: Final = np.zeros((1, len(LABELS)), np.float32)


def _rows(rows: Mapping[str, int], names: Iterable[str]) -> list[int]:
    """The rows of the names that the model knows, behind the row of zeros."""
    return [0, *filter(None, map(rows.get, names))]


def _sums(family: Family, rows: Sequence[Sequence[int]]) -> Weights:
    """For each list of rows the sum of their weights; no list is empty."""
    flat = np.fromiter(chain.from_iterable(rows), np.int64)
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    sums: Weights = np.add.reduceat(family.weights[flat], np.cumsum(lengths) - lengths, axis=0)
    return sums
