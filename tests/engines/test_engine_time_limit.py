"""A search that runs out of time gives what it has, says so, and gives nothing that is wrong."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from engines.shelf import Shelf, article
from newsfind.index import deadline
from newsfind.index.deadline import OutOfTime, check_time, time_limit
from newsfind.index.engine import FacetRequest, SearchRequest
from newsfind.query.ast import And, Everything, Fuzzy, Near, Not, Or, Phrase, Query, Wildcard, Word

QUERIES: tuple[Query, ...] = (
    Word("alpha"),
    Or((Word("alpha"), Wildcard("b*"))),
    And((Word("alpha"), Not(Word("beta")))),
    Not(And((Word("alpha"), Not(Phrase("beta gamma"))))),
    Or((Near(Word("alpha"), Wildcard("g*"), 3), Fuzzy("delt", 1), Not(Not(Word("gamma"))))),
)


class Ticks:
    """A clock that runs out after so many looks at it."""

    def __init__(self, looks: int) -> None:
        self._times: Iterator[float] = itertools.chain(itertools.repeat(0.0, looks), itertools.repeat(10.0))

    def __call__(self) -> float:
        return next(self._times)


@pytest.fixture
def full(shelf: Shelf) -> Shelf:
    texts = ("alpha beta", "alpha gamma", "beta gamma delta", "alpha", "delta alpha beta gamma", "zeta")
    for at in (0, 3):
        shelf.put(*(article(f"n{at + n}", text, section="World") for n, text in enumerate(texts[at : at + 3])))
    return shelf


@pytest.mark.parametrize("query", QUERIES, ids=repr)
def test_whenever_the_time_ends_what_is_found_is_right(
    full: Shelf, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    facets = (FacetRequest("section"),)
    whole = full.engine.search(SearchRequest(query, facets=facets))
    right = {hit.id for hit in whole}
    assert not whole.partial
    seen = set()
    for looks in range(1, 80):
        monkeypatch.setattr(deadline, "monotonic", Ticks(looks))
        found = full.engine.search(SearchRequest(query, facets=facets, time_limit=5))
        ids = {hit.id for hit in found}
        assert ids <= right
        assert found.total == len(ids) == sum(count.count for count in found.facets["section"])
        assert found.partial or (ids == right and found.notes == whole.notes)
        assert ("The search was stopped after 5 seconds" in " ".join(found.notes)) == found.partial
        seen.add(found.partial)
    assert seen == {True, False}


def test_a_scan_gives_what_it_found_in_time_and_then_says_so(full: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    query = Or((Word("alpha"), Wildcard("b*")))
    right = [hit.id for hit in full.engine.scan(SearchRequest(query, sort="newest"))]
    seen = set()
    for looks in range(1, 40):
        monkeypatch.setattr(deadline, "monotonic", Ticks(looks))
        found, stopped = [], ""
        try:
            found.extend(hit.id for hit in full.engine.scan(SearchRequest(query, sort="newest", time_limit=5)))
        except OutOfTime as error:
            stopped = str(error)
        assert found == [one for one in right if one in found]
        assert "stopped after 5 seconds" in stopped or found == right
        seen.add(bool(stopped))
    assert seen == {True, False}


def test_stories_are_those_found_in_time(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The ferry sails again on Friday, said the harbour office, after weeks of repairs on its engines. " * 3
    for number in range(3):
        shelf.put(article(f"c{number}", text), article(f"o{number}", f"alone {number}"))
    seen = set()
    for looks in range(1, 40):
        monkeypatch.setattr(deadline, "monotonic", Ticks(looks))
        stories = shelf.engine.stories(SearchRequest(Word("ferry"), time_limit=5))
        copies = [copy.id for story in stories for copy in story.copies]
        assert set(copies) <= {"c0", "c1", "c2"}
        assert stories.partial or len(copies) == 3
        assert any("stopped after 5 seconds" in note for note in stories.notes) == stories.partial
        seen.add(stories.partial)
    assert seen == {True, False}


def test_a_facet_says_that_it_counts_what_was_found_in_time(full: Shelf) -> None:
    facets = (FacetRequest("section"),)
    for limit, partial in ((0, True), (60, False)):
        found = full.engine.search(SearchRequest(Word("alpha"), facets=facets, time_limit=limit)).facets["section"]
        assert found.partial == partial


def test_no_time_at_all_finds_nothing_and_says_so(full: Shelf) -> None:
    found = full.engine.search(SearchRequest(Word("alpha"), time_limit=0))
    assert (found.total, found.partial, len(found.notes)) == (0, True, 1)


def test_time_enough_changes_nothing(full: Shelf) -> None:
    found = full.engine.search(SearchRequest(Everything(), time_limit=60))
    assert (found.total, found.partial, found.notes) == (6, False, ())


def test_an_inner_limit_cannot_outlast_the_one_around_it() -> None:
    with time_limit(0) as outer:
        with time_limit(60) as inner, pytest.raises(OutOfTime):
            check_time()
        assert (inner.missed, outer.missed) == (True, False)
    check_time()
