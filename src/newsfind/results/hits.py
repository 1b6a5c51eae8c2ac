"""What a search gives back, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Self

from newsfind.article import Article
from newsfind.values import dataclass


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article as plain text, unescaped, with the ranges [start, end) of it that matched.

    Marks are in order and do not overlap. An ellipsis at either side is part of `text`.

    >>> [hit] = index.search("no-spy agreement")
    >>> [passage] = hit.snippets["body"]
    >>> [passage.text[start:end] for start, end in passage.marks]
    ['“no-spy” agreement']
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that prints the same text as another.

    >>> [story] = index.stories()
    >>> [copy.source for copy in index.copies(story.lead.id)]
    ['The Harbour Courier', 'The Lowland Post', 'Orbit Daily']
    """

    id: str
    headline: str
    source: str
    date: datetime | None
    path: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `snippets` has the keys "headline" and "body"; `score` is only good for comparing, and None in
    an order that it has no part in.

    `copies` are the other articles found that print the same text, if copies were to be grouped, the earliest first.

    >>> [hit] = index.search("no-spy agreement")
    >>> hit.id in index, hit.article.source, sorted(hit.snippets)
    (True, 'The Harbour Courier', ['body', 'headline'])
    """

    article: Article
    score: float | None
    snippets: Mapping[str, tuple[Snippet, ...]] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet and the number of articles that have it. `type` is set for entities.

    >>> index.facet("people", limit=1).counts
    (FacetCount(value='Ingrid Aasland', count=5, type='person'),)
    """

    value: str
    count: int
    type: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts over all matches, most first and then by value; `distinct` counts the values there are in all.

    `partial`: the counts are of matches that were found before the time was over, as in `Results`. `notes` are those of
    the search, where it was for this facet alone.

    >>> facet = index.facet("section", limit=2)
    >>> [count.value for count in facet], facet.distinct
    (['Technology', 'Politics'], 8)
    """

    field: str
    counts: tuple[FacetCount, ...]
    distinct: int
    partial: bool = False
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[FacetCount]:
        return iter(self.counts)

    def __len__(self) -> int:
        return len(self.counts)


@dataclass(frozen=True, slots=True)
class Completion:
    """What something that is being typed may become, and how many articles a search for it finds.

    `kind` is "word", "person", "organisation", "place" or "section".

    >>> index.complete("denm", limit=1)
    (Completion(text='Denmark', kind='place', articles=9),)
    """

    text: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits and what is true of all matches: the exact `total` and the facets.

    `total` counts articles, copies too; where these were grouped or hidden, `stories` counts what is left of them.
    `notes` say what of the query was not understood or not done in full; `parsed` is the query as understood. `exact`
    is false, and a note says why, where a part of the index did not answer: then there are more articles than `total`.
    `partial`: there was no time to look everywhere, so there may be more than `total`, and some hits may be without
    snippets or in no order.

    >>> results = index.search("korvaen trade")
    >>> results.total, results.suggestion, results.notes
    (0, 'korvane trade', ('Nothing matches all of it; 17 articles have at least one of the words.',))
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
    stories: int | None = None
    exact: bool = True
    partial: bool = False

    @property
    def all_hits(self) -> int:
        """Hits on all pages: articles, or stories where copies were grouped or hidden."""
        return self.total if self.stories is None else self.stories

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def stopped(self, note: str) -> Self:
        """The same, marked as partial, with a note that says why."""
        facets = {name: replace(facet, partial=True) for name, facet in self.facets.items()}
        return replace(self, facets=facets, notes=(*self.notes, note), partial=True)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that print the same text, at least two of them, the lead copy first.

    >>> [story] = index.stories()
    >>> len(story), story.lead.source
    (4, 'Meridian')
    """

    copies: tuple[Copy, ...]

    @property
    def lead(self) -> Copy:
        """The earliest copy."""
        return self.copies[0]

    def __len__(self) -> int:
        return len(self.copies)


@dataclass(frozen=True, slots=True)
class Stories:
    """Stories with the most copies first; `total` counts those that there are in all.

    `partial`: they are of articles that were found before the time was over; `notes` are as in `Results`.

    >>> stories = index.stories(since="2023")
    >>> stories.total, [len(story) for story in stories]
    (1, [4])
    """

    stories: tuple[Story, ...]
    total: int
    partial: bool = False
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Story]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)
