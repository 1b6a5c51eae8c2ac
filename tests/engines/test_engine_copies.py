"""Copies: which articles are one story, and what searches show of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from engines.shelf import Shelf, article
from newsfind.article import Article
from newsfind.index.copies import LEAST_TOKENS, alike, different_shingles, signatures, token_hashes
from newsfind.index.engine import FacetRequest, Filter, SearchRequest
from newsfind.query.ast import Everything, Not, Word
from newsfind.results.hits import Stories

DAY = datetime(2023, 10, 3)


def text(name: str, words: int = 200) -> str:
    """A text in which no words in a row repeat those of another name: `name0 name1 name2 ...`."""
    return " ".join(f"{name}{n}" for n in range(words))


def stories(shelf: Shelf, **request: object) -> list[set[str]]:
    """The ids of the copies of each story."""
    found: Stories = shelf.engine.stories(SearchRequest(limit=100, **request))  # type: ignore[arg-type]
    return [{copy.id for copy in story.copies} for story in found]


def are_one_story(shelf: Shelf, one: str, other: str, *dates: datetime | None) -> bool:
    first, second = dates or (DAY, DAY)
    shelf.put(article("a", one, date=first), article("b", other, date=second))
    return stories(shelf) == [{"a", "b"}]


@pytest.mark.parametrize(
    "other",
    [
        text("w"),
        text("w").upper().replace(" ", ",\n"),
        text("w") + " Additional reporting by our own staff in the harbour.",
        "OSLO (AP) — " + text("w"),
        text("w", 160),
        text("w", 70),
        text("w", 90) + " " + text("cut", 12) + " " + text("w", 200).partition("w95 ")[2],
        " ".join(text("w").split()[100:]),
    ],
    ids=[
        "same",
        "case and breaks",
        "a sentence more",
        "a dateline",
        "shortened",
        "a third",
        "one rewritten",
        "the end",
    ],
)
def test_a_reprint_is_a_copy(shelf: Shelf, other: str) -> None:
    assert are_one_story(shelf, text("w"), other)


@pytest.mark.parametrize(
    "other",
    [
        text("x"),
        text("w", 120) + " " + text("x", 80),
        " ".join(sorted(text("w").split(), key=lambda word: word[::-1])),
        text("w", 30),
        text("x", 250) + " " + text("w"),
        text("w") + " " + text("x", 700),
        "",
    ],
    ids=["another text", "half of it", "the same words", "a brief", "in another", "a digest", "nothing"],
)
def test_what_shares_less_is_another_story(shelf: Shelf, other: str) -> None:
    assert not are_one_story(shelf, text("w"), other)


def test_short_texts_are_copies_only_if_they_are_the_same(shelf: Shelf) -> None:
    form = "Quarterly dividend ten cents, as before. Payable on April 15."
    assert not are_one_story(shelf, text("w", LEAST_TOKENS - 1), text("w", LEAST_TOKENS - 2))
    shelf.put(article("c", form), article("d", form.replace("ten", "11")), article("e", form.lower()))
    shelf.put(article("f", "Photo."), article("g", "Photo."), article("h", "Seen in Oslo today"), article("i", ""))
    assert stories(shelf) == [{"c", "e"}]


def test_a_text_of_the_least_length_is_a_copy_by_what_it_shares(shelf: Shelf) -> None:
    assert are_one_story(shelf, text("w", LEAST_TOKENS), text("w", LEAST_TOKENS) + " more")


@pytest.mark.parametrize(("apart", "one"), [(0, True), (5.99, True), (6, False), (7, False), (-7, False)])
def test_what_comes_back_every_week_is_no_copy_unless_it_is_the_same(shelf: Shelf, apart: float, one: bool) -> None:
    later = DAY + timedelta(days=apart)
    assert are_one_story(shelf, text("w"), text("w") + " more", DAY, later) is one
    assert are_one_story(shelf, text("x"), text("x"), DAY, later)


def test_dates_count_by_the_clock_of_the_publisher_and_missing_ones_do_not(shelf: Shelf) -> None:
    assert are_one_story(shelf, text("w"), text("w") + " more", DAY, None)
    assert are_one_story(shelf, text("w"), text("w") + " more", DAY, DAY.replace(tzinfo=UTC))


def test_headlines_do_not_count(shelf: Shelf) -> None:
    shelf.put(
        article("a", text("w"), headline="Ports attacked"), article("b", text("w"), headline="Cranes stand still")
    )
    shelf.put(article("c", "One two three four five.", headline="Same"), article("d", "No", headline="Same"))
    assert stories(shelf) == [{"a", "b"}]


def long_story() -> list[Article]:
    """`first` and `last` are too far from each other to be copies, and `middle` is one of both."""
    return [
        article("first", text("w", 200), date=DAY, source="Hill"),
        article("middle", text("w", 240), date=DAY + timedelta(days=1), source="Post"),
        article("last", " ".join(text("w", 280).split()[75:]), date=DAY + timedelta(days=2)),
    ]


def test_copies_of_one_article_are_one_story_in_whatever_order_they_come(shelf: Shelf) -> None:
    first, middle, last = long_story()
    for added in (first, last, middle):
        shelf.put(added)
    assert stories(shelf) == [{"first", "middle", "last"}]


def test_a_story_falls_apart_with_the_article_that_held_it_together(shelf: Shelf) -> None:
    shelf.put(*long_story())
    shelf.put(middle="something else")
    assert stories(shelf) == []
    shelf.put(long_story()[1])
    assert stories(shelf) == [{"first", "middle", "last"}]
    with shelf.engine.writer() as writer:
        writer.remove(["last"])
    shelf.engine.refresh()
    assert stories(shelf) == [{"first", "middle"}]


def test_stories_live_through_many_commits_and_removals(shelf: Shelf) -> None:
    for n in range(14):
        shelf.put(
            article(f"a{n}", text("w") + f" {n}"), article(f"b{n}", text(f"x{n % 3}y")), article(f"c{n}", text(f"c{n}"))
        )
    with shelf.engine.writer() as writer:
        writer.remove([f"a{n}" for n in range(0, 14, 2)] + ["b0", "b3", "b6", "b9"])
    shelf.engine.refresh()
    shelf.put(article("a20", text("w") + " 20"))
    assert stories(shelf) == [
        {"a1", "a3", "a5", "a7", "a9", "a11", "a13", "a20"},
        {"b1", "b4", "b7", "b10", "b13"},
        {"b2", "b5", "b8", "b11"},
    ]


@pytest.fixture
def wire(shelf: Shelf) -> Shelf:
    body = "Huawei masts. " + text("w")
    return shelf.put(
        article("agency", body, date=DAY, source="Meridian", section="World", headline="Masts", path="m/1.txt"),
        article("courier", body + " Cork too.", date=DAY + timedelta(hours=9), source="Courier", section="World"),
        article("orbit", text("w"), date=DAY + timedelta(hours=5), source="Orbit", section="Tech"),
        article("digest", body, source="Digest", section="Tech"),
        article("other", "Huawei sells masts.", date=DAY + timedelta(days=300), source="Orbit", section="Tech"),
    )


def test_copies_are_shown_unless_they_are_asked_for(wire: Shelf) -> None:
    results = wire.search("huawei")
    assert (results.total, len(results), results.stories) == (4, 4, None)
    assert all(hit.copies == () for hit in results)


def test_a_group_is_its_lead_copy_with_the_others_that_match(wire: Shelf) -> None:
    results = wire.search("huawei", copies="group", sort="oldest", facets=(FacetRequest("section"),))
    assert [(hit.id, [copy.id for copy in hit.copies]) for hit in results] == [
        ("agency", ["courier", "digest"]),
        ("other", []),
    ]
    assert (results.total, results.stories) == (4, 2)
    assert [(c.value, c.count) for c in results.facets["section"]] == [("Tech", 2), ("World", 2)]
    first = results.hits[0].copies[0]
    assert (first.headline, first.source, first.date, first.path) == ("", "Courier", DAY + timedelta(hours=9), "")


def test_hidden_copies_are_not_told(wire: Shelf) -> None:
    results = wire.search("huawei", copies="hide", sort="newest")
    assert [(hit.id, hit.copies) for hit in results] == [("other", ()), ("agency", ())]
    assert (results.total, results.stories) == (4, 2)


def test_the_lead_copy_is_the_earliest_that_matches(wire: Shelf) -> None:
    assert wire.found(copies="group") == "agency other"
    assert wire.found(copies="group", filters=(Filter("section", ("Tech",)),)) == "orbit other"
    assert wire.found(Not(Word("huawei")), copies="group") == "orbit"
    assert wire.found(copies="hide", filters=(Filter("source", ("Digest",)),)) == "digest"


def test_of_copies_of_one_date_the_longest_leads(shelf: Shelf) -> None:
    shelf.put(a=text("w"), b=text("w") + " and more", c=text("w", 190))
    assert shelf.found(copies="hide") == "b"


def test_pages_go_by_stories(wire: Shelf) -> None:
    whole = wire.ids(copies="group", sort="oldest")
    assert [wire.ids(copies="group", sort="oldest", offset=n, limit=1) for n in range(3)] == [["agency"], ["other"], []]
    assert whole == ["agency", "other"]
    request = SearchRequest(copies="group", sort="oldest")
    assert [(hit.id, len(hit.copies)) for hit in wire.engine.scan(request)] == [("agency", 3), ("other", 0)]


def test_a_lead_copy_has_the_score_it_has_by_itself(wire: Shelf) -> None:
    alone = {hit.id: hit.score for hit in wire.search("huawei")}
    assert {hit.id: hit.score for hit in wire.search("huawei", copies="group")} == {
        key: pytest.approx(alone[key]) for key in ("agency", "other")
    }


def test_the_biggest_stories_come_first_then_the_newest(shelf: Shelf) -> None:
    shelf.put(
        *(article(f"old{n}", text("o"), date=DAY) for n in range(2)),
        *(article(f"new{n}", text("n"), date=DAY + timedelta(days=n + 1)) for n in range(2)),
        *(article(f"big{n}", text("b")) for n in range(3)),
        *(article(f"undated{n}", text("u")) for n in range(2)),
        article("alone", text("a")),
    )
    found = shelf.engine.stories(SearchRequest(limit=2))
    assert (found.total, [story.lead.id[:3] for story in found], len(found.stories[0])) == (4, ["big", "new"], 3)
    assert [copy.id for copy in found.stories[1].copies] == ["new0", "new1"]
    rest = shelf.engine.stories(SearchRequest(offset=2, limit=9))
    assert [story.lead.id[:3] for story in rest] == ["old", "und"]


def test_only_copies_that_match_are_counted(wire: Shelf) -> None:
    assert stories(wire, query=Everything()) == [{"agency", "courier", "orbit", "digest"}]
    assert stories(wire, query=Word("cork")) == []
    assert stories(wire, filters=(Filter("section", ("Tech",)),)) == [{"orbit", "digest"}]


def test_an_article_that_changes_leaves_its_story(wire: Shelf) -> None:
    courier = wire.engine.get("courier")
    assert courier is not None
    wire.put(replace(courier, body=text("z")))
    assert stories(wire) == [{"agency", "orbit", "digest"}]
    wire.put(courier)
    assert stories(wire) == [{"agency", "courier", "orbit", "digest"}]


def test_many_texts_out_of_one_mould_are_looked_at_quickly(shelf: Shelf) -> None:
    mould = text("m", 150).split()
    shelf.put(*(article(f"{n}", " ".join([*mould, *(f"own{n}x{k}" for k in range(60))])) for n in range(150)))
    assert stories(shelf) == []


def test_signatures_of_many_are_those_of_each() -> None:
    bodies = [
        text("a"),
        "",
        "one two",
        text("b", 5),
        text("a"),
        text("c", 70_000),
        text("a", 99),
        text("d", 4),
        text("e", 101),
    ]
    tokens = [token_hashes(body) for body in bodies]
    gap = token_hashes("a headline between")
    lengths = [len(found) for found in tokens]
    begins, flat = [], []
    for found in tokens:
        flat += [gap, found]
        begins.append(sum(map(len, flat[:-1])))
    together = signatures(np.concatenate(flat), np.array(begins), np.array(begins) + np.array(lengths))
    for row, found in enumerate(tokens):
        alone = signatures(found, np.zeros(1, np.int64), np.array([len(found)]))
        assert together.same[row] == alone.same[0]
        assert (together.numbers[row] == alone.numbers[0]).all()
    assert together.same.tolist()[1:3] == [0, 0]
    assert together.same[0] == together.same[4] != together.same[6]


def test_texts_without_shingles_are_not_alike() -> None:
    assert not alike(different_shingles(""), different_shingles("one two three four"))


def test_an_article_tells_its_copies_the_earliest_first(shelf: Shelf) -> None:
    later = DAY + timedelta(days=1)
    shelf.put(article("b", text("w"), date=later), article("a", text("w"), date=DAY), article("other", text("v")))
    shelf.put(article("c", text("w"), date=later + timedelta(hours=1)))
    assert [copy.id for copy in shelf.engine.copies("b")] == ["a", "c"]
    assert [copy.id for copy in shelf.engine.copies("a")] == ["b", "c"]
    assert shelf.engine.copies("other") == shelf.engine.copies("unknown") == ()
