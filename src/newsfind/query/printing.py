"""A query tree -> text: in the user's own language, and as an indented tree.

`parse(format_query(query)) == query` for every tree that the parser makes, whatever joins words by default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import assert_never

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
    Wildcard,
    Within,
    Word,
)
from newsfind.query.dates import format_dates
from newsfind.query.fields import META_NAMES
from newsfind.query.leaves import LONGEST
from newsfind.query.parse import Parsed, parse_lenient
from newsfind.query.walk import children

_NEEDS_QUOTES = re.compile(r'[\s"()|]')
_NEEDS_QUOTES_AS_VALUE = re.compile(r'[\s"()|*]')
_UNITS = {"sentence": "S", "paragraph": "P"}
_FIELD_NAMES = {
    "headline": "in the headline",
    "lead": "in the lead",
    "hlead": "in the headline or the lead",
    "body": "in the body",
}


def format_query(query: Query) -> str:
    """The query as understood, with every operator and bracket written out.

    >>> newsfind.format_query(newsfind.parse("korvane masts -trade"))
    'korvane AND masts AND NOT trade'
    """
    match query:
        case And(parts):
            return " AND ".join(map(_operand, parts))
        case Or(parts):
            return " OR ".join(map(_operand, parts))
        case Not(part):
            return f"NOT {_operand(part)}"
        case Near(left, right, distance, ordered):
            return f"{_operand(left)} {'PRE' if ordered else 'W'}/{distance} {_operand(right)}"
        case Within(left, right, unit):
            return f"{_operand(left)} W/{_UNITS[unit]} {_operand(right)}"
        case AtLeast(count, part):
            return f"ATLEAST{count}({format_query(part)})"
        case Scope(field, Word() | Phrase() | Wildcard() | Fuzzy() as part):
            return f"{field}:{_leaf(part)}"
        case Scope(field, part):
            return f"{field}:({format_query(part)})"
        case _:
            return _leaf(query)


def _operand(query: Query) -> str:
    text = format_query(query)
    compound = isinstance(query, And | Or | Not | Near | Within | Nothing)
    return f"({text})" if compound and not isinstance(query, Not) else text


def _leaf(query: Word | Phrase | Wildcard | Fuzzy | Condition) -> str:
    match query:
        case Word(text):
            return _word(text)
        case Phrase(text, slop):
            return f"{_quoted(text)}~{slop}" if slop else _quoted(text)
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text, distance):
            return f"{text}~" if distance == 1 else f"{text}~{distance}"
        case Equals(field, value):
            return f"{META_NAMES[field]}:{_value(value)}"
        case DateRange():
            return format_dates(query)
        case DateMissing():
            return "date:none"
        case Length(least, most):
            return f"words:{_length(least, most)}"
        case Everything():
            return "*"
        case Nothing():
            return "NOT *"
        case _:
            assert_never(query)


def _word(text: str) -> str:
    """As it stands where that is read as this word again, else behind a backslash."""
    if text.isalpha() and text.islower():
        return text
    if _NEEDS_QUOTES.search(text):
        return _quoted(text)
    return text if parse_lenient(text) == Parsed(Word(text)) else f"\\{text}"


def _value(value: str) -> str:
    readable = any(map(str.isalnum, value))
    return _quoted(value) if readable and _NEEDS_QUOTES_AS_VALUE.search(value) else value


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def _length(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return str(least) if least == most else f"{least}..{most}"
    if least is not None:
        return f">{least - 1}" if least else ">=0"
    if most is not None:
        return f"<{most + 1}" if most + 1 < LONGEST else f"<={most}"
    return ".."


def draw(query: Query, annotate: Callable[[Query], str] | None = None) -> str:
    """The tree, one node a line, two spaces deeper per level; `annotate` may add to a node's line."""
    return "\n".join(_lines(query, 0, annotate))


def _lines(query: Query, depth: int, annotate: Callable[[Query], str] | None) -> Iterator[str]:
    remark = annotate(query) if annotate else ""
    yield "  " * depth + title(query) + (f"  {remark}" if remark else "")
    for child in children(query):
        yield from _lines(child, depth + 1, annotate)


def title(query: Query) -> str:
    """One node of the tree in words, without what is below it."""
    match query:
        case And():
            return "all of"
        case Or():
            return "any of"
        case Not():
            return "not"
        case Near(_, _, distance, ordered):
            order = "in this order" if ordered else "in either order"
            return f"within {distance} word{'s' * (distance > 1)}, {order}"
        case Within(_, _, unit):
            return f"in the same {unit}"
        case AtLeast(count):
            return f"at least {count} mention{'s' * (count > 1)} of"
        case Scope(field):
            return _FIELD_NAMES[field]
        case _:
            return f"{_KINDS[type(query)]} {_leaf(query)}".rstrip()


_KINDS: dict[type, str] = {
    Word: "word",
    Phrase: "phrase",
    Wildcard: "pattern",
    Fuzzy: "word like",
    Equals: "field",
    DateRange: "published",
    DateMissing: "published",
    Length: "length",
    Everything: "every article",
    Nothing: "no article",
}
