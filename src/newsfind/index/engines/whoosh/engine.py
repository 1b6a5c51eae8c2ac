"""The engine: one search from plan to page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from newsfind.article import Article
from newsfind.errors import IndexCorrupt, IndexNotFound, NewsfindError
from newsfind.index.deadline import OutOfTime, time_limit
from newsfind.index.engine import Marks, SearchRequest, Writer
from newsfind.index.engines.whoosh.codec.file import FORMAT, Ints
from newsfind.index.engines.whoosh.codec.masks import Subset
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.commits import Commit, latest_generation, read_latest
from newsfind.index.engines.whoosh.compile import Plan, compile_query
from newsfind.index.engines.whoosh.copies import Grouped, copies_among, copies_of
from newsfind.index.engines.whoosh.counting import facet, narrow
from newsfind.index.engines.whoosh.evaluate import Evaluation
from newsfind.index.engines.whoosh.highlight import marks_in
from newsfind.index.engines.whoosh.names import names_of, read_overrules, write_overrules
from newsfind.index.engines.whoosh.page import hits_of
from newsfind.index.engines.whoosh.scanning import in_order
from newsfind.index.engines.whoosh.scoring import Ranked, rank
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.engines.whoosh.soundness import fault_of, refusing_damage, refusing_damage_on_the_way
from newsfind.index.names import Names
from newsfind.index.notes import notes, partial_note
from newsfind.index.ranking import lifted_words
from newsfind.query.ast import Query
from newsfind.query.printing import format_query
from newsfind.results.hits import Completion, Copy, Facet, Hit, Results, Stories

if TYPE_CHECKING:
    from newsfind.index.explanation import Expandable, FormCount, ScoreExplanation


class WhooshEngine:
    """An index in a folder: Whoosh's container, newsfind's columns.

    One opened with the `fault` for which it cannot be read is as an empty one, and only a rebuild may write to it,
    unless the fault is that there is none yet.
    """

    def __init__(self, folder: Path, fault: NewsfindError | None = None) -> None:
        self._folder, self._fault = folder, fault
        self._overrules = read_overrules(folder)
        if fault is None:
            self._commit, self._snapshot = open_latest(folder, self._overrules)
        else:
            self._commit, self._snapshot = Commit(latest_generation(folder)), Snapshot(())

    def __len__(self) -> int:
        return self._snapshot.articles

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Those of the commit that it answers from."""
        return self._snapshot.segments

    @refusing_damage
    def search(self, request: SearchRequest) -> Results:
        """One page."""
        began = perf_counter()
        with time_limit(request.time_limit) as limit:
            results = self._search(self._snapshot, request, began)
        return results.stopped(partial_note(request.time_limit)) if limit.missed else results

    def _search(self, snapshot: Snapshot, request: SearchRequest, began: float) -> Results:
        plan = compile_query(request.query)
        matching, evaluations = _evaluated(snapshot, plan, request)
        found = [evaluation.articles for evaluation in evaluations]
        copies = _fold_copies(snapshot, evaluations, request)
        page = _ranked(snapshot, plan, evaluations, request, request.offset + request.limit)
        page = page.page(request.offset, request.limit)
        return Results(
            hits=hits_of(snapshot, plan, page, request, copies),
            total=sum(map(len, found)),
            stories=None if copies is None else sum(len(evaluation.articles) for evaluation in evaluations),
            offset=request.offset,
            facets=_facets(snapshot, request, matching, found),
            notes=_notes(snapshot, request),
            took_ms=(perf_counter() - began) * 1000,
        )

    @refusing_damage_on_the_way
    def scan(self, request: SearchRequest) -> Iterator[Hit]:
        """All hits, unpacked a few at a time; only their numbers and scores are kept, 8 bytes each."""
        snapshot = self._snapshot
        plan = compile_query(request.query)
        with time_limit(request.time_limit) as limit:
            _, evaluations = _evaluated(snapshot, plan, request)
            copies = _fold_copies(snapshot, evaluations, request)
            pages = _pages(snapshot, plan, evaluations, request)
        del evaluations
        for page in pages:
            yield from hits_of(snapshot, plan, page, request, copies)
        if limit.missed:
            raise OutOfTime(partial_note(request.time_limit))

    @refusing_damage
    def explain(self, request: SearchRequest, article_id: str) -> ScoreExplanation | None:
        """How an article's score comes about."""
        from newsfind.index.engines.whoosh.explaining import explain  # noqa: PLC0415 - seldom needed

        snapshot, place = self._snapshot, self._snapshot.find(article_id)
        plan = compile_query(request.query)
        _, evaluations = _evaluated(snapshot, plan, request)
        return explain(snapshot, plan, evaluations, request, place) if place else None

    @refusing_damage
    def forms(self, part: Expandable) -> tuple[tuple[FormCount, ...], ...]:
        """The forms that a part of a query stands for."""
        from newsfind.index.engines.whoosh.explaining import forms  # noqa: PLC0415 - seldom needed

        return forms(self._snapshot, part)

    @refusing_damage
    def stories(self, request: SearchRequest) -> Stories:
        """The stories with the most copies."""
        with time_limit(request.time_limit) as limit:
            _, evaluations = _evaluated(self._snapshot, compile_query(request.query), request)
        found = [evaluation.articles for evaluation in evaluations]
        stories = copies_among(self._snapshot, found).biggest(request.offset, request.limit)
        stopped = (partial_note(request.time_limit),) if limit.missed else ()
        return replace(stories, partial=limit.missed, notes=(*_notes(self._snapshot, request), *stopped))

    @refusing_damage
    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """The other articles of the same story."""
        return copies_of(self._snapshot, article_id)

    @refusing_damage
    def similar(self, article: Article, limit: int, *, passages: int = 1) -> Results:
        """The articles most like a given one."""
        from newsfind.index.engines.whoosh.similar import most_alike  # noqa: PLC0415 - seldom needed
        from newsfind.index.similar import query_of  # noqa: PLC0415 - seldom needed

        began = perf_counter()
        alike = most_alike(self._snapshot, article, limit)
        request = SearchRequest(query_of(alike.terms), passages=passages)
        hits = hits_of(self._snapshot, compile_query(request.query), alike.ranked, request, None)
        took = (perf_counter() - began) * 1000
        return Results(hits, alike.total, parsed=format_query(request.query), took_ms=took)

    @refusing_damage
    def suggest(self, query: Query) -> Query | None:
        """The query with what is misspelt put right."""
        from newsfind.index.engines.whoosh.spelling import IndexDictionary  # noqa: PLC0415 - seldom needed
        from newsfind.index.spelling import corrected  # noqa: PLC0415 - seldom needed

        return corrected(query, IndexDictionary(self._snapshot))

    @refusing_damage
    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """The best completions of what is typed."""
        from newsfind.index.engines.whoosh.completion import complete  # noqa: PLC0415 - seldom needed

        return complete(self._snapshot, typed, limit)

    @refusing_damage
    def get(self, article_id: str) -> Article | None:
        """One article, or None."""
        place = self._snapshot.find(article_id)
        return self._snapshot.segments[place[0]].stored[place[1]] if place else None

    @refusing_damage_on_the_way
    def articles(self) -> Iterator[Article]:
        """All articles."""
        yield from self._snapshot.stored()

    @refusing_damage
    def marks(self, query: Query, article_id: str) -> tuple[Marks, Marks]:
        """Where the query's leaves match in one article; nothing in an article that is not there."""
        place = self._snapshot.find(article_id)
        plan = compile_query(query)
        if place is None:
            return (), ()
        number, article = place
        stored = self._snapshot.segments[number].stored[article]
        return marks_in(self._snapshot, number, plan, np.array([article], np.int32), [stored])[0]

    def names(self) -> Names:
        """The names that are one."""
        return self._snapshot.names

    def overrules(self) -> str:
        """What people decided about names."""
        return self._overrules

    def overrule(self, text: str) -> None:
        """Keep other decisions."""
        write_overrules(self._folder, text)
        self._overrules = text
        self._snapshot = _snapshot(self._folder, self._commit.generation, self._snapshot.segments, text)

    def state(self) -> bytes:
        """The bytes that the last commit kept."""
        self._refuse_fault()
        return self._commit.state

    def _refuse_fault(self) -> None:
        """Raise what is wrong with an index that only a rebuild can put right, before anybody does work for nothing."""
        if self._fault is not None and not isinstance(self._fault, IndexNotFound):
            raise self._fault

    def describe(self) -> Mapping[str, object]:
        """Name, format, segments, bytes on disk."""
        return {
            "engine": "whoosh",
            "format": FORMAT,
            "segments": len(self._commit.segments),
            "bytes": sum(segment.file.nbytes for segment in self._snapshot.segments),
        }

    def check(self) -> list[str]:
        """Re-read everything: bytes against their checksums, columns against each other, articles against their ids."""
        return [fault for segment in self._snapshot.segments if (fault := fault_of(segment))]

    def writer(self, *, rebuild: bool = False, wait: float = 0.0) -> Writer:
        """The index's one writer, which alone brings Whoosh with it."""
        from newsfind.index.engines.whoosh.writer import WhooshWriter  # noqa: PLC0415 - seldom needed

        if not rebuild:
            self._refuse_fault()
        return WhooshWriter(self._folder, rebuild=rebuild, wait=wait)

    def unfinished(self) -> bool:
        """Whether a writer was killed before it was done."""
        from newsfind.index.engines.whoosh.unfinished import is_unfinished  # noqa: PLC0415 - seldom needed

        return is_unfinished(self._folder, self._commit, self._snapshot.segments)

    def refresh(self) -> bool:
        """See the newest commit and decisions."""
        decided, self._overrules = self._overrules, read_overrules(self._folder)
        generation = self._commit.generation
        if latest_generation(self._folder) == generation:
            if decided != self._overrules:
                self._snapshot = _snapshot(self._folder, generation, self._snapshot.segments, self._overrules)
            return False
        self._commit, self._snapshot = open_latest(self._folder, self._overrules)
        self._fault = None
        return True

    def close(self) -> None:
        """Let go of the files."""
        self._snapshot = Snapshot(())


