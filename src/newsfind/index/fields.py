"""The metadata of an article as facets, filters and conditions see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from newsfind.article import Article
from newsfind.index.analysis import fold_value
from newsfind.index.engine import FacetField
from newsfind.query.ast import MetaField


class Value(NamedTuple):
    """A value of a facet as an article spells it; `type` is set for entities."""

    text: str
    type: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two spellings one value."""
        return self.type, fold_value(self.text)


def facet_values(field: FacetField, article: Article) -> list[Value]:
    """An article's values of a facet field, in each spelling that it has."""
    return [value for value in dict.fromkeys(_facet_values(field, article)) if value.key[1]]


def _facet_values(field: FacetField, article: Article) -> Iterable[Value]:
    match field:
        case "entities":
            return _entities(article, "")
        case "people":
            return _entities(article, "person")
        case "organisations":
            return _entities(article, "organisation")
        case "places":
            return _entities(article, "place")
        case "year":
            return [Value(_day(article)[:4])]
        case "month":
            return [Value(_day(article)[:7])]
        case "week":
            return [Value(_week(article))]
        case "day":
            return [Value(_day(article))]
        case "section" | "source" | "author" | "agency" | "language":
            return [Value(text) for text in _texts(field, article)]


def equals(field: MetaField, value: str, article: Article, called: Mapping[tuple[str, str], set[str]]) -> bool:
    """Whether a field of the article has this value. Entities go by their aliases too: `called` are the (folded) names
    of those entities of a type that go by a (folded) name in any article.
    """
    wanted = fold_value(value)
    if not wanted:
        return False
    if field in ("entity", "person", "organisation", "place"):
        return any(
            fold_value(entity.name) in called.get((entity.type, wanted), ())
            for entity in article.entities
            if field in ("entity", entity.type)
        )
    return wanted in {fold_value(text) for text in _texts(field, article)}


def _texts(field: str, article: Article) -> Sequence[str]:
    match field:
        case "section":
            return article.sections
        case "author":
            return article.authors
        case "source":
            return [article.source]
        case "agency":
            return [article.agency]
        case _:
            return [article.language]


def clock(article: Article) -> datetime | None:
    """The publication date by the publisher's own clock, without a time zone."""
    return article.date and article.date.replace(tzinfo=None)


def _day(article: Article) -> str:
    return article.date.date().isoformat() if article.date else ""


def _week(article: Article) -> str:
    if article.date is None:
        return ""
    year, week, _ = article.date.isocalendar()
    return f"{year:04}-W{week:02}"


def _entities(article: Article, kind: str) -> list[Value]:
    return [Value(entity.name, entity.type) for entity in article.entities if kind in ("", entity.type)]
