"""A query that finds nothing -> what its words find anywhere, all or any of them, for saying what is nearly there."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.query.ast import (
    And,
    AtLeast,
    Condition,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Scope,
    Wildcard,
    Within,
    Word,
)
from newsfind.query.combine import conjoin, disjoin


def all_of_its_words(query: Query) -> Query | None:
    """All of the words anywhere: phrases and proximities taken apart, no field, however often; conditions stay.

    None where that is the query itself.
    """
    apart = _apart(query)
    return None if apart == query else apart


def _apart(query: Query) -> Query:
    match query:
        case Phrase(text):
            return conjoin(map(Word, text.split()))
        case And(parts):
            return conjoin(map(_apart, parts))
        case Or(parts):
            return disjoin(map(_apart, parts))
        case Near(left, right) | Within(left, right):
            return conjoin((_apart(left), _apart(right)))
        case AtLeast(_, part) | Scope(_, part):
            return _apart(part)
        case _:
            return query


def any_of_its_words(query: Query) -> Query | None:
    """Any of the words, phrases taken apart, under the same conditions on metadata and without what is negated.

    None where that would ask nothing new: a single word, or no words at all.
    """
    parts = query.parts if isinstance(query, And) else (query,)
    words = tuple(dict.fromkeys(word for part in parts for word in _words(part)))
    if len(words) < 2 or query == Or(words):
        return None
    conditions = tuple(part for part in parts if isinstance(part, Condition | Not))
    return And((Or(words), *conditions)) if conditions else Or(words)


def _words(query: Query) -> Iterator[Query]:
    match query:
        case Word() | Wildcard() | Fuzzy():
            yield query
        case Phrase(text):
            yield from map(Word, text.split())
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words(part)
        case Near(left, right) | Within(left, right):
            yield from _words(left)
            yield from _words(right)
        case AtLeast(_, part):
            yield from _words(part)
        case Scope(field, part):
            yield from (Scope(field, word) for word in _words(part))
        case _:
            return
