"""Which documents a query finds."""

from __future__ import annotations

from typing import assert_never

from newsfind.index.analysis import fold_value
from newsfind.index.engine import Filter
from newsfind.index.engines.memory.lexicon import Lexicon
from newsfind.index.fields import clock, equals, facet_values
from newsfind.index.names import Names
from newsfind.index.places.document import Document
from newsfind.index.places.leaves import Leaf
from newsfind.query.ast import (
    And,
    AtLeast,
    Condition,
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
    Wildcard,
    Within,
    Word,
)


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


def _holds(condition: Condition, document: Document, lexicon: Lexicon) -> bool:
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
