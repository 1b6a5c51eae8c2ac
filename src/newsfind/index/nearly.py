"""A search that finds nothing -> what would find something: other values, no filters, another time, looser words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from newsfind.index.engine import Engine, FacetField, Filter, SearchRequest
from newsfind.index.instead import count, instead
from newsfind.query.ast import Equals, MetaField, Query
from newsfind.query.loosen import all_of_its_words, any_of_its_words

_NAMES: Mapping[FacetField, tuple[MetaField, str]] = {
    "section": ("section", "is in a section"),
    "entities": ("entity", "names a person, organisation or place"),
    "people": ("person", "names a person"),
    "organisations": ("organisation", "names an organisation"),
    "places": ("place", "names a place"),
    "source": ("source", "is from a source"),
    "author": ("author", "is by an author"),
    "agency": ("agency", "is from an agency"),
    "language": ("language", "is in a language"),
}


def nearly(engine: Engine, request: SearchRequest, asked: Query) -> tuple[str, ...]:
    """What to say when a request finds nothing. It is for `asked`, and perhaps a time of publication besides."""
    unknown = tuple(_unknown_values(engine, request.filters))
    if unknown:
        return unknown
    if request.filters and (total := count(engine, replace(request, filters=()))):
        return (f"Nothing matches with these filters; {_articles(total)} without them.",)
    if request.query != asked and (total := count(engine, replace(request, query=asked))):
        return (f"Nothing matches in that time; {_articles(total)} at another time.",)
    for loose, have in (
        (all_of_its_words(asked), "all of the words, but not as asked"),
        (any_of_its_words(asked), "at least one of the words"),
    ):
        if loose is not None and (total := count(engine, instead(request, asked, loose))):
            return (f"Nothing matches all of it; {_articles(total, 'has', 'have')} {have}.",)
    return ()


def _unknown_values(engine: Engine, filters: tuple[Filter, ...]) -> Iterator[str]:
    """A sentence for each value of a filter that no article has, with the one that may be meant."""
    for wanted in filters:
        for value in wanted.values:
            if wanted.field not in _NAMES or count(engine, SearchRequest(filters=(Filter(wanted.field, (value,)),))):
                continue
            field, has = _NAMES[wanted.field]
            better = engine.suggest(Equals(field, value))
            meant = f"; perhaps “{better.value}” is meant" if isinstance(better, Equals) else ""
            yield f"No article {has} “{value}”{meant}."


def _articles(total: int, one: str = "does", several: str = "do") -> str:
    return f"1 article {one}" if total == 1 else f"{total:,} articles {several}"
