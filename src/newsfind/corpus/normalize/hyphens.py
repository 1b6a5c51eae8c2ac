"""Hyphens at the ends of lines: those that only broke a word go, those that belong to it stay.

Two places know words: the text itself, and the word list of the built-in tagger, 70,000 words of newspapers in English.
Other articles of the corpus are not asked: what an article says would depend on which were read before it
(docs/decisions/0008-hyphens.md has the figures).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from newsfind.corpus.entities.builtin.tables import known_words

_BROKEN: Final = re.compile(r"([^\W\d_]+)-[ \t]*\n\s*([^\W\d_]+)")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_END: Final = re.compile(r"[^\W_]-$")
_PART: Final = re.compile(r"([^\W\d_]{2,})-$")
_START: Final = re.compile(r"[^\W_]+")
_AND: Final = frozenset(
    ("and", "or", "to", "but", "und", "oder", "bis", "sowie", "et", "ou", "y", "o", "e", "en", "och")
)
"""Behind a hyphen these go on with a list: `pre- and post-war`, `Ost- und Westberlin`."""
_LONGEST_WORD: Final = 60


class Hyphens:
    """What is known of the words of one text that is wrapped at a column."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._here = frozenset(_WORD.findall(_BROKEN.sub(" ", text).lower())) if "-\n" in text else frozenset()

    def continued(self, line: str, following: str) -> str:
        """A line with what is between it and the `following` one: the word goes on, a compound does, or a word ends."""
        right = _START.match(following)
        if right is None or _END.search(line[-2:]) is None or right[0] in _AND:
            return f"{line} "
        left = _PART.search(line[-_LONGEST_WORD:])
        breaks = left is not None and right[0][0].islower() and self._is_one(left[1], right[0])
        return line[:-1] if breaks else line

    def _is_one(self, left: str, right: str) -> bool:
        known = self._known(left, right)
        return self._is_hyphenated if known is None else known

    def _known(self, left: str, right: str) -> bool | None:
        """Whether two parts are one word; None where nobody knows."""
        left_word, right_word = left.lower(), right.lower()
        whole, compound = left_word + right_word, f"{left_word}-{right_word}"
        if compound in self._here or whole in self._here:
            return compound not in self._here
        if compound in known_words() or whole in known_words():
            return compound not in known_words()
        if left.isupper() or (self._is_word(left_word) and self._is_word(right_word)):
            return False
        return None

    def _is_word(self, word: str) -> bool:
        return word in self._here or word in known_words()

    @cached_property
    def _is_hyphenated(self) -> bool:
        """Whether words of this text are broken at line ends at all: at least as many as there are whole compounds."""
        found = [self._known(*parts) for parts in _BROKEN.findall(self._text) if parts[1][0].islower()]
        return 0 < found.count(True) >= found.count(False)
