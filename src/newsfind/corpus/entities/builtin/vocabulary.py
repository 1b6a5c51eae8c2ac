"""Vocabulary: every distinct word met so far gets a number, and what follows from the word alone is worked out once."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from newsfind.corpus.entities.builtin.lexicon import Entry, Lexicon
from newsfind.corpus.entities.builtin.pieces import LINE_END, word_of

Numbers = npt.NDArray[np.int64]

CAPITAL: Final = 1
CONNECTOR: Final = 2
LINE: Final = 4
SENTENCE_END: Final = 8
TITLE: Final = 16
FIRST_NAME: Final = 32
PREPOSITION: Final = 64
SAID: Final = 128
HAS: Final = 256
SUFFIX: Final = 512
COMMA: Final = 1024
OPENS: Final = 2048
CLOSES: Final = 4096
REGION_NAME: Final = 8192
ALL_CAPITALS: Final = 16384
SMALL: Final = 32768
STARTS_PHRASE: Final = 65536
POSSESSIVE: Final = 131072
ARTICLE: Final = 262144
LONG: Final = 524288
COUNTRY: Final = 1048576
"""Of countries that are never written small and are no first name: "Denmark", but not "China" or "Chad"."""

_CLASS_OF: Final = {
    word: bit
    for bit, words in (
        (SENTENCE_END, ". ! ? : \" “ `` ; • * | > — – _"),
        (PREPOSITION, "in from at near across outside inside around to throughout toward towards"),
        (SAID, "said says told added asked tweeted testified wrote called argued insisted warned acknowledged noted"),
        (HAS, "has was had is"),
        (SUFFIX, "inc inc. corp corp. ltd ltd. co co. plc group company llc cos cos. corporation"),
        (COMMA, ","),
        (OPENS, "("),
        (CLOSES, ")"),
        (POSSESSIVE, "'s ’s 'S ’S"),
        (ARTICLE, "the"),
    )
    for word in words.split()
}  # fmt: skip
_CONNECTORS: Final = frozenset(
    word
    for words in (
        "of the and for in on & - ’ '",
        "de la le du des del della di da das do dos van von der den bin ibn al el y",
    )
    for word in words.split()
)
_KIND_CLASS: Final = {"T": TITLE, "F": FIRST_NAME, "S": REGION_NAME, "C": REGION_NAME, "M": STARTS_PHRASE}
_LONG_WORD: Final = 4
_NO_NAME: Final = re.compile(r"[DRI]-[A-Z]|\d+(?:G|K|AM|PM|ST|ND|RD|TH)$")  # D-Va., 5G, 21ST


class Vocabulary:
    """Numbers words from 0 in the order of their appearance.

    `words` and `entries` are lists by number; the other facts are arrays by number.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words: list[str] = []
        self.entries: list[Entry] = []
        self._of_piece = _Numbering(self)
        self._small_of: dict[str, int] = {}
        self._new: list[tuple[int, int, int]] = []
        self._facts = np.empty((0, 3), np.int64)
        self.line_end = self._of_piece[LINE_END]

    def __len__(self) -> int:
        return len(self.words)

    def numbers(self, pieces: list[str]) -> list[int]:
        """The number of each piece's word."""
        return list(map(self._of_piece.__getitem__, pieces))

    @property
    def classes(self) -> Numbers:
        """Bits by word number."""
        return self._columns(0)

    @property
    def small(self) -> Numbers:
        """By word number, the number of its lower-case form; all below `len(self)`."""
        return self._columns(1)

    @property
    def widths(self) -> Numbers:
        """Characters by word number."""
        return self._columns(2)

    def _columns(self, column: int) -> Numbers:
        if self._new:
            self._facts = np.concatenate((self._facts, np.array(self._new, np.int64)))
            self._new.clear()
        return self._facts[:, column]

    def add(self, piece: str) -> int:
        """The number of the word of `piece`, a new one if it was never met. A word is a piece, too."""
        word = word_of(piece)
        number = self._of_piece.get(word)
        if number is None:
            number = self._of_piece[word] = len(self.words)
            entry = self.lexicon.entry(word)
            small = word if word.islower() else word.lower()
            self.words.append(word)
            self.entries.append(entry)
            shared = self._small_of.setdefault(small, len(self._small_of))
            self._new.append((_classes(word, small, entry), shared, len(word)))
        return number


class _Numbering(dict[str, int]):
    """piece -> word number, filled as pieces are asked for; a dict, so that known pieces cost no Python call."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._vocabulary.add(piece)
        return number


def _classes(word: str, small: str, entry: Entry) -> int:
    bits = _CLASS_OF.get(small, 0)
    if word == LINE_END:
        bits |= LINE
    if word != small and not _NO_NAME.match(word):
        bits |= CAPITAL
    elif small.isalpha():
        bits |= SMALL
    if word in _CONNECTORS:
        bits |= CONNECTOR
    if len(word) > 1 and word.isupper():
        bits |= ALL_CAPITALS
    if len(word) >= _LONG_WORD:
        bits |= LONG
    if "C" in entry.kinds and "F" not in entry.kinds and entry.case == 0:
        bits |= COUNTRY
    for kind in entry.kinds:
        bits |= _KIND_CLASS.get(kind, 0)
    return bits
