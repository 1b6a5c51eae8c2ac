"""What a librarian's desk asks of an engine: all hits one by one, weeks, a lift for what is recent."""

from __future__ import annotations

from datetime import datetime

import pytest

from engines.shelf import Shelf, article
from newsfind.index.engine import FacetRequest, Filter, Recency, SearchRequest
from newsfind.query.ast import And, Word

NOW = datetime(2024, 6, 30, 12)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_a_scan_gives_all_hits_in_the_order_of_a_search(shelf: Shelf, sort: str) -> None:
    shelf.put(*(article(f"n{n}", "alpha " * (n % 7 + 1), date=datetime(2024, 1, 1 + n % 28)) for n in range(450)))
    request = SearchRequest(Word("alpha"), sort=sort, offset=7, limit=3)  # type: ignore[arg-type]
    scanned = list(shelf.engine.scan(request))
    assert [hit.id for hit in scanned] == shelf.ids("alpha", sort=sort)
    assert scanned == list(shelf.search("alpha", sort=sort, passages=2))


def test_a_scan_keeps_to_filters_and_to_passages(shelf: Shelf) -> None:
    shelf.put(article("a", "alpha", section="World"), article("b", "alpha", section="Sport"))
    request = SearchRequest(Word("alpha"), (Filter("section", ("World",)),), passages=0)
    assert [(hit.id, dict(hit.snippets)) for hit in shelf.engine.scan(request)] == [("a", {})]


def test_a_scan_goes_on_in_the_commit_in_which_it_began(shelf: Shelf) -> None:
    shelf.put(*(article(f"n{n}", "alpha") for n in range(450)))
    scan = shelf.engine.scan(SearchRequest(Word("alpha")))
    first = next(scan)
    with shelf.engine.writer() as writer:
        writer.remove([f"n{n}" for n in range(450)])
    shelf.engine.refresh()
    assert len({first.id, *(hit.id for hit in scan)}) == 450
    assert shelf.ids("alpha") == []


def test_a_scan_of_an_empty_index_gives_nothing(shelf: Shelf) -> None:
    assert list(shelf.engine.scan(SearchRequest())) == []


def test_weeks_are_those_of_iso_8601_with_the_year_that_they_belong_to(shelf: Shelf) -> None:
    shelf.put(
        article("sunday", date=datetime(2024, 2, 18, 23)),
        article("monday", date=datetime(2024, 2, 19)),
        article("new year's eve", date=datetime(2024, 12, 30)),
        article("new year", date=datetime(2025, 1, 1)),
        article("long year", date=datetime(2021, 1, 3)),
        article("before 1970", date=datetime(1969, 12, 28)),
        article("undated"),
    )
    facet = shelf.search(facets=(FacetRequest("week", None),)).facets["week"]
    assert {count.value: count.count for count in facet} == {
        "2024-W07": 1,
        "2024-W08": 1,
        "2025-W01": 2,
        "2020-W53": 1,
        "1969-W52": 1,
    }
    assert shelf.found(filters=(Filter("week", ("2025-w01", "2024-W07", "2024-W99", "x")),)) == (
        "new year new year's eve sunday"
    )
    assert [count.value for count in shelf.search(facets=(FacetRequest("week", None, "2024-W0"),)).facets["week"]] == [
        "2024-W07",
        "2024-W08",
    ]


@pytest.mark.parametrize(
    ("date", "lift"),
    [
        (NOW, 2.0),
        (datetime(2030, 1, 1), 2.0),
        (datetime(2024, 5, 31, 12), 1.5),
        (datetime(2024, 5, 1, 12), 1.25),
        (datetime(1987, 3, 1), 1.0),
        (None, 1.0),
    ],
)
def test_the_lift_of_recent_articles_halves_every_thirty_days(shelf: Shelf, date: datetime | None, lift: float) -> None:
    shelf.put(article("a", "trades quickly", date=date), b="x y")
    query = And((Word("trades"), Word("quickly")))
    plain, boosted = (shelf.search(query, boost=boost).hits[0].score for boost in (None, Recency(NOW)))
    assert boosted / plain == pytest.approx(lift, rel=1e-4)


def test_recent_articles_pass_older_ones_that_fit_a_little_better_but_not_those_that_fit_far_better(
    shelf: Shelf,
) -> None:
    shelf.put(
        article("old best", "alpha alpha alpha alpha", date=datetime(2020, 1, 1)),
        article("new", "alpha alpha alpha x", date=NOW),
        article("old", "alpha x x x", date=datetime(2020, 1, 1)),
        other="x x x x",
    )
    assert shelf.ids("alpha") == ["old best", "new", "old"]
    assert shelf.ids("alpha", boost=Recency(NOW)) == ["new", "old best", "old"]
    assert shelf.ids("alpha", boost=Recency(NOW), sort="oldest")[-1] == "new"


def test_the_half_life_can_be_chosen(shelf: Shelf) -> None:
    shelf.put(article("a", "alpha", date=datetime(2024, 6, 23, 12)), b="x y")
    plain = shelf.score("alpha", "a")
    boosted = shelf.search("alpha", boost=Recency(NOW, half_life=7)).hits[0].score
    assert boosted / plain == pytest.approx(1.5, rel=1e-4)
