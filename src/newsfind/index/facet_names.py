"""The names that people use for facets -> the one name that engines know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from newsfind.errors import NewsfindError
from newsfind.index.engine import FACET_FIELDS, FacetField, FacetRequest

_OTHER_NAMES: Mapping[str, FacetField] = {
    "sections": "section",
    "topic": "section",
    "entity": "entities",
    "person": "people",
    "persons": "people",
    "organisation": "organisations",
    "organization": "organisations",
    "organizations": "organisations",
    "org": "organisations",
    "orgs": "organisations",
    "place": "places",
    "sources": "source",
    "authors": "author",
    "byline": "author",
    "agencies": "agency",
    "lang": "language",
    "languages": "language",
    "years": "year",
    "months": "month",
    "weeks": "week",
    "days": "day",
}
_KNOWN: Mapping[str, FacetField] = {**{name: name for name in FACET_FIELDS}, **_OTHER_NAMES}


_YEAR, _MONTH = len("2019"), len("2019-06")


class UnknownFacet(NewsfindError, ValueError):
    """There is no facet of that name; the message lists those there are."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no facet “{name}”. Facets: {', '.join(FACET_FIELDS)}, date.")


def facet_field(name: str, prefix: str = "") -> FacetField:
    """The facet of that name, whether singular or plural, in whatever case; UnknownFacet if there is none.

    `date` is one level below its prefix: years, the months of `2019`, the days of `2019-06`.
    """
    wanted = name.strip().lower()
    if wanted in ("date", "dates"):
        known = len(prefix.strip())
        return "year" if known < _YEAR else "month" if known < _MONTH else "day"
    field = _KNOWN.get(wanted)
    if field is None:
        raise UnknownFacet(name)
    return field


def facet_request(text: str) -> FacetRequest:
    """What to ask an engine for.

    `section`; `entities:20`, the 20 commonest; `entities:all`; `entities:10:significant`, the 10 most specific to what
    was searched for.
    """
    name, *how = text.split(":")
    field = facet_field(name)
    order: Literal["count", "significant"] = "significant" if how[-1:] == ["significant"] else "count"
    limits = how[: len(how) - (order == "significant")]
    if not limits:
        return FacetRequest(field, order=order)
    if limits == ["all"]:
        return FacetRequest(field, None, order=order)
    if len(limits) > 1 or not (limits[0].isascii() and limits[0].isdigit() and int(limits[0])):
        raise NewsfindError(
            f"“{text}” does not say how many values: write {name}:20, {name}:all or {name}:10:significant."
        )
    return FacetRequest(field, int(limits[0]), order=order)
