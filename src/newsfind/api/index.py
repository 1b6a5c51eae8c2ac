"""An index -> answers: `open_index` opens it, and an `Index` is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TypeAlias, Unpack

from newsfind.api import DEFAULT_PLACE
from newsfind.article import Article, EntityType
from newsfind.errors import IndexCorrupt, IndexIncompatible
from newsfind.index import sync
from newsfind.index.deadline import TIME_LIMIT, OutOfTime
from newsfind.index.deadline import time_limit as within
from newsfind.index.engine import Copies, Engine, FacetRequest, Recency, SearchRequest, Sort
from newsfind.index.engines import open_engine
from newsfind.index.facet_names import facet_field, facet_request
from newsfind.index.nearly import nearly
from newsfind.index.request import Narrowing, Values, make_request, understood, values
from newsfind.index.suggestion import suggestion
from newsfind.query.ast import DateRange, Query
from newsfind.query.printing import format_query
from newsfind.results.hits import Completion, Copy, Facet, Hit, Results, Snippet, Stories

if TYPE_CHECKING:
    from newsfind.index.deciding import EntityName
    from newsfind.index.explanation import PartExplanation, ScoreExplanation
    from newsfind.results.trends import Period, Trend

Boost: TypeAlias = Literal["recent"]
"""What may lift an article besides how well it fits."""


def open_index(place: str | Path = DEFAULT_PLACE) -> Index:
    """Open an index for searching; IndexNotFound if there is none at `place`."""
    return Index(open_engine(place))


class Index:
    """An open index: a context manager, and as of its last commit when it was opened or refreshed.

    >>> len(index), "no such id" in index
    (66, False)
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def search(
        self,
        query: str | Query = "",
        *,
        sections: Values = (),
        entities: Values = (),
        people: Values = (),
        organisations: Values = (),
        places: Values = (),
        sources: Values = (),
        authors: Values = (),
        since: str | date | None = None,
        until: str | date | None = None,
        facets: Values = (),
        sort: Sort = "relevance",
        limit: int = 10,
        offset: int = 0,
        any_word: bool = False,
        phrase: bool = False,
        passages: int = 2,
        boost: Boost | None = None,
        copies: Copies = "show",
        time_limit: float | None = TIME_LIMIT,
    ) -> Results:
        """One page of articles, with exact totals and facets over all matches.

        `query` is in the query language, and never refused: what is not understood comes back in `Results.notes`.
        Each filter keeps articles that have any of its values; `since` and `until` include the time they name, and take
        what the query language takes after `date:`. `facets` are names, as in "section" or "entities:20". `any_word`
        asks for any of the words instead of all; `phrase` takes the whole query as one phrase. `passages` is the number
        of snippets from each body. `boost="recent"` lifts articles by how near they are to the newest of the index.
        `copies="group"` makes one hit of articles that print the same text, the earliest, and puts the others into
        `Hit.copies`; "hide" leaves them out. `Results.total` and facets count articles whatever becomes of copies.
        After `time_limit` seconds (None: never) what was found until then is the answer, and `Results.partial` is True.

        >>> results = index.search('"trade talks"', since="2024", facets=["section"])
        >>> results.total, [(count.value, count.count) for count in results.facets["section"].counts]
        (2, [('Business', 1), ('Politics', 1)])

        Raises:
            UnknownFacet: There is no facet of that name; the message lists those there are.
            NewsfindError: `since` or `until` is no date.
        """
        began = perf_counter()
        asked, request = make_request(
            query,
            sections=sections,
            entities=entities,
            people=people,
            organisations=organisations,
            places=places,
            sources=sources,
            authors=authors,
            since=since,
            until=until,
            any_word=any_word,
            phrase=phrase,
        )
        request = replace(
            request,
            facets=tuple(map(facet_request, values(facets))),
            offset=max(offset, 0),
            limit=max(limit, 0),
            sort=sort,
            passages=passages,
            boost=self._recency(boost),
            copies=copies,
            time_limit=time_limit,
        )
        parsed = format_query(asked.query)
        typed = query if isinstance(query, str) else parsed
        better: str | None = None
        with within(time_limit), suppress(OutOfTime):  # a suggestion that takes too long is none
            results = self._engine.search(request)
            notes = (*asked.notes, *results.notes)
            if results.exact and not results.partial:
                notes = notes if results.total else (*notes, *nearly(self._engine, request, asked.query))
                better = suggestion(
                    self._engine,
                    request,
                    asked.query,
                    results.total,
                    typed,
                    lambda text: understood(text, any_word=any_word, phrase=phrase).query,
                )
        took = (perf_counter() - began) * 1000
        return replace(results, query=typed, parsed=parsed, notes=notes, suggestion=better, took_ms=took)

    def complete(self, typed: str, *, limit: int = 10) -> tuple[Completion, ...]:
        """What something that is being typed may become: words, names and sections with their numbers of articles.

        The most frequent are first; names are found by any of their words, or an alias.

        >>> [(one.text, one.kind) for one in index.complete("vesterm")]
        [('Karen Vestermark', 'person'), ('vestermark', 'word')]
        """
        return self._engine.complete(typed, limit)

    def scan(
        self,
        query: str | Query = "",
        *,
        sort: Sort = "relevance",
        passages: int = 2,
        boost: Boost | None = None,
        copies: Copies = "show",
        time_limit: float | None = TIME_LIMIT,
        **narrowing: Unpack[Narrowing],
    ) -> Iterator[Hit]:
        """All hits in order, one by one, however many there are, in little memory; arguments as for `search`.

        `time_limit` is for finding them. Where it was over before all were found, a NewsfindError that says so is
        raised after the last hit that was.

        >>> [hit.article.source for hit in index.scan("Korvane", sort="oldest")][:2]
        ['Meridian', 'Capital Ledger']
        """
        _, request = make_request(query, **narrowing)
        request = replace(request, sort=sort, passages=passages, boost=self._recency(boost), copies=copies)
        return self._engine.scan(replace(request, time_limit=time_limit))

    def stories(
        self,
        query: str | Query = "",
        *,
        limit: int = 20,
        offset: int = 0,
        time_limit: float | None = TIME_LIMIT,
        **narrowing: Unpack[Narrowing],
    ) -> Stories:
        """Of what a query finds, the articles that print the same text, those with the most copies first.

        Arguments as for `search`.

        >>> [[copy.source for copy in story.copies] for story in index.stories(limit=1)]
        [['Meridian', 'The Harbour Courier', 'The Lowland Post', 'Orbit Daily']]
        """
        asked, request = make_request(query, **narrowing)
        request = replace(request, offset=max(offset, 0), limit=max(limit, 0), time_limit=time_limit)
        stories = self._engine.stories(request)
        return replace(stories, notes=(*asked.notes, *stories.notes))

    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """The other articles that print the same text as one of the index, the earliest first."""
        return self._engine.copies(article_id)

    def similar(self, article_id: str, *, limit: int = 10, passages: int = 1) -> Results:
        """The articles most like one of the index, without copies of it; KeyError for an unknown id.

        `Results.parsed` is a query for the terms that they were found by, and `total` counts articles with any of them.

        >>> [first] = index.search("no-spy agreement")
        >>> [hit.article.headline for hit in index.similar(first.id, limit=1)]
        ['Danish lawmakers want answers before Korvane builds 5G masts']
        """
        article = self._engine.get(article_id)
        if article is None:
            raise KeyError(article_id)
        return self._engine.similar(article, max(limit, 0), passages=passages)

    def similar_text(self, text: str, *, limit: int = 10, passages: int = 1) -> Results:
        """As `similar`, for a text of your own.

        >>> [hit.article.headline for hit in index.similar_text("A ferry is late again", limit=1)]
        ['Ferry runs aground off Faial; all 212 aboard are safe']
        """
        return self._engine.similar(Article(id="", headline="", body=text), max(limit, 0), passages=passages)

    def trend(
        self,
        queries: str | Query | Iterable[str | Query],
        *,
        by: Period = "month",
        time_limit: float | None = TIME_LIMIT,
        **narrowing: Unpack[Narrowing],
    ) -> Trend:
        """How many articles each query finds in each year, month, week or day; periods without any count 0.

        Periods run from `since` to `until` where these are given, else from the first article found to the last. What
        narrows the queries, as in `search`, narrows the articles that shares are of, too. After `time_limit` seconds
        for all queries together what was found until then is counted, and `Trend.partial` is True.

        >>> trend = index.trend("Korvane", by="year")
        >>> dict(zip(trend.periods, trend.series[0].counts))
        {'2023': 5, '2024': 7}

        Raises:
            NewsfindError: `since` or `until` is no date, or there are too many days to count one by one.
        """
        from newsfind.index.trends import trend  # noqa: PLC0415 - seldom needed

        several = list(queries) if isinstance(queries, Iterable) and not isinstance(queries, str) else [queries]
        return trend(self._engine, several, by, narrowing, time_limit)

    def explain(self, query: str | Query, **narrowing: Unpack[Narrowing]) -> tuple[PartExplanation, ...]:
        """The query as understood, node by node: how many articles each would find, which words each stands for.

        >>> [(part.articles, [one.form for one in part.forms[0]]) for part in index.explain("trading")]
        [(17, ['trade', 'trading', 'traded'])]
        """
        from newsfind.index.explaining import explain_parts  # noqa: PLC0415 - seldom needed

        asked, _ = make_request(query, **narrowing)
        with within(TIME_LIMIT):
            return explain_parts(self._engine, asked.query)

    def explain_score(
        self, query: str | Query, article_id: str, *, boost: Boost | None = None, **narrowing: Unpack[Narrowing]
    ) -> ScoreExplanation | None:
        """How the score of a hit comes about; None for an article that the query does not find.

        >>> [hit] = index.search("no-spy agreement")
        >>> score = index.explain_score("no-spy agreement", hit.id)
        >>> [(leaf.query, leaf.matching) for leaf in score.leaves]
        [(Word(text='no-spy'), 2), (Word(text='agreement'), 2)]
        """
        _, request = make_request(query, **narrowing)
        return self._engine.explain(replace(request, boost=self._recency(boost)), article_id)

    def _recency(self, boost: Boost | None) -> Recency | None:
        """Recent is what is near to the newest article, or near to today where articles are dated ahead."""
        if boost is None:
            return None
        now = datetime.now()
        past = SearchRequest(DateRange(None, now), sort="newest", limit=1, passages=0)
        newest = next((hit.article.date for hit in self._engine.search(past)), None)
        return Recency(newest.replace(tzinfo=None) if newest else now)

    def facet(
        self,
        field: str,
        query: str | Query = "",
        *,
        prefix: str = "",
        limit: int | None = 10,
        time_limit: float | None = TIME_LIMIT,
        **narrowing: Unpack[Narrowing],
    ) -> Facet:
        """How many of the articles that `query` finds have each value of a field; `limit` None gives all values.

        Only values of which a word begins with `prefix`. `date` counts years, the months of a prefix such as 2019, or
        the days of 2019-06. What narrows the query is as for `search`; a filter does not count for its own field.

        >>> [(count.value, count.count) for count in index.facet("section", "Korvane", limit=2).counts]
        [('Business', 5), ('Politics', 3)]
        """
        name = facet_field(field, prefix)
        asked, request = make_request(query, **narrowing)
        counted = replace(request, facets=(FacetRequest(name, limit, prefix),), limit=0, passages=0)
        results = self._engine.search(replace(counted, time_limit=time_limit))
        return replace(results.facets[name], notes=(*asked.notes, *results.notes))

    def entities(
        self, prefix: str = "", *, kind: EntityType | None = None, limit: int | None = 20, merged: bool = False
    ) -> tuple[EntityName, ...]:
        """People, organisations and places whose names begin with `prefix`, those of most articles first.

        Each with the other names that are counted under its own; `merged` gives only those that have any.
        """
        from newsfind.index.deciding import entity_names  # noqa: PLC0415 - seldom needed

        return entity_names(self._engine, prefix, kind, limit, merged=merged)

    def merge_entities(self, *names: str, kind: EntityType | None = None) -> EntityName:
        """Let names stand for one person, organisation or place, shown under the first: at once, and for good.

        Raises:
            UnknownEntity: One of the names is no entity of the index, or not of the type of the others.
            NewsfindError: There are fewer than two names, or it is not clear of which type they are.
        """
        from newsfind.index.deciding import decide  # noqa: PLC0415 - seldom needed

        return decide(self._engine, "merge", names, kind)

    def split_entities(self, *names: str, kind: EntityType | None = None) -> EntityName:
        """Keep names apart, whatever they look like; as `merge_entities`."""
        from newsfind.index.deciding import decide  # noqa: PLC0415 - seldom needed

        return decide(self._engine, "split", names, kind)

    def decision_notes(self) -> tuple[str, ...]:
        """A sentence for each line of the decisions about names (entities.txt) that is not understood."""
        from newsfind.index.deciding import decision_notes  # noqa: PLC0415 - seldom needed

        return decision_notes(self._engine)

    def get(self, article_id: str) -> Article | None:
        """One article, or None."""
        return self._engine.get(article_id)

    def marks(self, query: str | Query, article_id: str) -> tuple[Snippet, Snippet]:
        """Headline and body of an article, whole, with marks where the query matches; KeyError for an unknown id.

        >>> [hit] = index.search("no-spy agreement")
        >>> headline, body = index.marks("korvane", hit.id)
        >>> len(headline.marks), len(body.marks)
        (1, 6)
        """
        article = self._engine.get(article_id)
        if article is None:
            raise KeyError(article_id)
        marks = self._engine.marks(understood(query).query, article_id)
        headline, body = (tuple((start, end) for start, end, _ in found) for found in marks)
        return Snippet(article.headline, headline), Snippet(article.body, body)

    def status(self) -> sync.Status:
        """What is in the index and how it came to it.

        >>> status = index.status()
        >>> status.articles, status.files, [count.value for count in status.sections][:2]
        (66, 61, ['Technology', 'Politics'])
        """
        return sync.status_of(self._engine)

    def as_it_was_read(self, path: str, file: Path) -> bool:
        """Whether a file is, by its size and time, the one that was read under a path (`Article.path`)."""
        return sync.as_it_was_read(self._engine, path, file)

    def check(self) -> list[str]:
        """Re-read everything: one sentence for each fault, none when the index is sound."""
        faults = self._engine.check()
        try:
            sync.decode_state(self._engine.state())
        except (IndexCorrupt, IndexIncompatible) as fault:
            faults.append(str(fault))
        return faults

    def refresh(self) -> bool:
        """See the newest commit; True if there was a newer one."""
        return self._engine.refresh()

    def close(self) -> None:
        """Let go of files; `with` does it too."""
        self._engine.close()

    def __len__(self) -> int:
        return len(self._engine)

    def __contains__(self, article_id: str) -> bool:
        return self._engine.get(article_id) is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
