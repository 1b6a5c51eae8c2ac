from __future__ import annotations

from datetime import UTC, datetime
from math import log
from typing import Any

import pytest

from engines.shelf import Shelf, article
from newsfind.article import Article, Entity
from newsfind.index.engine import FACET_FIELDS, FacetField, FacetRequest, Filter
from newsfind.index.ranking import log_likelihood
from newsfind.query.ast import AtLeast, Equals, Not, Query, Word

ALPHA = Word("alpha")


def counts(shelf: Shelf, facet: str, query: Query = ALPHA, *, filters: Any = (), **options: Any) -> dict[str, int]:
    """The values of one facet, in order, with their counts."""
    wanted = FacetRequest(facet, **options)  # type: ignore[arg-type]
    found = shelf.search(query, facets=(wanted,), filters=filters).facets[facet]
    return {count.value: count.count for count in found}


def in_section(article_id: str, *sections: str, body: str = "alpha", **fields: Any) -> Article:
    main, *others = sections
    return article(article_id, body, section=main, other_sections=tuple(others), **fields)


def test_a_facet_counts_all_matches_whatever_the_page(shelf: Shelf) -> None:
    shelf.put(
        *(in_section(f"a{n}", "World" if n % 3 else "Sport") for n in range(12)), in_section("x", "World", body="")
    )
    for page in ({"limit": 1}, {"limit": 0}, {"offset": 11}, {"offset": 99, "sort": "newest"}):
        results = shelf.search(ALPHA, facets=(FacetRequest("section"),), **page)
        assert results.total == 12
        assert [(c.value, c.count, c.type) for c in results.facets["section"]] == [("World", 8, ""), ("Sport", 4, "")]


def test_an_article_counts_in_each_of_its_sections_once(shelf: Shelf) -> None:
    shelf.put(in_section("a", "World", "Asia", "WORLD"), in_section("b", "Asia", "Trade"))
    assert counts(shelf, "section") == {"Asia": 2, "Trade": 1, "WORLD": 1}


def test_values_are_counted_without_case_and_accents_and_shown_as_most_articles_write_them(shelf: Shelf) -> None:
    shelf.put(
        in_section("a", "Köln"), in_section("b", "köln"), in_section("c", "köln"),
        in_section("d", "World"), in_section("e", "WORLD"), in_section("f", "b  c"), in_section("g", "B c", body=""),
        in_section("h", "B c", body=""),
    )  # fmt: skip
    assert counts(shelf, "section") == {"köln": 3, "WORLD": 2, "B c": 1}


def test_equal_counts_are_ordered_by_value_whatever_its_case_and_accents(shelf: Shelf) -> None:
    shelf.put(*(in_section(name, name) for name in ("Zeta", "alpha", "Beta", "Émile")), in_section("x", "Zeta"))
    assert list(counts(shelf, "section")) == ["Zeta", "alpha", "Beta", "Émile"]


ENTITIES = (
    Entity("Marco Rubio", "person", mentions=3, aliases=("Rubio",)),
    Entity("Washington", "place"),
    Entity("Washington", "person"),
    Entity("Huawei", "organisation"),
)


def test_entities_are_counted_by_type_and_name(shelf: Shelf) -> None:
    shelf.put(
        article("a", "alpha", entities=ENTITIES),
        article("b", "alpha", entities=(Entity("HUAWEI", "organisation"), Entity("Huawei", "organisation"))),
        article("c", "alpha", entities=(Entity("Washington", "place", aliases=("Huawei",)),)),
    )
    found = shelf.search(ALPHA, facets=tuple(FacetRequest(field) for field in FACET_FIELDS)).facets
    assert [(c.value, c.type, c.count) for c in found["entities"]] == [
        ("Huawei", "organisation", 2),
        ("Washington", "place", 2),
        ("Marco Rubio", "person", 1),
        ("Washington", "person", 1),
    ]
    assert [(c.value, c.type, c.count) for c in found["people"]] == [
        ("Marco Rubio", "person", 1),
        ("Washington", "person", 1),
    ]
    assert [(c.value, c.type, c.count) for c in found["places"]] == [("Washington", "place", 2)]
    assert [(c.value, c.type, c.count) for c in found["organisations"]] == [("Huawei", "organisation", 2)]


def test_a_value_shared_by_two_types_is_ordered_by_type(shelf: Shelf) -> None:
    shelf.put(article("a", "alpha", entities=(Entity("Paris", "place"), Entity("Paris", "organisation"))))
    (found,) = shelf.search(facets=(FacetRequest("entities"),)).facets.values()
    assert [(c.value, c.type) for c in found] == [("Paris", "organisation"), ("Paris", "place")]


