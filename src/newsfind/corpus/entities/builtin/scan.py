"""Texts -> Scan: words by number, and the runs of capitalised words that are worth classifying. All texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from newsfind.corpus.entities.builtin.pieces import pieces
from newsfind.corpus.entities.builtin.vocabulary import CAPITAL, CONNECTOR, Numbers, Vocabulary

Flags = npt.NDArray[np.bool_]
PADDING: Final = 2  # line ends around every text, so that neighbours two words away always exist


@dataclass(frozen=True, slots=True)
class Scan:
    """Words of some texts, one after the other, and the runs among them.

    By word: `words` (vocabulary numbers), `texts` (which text), `starts` and `ends` (offsets in that text).
    By run: `first` and `last` (word positions, last included). By word in a run: `positions` (word positions) and
    `runs` (which run).
    """

    words: Numbers
    texts: Numbers
    starts: Numbers
    ends: Numbers
    first: Numbers
    last: Numbers
    positions: Numbers
    runs: Numbers


def scan(texts: Sequence[str], vocabulary: Vocabulary) -> Scan:
    """Cuts the texts into words and finds their runs."""
    numbers: list[int] = []
    lengths: list[int] = []
    counts = []
    padding = [vocabulary.line_end] * PADDING
    no_lengths = [0] * PADDING
    for text in texts:
        cut = pieces(text)
        numbers += padding
        numbers += vocabulary.numbers(cut)
        lengths += no_lengths
        lengths += map(len, cut)
        counts.append(len(cut) + PADDING)
    numbers += padding
    lengths += no_lengths
    counts.append(PADDING)
    return _scanned(np.array(numbers, np.int64), np.array(lengths, np.int64), np.array(counts), vocabulary)


def _scanned(words: Numbers, lengths: Numbers, counts: Numbers, vocabulary: Vocabulary) -> Scan:
    ends_of_pieces = np.cumsum(lengths)
    begins = np.concatenate(([0], np.cumsum(counts)[:-1]))
    base = np.concatenate(([0], ends_of_pieces))[begins]
    starts = ends_of_pieces - lengths - np.repeat(base, counts)
    inside = _inside(vocabulary.classes[words])
    positions = np.flatnonzero(inside)
    is_first = ~inside[positions - 1]
    is_last = ~inside[positions + 1]
    return Scan(
        words=words,
        texts=np.repeat(np.arange(len(counts)), counts),
        starts=starts,
        ends=starts + vocabulary.widths[words],
        first=positions[is_first],
        last=positions[is_last],
        positions=positions,
        runs=np.cumsum(is_first) - 1,
    )


def _inside(classes: Numbers) -> Flags:
    """Capitalised words, and one or two connectors between them."""
    capital: Flags = (classes & CAPITAL) != 0
    connector = (classes & CONNECTOR) != 0
    inside = capital.copy()
    inside[1:-1] |= connector[1:-1] & capital[:-2] & capital[2:]
    two = connector[1:-2] & connector[2:-1] & capital[:-3] & capital[3:]
    inside[1:-2] |= two
    inside[2:-1] |= two
    return inside
