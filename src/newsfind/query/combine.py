"""Nodes put together so that every query has one tree: flat, without double negation, engines' rules kept.

Engines accept only text below Near, Within and AtLeast. What else a user may write there is brought into that form
where it means the same: `(a AND b) W/5 c` is `a W/5 c AND b W/5 c`, and a field that both sides have moves outward.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from newsfind.query.ast import (
    And,
    AtLeast,
    Everything,
    Fuzzy,
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

MOST_PAIRS = 64
"""`(a AND b AND ...) W/5 (c AND d AND ...)` becomes a proximity of each pair; this many are enough for a person."""

Join: TypeAlias = Callable[[Query, Query], Query]


def conjoin(parts: Iterable[Query]) -> Query:
    """All of these; Everything when there are none."""
    flat = [leaf for part in parts for leaf in (part.parts if isinstance(part, And) else (part,))]
    if any(isinstance(part, Nothing) for part in flat):
        return Nothing()
    return _one_or(And, [part for part in flat if not isinstance(part, Everything)], Everything())


def disjoin(parts: Iterable[Query]) -> Query:
    """Any of these; Nothing when there are none."""
    flat = [leaf for part in parts for leaf in (part.parts if isinstance(part, Or) else (part,))]
    if any(isinstance(part, Everything) for part in flat):
        return Everything()
    return _one_or(Or, [part for part in flat if not isinstance(part, Nothing)], Nothing())


def _one_or(node: type[And] | type[Or], parts: list[Query], empty: Query) -> Query:
    if not parts:
        return empty
    return parts[0] if len(parts) == 1 else node(tuple(parts))


def negate(part: Query) -> Query:
    """What this does not find."""
    match part:
        case Not(inner):
            return inner
        case Everything():
            return Nothing()
        case Nothing():
            return Everything()
        case _:
            return Not(part)


def scope(field: TextField, part: Query) -> Query:
    """The part in one field only; where a part of it names a field itself, that one counts."""
    match part:
        case Everything() | Nothing():
            return part
        case _ if not _names_field(part):
            return Scope(field, part)
        case And(parts):
            return conjoin(scope(field, each) for each in parts)
        case Or(parts):
            return disjoin(scope(field, each) for each in parts)
        case Not(inner):
            return negate(scope(field, inner))
        case _:
            return part


def _names_field(part: Query) -> bool:
    match part:
        case Scope():
            return True
        case And(parts) | Or(parts):
            return any(_names_field(each) for each in parts)
        case Not(inner):
            return _names_field(inner)
        case _:
            return False


def is_text(part: Query) -> bool:
    """Whether engines accept this below Near, Within and AtLeast."""
    match part:
        case Word() | Phrase() | Wildcard() | Fuzzy() | Near() | Within():
            return True
        case Or(parts):
            return all(is_text(each) for each in parts)
        case _:
            return False


def proximate(left: Query, right: Query, join: Join) -> Query | None:
    """The two sides joined by Near or Within; None if that cannot be said in a tree, or would take too many pairs."""
    if _pieces(left) * _pieces(right) > MOST_PAIRS:
        return None
    return _proximate(left, right, join)


def _proximate(left: Query, right: Query, join: Join) -> Query | None:
    if is_text(left) and is_text(right):
        return join(left, right)
    match left, right:
        case Scope(field, part), Scope(other, other_part):
            joined = _proximate(part, other_part, join) if field == other else None
            return joined and scope(field, joined)
        case (And(parts) | Or(parts)) as group, _:
            return _regroup(group, [_proximate(each, right, join) for each in parts])
        case _, (And(parts) | Or(parts)) as group:
            return _regroup(group, [_proximate(left, each, join) for each in parts])
        case _:
            return None


def at_least(count: int, part: Query) -> Query | None:
    """That many mentions of the part, of each part of an AND; None if mentions of it cannot be counted."""
    if is_text(part):
        return AtLeast(count, part)
    match part:
        case Scope(field, inner):
            counted = at_least(count, inner)
            return counted and scope(field, counted)
        case And(parts) | Or(parts):
            return _regroup(part, [at_least(count, each) for each in parts])
        case _:
            return None


def _regroup(group: And | Or, parts: list[Query | None]) -> Query | None:
    complete = [part for part in parts if part is not None]
    if len(complete) < len(parts):
        return None
    return conjoin(complete) if isinstance(group, And) else disjoin(complete)


def _pieces(part: Query) -> int:
    """The number of parts that joining takes apart."""
    match part:
        case _ if is_text(part):
            return 1
        case And(parts) | Or(parts):
            return sum(_pieces(each) for each in parts)
        case Scope(_, inner):
            return _pieces(inner)
        case _:
            return 1