def test_every_other_field_is_counted_too_and_empty_values_are_none(shelf: Shelf) -> None:
    shelf.put(
        article("a", "alpha", source="The Hill", authors=("Ann", "Bob", "ann"), agency="AP", language="en"),
        article("b", "alpha", source="the hill", authors=("Bob",), language="en"),
        article("c", "alpha", authors=("", " ")),
    )
    assert counts(shelf, "source") == {"The Hill": 2}
    assert counts(shelf, "author") == {"Bob": 2, "Ann": 1}
    assert counts(shelf, "agency") == {"AP": 1}
    assert counts(shelf, "language") == {"en": 2}
    assert counts(shelf, "section") == {}


def test_dates_are_counted_by_the_publishers_own_clock(shelf: Shelf) -> None:
    shelf.put(
        article("a", "alpha", date=datetime(2019, 6, 14)),
        article("b", "alpha", date=datetime(2019, 6, 30, 23, 59, tzinfo=UTC)),
        article("c", "alpha", date=datetime(1969, 12, 31, 23)),
        article("d", "alpha"),
    )
    assert counts(shelf, "year") == {"2019": 2, "1969": 1}
    assert counts(shelf, "month") == {"2019-06": 2, "1969-12": 1}
    assert counts(shelf, "day") == {"1969-12-31": 1, "2019-06-14": 1, "2019-06-30": 1}
    assert counts(shelf, "day", prefix="2019-06-1") == {"2019-06-14": 1}


def test_dates_that_nobody_means_are_counted_and_found_as_any(shelf: Shelf) -> None:
    shelf.put(
        article("a", "alpha", date=datetime(1, 2, 3)),
        article("b", "alpha", date=datetime(9998, 7, 6)),
        article("c", "alpha", date=datetime(2019, 6, 14)),
    )
    assert counts(shelf, "day") == {"0001-02-03": 1, "2019-06-14": 1, "9998-07-06": 1}
    assert shelf.found(filters=(Filter("day", ("9998-07-06", "0001-02-03")),)) == "a b"


def test_the_limit_cuts_and_distinct_says_how_many_there_are(shelf: Shelf) -> None:
    shelf.put(*(in_section(f"a{n}", f"S{n:02}") for n in range(15)), in_section("x", "S14"))
    (facet,) = shelf.search(facets=(FacetRequest("section"),)).facets.values()
    assert (facet.field, len(facet), facet.distinct) == ("section", 10, 15)
    assert [count.value for count in facet] == ["S14", *(f"S{n:02}" for n in range(9))]
    (facet,) = shelf.search(facets=(FacetRequest("section", limit=None),)).facets.values()
    assert len(facet) == 15
    (facet,) = shelf.search(facets=(FacetRequest("section", limit=0, prefix="s1"),)).facets.values()
    assert (len(facet), facet.distinct) == (0, 5)


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("", ["Ölpreis", "Oil", "Sport und Spiel"]),
        ("o", ["Ölpreis", "Oil"]),
        ("OL", ["Ölpreis"]),
        ("port", []),
        ("oil x", []),
        ("spi", ["Sport und Spiel"]),
        ("und s", ["Sport und Spiel"]),
    ],
)
def test_a_prefix_is_that_of_any_word_whatever_case_and_accents(shelf: Shelf, prefix: str, values: list[str]) -> None:
    shelf.put(in_section("a", "Ölpreis"), in_section("b", "Ölpreis"), in_section("c", "Oil"))
    shelf.put(in_section("d", "Sport und Spiel"))
    assert list(counts(shelf, "section", prefix=prefix)) == values


def test_significant_values_are_those_more_frequent_than_in_the_whole_index(shelf: Shelf) -> None:
    shelf.put(
        in_section("m0", "All", "Mostly", "Elsewhere"),
        *(in_section(f"m{n}", "All", "Mostly") for n in (1, 2)),
        *(in_section(f"m{n}", "All", "Only") for n in (3, 4)),
        *(in_section(f"o{n}", "All", "Elsewhere", body="x") for n in range(4)),
        in_section("o4", "All", "Mostly", body="x"),
    )
    # Of ten articles five match. "Only" 2 of 2 and "Mostly" 3 of 4 are above one half; "All" is not, nor "Elsewhere".
    assert list(counts(shelf, "section", order="significant").items()) == [("Only", 2), ("Mostly", 3)]
    assert counts(shelf, "section", order="significant", prefix="m") == {"Mostly": 3}
    (facet,) = shelf.search(ALPHA, facets=(FacetRequest("section", limit=1, order="significant"),)).facets.values()
    assert ([c.value for c in facet], facet.distinct) == (["Only"], 2)
    assert counts(shelf, "section", query=Not(Word("nowhere")), order="significant") == {}


