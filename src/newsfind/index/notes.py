"""What is to be said of a query's words, whatever the engine: those without letters, those that stand for too many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from newsfind.index.analysis import forms
from newsfind.index.patterns import fuzzy_note, nothing_note, wildcard_note
from newsfind.query.ast import And, AtLeast, Fuzzy, Near, Not, Or, Phrase, Query, Scope, Wildcard, Within, Word


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
    return tuple(dict.fromkeys(note for node in _words(query) for note in _notes(node, lexicon)))


def _words(query: Query) -> Iterator[Word | Phrase | Wildcard | Fuzzy]:
    match query:
        case Word() | Phrase() | Wildcard() | Fuzzy():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words(part)
        case Near(left, right) | Within(left, right):
            yield from _words(left)
            yield from _words(right)
        case Not(part) | AtLeast(_, part) | Scope(_, part):
            yield from _words(part)
        case _:
            pass


def _notes(node: Word | Phrase | Wildcard | Fuzzy, lexicon: Cuts) -> Iterator[str]:
    text = node.pattern if isinstance(node, Wildcard) else node.text
    if not forms(text):
        yield nothing_note(text)
    elif isinstance(node, Wildcard) and lexicon.cuts_wildcard(text):
        yield wildcard_note(text)
    elif isinstance(node, Fuzzy) and lexicon.cuts_fuzzy(text, node.distance):
        yield fuzzy_note(text)
