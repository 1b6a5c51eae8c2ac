"""What people ask, in names, words and dates of their own -> the SearchRequest that an engine takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeAlias, TypedDict, Unpack, cast

from newsfind.errors import NewsfindError
from newsfind.index.engine import FacetField, Filter, SearchRequest
from newsfind.query.ast import And, DateMissing, DateRange, Everything, Phrase, Query
from newsfind.query.dates import EXPECTED, read_dates
from newsfind.query.parse import Parsed, parse_lenient

Values: TypeAlias = str | Iterable[str]
"""One value, or several of which any may do."""


class Narrowing(TypedDict, total=False):
    """What narrows a query: each filter keeps articles that have any of its values; dates are as after `date:`.

    `since` and `until` include the time they name. `any_word` asks for any of the query's words instead of all;
    `phrase` takes the whole query as one phrase.
    """

    sections: Values
    entities: Values
    people: Values
    organisations: Values
    places: Values
    sources: Values
    authors: Values
    since: str | date | None
    until: str | date | None
    any_word: bool
    phrase: bool


_FILTERS: tuple[tuple[str, FacetField], ...] = (
    ("sections", "section"),
    ("entities", "entities"),
    ("people", "people"),
    ("organisations", "organisations"),
    ("places", "places"),
    ("sources", "source"),
    ("authors", "author"),
)


def make_request(query: str | Query, **narrowing: Unpack[Narrowing]) -> tuple[Parsed, SearchRequest]:
    """The query as understood, and the request for it with what narrows it.

    Raises:
        NewsfindError: `since` or `until` is no date.
    """
    asked = understood(query, any_word=narrowing.get("any_word", False), phrase=narrowing.get("phrase", False))
    dates = published(narrowing.get("since"), narrowing.get("until"))
    narrowed: Query = asked.query
    if dates is not None:
        narrowed = dates if asked.query == Everything() else And((asked.query, dates))
    given = cast("Mapping[str, Values]", narrowing)
    wanted = ((field, tuple(values(given.get(name, ())))) for name, field in _FILTERS)
    return asked, SearchRequest(narrowed, tuple(Filter(field, texts) for field, texts in wanted if texts))


def understood(query: str | Query, *, any_word: bool = False, phrase: bool = False) -> Parsed:
    """The tree of a query; text is read leniently."""
    if not isinstance(query, str):
        return Parsed(query)
    if phrase and query.strip():
        return Parsed(Phrase(query.strip()))
    return parse_lenient(query, default="or" if any_word else "and")


def published(since: str | date | None, until: str | date | None) -> DateRange | None:
    """Published between two dates, both included; None where there is neither.

    Raises:
        NewsfindError: One of them is no date.
    """
    start, end = _range(since, "since"), _range(until, "until")
    if start is None and end is None:
        return None
    return DateRange(start.start if start else None, end.end if end else None)


def _range(value: str | date | None, side: str) -> DateRange | None:
    if value is None or value == "":
        return None
    text = value.replace(tzinfo=None).isoformat() if isinstance(value, datetime) else str(value)
    found = read_dates(text, date.today(), "since" if side == "since" else "until")
    if found is None or isinstance(found, DateMissing):
        raise NewsfindError(f"“{value}” is not understood as a date ({side}): expected {EXPECTED}.")
    return found


def values(given: Values) -> Iterable[str]:
    """One value or several, as several."""
    return (given,) if isinstance(given, str) else given
