"""What a user typed -> the query tree.

Binding, tightest first: a field's colon; W/5, PRE/5, W/S; NOT and the minus; AND (also unwritten); OR. One parser
serves both ways of asking: `parse_lenient` makes the best of any string and says in notes what it could not use,
`parse` raises where that would have had something to say.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, TypeAlias

from newsfind.errors import QuerySyntaxError
from newsfind.query.ast import (
    DateMissing,
    DateRange,
    Equals,
    Everything,
    Length,
    Near,
    Not,
    Nothing,
    Phrase,
    Query,
    Scope,
    Within,
)
from newsfind.query.combine import at_least, conjoin, disjoin, negate, proximate, scope
from newsfind.query.dates import read_dates
from newsfind.query.fields import DATE_FIELDS, TEXT_FIELDS
from newsfind.query.fold import drop_invisible, fold
from newsfind.query.leaves import read_value, read_word
from newsfind.query.problems import Problems
from newsfind.query.repair import MAX_DEPTH, repair
from newsfind.query.tokens import OPERANDS, Kind, Token, tokenize
from newsfind.query.walk import height
from newsfind.values import dataclass

MAX_CHARACTERS = 20_000
MAX_HEIGHT = MAX_DEPTH
"""Of a tree: engines walk down it with a few function calls a level, and a printed tree has a bracket a level."""

_FLATTER = (
    (frozenset({Kind.PROXIMITY}), "its proximities"),
    (frozenset({Kind.OPEN, Kind.CLOSE, Kind.AT_LEAST}), "its brackets"),
)

Default: TypeAlias = Literal["and", "or"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The query as understood, and one plain sentence for each thing that was not.

    >>> newsfind.parse_lenient("ferry AND").notes
    ('“AND” has nothing after it to join and was left out.',)
    """

    query: Query
    notes: tuple[str, ...] = ()


def parse(text: str, *, default: Default = "and", now: date | None = None) -> Query:
    """The tree of a query, or QuerySyntaxError at the first character that makes no sense.

    `default` joins words with nothing between them; with "or", what is negated and what is no text (`section:`,
    `date:`, ...) still narrows. `now` is the day that relative dates count from (default: today).

    >>> newsfind.format_query(newsfind.parse("tariffs OR quotas -steel"))
    'tariffs OR (quotas AND NOT steel)'
    """
    query, problems = _parse(text, default, now)
    for problem in problems:
        raise QuerySyntaxError(text, problem.position, problem.expected)
    return query


def parse_lenient(text: str, *, default: Default = "and", now: date | None = None) -> Parsed:
    """The best reading of any string; never raises. Arguments as for `parse`.

    >>> parsed = newsfind.parse_lenient('"trade talks')
    >>> newsfind.format_query(parsed.query), parsed.notes
    ('"trade talks"', ('A quotation mark was never closed; the phrase was read to the end.',))
    """
    query, problems = _parse(text, default, now)
    return Parsed(query, problems.notes())


def _parse(text: str, default: Default, now: date | None) -> tuple[Query, Problems]:
    problems = Problems()
    if len(text) > MAX_CHARACTERS:
        note = f"Only the first {MAX_CHARACTERS:,} characters of the query were read."
        problems.add(MAX_CHARACTERS, f"a query of at most {MAX_CHARACTERS:,} characters", note)
        text = text[:MAX_CHARACTERS]
    folded, found = fold(text), len(problems.found)
    tokens = repair(tokenize(folded, problems), folded, problems)
    query = _tree(tokens, folded, default, now or date.today(), problems)
    if query is not None:
        return query, problems
    if not text.strip():
        return Everything(), problems
    if len(problems.found) == found:
        problems.add(0, "a word", "There is no word to search for in the query.")
    return Nothing(), problems


def _tree(tokens: list[Token], text: str, default: Default, today: date, problems: Problems) -> Query | None:
    """The tree, made flatter when it is too high: first without proximities, then without brackets as well."""
    query = _Parser(tokens, text, default, today, problems).query()
    for given_up, named in _FLATTER:
        if query is None or height(query) <= MAX_HEIGHT:
            break
        if not any(token.kind in given_up for token in tokens):
            continue
        problems.add(0, "a query that is nested less deeply", f"The query is nested too deeply; {named} were ignored.")
        tokens = repair([token for token in tokens if token.kind not in given_up], text, problems)
        query = _Parser(tokens, text, default, today, problems).query()
    return query


