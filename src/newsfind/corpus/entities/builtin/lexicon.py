"""Lexicon: what is known of a word before any text is read - names, places, titles, how often it is lower case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NO_CLUSTER = -1
UNKNOWN_CASE = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the lexicon.

    `kinds` holds a letter for each list the word is on: F first name, N last name, L city, C country, S state,
    T title or post, O word that organisations end in, G well-known organisation, P word of landscape, D day or month,
    M first word of a phrase. `case` is how often it is written small inside a sentence, from 0
    (never) to 4 (always), 5 when not known. `broad` and `narrow` are the numbers of its word clusters. `prior` says
    what the word, capitalised, may well be, the likeliest first: "P", "O", "L" for part of a person, organisation or
    place, "N" for none, and behind them how sure the first is, from 0 to 3; "" when not known.
    """

    kinds: str = ""
    case: int = UNKNOWN_CASE
    broad: int = NO_CLUSTER
    narrow: int = NO_CLUSTER
    prior: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by `key_of(word)`, and phrases: names of several words, as tuples of lower-case words, with "L" for a
    place and "O" for an organisation."""

    entries: Mapping[str, Entry]
    phrases: Mapping[tuple[str, ...], str]

    def entry(self, word: str) -> Entry:
        """What is known of `word`, however it is capitalised."""
        return self.entries.get(key_of(word), _UNKNOWN)


_UNKNOWN = Entry()


def key_of(word: str) -> str:
    """The form that the lexicon lists: lower case, without a point at the end."""
    return word.lower().rstrip(".")
