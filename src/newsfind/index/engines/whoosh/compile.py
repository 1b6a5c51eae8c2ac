"""Query -> plan: the leaves that match text, numbered in order of appearance, and how their articles combine."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from newsfind.errors import UnsupportedQuery
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
    Wildcard,
    Within,
    Word,
)
from newsfind.values import dataclass

LeafQuery: TypeAlias = Word | Phrase | Wildcard | Fuzzy | Near | Within | AtLeast
Condition: TypeAlias = Equals | DateRange | DateMissing | Length | Everything | Nothing


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of the query that matches text by itself, in all of `fields`; a negated one is not scored or marked.

    The more an `inverted` one finds, the less the query does: it is under an odd number of negations.
    """

    number: int
    query: LeafQuery
    fields: tuple[TextField, ...]
    negated: bool
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Articles of every part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Articles of any part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Articles that the part does not have."""

    part: Node


Node: TypeAlias = Leaf | AllOf | AnyOf | Without | Condition


@dataclass(frozen=True, slots=True)
class Plan:
    """How to evaluate a query, the same for every segment."""

    root: Node
    leaves: tuple[Leaf, ...]

    @property
    def scored(self) -> tuple[Leaf, ...]:
        """The leaves that give articles a score and are marked in them."""
        return tuple(leaf for leaf in self.leaves if not leaf.negated)


def compile_query(query: Query) -> Plan:
    """The plan of a query."""
    leaves: list[Leaf] = []
    root = _compile(query, (), 0, leaves)
    return Plan(root, tuple(leaves))


def _compile(query: Query, fields: tuple[TextField, ...], negations: int, leaves: list[Leaf]) -> Node:
    match query:
        case Word() | Phrase() | Wildcard() | Fuzzy() | Near() | Within() | AtLeast():
            _check(query)
            leaves.append(Leaf(len(leaves), query, fields, negations > 0, negations % 2 == 1))
            return leaves[-1]
        case And(parts):
            return AllOf(tuple(_compile(part, fields, negations, leaves) for part in parts))
        case Or(parts):
            return AnyOf(tuple(_compile(part, fields, negations, leaves) for part in parts))
        case Not(part):
            return Without(_compile(part, fields, negations + 1, leaves))
        case Scope(field, part):
            return _compile(part, (*fields, field), negations, leaves)
        case Equals() | DateRange() | DateMissing() | Length() | Everything() | Nothing():
            return query
        case _:
            assert_never(query)


def _check(query: Query) -> None:
    """Raise `UnsupportedQuery` if a part of a leaf has no places in the text."""
    match query:
        case Word() | Phrase() | Wildcard() | Fuzzy():
            return
        case Near(left, right) | Within(left, right):
            parts: tuple[Query, ...] = (left, right)
        case AtLeast(_, part) | Scope(_, part):
            parts = (part,)
        case Or():
            parts = query.parts
        case _:
            parts = (query,)
    for part in parts:
        if isinstance(part, _PLACELESS):
            raise UnsupportedQuery(
                f"{type(part).__name__} cannot stand inside Near, Within or AtLeast: only words, phrases, "
                "wildcards, fuzzy words, proximities, fields and OR of these have places in the text."
            )
        _check(part)


_PLACELESS = (And, Not, AtLeast, Equals, DateRange, DateMissing, Length, Everything, Nothing)
