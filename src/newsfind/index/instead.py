"""Another query in the place of the one that was asked, to say what it would find."""

from __future__ import annotations

from dataclasses import replace

from newsfind.index.engine import Engine, SearchRequest
from newsfind.query.ast import And, Query


def instead(request: SearchRequest, asked: Query, query: Query) -> SearchRequest:
    """The request with `query` in the place of `asked`; the time of publication, if it asks for one, stays.

    `make_request` puts that behind what was asked, or in its place where every article was.
    """
    if request.query == asked:
        return replace(request, query=query)
    whole = request.query
    conditions = whole.parts[1:] if isinstance(whole, And) and whole.parts[0] == asked else (whole,)
    return replace(request, query=And((query, *conditions)))


def count(engine: Engine, request: SearchRequest) -> int:
    """How many articles a request finds."""
    return engine.search(replace(request, facets=(), offset=0, limit=0, passages=0, copies="show")).total