class _Parser:
    """Recursive descent over repaired tokens, so that nothing here can fail; recursion is as deep as the brackets.

    Methods return None for what says nothing (a date that was not understood). `field` is the name of the field
    whose value a bracket holds: `section:(Technology OR Business)`.
    """

    def __init__(self, tokens: list[Token], text: str, default: Default, today: date, problems: Problems) -> None:
        self._tokens = tokens
        self._text = text
        self._default = default
        self._today = today
        self._problems = problems
        self._at = 0

    def query(self) -> Query | None:
        return self._any_of(None)

    def _kind(self) -> Kind | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _accept(self, kind: Kind) -> bool:
        if self._kind() is not kind:
            return False
        self._at += 1
        return True

    def _any_of(self, field: str | None) -> Query | None:
        wanted: list[Query | None] = []
        required: list[Query | None] = []
        while self._kind() not in (None, Kind.CLOSE):
            after_or = self._accept(Kind.OR)
            part = self._all_of(field)
            alone = not after_or and self._kind() is not Kind.OR
            (required if self._default == "or" and alone and _narrows(part) else wanted).append(part)
        return _joined(conjoin, [_joined(disjoin, wanted), *required])

    def _all_of(self, field: str | None) -> Query | None:
        parts = [self._negation(field)]
        while self._accept(Kind.AND) or (self._default == "and" and self._kind() in OPERANDS):
            parts.append(self._negation(field))
        return _joined(conjoin, parts)

    def _negation(self, field: str | None) -> Query | None:
        return self._signed(lambda: self._proximity(field))

    def _signed(self, read: Callable[[], Query | None]) -> Query | None:
        """Any number of NOTs and then what `read` reads; two of them cancel out."""
        negated = False
        while self._accept(Kind.NOT):
            negated = not negated
        part = read()
        return negate(part) if negated and part is not None else part

    def _proximity(self, field: str | None) -> Query | None:
        left = self._operand(field)
        while self._kind() is Kind.PROXIMITY:
            connector = self._take()
            right = self._signed(lambda: self._operand(field))
            left = right if left is None else left if right is None else self._near(left, right, connector)
        return left

    def _near(self, left: Query, right: Query, connector: Token) -> Query:
        joined = proximate(left, right, lambda one, other: _join(one, other, connector))
        if joined is not None:
            return joined
        typed = self._text[connector.start : connector.end]
        expected = f"words, phrases or groups of them, in the same field, on both sides of {typed}"
        if one_field := _one_sided(left, right):
            joined = self._near(*one_field, connector)
            note = f"A field on one side of {typed} was taken to be meant for both."
        else:
            joined = conjoin([left, right])
            note = f"{typed} can only join words, phrases and groups of them; its sides were searched with AND."
        self._problems.add(connector.start, expected, note)
        return joined

    def _operand(self, field: str | None) -> Query | None:
        match self._kind():
            case Kind.FIELD:
                name = self._take().text
                return self._signed(lambda: self._value_of(name))
            case Kind.OPEN:
                return self._group(field)
            case Kind.AT_LEAST:
                return self._counted(self._take(), field)
            case _ if field is not None:
                return self._values(field)
            case Kind.PHRASE:
                token = self._take()
                return Phrase(token.text, token.number)
            case _:
                return read_word(self._take(), self._problems)

    def _group(self, field: str | None) -> Query | None:
        self._take()
        inner = self._any_of(field)
        self._take()
        return inner

    def _counted(self, token: Token, field: str | None) -> Query | None:
        part = self._group(field)
        if part is None:
            return None
        counted = at_least(token.number, part)
        if counted is not None:
            return counted
        expected = "words, phrases or groups of them, whose mentions can be counted"
        self._problems.add(token.end, expected, "ATLEAST counts words and phrases only; it was left out.")
        return part

    def _value_of(self, name: str) -> Query | None:
        if name in TEXT_FIELDS:
            part = self._operand(None)
            return None if part is None else scope(TEXT_FIELDS[name], part)
        if self._kind() is Kind.OPEN:
            return self._group(name)
        if name in DATE_FIELDS and self._kind() is Kind.WORD:
            return self._date(name)
        value = self._take()
        if value.kind is Kind.WORD and "*" in value.text and name not in DATE_FIELDS:
            note = f"{name}: takes whole values; the * in “{value.text}” was taken as it stands."
            self._problems.add(value.start, f"a whole value after {name}:", note)
        return self._value(name, value, value)

    def _values(self, field: str) -> Query | None:
        """In `section:(World News OR Business)`: words with nothing between them are one value."""
        first = last = self._take()
        while first.kind is Kind.WORD and self._kind() is Kind.WORD:
            last = self._take()
        return self._value(field, first, last)

    def _date(self, field: str) -> Query | None:
        """The longest date of up to three words: `date:14 June 2019`, `since:last week`."""
        first = self._take()
        following = self._tokens[self._at : self._at + 2]
        for count in range(len(following), 0, -1):
            last = following[count - 1]
            whole = self._text[first.start : last.end]
            if last.kind is Kind.WORD and read_dates(whole, self._today, DATE_FIELDS[field]):
                self._at += count
                return self._value(field, first, last)
        return self._value(field, first, first)

    def _value(self, field: str, first: Token, last: Token) -> Query | None:
        quoted = first.kind is Kind.PHRASE
        typed = drop_invisible(self._text[first.start : last.end])
        text = first.text if quoted else " ".join(typed.split())
        return read_value(field, text, first.start, self._today, self._problems)


def _joined(join: Callable[[list[Query]], Query], parts: list[Query | None]) -> Query | None:
    known = [part for part in parts if part is not None]
    return join(known) if known else None


def _narrows(part: Query | None) -> bool:
    return isinstance(part, Not | Equals | DateRange | DateMissing | Length)


def _join(left: Query, right: Query, connector: Token) -> Query:
    match connector.text:
        case "S":
            return Within(left, right, "sentence")
        case "P":
            return Within(left, right, "paragraph")
        case name:
            return Near(left, right, connector.number, ordered=name == "PRE")


def _one_sided(left: Query, right: Query) -> tuple[Query, Query] | None:
    """The two sides in one field where only one of them names a field."""
    match left, right:
        case Scope(), Scope():
            return None
        case (Scope(field), _) | (_, Scope(field)):
            sides = scope(field, left), scope(field, right)
            return sides if proximate(*sides, _first) is not None else None
        case _:
            return None


def _first(left: Query, _right: Query) -> Query:
    return left