def open_latest(folder: Path, overrules: str) -> tuple[Commit, Snapshot]:
    """The newest commit and its segments, with the decisions about names that people took."""
    while True:
        commit = read_latest(folder)
        try:
            segments = [entry.open(folder) for entry in commit.segments]
            return commit, _snapshot(folder, commit.generation, segments, overrules)
        except FileNotFoundError as error:
            if latest_generation(folder) == commit.generation:
                raise IndexCorrupt(
                    f"{error.filename} is missing. Make the index anew: newsfind index ... --rebuild"
                ) from error


def _snapshot(folder: Path, generation: int, segments: Sequence[Segment], overrules: str) -> Snapshot:
    return Snapshot(segments, lambda snapshot: names_of(folder, generation, snapshot, overrules))


def _notes(snapshot: Snapshot, request: SearchRequest) -> tuple[str, ...]:
    try:
        return notes(request.query, snapshot.lexicon)
    except OutOfTime:
        return ()


def _evaluated(snapshot: Snapshot, plan: Plan, request: SearchRequest) -> tuple[list[Ints], list[Evaluation]]:
    """What the query alone finds in each segment, and its evaluations narrowed by the filters."""
    evaluations = [Evaluation(snapshot, number, plan) for number in range(len(snapshot.segments))]
    matching = [evaluation.articles for evaluation in evaluations]
    for evaluation, articles in zip(evaluations, narrow(snapshot, matching, request.filters), strict=True):
        evaluation.articles = articles
    return matching, evaluations


