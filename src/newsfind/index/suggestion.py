"""A spelling worth offering: one that finds more than what was typed did."""

from __future__ import annotations

from collections.abc import Callable

from newsfind.index.engine import Engine, SearchRequest
from newsfind.index.instead import count, instead
from newsfind.index.spelling import FEW, in_the_words_of
from newsfind.query.ast import Or, Query
from newsfind.query.printing import format_query
from newsfind.query.walk import nodes


def suggestion(
    engine: Engine, request: SearchRequest, asked: Query, found: int, typed: str, read: Callable[[str], Query]
) -> str | None:
    """The query with misspelt words put right, if that finds more than the `found` articles; in the words `typed`.

    `request` is for `asked` and perhaps further conditions. Where much was found, only an alternative among others can
    be misspelt, so nothing else is looked up. `read` is how `typed` was understood.
    """
    if found > FEW and not any(isinstance(node, Or) for node in nodes(asked)):
        return None
    better = engine.suggest(asked)
    if better is None:
        return None
    if count(engine, instead(request, asked, better)) <= found:
        return None
    words = in_the_words_of(typed, asked, better)
    return words if read(words) == better else format_query(better)
