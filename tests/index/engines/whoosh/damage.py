"""A small index, everything that can be asked of it, and what is allowed to come out when a file is damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from index.engines.whoosh.making import segments_apart
from newsfind.article import Article, Entity
from newsfind.errors import IndexCorrupt, IndexIncompatible, NewsfindError
from newsfind.index.engine import FACET_FIELDS, Engine, FacetRequest, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.sync.state import State
from newsfind.index.sync.state_bytes import encode_state
from newsfind.query.ast import (
    And,
    AtLeast,
    Equals,
    Everything,
    Fuzzy,
    Near,
    Phrase,
    Query,
    Scope,
    Wildcard,
    Within,
    Word,
)

STATE = encode_state(State(sources=("news",)))
_BONN, _RUBIO = Entity("Bonn", "place"), Entity("Marco Rubio", "person", aliases=("Rubio",))
ARTICLES = [
    Article(
        f"id{number}",
        "No-spy pact" if number % 2 else "Trade talks",
        f"Trade talks in Bönn failed on day {number}.\n\nThey trade again. Story{number}!",
        section="World" if number % 3 else "WORLD",
        date=datetime(2019, 6, 1 + number),
        authors=("Ann",),
        entities=(_BONN, _RUBIO)[: number % 3],
    )
    for number in range(6)
]
_QUERIES: list[Query] = [
    Everything(),
    Word("trade"),
    Word("story4"),
    And((Word("talks"), Word("spy"))),
    Phrase("trade talks"),
    Wildcard("st*y?"),
    Fuzzy("tlaks", 1),
    Near(Word("trade"), Word("bonn"), 3),
    Within(Word("trade"), Word("again"), "sentence"),
    AtLeast(2, Word("trade")),
    Scope("headline", Word("pact")),
    Equals("entity", "rubio"),
]
_FACETS = tuple(FacetRequest(name) for name in FACET_FIELDS)
_REQUESTS = [SearchRequest(query=query, facets=_FACETS) for query in _QUERIES]

Question = Callable[[Engine], object]
QUESTIONS: list[Question] = [
    len,
    *(lambda engine, request=request: replace(engine.search(request), took_ms=0.0) for request in _REQUESTS),
    lambda engine: replace(engine.search(SearchRequest(sort="newest")), took_ms=0.0),
    *(lambda engine, number=number: engine.get(f"id{number}") for number in range(7)),
    lambda engine: list(engine.articles()),
    lambda engine: engine.marks(Word("trade"), "id3"),
    lambda engine: engine.suggest(Word("tradd")),
    lambda engine: engine.complete("ru", 5),
    lambda engine: engine.complete("tra", 5),
    Engine.state,
]


def make(folder: Path, articles: list[Article] | None = None) -> None:
    """An index of two segments, one of which has a deleted article."""
    some = ARTICLES if articles is None else articles
    engine = open_engine(f"whoosh:{folder}", create=True)
    for batch in (some[:-2], [*some[-2:], some[0]]):
        with segments_apart(), engine.writer() as writer:
            writer.add(batch)
            writer.keep(STATE)
    engine.close()


def answers(folder: Path) -> list[object]:
    """What each question is answered; the error where it is refused. An index that does not open refuses them all."""
    try:
        engine = open_engine(f"whoosh:{folder}")
    except NewsfindError as error:
        return [error] * len(QUESTIONS)
    found = []
    for question in QUESTIONS:
        try:
            found.append(question(engine))
        except NewsfindError as error:
            found.append(error)
    engine.close()
    return found


def refuses(answer: object, name: str) -> bool:
    """Whether an answer is a refusal that names a file."""
    return isinstance(answer, IndexCorrupt | IndexIncompatible) and name in str(answer)


def check_answers(folder: Path, name: str, sound: list[object]) -> int:
    """Each answer is the right one or names the damaged file. Returns how many were refused."""
    found = answers(folder)
    for number, (answer, right) in enumerate(zip(found, sound, strict=True)):
        assert answer == right or refuses(answer, name), (name, number, answer)
    return sum(refuses(answer, name) for answer in found)


def faults(folder: Path) -> list[str]:
    """What `newsfind check` would say."""
    try:
        engine = open_engine(f"whoosh:{folder}")
    except NewsfindError as error:
        return [str(error)]
    try:
        return engine.check()
    finally:
        engine.close()


@contextmanager
def changed(path: Path, at: int, by: int) -> Iterator[None]:
    """The file with one byte of it different."""
    with path.open("r+b") as file:
        file.seek(at)
        [old] = file.read(1)
        file.seek(at)
        file.write(bytes([old ^ by]))
        file.flush()
        yield
        file.seek(at)
        file.write(bytes([old]))
