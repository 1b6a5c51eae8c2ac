from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from engines.shelf import Shelf, article
from newsfind.index.engine import SearchRequest, Sort
from newsfind.query.ast import Word

START = datetime(2019, 6, 14)


@pytest.fixture
def many(shelf: Shelf) -> Shelf:
    return shelf.put(
        *(article(f"n{n:03}", "alpha " * (n % 7 + 1), date=START + timedelta(hours=n % 50)) for n in range(130))
    )


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_put_together_are_the_whole(many: Shelf, sort: Sort) -> None:
    whole = many.ids("alpha", sort=sort)
    assert len(whole) == len(set(whole)) == 130
    pages = [many.search("alpha", sort=sort, offset=offset, limit=20) for offset in range(0, 140, 20)]
    assert [hit.id for page in pages for hit in page] == whole
    assert {page.total for page in pages} == {130}
    assert [page.offset for page in pages] == list(range(0, 140, 20))


def test_a_page_behind_the_end_is_empty_and_still_counts(many: Shelf) -> None:
    results = many.search("alpha", offset=500, limit=10)
    assert (results.hits, results.total) == ((), 130)


def test_a_page_of_nothing_still_counts(many: Shelf) -> None:
    results = many.search("alpha", limit=0)
    assert (results.hits, results.total) == ((), 130)


def test_scores_never_rise_down_the_list(many: Shelf) -> None:
    scores = [hit.score for hit in many.search("alpha")]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_a_hit_holds_the_article_as_it_was_added(shelf: Shelf) -> None:
    given = article("a", "alpha\n\nbeta", headline="H", url="https://news.example/a", path="a.txt#2", authors=("Ann",))
    (hit,) = shelf.put(given).search("alpha")
    assert hit.article == given


def test_the_query_as_typed_and_as_understood_are_the_callers(shelf: Shelf) -> None:
    results = shelf.put(a="alpha").engine.search(SearchRequest(Word("alpha")))
    assert (results.query, results.parsed, results.suggestion) == ("", "", None)
    assert results.took_ms > 0
