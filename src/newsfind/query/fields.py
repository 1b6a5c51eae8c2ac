"""The fields of the query language: every name that may stand before a colon, and what kind of value follows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from newsfind.query.ast import MetaField, TextField

DateField: TypeAlias = Literal["date", "since", "until", "after", "before"]

TEXT_FIELDS: Mapping[str, TextField] = {
    "headline": "headline",
    "title": "headline",
    "lead": "lead",
    "hlead": "hlead",
    "body": "body",
}
META_FIELDS: Mapping[str, MetaField] = {
    "section": "section",
    "source": "source",
    "author": "author",
    "byline": "author",
    "agency": "agency",
    "entity": "entity",
    "person": "person",
    "org": "organisation",
    "organisation": "organisation",
    "organization": "organisation",
    "place": "place",
    "lang": "language",
    "language": "language",
}
DATE_FIELDS: Mapping[str, DateField] = {
    "date": "date",
    "since": "since",
    "until": "until",
    "after": "after",
    "before": "before",
}
LENGTH_FIELDS = frozenset({"words"})

FIELD_NAMES: tuple[str, ...] = (*TEXT_FIELDS, *META_FIELDS, *DATE_FIELDS, *sorted(LENGTH_FIELDS))
"""Every name that may stand before a colon, aliases included."""

META_NAMES: Mapping[MetaField, str] = {
    "section": "section",
    "source": "source",
    "author": "author",
    "agency": "agency",
    "entity": "entity",
    "person": "person",
    "organisation": "org",
    "place": "place",
    "language": "lang",
}
"""The name that a query is printed with."""
