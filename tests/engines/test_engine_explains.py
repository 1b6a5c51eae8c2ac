"""Every engine can say what words stand for, and how a score comes about."""

from __future__ import annotations

from datetime import datetime

import pytest

from engines.shelf import Shelf, article
from newsfind.index.engine import Filter, Recency, SearchRequest
from newsfind.index.explanation import Expandable, FormCount
from newsfind.query.ast import And, Fuzzy, Not, Or, Phrase, Query, Scope, Wildcard, Word

QUERIES: list[Query] = [
    Word("trades"),
    And((Word("trades"), Word("quickly"))),
    Or((Phrase("trade talks"), Fuzzy("quikly"), Word("the"))),
    And((Scope("headline", Wildcard("tra*")), Not(Word("zeppelin")))),
]


def filled(shelf: Shelf) -> Shelf:
    return shelf.put(
        article("a", "trades quickly in the port", headline="Trade talks", date=datetime(2024, 1, 1), section="World"),
        article("b", "the traders of the port trade", headline="Trading", date=datetime(2020, 1, 1)),
        article("c", "no such thing", headline="Zeppelin trade"),
        article("d", "trade talks " * 30),
    )


@pytest.mark.parametrize("query", QUERIES, ids=str)
@pytest.mark.parametrize("boost", [None, Recency(datetime(2024, 1, 31))], ids=["plain", "recent"])
def test_the_parts_of_a_score_make_up_the_score(shelf: Shelf, query: Query, boost: Recency | None) -> None:
    filled(shelf)
    hits = shelf.search(query, boost=boost).hits
    assert hits
    for hit in hits:
        explained = shelf.engine.explain(SearchRequest(query, boost=boost), hit.id)
        assert explained is not None
        assert explained.score == pytest.approx(hit.score, rel=1e-4)


def test_each_leaf_says_how_many_match_and_how_often_it_is_here(shelf: Shelf) -> None:
    filled(shelf)
    explained = shelf.engine.explain(SearchRequest(And((Word("trade"), Not(Word("x"))))), "b")
    assert explained is not None
    [leaf] = explained.leaves
    assert (leaf.query, leaf.matching, leaf.frequency) == (Word("trade"), 4, 8 + 2)


def test_what_is_not_found_has_no_score_to_explain(shelf: Shelf) -> None:
    filled(shelf)
    assert shelf.engine.explain(SearchRequest(Word("zeppelin")), "a") is None
    assert shelf.engine.explain(SearchRequest(Word("trade"), (Filter("section", ("World",)),)), "b") is None
    assert shelf.engine.explain(SearchRequest(Word("trade")), "nobody") is None


@pytest.mark.parametrize(
    ("part", "forms"),
    [
        (Word("trading"), [{"trade": 4, "trades": 1, "trading": 1}]),
        (Word("zebra"), [{}]),
        (Word("trade-talks"), [{"trade": 4}, {"talks": 2}]),
        (Word("—"), []),
        (Wildcard("tra*s"), [{"traders": 1, "trades": 1}]),
        (Wildcard("no-su*"), [{"no": 1}, {"such": 1}]),
        (Fuzzy("quikly"), [{"quickly": 1}]),
    ],
    ids=str,
)
def test_the_forms_that_a_part_stands_for_come_with_their_articles(
    shelf: Shelf, part: Expandable, forms: list[dict[str, int]]
) -> None:
    filled(shelf)
    found = shelf.engine.forms(part)
    assert [{count.form: count.articles for count in token} for token in found] == forms


def test_forms_come_the_most_frequent_first_and_without_those_of_removed_articles(shelf: Shelf) -> None:
    filled(shelf)
    with shelf.engine.writer() as writer:
        writer.remove(["a", "c"])
    shelf.engine.refresh()
    assert shelf.engine.forms(Wildcard("tra*")) == (
        (FormCount("trade", 2), FormCount("traders", 1), FormCount("trading", 1)),
    )
