"""The JSON of `ui/as_json.py` as OpenAPI describes it. These describe; nothing is made of them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Range = tuple[int, int]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Passage(_Shape):
    """Text as it is, not escaped, and the ranges [start, end) of it that matched, in Unicode characters."""

    text: str
    marks: list[Range]


class Value(_Shape):
    """A value of a facet and how many articles have it; type is set in the facet of entities."""

    value: str
    count: int
    type: str = ""


class _About(_Shape):
    section: str
    sections: list[str]
    date: str | None
    source: str
    authors: list[str]
    agency: str
    language: str
    path: str
    url: str


class Name(_Shape):
    """An entity of a hit."""

    name: str
    type: Literal["person", "organisation", "place"]


class NamedEntity(Name):
    """An entity of an article."""

    mentions: int
    in_headline: bool
    in_lead: bool
    aliases: list[str]
    given: bool


class CopyOf(_Shape):
    """Another article that prints the same text."""

    id: str
    headline: str
    source: str
    date: str | None
    path: str


class Hit(_About):
    """One article found, without its text."""

    id: str
    headline: str
    score: float | None
    words: int
    entities: list[Name]
    snippets: dict[str, list[Passage]]
    copies: list[CopyOf] = []


class Results(_Shape):
    """One page of hits; total and the facets are of all that match."""

    format: Literal[1]
    query: str
    parsed: str
    notes: list[str]
    total: int
    stories: int = 0
    exact: bool = True
    partial: bool
    offset: int
    took_ms: float
    hits: list[Hit]
    facets: dict[str, list[Value]]
    suggestion: str | None


class Article(_About):
    """A whole article; marks are there where a query was given: ranges of "headline" and "body"."""

    format: Literal[1]
    id: str
    headline: str
    words: int
    entities: list[NamedEntity]
    body: str
    marks: dict[str, list[Range]] = {}


class Facet(_Shape):
    """Values of one field; distinct counts those left out as well."""

    format: Literal[1]
    field: str
    query: str
    distinct: int
    partial: bool
    values: list[Value]


class Completion(_Shape):
    """What something that is being typed may become, and how many articles a search for it finds."""

    text: str
    kind: Literal["word", "person", "organisation", "place", "section"]
    articles: int


class Completions(_Shape):
    """Completions of typed, the end of what was sent."""

    format: Literal[1]
    typed: str
    completions: list[Completion]


class Series(_Shape):
    """One query's articles in each period, and those without a date."""

    query: str
    counts: list[int]
    undated: int
    notes: list[str]


class Trend(_Shape):
    """Counts by period; articles are all articles of each period that the filters let through."""

    format: Literal[1]
    by: Literal["year", "month", "week", "day"]
    periods: list[str]
    articles: list[int]
    series: list[Series]
    partial: bool


class Story(_Shape):
    """Articles that print the same text, the earliest first."""

    count: int
    copies: list[CopyOf]


class Stories(_Shape):
    """Stories with the most copies first."""

    format: Literal[1]
    query: str
    total: int
    partial: bool
    stories: list[Story]


class Run(_Shape):
    """The last run of `newsfind index`."""

    ended: str
    seconds: float
    added: int
    updated: int
    removed: int


class LeftOut(_Shape):
    """What is not in the index, and why."""

    path: str
    reason: str


class Status(_Shape):
    """What is in the index."""

    format: Literal[1]
    articles: int
    files: int
    oldest: str | None
    newest: str | None
    undated: int
    sections: list[Value]
    sources: list[Value]
    roots: dict[str, str]
    read_from: list[str]
    tagger: str
    last_run: Run | None
    engine: dict[str, object]
    skipped: list[LeftOut]


class Problem(_Shape):
    """What is wrong (RFC 9457); detail is a sentence."""

    type: str
    title: str
    status: int
    detail: str
