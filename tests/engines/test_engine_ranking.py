"""Scores are worked out by hand from the formulas in `index/ranking.py`, with K1 = 3.6 and B = 0.75."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from math import log

import pytest

from engines.shelf import Shelf, article
from newsfind.index.engine import SearchRequest, tie_break
from newsfind.query.ast import And, AtLeast, Equals, Fuzzy, Near, Not, Or, Phrase, Query, Scope, Wildcard, Word

TWO = 2 * 4.6 / (2 + 3.6)
"""What a match in the lead counts in an article of the average length."""
ALPHA, BETA = Word("alpha"), Word("beta")


@pytest.mark.parametrize(
    ("query", "score"),
    [
        # One of two articles matches: idf = ln(1 + 1.5 / 1.5). Both have the average length, so score is
        # idf * 2 * 4.6 / (2 + 3.6), and 1 + 0.2 times that for the form as typed.
        (Word("trades"), log(2) * TWO * 1.2),
        (Word("trade"), log(2) * TWO),
        (Phrase("trades"), log(2) * TWO),
        (Wildcard("trad*"), log(2) * TWO),
        (Fuzzy("tradez"), log(2) * TWO / 2),
        (AtLeast(1, Word("trades")), log(2) * TWO),
        (Scope("lead", Word("trades")), log(2) * TWO),
        (And((Word("trades"), Word("trades"))), 2 * log(2) * TWO * 1.2),
        (And((Word("trades"), Not(Word("x")))), log(2) * TWO * 1.2),
        (Or((Word("trades"), Word("—"))), log(2) * TWO * 1.2),
        # w(1) and w(2) stand side by side: 1 + 0.2 + 0.5.
        (And((Word("trades"), Word("quickly"))), 2 * log(2) * TWO * 1.7),
        # The other way round is a distance of two, and one of the two forms is not as typed: 1 + 0.1 + 0.25.
        (And((Word("quickly"), Word("trade"))), 2 * log(2) * TWO * 1.35),
        (Word("trades-quickly"), log(2) * TWO * 1.7),
    ],
    ids=str,
)
def test_a_score_is_what_the_formula_says(shelf: Shelf, query: Query, score: float) -> None:
    shelf.put(a="trades quickly", b="x y")
    assert shelf.score(query, "a") == pytest.approx(score, rel=1e-4)


def test_a_match_in_the_headline_counts_eight_times(shelf: Shelf) -> None:
    shelf.put(article("a", "x", headline="alpha"), article("b", "x", headline="y"))
    # tf = 8, length = 8 + 2 = the average: ln 2 * 8 * 4.6 / (8 + 3.6)
    assert shelf.score(Phrase("alpha"), "a") == pytest.approx(log(2) * 8 * 4.6 / 11.6, rel=1e-4)


def test_a_match_behind_the_lead_counts_once(shelf: Shelf) -> None:
    shelf.put(a="x " * 100 + "alpha", b="x " * 100 + "y")
    assert shelf.score(Phrase("alpha"), "a") == pytest.approx(log(2) * 1 * 4.6 / (1 + 3.6), rel=1e-4)


def test_a_match_counts_by_the_field_that_it_begins_in(shelf: Shelf) -> None:
    shelf.put(a="x " * 99 + "alpha beta", b="x " * 101)
    assert shelf.score(Phrase("alpha beta"), "a") == pytest.approx(log(2) * TWO, rel=1e-4)


def test_length_is_weighted_like_matches_and_set_against_the_average(shelf: Shelf) -> None:
    shelf.put(article("a", "alpha", headline="x"), article("b", "x " * 101))
    # lengths 8 + 2 = 10 and 200 + 1 = 201, average 105.5; tf = 2
    score = log(2) * 2 * 4.6 / (2 + 3.6 * (0.25 + 0.75 * 10 / 105.5))
    assert shelf.score(Phrase("alpha"), "a") == pytest.approx(score, rel=1e-4)


def test_a_frequency_counts_up_to_255(shelf: Shelf) -> None:
    shelf.put(a="alpha " * 400, b="x " * 400)
    assert shelf.score(Phrase("alpha"), "a") == pytest.approx(log(2) * 255 * 4.6 / (255 + 3.6), rel=1e-4)


def test_how_rare_a_word_is_does_not_depend_on_the_rest_of_the_query(shelf: Shelf) -> None:
    shelf.put(article("a", "alpha x", section="World"), article("b", "alpha y"), article("c", "y z"))
    alone = shelf.score(ALPHA, "a")
    # N = 3, n = 2: idf = ln(1 + 1.5 / 2.5)
    assert alone == pytest.approx(log(1.6) * TWO * 1.2, rel=1e-4)
    assert shelf.score(And((ALPHA, Equals("section", "World"))), "a") == pytest.approx(alone, rel=1e-6)
    assert shelf.score(And((ALPHA, Not(Word("y")))), "a") == pytest.approx(alone, rel=1e-6)


def test_a_removed_article_no_longer_counts_for_how_rare_a_word_is(shelf: Shelf) -> None:
    shelf.put(a="alpha x", b="alpha y", c="y z", d="alpha alpha alpha")
    with shelf.engine.writer() as writer:
        writer.remove(["d"])
    shelf.engine.refresh()
    assert shelf.score(ALPHA, "a") == pytest.approx(log(1.6) * TWO * 1.2, rel=1e-4)


def test_of_words_that_a_misspelt_one_may_be_the_one_typed_counts_most(shelf: Shelf) -> None:
    shelf.put(near="volker x", typed="volcker x", other="y z")
    assert shelf.ids(Fuzzy("volcker")) == ["typed", "near"]
    assert shelf.score(Fuzzy("volcker"), "typed") == pytest.approx(
        shelf.score(Fuzzy("volcker"), "near") * 1.2, rel=1e-4
    )


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_an_order_by_date_has_no_scores(shelf: Shelf, sort: str) -> None:
    shelf.put(a="alpha", b="alpha beta")
    assert {hit.score for hit in shelf.search("alpha", sort=sort)} == {None}
    assert {hit.score for hit in shelf.engine.scan(SearchRequest(ALPHA, sort=sort))} == {None}  # type: ignore[arg-type]


def test_a_leaf_scores_only_articles_that_it_matches(shelf: Shelf) -> None:
    shelf.put(a="alpha x", b="alpha alpha", c="y z")
    query = Or((AtLeast(2, ALPHA), Phrase("x")))
    assert shelf.score(query, "a") == pytest.approx(shelf.score(Phrase("x"), "a"), rel=1e-6)


@pytest.mark.parametrize(
    ("body", "lift"),
    [
        ("alpha beta x x x x x x x x x x", 1 + 0.2 + 0.5),
        ("beta alpha x x x x x x x x x x", 1 + 0.2 + 0.5 / 2),
        ("alpha x beta x x x x x x x x x", 1 + 0.2 + 0.5 / 2),
        ("alpha x x x x x x x beta x x x", 1 + 0.2 + 0.5 / 8),
        ("alpha x x x x x x x x beta x x", 1 + 0.2),
        ("beta x x x x x x alpha x x x x", 1 + 0.2 + 0.5 / 8),
        ("beta x x x x x x x alpha x x x", 1 + 0.2),
        ("alphas x betas x x x x x x x x x", 1 + 0.5 / 2),
        ("alphas beta x x x x x x x x x x", 1 + 0.1 + 0.5),
    ],
)
def test_words_that_stand_together_as_typed_rank_higher(shelf: Shelf, body: str, lift: float) -> None:
    shelf.put(a=body, b="alphas x x x x x x x x x betas x")
    query = And((ALPHA, BETA))
    assert shelf.score(query, "a") / shelf.score(query, "b") == pytest.approx(lift, rel=1e-4)


def test_words_are_near_each_other_only_in_one_field(shelf: Shelf) -> None:
    shelf.put(
        article("a", "beta x x x", headline="alpha x"),
        article("b", "x x x beta", headline="alpha x"),
        article("c", "x x x x", headline="x x"),
    )
    query = And((ALPHA, BETA))
    assert shelf.score(query, "a") == pytest.approx(shelf.score(query, "b"), rel=1e-6)


def test_a_word_is_not_its_own_neighbour(shelf: Shelf) -> None:
    shelf.put(a="trade x", b="y z")
    query = And((Word("trade"), Word("trading")))
    # both words match the one token; half of the forms are there as typed
    assert shelf.score(query, "a") == pytest.approx(2 * log(2) * TWO * 1.1, rel=1e-4)


def test_only_the_hundred_best_get_a_second_look(shelf: Shelf) -> None:
    far = "alpha alpha x x x x x x x x x beta"
    shelf.put(article("late", "alpha beta x x x x x x x x x x"), *(article(f"far{n}", far) for n in range(99)))
    query = And((ALPHA, BETA))
    assert shelf.ids(query)[0] == "late"
    shelf.put(article("far99", far))
    assert shelf.ids(query)[-1] == "late"
    assert shelf.ids(query, offset=100, limit=5) == ["late"]


def test_words_in_fields_negations_and_proximities_are_not_looked_at_twice(shelf: Shelf) -> None:
    shelf.put(a="alpha beta", b="x y")
    plain = 2 * log(2) * TWO
    assert shelf.score(And((Scope("body", ALPHA), Scope("body", BETA))), "a") == pytest.approx(plain, rel=1e-4)
    assert shelf.score(Near(ALPHA, BETA, 3), "a") == pytest.approx(plain / 2, rel=1e-4)


def test_a_rare_word_counts_more_for_exact_forms_and_a_pair_as_much_as_its_commoner_word(shelf: Shelf) -> None:
    shelf.put(a="gamma alphas betas x", b="alphas x x x", c="alpha y y y", d="gammas alpha x beta")
    rare, common = log(1 + 2.5 / 2.5), log(1 + 0.5 / 4.5)  # two and four of four articles
    query = And((Word("gamma"), ALPHA, BETA))
    # both pairs weigh as much as alpha; a has gamma as typed, at once before alpha, which is at once before beta
    a = 1 + 0.2 * rare / (rare + common + rare) + 0.5
    # d has alpha and beta as typed, two words apart
    d = 1 + 0.2 * (common + rare) / (rare + common + rare) + 0.5 * (1 + 1 / 2) / 2
    assert shelf.score(query, "a") / shelf.score(query, "d") == pytest.approx(a / d, rel=1e-4)


def test_function_words_count_less_unless_they_are_names_in_capitals(shelf: Shelf) -> None:
    shelf.put(a="what who", b="x y")
    plain = log(2) * TWO * 1.2
    assert shelf.score(Word("what"), "a") == pytest.approx(plain * 0.2, rel=1e-4)
    assert shelf.score(Word("who"), "a") == pytest.approx(plain * 0.2, rel=1e-4)
    assert shelf.score(Word("WHO"), "a") == pytest.approx(plain, rel=1e-4)
    assert shelf.score(Phrase("what"), "a") == pytest.approx(log(2) * TWO, rel=1e-4)


def test_a_word_that_is_nowhere_does_not_count_among_those_that_should_be_as_typed(shelf: Shelf) -> None:
    shelf.put(a="trades quickly", b="x y")
    assert shelf.score(Or((Word("trades"), Word("zeppelin"))), "a") == pytest.approx(log(2) * TWO * 1.2, rel=1e-4)


NEWER, OLDER = datetime(2019, 6, 14, 9), datetime(2019, 6, 14, 8)


@pytest.mark.parametrize("query", [Not(Word("x")), Equals("section", "World"), None], ids=str)
def test_without_scoring_words_the_newest_come_first_and_undated_ones_last(shelf: Shelf, query: Query | None) -> None:
    shelf.put(
        article("undated", "alpha", section="World"),
        article("older", "alpha", section="World", date=OLDER),
        article("newer", "alpha", section="World", date=NEWER),
    )
    results = shelf.search(query) if query else shelf.search()
    assert [(hit.id, hit.score) for hit in results] == [("newer", 0.0), ("older", 0.0), ("undated", 0.0)]


def test_equal_scores_are_ordered_by_date_and_then_by_a_stable_number(shelf: Shelf) -> None:
    same = [article(f"same{n}", "alpha", date=OLDER) for n in range(9)]
    shelf.put(article("newer", "alpha", date=NEWER), *same, article("undated", "alpha"))
    stable = sorted((item.id for item in same), key=tie_break)
    assert shelf.ids("alpha") == ["newer", *stable, "undated"]
    assert shelf.ids("alpha", sort="newest") == ["newer", *stable, "undated"]
    assert shelf.ids("alpha", sort="oldest") == [*stable, "newer", "undated"]


def test_sorting_by_date_goes_by_the_publishers_own_clock(shelf: Shelf) -> None:
    shelf.put(
        article("a", date=datetime(2019, 6, 14, 9, tzinfo=timezone(timedelta(hours=12)))),
        article("b", date=datetime(2019, 6, 14, 8, tzinfo=UTC)),
        article("c", date=datetime(1950, 1, 1)),
    )
    assert shelf.ids(sort="newest") == ["a", "b", "c"]
    assert shelf.ids(sort="oldest") == ["c", "b", "a"]
