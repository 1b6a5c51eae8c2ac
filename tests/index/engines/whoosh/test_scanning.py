"""A scan sorts short runs and merges them: what comes out is what a page of all would be, wherever the runs end."""

from __future__ import annotations

from datetime import datetime
from unittest.mock import patch

import pytest

from engines.shelf import Shelf, article
from newsfind.article import Article
from newsfind.index.engine import Recency, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh import scanning
from newsfind.query.ast import And, Not, Or, Phrase, Query, Word

QUERIES: tuple[Query, ...] = (
    Word("alpha"),
    And((Word("alpha"), Word("beta"))),
    Or((Phrase("beta alpha"), Word("gamma"))),
    Not(Word("gamma")),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Two segments; many articles have the same score, some the same date, some none."""
    shelf = Shelf(open_engine(tmp_path_factory.mktemp("scan"), create=True))
    return shelf.put(*map(_article, range(150))).put(*map(_article, range(150, 260)))


def _article(number: int) -> Article:
    body = f"{'alpha ' * (number % 3)}{'beta ' * (number % 4)}{'alpha gamma' * (number % 5 > 1)} delta"
    day = None if number % 11 == 0 else datetime(2024, 1, 1 + number % 9)
    return article(f"n{number}", body, date=day)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("boost", [None, Recency(datetime(2024, 1, 5))], ids=["", "recent"])
@pytest.mark.parametrize("query", QUERIES, ids=["word", "words", "phrase", "not"])
def test_the_order_is_that_of_a_page_of_all(shelf: Shelf, query: Query, boost: Recency | None, sort: str) -> None:
    request = SearchRequest(query, sort=sort, boost=boost, passages=0)  # type: ignore[arg-type]
    with patch.object(scanning, "_RUN", 7), patch.object(scanning, "_PIECE", 3), patch.object(scanning, "_AT_ONCE", 5):
        scanned = list(shelf.engine.scan(request))
    page = shelf.search(query, sort=sort, boost=boost)
    assert [hit.id for hit in scanned] == [hit.id for hit in page]
    assert [hit.score for hit in scanned] == [hit.score for hit in page]
    assert len(scanned) == page.total > 100
