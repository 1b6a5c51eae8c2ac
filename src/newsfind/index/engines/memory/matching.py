"""Which documents a query finds, and which of its leaves match them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from newsfind.index.analysis import fold_value
from newsfind.index.engine import Filter
from newsfind.index.engines.memory.document import Document
from newsfind.index.engines.memory.fields import clock, equals, facet_values
from newsfind.index.engines.memory.lexicon import Lexicon
from newsfind.index.engines.memory.spans import Found, find
from newsfind.index.names import Names
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

    def matches(self, document: Document, lexicon: Lexicon) -> bool:
        """Whether the document matches the leaf."""
        spans = self._spans(document, lexicon)
        return len(spans) >= self.query.count if isinstance(self.query, AtLeast) else bool(spans)

    def find(self, document: Document, lexicon: Lexicon) -> Found:
        """The leaf's spans in a document that it matches, none in another."""
        return self._spans(document, lexicon) if self.matches(document, lexicon) else {}

    def _spans(self, document: Document, lexicon: Lexicon) -> Found:
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


def matches(query: Query, document: Document, lexicon: Lexicon, fields: tuple[TextField, ...] = ()) -> bool:
    """Whether a query finds a document."""
    match query:
        case Word() | Phrase() | Wildcard() | Fuzzy() | Near() | Within() | AtLeast():
            return Leaf(query, fields, negated=False).matches(document, lexicon)
        case And(parts):
            return all(matches(part, document, lexicon, fields) for part in parts)
        case Or(parts):
            return any(matches(part, document, lexicon, fields) for part in parts)
        case Not(part):
            return not matches(part, document, lexicon, fields)
        case Scope(field, part):
            return matches(part, document, lexicon, (*fields, field))
        case Equals() | DateRange() | DateMissing() | Length() | Everything() | Nothing():
            return _holds(query, document, lexicon)
        case _:
            assert_never(query)


def _holds(
    condition: Equals | DateRange | DateMissing | Length | Everything | Nothing, document: Document, lexicon: Lexicon
) -> bool:
    article, date = document.article, clock(document.article)
    match condition:
        case Equals(field, value):
            return equals(field, value, article, lexicon.called)
        case DateRange(start, end):
            return date is not None and (start is None or start <= date) and (end is None or date < end)
        case DateMissing():
            return date is None
        case Length(least, most):
            return (least is None or least <= article.words) and (most is None or article.words <= most)
        case Everything():
            return True
        case Nothing():
            return False
        case _:
            assert_never(condition)


def passes(narrowing: Filter, document: Document, names: Names) -> bool:
    """Whether a document has any of a filter's values, or a name that is one with it."""
    wanted = {fold_value(text) for text in narrowing.values}
    return any(
        not wanted.isdisjoint(names.keys(*value.key)) for value in facet_values(narrowing.field, document.article)
    )
