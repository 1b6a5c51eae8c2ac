"""Query -> what each of its parts finds alone."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.errors import UnsupportedQuery
from newsfind.index.deadline import OutOfTime
from newsfind.index.engine import Engine, SearchRequest
from newsfind.index.explanation import FormCount, PartExplanation
from newsfind.query.ast import Fuzzy, Query, Scope, TextField, Wildcard, Word
from newsfind.query.walk import children


def explain_parts(engine: Engine, query: Query) -> tuple[PartExplanation, ...]:
    """Every node, a parent before its children. A part inside a field is counted in that field."""
    return tuple(_parts(engine, query, 0, ()))


def _parts(engine: Engine, query: Query, depth: int, fields: tuple[TextField, ...]) -> Iterator[PartExplanation]:
    yield PartExplanation(query, depth, _articles(engine, query, fields), _forms(engine, query))
    inside = (*fields, query.field) if isinstance(query, Scope) else fields
    for child in children(query):
        yield from _parts(engine, child, depth + 1, inside)


def _forms(engine: Engine, query: Query) -> tuple[tuple[FormCount, ...], ...]:
    try:
        return engine.forms(query) if isinstance(query, Word | Wildcard | Fuzzy) else ()
    except OutOfTime:
        return ()


def _articles(engine: Engine, query: Query, fields: tuple[TextField, ...]) -> int | None:
    for field in reversed(fields):
        query = Scope(field, query)
    try:
        found = engine.search(SearchRequest(query, limit=0, passages=0))
        return None if found.partial else found.total
    except UnsupportedQuery:
        return None
