from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from engines.shelf import Shelf, article
from newsfind.article import Entity
from newsfind.index.engine import FacetRequest
from newsfind.query.ast import (
    And,
    DateMissing,
    DateRange,
    Equals,
    Everything,
    Length,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Query,
    Scope,
    Word,
)

ALPHA, BETA = Word("alpha"), Word("beta")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (And((ALPHA, BETA)), "c"),
        (Or((ALPHA, BETA)), "a b c"),
        (Not(ALPHA), "b d"),
        (And((ALPHA, Not(BETA))), "a"),
        (Not(Not(ALPHA)), "a c"),
        (Not(Or((ALPHA, BETA))), "d"),
        (Everything(), "a b c d"),
        (Nothing(), ""),
        (Not(Word("—")), "a b c d"),
        (Or((Nothing(), BETA)), "b c"),
    ],
)
def test_and_or_and_not_are_about_articles(shelf: Shelf, query: Query, found: str) -> None:
    shelf.put(a="alpha", b="beta", c="alpha beta", d="gamma")
    assert shelf.found(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Scope("headline", ALPHA), "a"),
        (Scope("body", ALPHA), "b c"),
        (Scope("lead", ALPHA), "b"),
        (Scope("hlead", ALPHA), "a b"),
        (Scope("headline", And((ALPHA, BETA))), "a"),
        (Scope("headline", Not(ALPHA)), "b c d"),
        (Scope("headline", Or((ALPHA, Equals("section", "World")))), "a d"),
        (Scope("headline", Scope("body", ALPHA)), ""),
        (Scope("hlead", Scope("body", ALPHA)), "b"),
        (Scope("body", Near(Scope("lead", ALPHA), BETA, 1)), "b"),
        (Scope("headline", Near(ALPHA, BETA, 1)), "a"),
    ],
)
def test_a_field_holds_for_all_text_below_it(shelf: Shelf, query: Query, found: str) -> None:
    shelf.put(
        article("a", headline="alpha beta"),
        article("b", "alpha beta"),
        article("c", "x " * 100 + "alpha beta"),
        article("d", headline="beta", section="world"),
    )
    assert shelf.found(query) == found


def test_the_lead_is_the_first_hundred_words_of_the_body(shelf: Shelf) -> None:
    shelf.put(
        article("a", "x " * 98 + "alpha beta", headline="x " * 5),
        article("b", "x " * 99 + "alpha beta"),
        article("c", "x " * 100 + "alpha beta"),
    )
    assert shelf.found(Scope("lead", ALPHA)) == "a b"
    assert shelf.found(Scope("lead", Phrase("alpha beta"))) == "a"
    assert shelf.found(Scope("lead", Near(ALPHA, BETA, 1))) == "a"
    assert shelf.found(Scope("lead", Phrase("beta alpha", 1))) == "a"


PEOPLE = (
    Entity("Marco Rubio", "person", aliases=("Rubio",)),
    Entity("Washington", "place"),
    Entity("Bayern München", "organisation"),
)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("section", "technology", "a"),
        ("section", "Trade", "a"),
        ("section", "Tech", ""),
        ("section", "  world   NEWS ", "b"),
        ("source", "the hill", "a"),
        ("author", "emily birnbaum", "a"),
        ("author", "Zoë Müller", "a"),
        ("author", "Zoe Muller", "a"),
        ("agency", "reuters", "b"),
        ("language", "EN", "a"),
        ("entity", "marco rubio", "a"),
        ("entity", "Rubio", "a"),
        ("person", "RUBIO", "a"),
        ("place", "Rubio", ""),
        ("place", "Washington", "a"),
        ("person", "Washington", "b"),
        ("entity", "Washington", "a b"),
        ("organisation", "Bayern Munchen", "a"),
        ("organisation", "Bayern", ""),
        ("source", "", ""),
        ("entity", "O'Hara", "b"),
        ("entity", "O’Hara", "b"),
    ],
)
def test_a_field_equals_a_value_whatever_its_case_and_accents(shelf: Shelf, field: str, value: str, found: str) -> None:
    shelf.put(
        article(
            "a", section="Technology", other_sections=("Trade", "Asia"), source="The Hill", language="en",
            authors=("Emily Birnbaum", "Zoë Müller"), entities=PEOPLE,
        ),
        article(
            "b", section="World News", agency="Reuters",
            entities=(Entity("George Washington", "person", aliases=("Washington", "O’Hara")),),
        ),
    )  # fmt: skip
    assert shelf.found(Equals(field, value)) == found  # type: ignore[arg-type]


def test_an_alias_finds_all_articles_of_those_who_go_by_it_anywhere(shelf: Shelf) -> None:
    shelf.put(
        article("a", entities=(Entity("Marco Rubio", "person", aliases=("Rubio",)),)),
        article("b", entities=(Entity("Marco Rubio", "person"),)),
        article("c", entities=(Entity("Marco Rubio", "person"), Entity("Paul Rubio", "person", aliases=("rubio",)))),
    )
    assert shelf.found(Equals("person", "Rubio")) == "a b c"
    assert shelf.found(Equals("entity", "Rubio")) == "a b c"
    assert shelf.found(Equals("place", "Rubio")) == ""
    assert shelf.found(Equals("entity", "Paul Rubio")) == "c"


def test_dates_go_by_the_publishers_own_clock_and_ranges_are_half_open(shelf: Shelf) -> None:
    tokyo = timezone(timedelta(hours=9))
    shelf.put(
        article("a", date=datetime(2019, 6, 14)),
        article("b", date=datetime(2019, 6, 14, 23, 59, 59)),
        article("c", date=datetime(2019, 6, 15, 0, 30, tzinfo=tokyo)),
        article("d", date=datetime(2019, 6, 13, 23, 30, tzinfo=UTC)),
        article("e"),
    )
    day, following = datetime(2019, 6, 14), datetime(2019, 6, 15)
    assert shelf.found(DateRange(day, following)) == "a b"
    assert shelf.found(DateRange(following, None)) == "c"
    assert shelf.found(DateRange(None, day)) == "d"
    assert shelf.found(DateRange(None, None)) == "a b c d"
    assert shelf.found(DateMissing()) == "e"
    assert shelf.found(Not(DateRange(day, following))) == "c d e"


def test_dates_long_ago_are_dates(shelf: Shelf) -> None:
    shelf.put(article("a", date=datetime(1865, 4, 15)), article("b", date=datetime(1, 1, 1)))
    assert shelf.found(DateRange(datetime(1865, 1, 1), datetime(1866, 1, 1))) == "a"
    assert shelf.ids(sort="oldest") == ["b", "a"]
    assert [(c.value, c.count) for c in shelf.search(facets=(FacetRequest("year"),)).facets["year"]] == [
        ("0001", 1),
        ("1865", 1),
    ]


@pytest.mark.parametrize(
    ("least", "most", "found"),
    [(2, None, "b c"), (None, 2, "a b d"), (2, 2, "b"), (3, 2, ""), (None, None, "a b c d"), (1, None, "a b c")],
)
def test_length_is_the_number_of_words_between_white_space(
    shelf: Shelf, least: int | None, most: int | None, found: str
) -> None:
    shelf.put(article("a", "no-spy", headline="a long headline here"), article("d"), b="no - ", c="one\n\ntwo three")
    assert shelf.found(Length(least, most)) == found
