"""What is to be said of a query's words, whatever the engine: those without letters, those that stand for too many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from newsfind.index.analysis import forms
from newsfind.index.patterns import fuzzy_note, nothing_note, wildcard_note
from newsfind.query.ast import Fuzzy, Phrase, Query, Wildcard, Word
from newsfind.query.walk import nodes


def partial_note(seconds: float | None) -> str:
    """Said of a search that ran out of time."""
    after = "" if seconds is None else f" after {seconds:g} seconds"
    return f"The search was stopped{after}: there may be more than what was found until then."


class Cuts(Protocol):
    """Knows which patterns and fuzzy words stand for more forms than may count."""

    def cuts_wildcard(self, pattern: str) -> bool:
        """Whether a part of the pattern fits more forms than may count."""
        ...

    def cuts_fuzzy(self, text: str, distance: int) -> bool:
        """Whether a token of the fuzzy word resembles more forms than may count."""
        ...


def notes(query: Query, lexicon: Cuts) -> tuple[str, ...]:
    """Each note once, in the order in which the query gives cause for it."""
    return tuple(dict.fromkeys(note for node in nodes(query) for note in _notes(node, lexicon)))


def _notes(node: Query, lexicon: Cuts) -> Iterator[str]:
    if not isinstance(node, Word | Phrase | Wildcard | Fuzzy):
        return
    text = node.pattern if isinstance(node, Wildcard) else node.text
    if not forms(text):
        yield nothing_note(text)
    elif isinstance(node, Wildcard) and lexicon.cuts_wildcard(text):
        yield wildcard_note(text)
    elif isinstance(node, Fuzzy) and lexicon.cuts_fuzzy(text, node.distance):
        yield fuzzy_note(text)
