"""What is true of an index as a whole, asked once for each commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsfind.api.index import Index
from newsfind.index.engine import Sort
from newsfind.query.ast import DateRange
from newsfind.results.hits import FacetCount


@dataclass(frozen=True, slots=True)
class Overview:
    """Size and dates; None where no article has a date."""

    articles: int
    oldest: date | None
    newest: date | None
    sections: tuple[FacetCount, ...]
    sources: int


def overview_of(index: Index) -> Overview:
    """What a front page tells of an index."""
    everything = index.search("", facets=["section:12", "source:1"], limit=0, passages=0)
    return Overview(
        len(index),
        _day_of_first(index, "oldest"),
        _day_of_first(index, "newest"),
        everything.facets["section"].counts,
        everything.facets["source"].distinct,
    )


def _day_of_first(index: Index, sort: Sort) -> date | None:
    first = index.search(DateRange(None, None), sort=sort, limit=1, passages=0)
    return next((hit.article.date.date() for hit in first if hit.article.date), None)
