"""newsfind itself, through the seam that its engines are behind."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from math import ceil
from pathlib import Path

from benchmarks.speed.peers import Answer
from benchmarks.speed.questions import Question
from newsfind.article import Article
from newsfind.index.engine import Builder, FacetRequest, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.query.parse import parse
from newsfind.results.hits import Results

_FACETS = (FacetRequest("section"), FacetRequest("entities"), FacetRequest("month", None))
_MOST_CHARACTERS, _MOST_ARTICLES = 12_000_000, 20_000
"""Of one batch."""


class Own:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def version(self) -> str:
        return version("newsfind")

    def build(self, articles: Iterable[Article]) -> None:
        engine = open_engine(self._folder, create=True)
        with engine.writer() as writer:
            writer.add(articles)

    def open(self) -> None:
        self._engine = open_engine(self._folder)

    def top(self, question: Question) -> Answer:
        return _answer(self._engine.search(SearchRequest(parse(_typed(question)), passages=0)))

    def page(self, question: Question) -> Answer:
        return _answer(self._engine.search(SearchRequest(parse(_typed(question)), facets=_FACETS, passages=1)))

    def update(self, articles: Sequence[Article]) -> bool:
        with self._engine.writer() as writer:
            writer.add(articles)
        return self._engine.refresh()


class OwnTwoProcesses(Own):
    """As `newsfind index` does it: processes that have the articles at hand build batches, this one commits them.

    The batches of one process are every second ones; processes are forked, so articles need not be sent.
    """

    def build(self, articles: Iterable[Article]) -> None:
        batches = list(_batches(articles))
        with open_engine(self._folder, create=True).writer() as writer:
            context = multiprocessing.get_context("fork")
            results: multiprocessing.SimpleQueue[object] = context.SimpleQueue()
            builders = [
                context.Process(target=_build, args=(writer.builder(), batches[start::2], results)) for start in (0, 1)
            ]
            for builder in builders:
                builder.start()
            for _ in batches:
                writer.adopt(results.get())
            for builder in builders:
                builder.join()


def _build(builder: Builder, batches: Iterable[list[Article]], results: multiprocessing.SimpleQueue[object]) -> None:
    for batch in batches:
        results.put(builder.build(batch))


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Batches of not too many articles, four at least, so that both processes have the same to do."""
    known = list(articles)
    most = min(_MOST_ARTICLES, ceil(len(known) / 4))
    batch: list[Article] = []
    characters = 0
    for article in known:
        batch.append(article)
        characters += len(article.body)
        if characters > _MOST_CHARACTERS or len(batch) >= most:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _typed(question: Question) -> str:
    if question.kind == "phrase":
        return f'"{" ".join(question.words)}"'
    return (" OR " if question.kind == "or" else " ").join(question.words)


def _answer(results: Results) -> Answer:
    return Answer(
        [hit.article.id for hit in results.hits],
        results.total,
        {name: len(facet) for name, facet in results.facets.items()},
        sum(any(snippet.text for snippet in hit.snippets.get("body", ())) for hit in results.hits),
    )
