"""The only seam between newsfind and whatever keeps its index: what an engine is asked, and the rules it keeps.

Every engine keeps these, and the contract suite in tests/engines/ holds each of them to it:

* the same query finds the same articles: analysis (`index/analysis.py`) and matching rules are shared;
* `Results.total` and facet counts are exact, over all matches, whatever page is asked; values that differ in case and
  accents are one value, shown as most articles write it (those removed may still have a say in that), and equal
  counts are in order of the values, case and accents aside;
* a field around a query holds for every word, phrase and pattern below it, so only what matches in it can be a nearest
  neighbour;
* people, organisations and places that go by several names (`index/names.py`) are one value: counted once an article,
  shown under one name, and found by a filter or a condition on any of the names;
* a filter narrows everything but the counts of its own field's facet (multi-select);
* a writer publishes all or nothing, `commit` by `commit`; adding an id that is there replaces its article;
* readers see the last commit as of `open` or `refresh`, never half of one;
* weeks are those of ISO 8601, written 2024-W07 with the year that the week belongs to;
* a search that runs out of time says so, and every hit that it gives is one; totals and counts are then of those found;
* results are ordered by score, or by date, and then have none; equal ones by date, newest first, and then by
  `tie_break(id)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Protocol, Self, TypeAlias, get_args, runtime_checkable

from newsfind.article import Article
from newsfind.index.names import Names
from newsfind.query.ast import Everything, Query
from newsfind.results.hits import Completion, Copy, Hit, Results, Stories
from newsfind.values import dataclass

if TYPE_CHECKING:
    from newsfind.index.explanation import Expandable, FormCount, ScoreExplanation

FacetField: TypeAlias = Literal[
    "section",
    "entities",
    "people",
    "organisations",
    "places",
    "source",
    "author",
    "agency",
    "language",
    "year",
    "month",
    "week",
    "day",
]
FACET_FIELDS: tuple[FacetField, ...] = get_args(FacetField)
PERIODS: frozenset[FacetField] = frozenset(("year", "month", "week", "day"))
"""Fields whose values are periods of publication."""
Sort: TypeAlias = Literal["relevance", "newest", "oldest"]
Copies: TypeAlias = Literal["show", "group", "hide"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Keep articles that have any of these values in a field, ignoring case and accents."""

    field: FacetField
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetRequest:
    """Counts of the `limit` commonest values (None: all) of a field, of those of which a word begins with `prefix`; of
    periods, those that begin with it.

    `order`: by count, or "significant": how much more often than in the whole index, by log-likelihood.
    """

    field: FacetField
    limit: int | None = 10
    prefix: str = ""
    order: Literal["count", "significant"] = "count"


@dataclass(frozen=True, slots=True)
class Recency:
    """Lifts the scores of recent articles; what is published at `now`, by the publisher's own clock, is lifted most.

    The lift halves every `half_life` days of age (`ranking.recency_lift`).
    """

    now: datetime
    half_life: float = 30.0


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query, what narrows it, and what to give back: one page of hits and the facets.

    `passages` is the number of body snippets a hit gets (0: no snippets at all); `boost` lifts recent articles.
    `copies` says what becomes of several articles that print the same text (`index/stories.py`). After `time_limit`
    seconds what is found so far is the answer (`Results.partial`); None: it takes as long as it takes.
    """

    query: Query = Everything()
    filters: tuple[Filter, ...] = ()
    facets: tuple[FacetRequest, ...] = ()
    offset: int = 0
    limit: int = 10
    sort: Sort = "relevance"
    passages: int = 2
    boost: Recency | None = None
    copies: Copies = "show"
    time_limit: float | None = None


class Builder(Protocol):
    """Turns articles into a batch that a writer can adopt. It is pickled to worker processes."""

    def build(self, articles: Sequence[Article]) -> object:
        """A batch: picklable, opaque to everyone but the engine's own writer."""
        ...


