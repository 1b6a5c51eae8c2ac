"""Proximities of very many words are looked for a stretch of the segment after the other."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from engines.shelf import Shelf, article
from newsfind.index import deadline
from newsfind.index.engine import SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh import matches
from newsfind.query.ast import AtLeast, Near, Not, Or, Phrase, Query, Scope, Wildcard, Within, Word

WORDS = ["ferry", "ferries", "harbour", "council", "no-spy", "talks", "trade", "treaty", "winter"]
QUERIES: tuple[Query, ...] = (
    Near(Word("ferry"), Word("council"), 3),
    Near(Wildcard("t*"), Or((Word("ferry"), Phrase("trade talks"))), 4, ordered=True),
    Near(Near(Word("ferry"), Word("winter"), 5), Wildcard("*r*"), 2),
    Within(Word("no-spy"), Wildcard("h*"), "sentence"),
    Within(Phrase("trade talks", 3), Word("ferry"), "paragraph"),
    Phrase("trade ferry talks", 4),
    AtLeast(3, Near(Word("ferry"), Wildcard("t*"), 6)),
    Scope("headline", Near(Word("trade"), Word("talks"), 2)),
    Not(Near(Word("ferry"), Word("council"), 1)),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    random = Random("stretches")
    texts = (
        "\n\n".join(
            " ".join(random.choices(WORDS, k=random.randrange(1, 12))) + "." for _ in range(random.randrange(5))
        )
        for _ in range(60)
    )
    place = tmp_path_factory.mktemp("stretches") / "index"
    made = Shelf(open_engine(f"whoosh:{place}", create=True))
    made.put(*(article(f"a{n}", text, headline="Trade talks" if n % 3 else "") for n, text in enumerate(texts)))
    made.engine.close()
    return Shelf(open_engine(f"whoosh:{Path(place)}"))


@pytest.mark.parametrize("query", QUERIES, ids=repr)
@pytest.mark.parametrize("size", [1, 7, 100])
def test_what_is_found_does_not_depend_on_the_size_of_a_stretch(
    shelf: Shelf, query: Query, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = SearchRequest(query, limit=100)
    whole = [(hit.id, hit.score) for hit in shelf.engine.search(request)]
    assert 0 < len(whole) < 60
    monkeypatch.setattr(matches, "STRETCH", size)
    assert [(hit.id, hit.score) for hit in shelf.engine.search(request)] == whole


def test_where_the_time_ends_between_two_stretches_those_before_count(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Near(Word("ferry"), Word("council"), 3)
    whole = {hit.id for hit in shelf.engine.search(SearchRequest(query, limit=100))}
    monkeypatch.setattr(matches, "STRETCH", 20)
    found = set()
    for looks in range(30):
        times = iter([0.0] * (looks + 1) + [10.0] * 1000)
        monkeypatch.setattr(deadline, "monotonic", lambda times=times: next(times))
        results = shelf.engine.search(SearchRequest(query, limit=100, time_limit=5))
        ids = {hit.id for hit in results}
        assert results.partial
        assert ids <= whole
        found.add(len(ids))
    assert len(found) > 3
