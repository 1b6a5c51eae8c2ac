"""Of many articles only those are scored that can be among the best; what is shown is as if all had been."""

from __future__ import annotations

from random import Random
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engines.shelf import Shelf, article
from index.engines.whoosh.making import many
from newsfind.article import Article
from newsfind.index.engine import SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh.scoring import Scoring
from newsfind.query.ast import Or, Phrase, Query, Word

SHARES = {"everywhere": 0.9, "common": 0.5, "usual": 0.2, "seldom": 0.05, "rare": 0.01}
"""Words, and the share of the articles that have them."""
LEAVES: list[Query] = [*map(Word, SHARES), Phrase("common usual"), Phrase("seldom everywhere")]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Two segments, some articles of which were replaced."""
    random = Random(1995)
    articles = [_article(number, random) for number in range(900)]
    shelf = Shelf(open_engine(tmp_path_factory.mktemp("best"), create=True))
    return shelf.put(*articles[:500]).put(*articles[500:]).put(*(_article(n, random) for n in range(0, 900, 40)))


def _article(number: int, random: Random) -> Article:
    words = [word for word, share in SHARES.items() for _ in range(5) if random.random() < share / 2]
    random.shuffle(words)
    return article(f"n{number}", " ".join(words + ["other"] * random.randrange(20)))


@many
@given(leaves=st.lists(st.sampled_from(LEAVES), min_size=2, max_size=5, unique=True), limit=st.integers(0, 150))
@example(leaves=LEAVES[-2:], limit=0)
def test_the_best_are_the_first_of_all(shelf: Shelf, leaves: list[Query], limit: int) -> None:
    request = SearchRequest(Or(tuple(leaves)), limit=limit, passages=0)
    scanned = [(hit.id, hit.score) for hit in shelf.engine.scan(request)]
    page = shelf.engine.search(request)
    assert [(hit.id, hit.score) for hit in page.hits] == scanned[:limit]
    assert page.total == len(scanned)


def test_articles_with_common_words_alone_are_not_scored(shelf: Shelf) -> None:
    request = SearchRequest(Or((Phrase("other other"), Phrase("usual common"))), limit=10, passages=0)
    with patch.object(Scoring, "scores", autospec=True, side_effect=Scoring.scores) as scored:
        found = shelf.engine.search(request).total
    assert sum(len(call.args[3]) for call in scored.call_args_list) < found / 2