class Writer(Protocol):
    """Changes an index. A context manager: commits on a clean exit, publishes nothing more on an error, always
    releases the lock.
    """

    def add(self, articles: Iterable[Article]) -> None:
        """Add articles; one whose id is already there, or came earlier, replaces the older."""
        ...

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles by id; unknown ids are ignored."""
        ...

    def builder(self) -> Builder:
        """What worker processes build batches with."""
        ...

    def adopt(self, batch: object) -> None:
        """Take in a batch that a builder of this writer made, as `add` would have taken its articles."""
        ...

    def keep(self, state: bytes) -> None:
        """Bytes to publish with the next commit, for `Engine.state`."""
        ...

    def commit(self) -> None:
        """Publish everything so far. The writer can go on."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Engine(Protocol):
    """An open index."""

    def __len__(self) -> int:
        """Articles in the index."""
        ...

    def search(self, request: SearchRequest) -> Results:
        """One page. `Results.query` and `.parsed` are left empty: they are the caller's."""
        ...

    def scan(self, request: SearchRequest) -> Iterator[Hit]:
        """All hits of a request in their order, whatever its offset and limit, one by one with constant memory.

        They are those of the commit that was seen when the first was asked for, whatever is committed meanwhile. The
        time limit is for finding them, not for what the caller does with each; where it was over before all were found,
        `OutOfTime` is raised after the last that was.
        """
        ...

    def stories(self, request: SearchRequest) -> Stories:
        """Of what a request finds, the articles that are copies of each other: those with the most copies first, of
        equal ones by the date of the lead copy, the newest first, and then by its `tie_break`. Sort and passages of the
        request count for nothing.
        """
        ...

    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """The other articles of the index that print the same text as one, the earliest first; () for an unknown id."""
        ...

    def explain(self, request: SearchRequest, article_id: str) -> ScoreExplanation | None:
        """How the score of an article comes about in a search by relevance; None for one that is not found."""
        ...

    def forms(self, part: Expandable) -> tuple[tuple[FormCount, ...], ...]:
        """For each token of a part of a query the forms that it stands for, the most frequent first, then by form.

        A word of one token stands for its inflections, one of several for these tokens themselves; a pattern and a
        fuzzy word for what `index/patterns.py` says.
        """
        ...

    def similar(self, article: Article, limit: int, *, passages: int = 1) -> Results:
        """The articles most like a given one, which need not be in the index (`index/similar.py`). `Results.total`
        counts those that have any of its strongest terms; `Results.parsed` is a query for these.
        """
        ...

    def suggest(self, query: Query) -> Query | None:
        """The query with misspelt words and values put right (`index/spelling.py`); None if there is nothing to do."""
        ...

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """What something that is being typed may become, best first (`index/completion.py`)."""
        ...

    def get(self, article_id: str) -> Article | None:
        """One article, or None."""
        ...

    def articles(self) -> Iterator[Article]:
        """All articles, in no particular order, with constant memory."""
        ...

    def marks(self, query: Query, article_id: str) -> tuple[Marks, Marks]:
        """Where the query's leaves match in one article's headline and body, whether or not the whole query finds it.

        A leaf is a text node (or `AtLeast`, if enough mentions are there) under no negation, proximity or `AtLeast`;
        they are numbered from 0 in order of appearance. Marks that overlap become one, with the smallest number. Of a
        loose phrase its words are marked, of a proximity the matches of its sides that are in a pair.
        """
        ...

    def names(self) -> Names:
        """Which names of people, organisations and places are one (`index/names.py`)."""
        ...

    def overrules(self) -> str:
        """What people decided about names, as `index/overrules.py` reads it; "" if nothing."""
        ...

    def overrule(self, text: str) -> None:
        """Keep other such decisions beside the index. They count at once here, elsewhere from the next `refresh` on,
        and outlive a rebuild.
        """
        ...

    def state(self) -> bytes:
        """The bytes kept last before the last commit; b"" if none, or none since a rebuild."""
        ...

    def describe(self) -> Mapping[str, object]:
        """What `newsfind status` tells of the engine itself: its name, format, segments, bytes on disk."""
        ...

    def check(self) -> list[str]:
        """Re-read everything; one sentence per fault, none when the index is sound."""
        ...

    def writer(self, *, rebuild: bool = False, wait: float = 0.0) -> Writer:
        """The index's one writer; `IndexLocked` after `wait` seconds if another process has it.

        `rebuild` begins anew: the first commit replaces everything that was there.
        """
        ...

    def refresh(self) -> bool:
        """See the newest commit and the newest decisions about names; True if there was a newer commit."""
        ...

    def close(self) -> None:
        """Let go of files. Values already handed out stay good."""
        ...


@runtime_checkable
class Shared(Protocol):
    """What an engine has besides if several writers, on several machines, can feed its index at one time.

    Each feeds a part of its own, by name, with a lock and a state of its own; readers see all parts as one index.
    """

    def part(self, name: str) -> Engine:
        """The same index, for the writer of a part; close both."""
        ...

    def parts(self) -> Mapping[str, bytes]:
        """The state of each part that has one; "" is that of a writer without a part."""
        ...


@runtime_checkable
class Killable(Protocol):
    """What an engine has besides if a writer that is killed leaves it something to do for the next one."""

    def unfinished(self) -> bool:
        """Whether there is something to do, though no article be added or removed."""
        ...


Marks: TypeAlias = tuple[tuple[int, int, int], ...]
"""Character ranges [start, end) and the number of the query's leaf that matched there, in order of start."""


def tie_break(article_id: str) -> int:
    """A stable number in [0, 2**63) by which engines order articles that are equal otherwise, smallest first.

    63 bits of BLAKE2b: the same in every engine, process and run, and it fits a signed column.
    """
    from hashlib import blake2b  # noqa: PLC0415 - brings OpenSSL, which few searches need

    return int.from_bytes(blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