def _fold_copies(snapshot: Snapshot, evaluations: Sequence[Evaluation], request: SearchRequest) -> Grouped | None:
    """Leave only lead copies in the evaluations, unless copies are to be shown; the copies that are there."""
    if request.copies == "show":
        return None
    found = [evaluation.articles for evaluation in evaluations]
    copies = copies_among(snapshot, found)
    for evaluation, articles in zip(evaluations, copies.leads(found), strict=True):
        evaluation.articles = articles
    return copies


def _ranked(
    snapshot: Snapshot, plan: Plan, evaluations: Sequence[Evaluation], request: SearchRequest, wanted: int
) -> Ranked:
    """Those that are wanted, the newest first where there is no time to score them."""
    words = lifted_words(request.query)
    try:
        return rank(snapshot, plan, evaluations, words, request.sort, wanted, request.boost)
    except OutOfTime:
        return rank(snapshot, plan, evaluations, words, "newest", wanted, None)


def _pages(
    snapshot: Snapshot, plan: Plan, evaluations: Sequence[Evaluation], request: SearchRequest
) -> Iterator[Ranked]:
    """All, the newest first where there is no time to score them."""
    try:
        return in_order(snapshot, plan, evaluations, request)
    except OutOfTime:
        return in_order(snapshot, plan, evaluations, replace(request, sort="newest"))


def _facets(
    snapshot: Snapshot, request: SearchRequest, matching: Sequence[Ints], found: Sequence[Ints]
) -> Mapping[str, Facet]:
    """The facets; a field's own filter does not count for it."""
    facets: dict[str, Facet] = {}
    together = _subsets(snapshot, found)
    for wanted in request.facets:
        others = tuple(narrowing for narrowing in request.filters if narrowing.field != wanted.field)
        same = len(others) == len(request.filters)
        subsets = together if same else _subsets(snapshot, narrow(snapshot, matching, others))
        facets[wanted.field] = facet(snapshot, wanted, subsets)
    return facets


def _subsets(snapshot: Snapshot, found: Sequence[Ints]) -> list[Subset]:
    return [Subset(articles, segment.total) for segment, articles in zip(snapshot.segments, found, strict=True)]
