"""Ways through a query tree that engines and snippets share."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.query.ast import (
    And,
    AtLeast,
    Near,
    Not,
    Or,
    Query,
    Scope,
    Within,
)


def children(query: Query) -> tuple[Query, ...]:
    """The nodes directly below, left to right; () for a leaf."""
    match query:
        case And(parts) | Or(parts):
            return parts
        case Near(left, right) | Within(left, right):
            return (left, right)
        case Not(part) | Scope(_, part) | AtLeast(_, part):
            return (part,)
        case _:
            return ()


def nodes(query: Query) -> Iterator[Query]:
    """Every node, a parent before its children, left to right."""
    waiting = [query]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def height(query: Query) -> int:
    """The number of nodes on the longest way down. No recursion: a tree of any height is measured."""
    level, highest = [query], 0
    while level:
        highest += 1
        level = [child for node in level for child in children(node)]
    return highest
