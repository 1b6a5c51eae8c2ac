"""What a search gives back, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from newsfind.article import Article


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article as plain text, unescaped, with the ranges [start, end) of it that matched.

    Marks are in order and do not overlap. An ellipsis at either side is part of `text`.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `snippets` has the keys "headline" and "body"; `score` is only good for comparing."""

    article: Article
    score: float
    snippets: Mapping[str, tuple[Snippet, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet and the number of articles that have it. `type` is set for entities."""

    value: str
    count: int
    type: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts over all matches, most first and then by value; `distinct` counts the values there are in all."""

    field: str
    counts: tuple[FacetCount, ...]
    distinct: int

    def __iter__(self) -> Iterator[FacetCount]:
        return iter(self.counts)

    def __len__(self) -> int:
        return len(self.counts)


@dataclass(frozen=True, slots=True)
class Completion:
    """What something that is being typed may become, and how many articles a search for it finds.

    `kind` is "word", "person", "organisation", "place" or "section".
    """

    text: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits and what is true of all matches: the exact `total` and the facets.

    `notes` say what of the query was not understood or not done in full; `parsed` is the query as understood.
    """

    hits: tuple[Hit, ...]
    total: int
    offset: int = 0
    query: str = ""
    parsed: str = ""
    facets: Mapping[str, Facet] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    suggestion: str | None = None
    took_ms: float = 0.0

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)
