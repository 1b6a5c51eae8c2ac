"""The leaves of a query: its parts that match text by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from newsfind.index.places.document import Document
from newsfind.index.places.spans import Forms, Found, find
from newsfind.query.ast import (
    And,
    AtLeast,
    DateMissing,
    DateRange,
    Equals,
    Everything,
    Fuzzy,
    Length,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Query,
    Scope,
    TextField,
    TextQuery,
    Wildcard,
    Within,
    Word,
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of the query that matches text by itself, and the fields that stand around it."""

    query: TextQuery | AtLeast
    fields: tuple[TextField, ...]
    negated: bool

    def matches(self, document: Document, lexicon: Forms) -> bool:
        """Whether the document matches the leaf."""
        spans = self._spans(document, lexicon)
        return len(spans) >= self.query.count if isinstance(self.query, AtLeast) else bool(spans)

    def find(self, document: Document, lexicon: Forms) -> Found:
        """The leaf's spans in a document that it matches, none in another."""
        return self._spans(document, lexicon) if self.matches(document, lexicon) else {}

    def _spans(self, document: Document, lexicon: Forms) -> Found:
        part = self.query.part if isinstance(self.query, AtLeast) else self.query
        return find(part, document, lexicon, self.fields)


def leaves(query: Query, fields: tuple[TextField, ...] = (), *, negated: bool = False) -> Iterator[Leaf]:
    """The leaves of a query in order of appearance, those under a negation too."""
    match query:
        case Word() | Phrase() | Wildcard() | Fuzzy() | Near() | Within() | AtLeast():
            yield Leaf(query, fields, negated)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, fields, negated=negated)
        case Not(part):
            yield from leaves(part, fields, negated=True)
        case Scope(field, part):
            yield from leaves(part, (*fields, field), negated=negated)
        case Equals() | DateRange() | DateMissing() | Length() | Everything() | Nothing():
            pass
        case _:
            assert_never(query)