def test_significance_is_dunnings_log_likelihood() -> None:
    # 3 of 5 matches and 1 of the 5 others have it: 2 * (3 ln 3/2 + 2 ln 2/3 + 1 ln 1/2 + 4 ln 4/3)
    by_hand = 2 * (3 * log(1.5) + 2 * log(2 / 3) + log(0.5) + 4 * log(4 / 3))
    assert log_likelihood(3, 5, 4, 10) == pytest.approx(by_hand)
    assert log_likelihood(1, 5, 4, 10) == 0


def test_nothing_found_has_no_values(shelf: Shelf) -> None:
    shelf.put(in_section("a", "World"))
    (facet,) = shelf.search(Word("nowhere"), facets=(FacetRequest("section"),)).facets.values()
    assert (facet.counts, facet.distinct) == ((), 0)


@pytest.fixture
def news(shelf: Shelf) -> Shelf:
    return shelf.put(
        in_section("a", "World", source="Hill", date=datetime(2019, 6, 14), entities=ENTITIES),
        in_section("b", "World", "Asia", source="Post", date=datetime(2019, 7, 1)),
        in_section("c", "Sport", source="Hill", entities=(Entity("Paris", "person"),)),
        in_section("d", "Sport", source="Post", body="beta", entities=(Entity("Washington", "place"),)),
    )


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([Filter("section", ("world",))], "a b"),
        ([Filter("section", ("Asia", "SPORT"))], "b c d"),
        ([Filter("section", ("Asia",)), Filter("section", ("World",))], "b"),
        ([Filter("section", ("World",)), Filter("source", ("Hill",))], "a"),
        ([Filter("entities", ("washington",))], "a d"),
        ([Filter("people", ("Washington",))], "a"),
        ([Filter("entities", ("Rubio",))], ""),
        ([Filter("year", ("2019",))], "a b"),
        ([Filter("month", ("2019-06",))], "a"),
        ([Filter("day", ("2019-06-15", "2019-07-01"))], "b"),
        ([Filter("year", ("not a year",))], ""),
        ([Filter("source", ("",))], ""),
        ([Filter("source", ())], ""),
    ],
)
def test_a_filter_keeps_articles_with_any_of_its_values(news: Shelf, filters: list[Filter], found: str) -> None:
    assert news.found(filters=tuple(filters)) == found
    assert news.search(filters=tuple(filters), limit=1).total == len(found.split())


def test_a_facets_own_filter_does_not_shrink_its_counts_but_every_other_filter_does(news: Shelf) -> None:
    world = (Filter("section", ("World",)),)
    assert counts(news, "section", filters=world) == {"World": 2, "Asia": 1, "Sport": 1}
    assert counts(news, "source", filters=world) == {"Hill": 1, "Post": 1}
    both = (*world, Filter("source", ("Post",)))
    assert counts(news, "section", filters=both) == {"Asia": 1, "World": 1}
    assert counts(news, "source", filters=both) == {"Hill": 1, "Post": 1}
    assert counts(news, "year", filters=both) == {"2019": 1}


def test_a_filter_by_people_is_not_the_own_filter_of_all_entities(news: Shelf) -> None:
    paris = (Filter("people", ("Paris",)),)
    assert counts(news, "people", filters=paris) == {"Marco Rubio": 1, "Paris": 1, "Washington": 1}
    assert counts(news, "entities", filters=paris) == {"Paris": 1}


def test_what_is_significant_depends_on_what_the_other_filters_leave(news: Shelf) -> None:
    hill = (Filter("source", ("Hill",)),)
    # Two matches from the Hill: "Marco Rubio" is in one of them and in one of all four articles.
    assert "Marco Rubio" in counts(news, "people", filters=hill, order="significant")
    # "Sport" is in one of the two and in two of four: as expected.
    assert counts(news, "section", filters=hill, order="significant") == {}


@pytest.mark.parametrize("field", FACET_FIELDS)
def test_a_count_is_what_its_filter_then_finds(news: Shelf, field: FacetField) -> None:
    (facet,) = news.search(facets=(FacetRequest(field),)).facets.values()
    kinds = {"person": "people", "place": "places", "organisation": "organisations"}
    for count in facet:
        narrowing = Filter(kinds.get(count.type, field), (count.value,))  # type: ignore[arg-type]
        assert news.search(filters=(narrowing,)).total == count.count


def test_filters_do_not_change_scores(news: Shelf) -> None:
    plain = {hit.id: hit.score for hit in news.search(ALPHA)}
    for hit in news.search(ALPHA, filters=(Filter("section", ("World",)),)):
        assert hit.score == pytest.approx(plain[hit.id], rel=1e-6)


def test_filters_and_conditions_agree(news: Shelf) -> None:
    assert news.found(Equals("section", "world")) == news.found(filters=(Filter("section", ("world",)),))
    assert news.found(AtLeast(1, ALPHA), filters=(Filter("source", ("hill",)),)) == "a c"
