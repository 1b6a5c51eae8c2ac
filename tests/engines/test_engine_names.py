"""Names that are one: counted, narrowed and asked for as one, and people have the last word."""

from __future__ import annotations

from typing import Any

import pytest

from engines.shelf import Shelf, article
from newsfind.article import Entity, EntityType
from newsfind.index.engine import FacetRequest, Filter
from newsfind.query.ast import Equals, Word

SENATE = "Senate Select Committee on Intelligence"


def named(kind: EntityType, *names: str, aliases: tuple[str, ...] = ()) -> tuple[Entity, ...]:
    return tuple(Entity(name, kind, aliases=aliases) for name in names)


@pytest.fixture
def desk(shelf: Shelf) -> Shelf:
    return shelf.put(
        article("a", "alpha", entities=named("organisation", "Huawei", "Huawei Technologies Co")),
        article("b", "alpha", entities=named("organisation", "Huawei Technologies Co")),
        article("c", "beta", entities=named("organisation", "Huawei", "SSCI")),
        article("d", "beta", entities=named("organisation", SENATE) + named("person", "Ann Smith")),
        article("e", "alpha", entities=named("person", "Bob Smith", "Smith") + named("place", "SSCI")),
    )


def counts(shelf: Shelf, facet: str, query: Any = None, **options: Any) -> dict[str, int]:
    request = {"facets": (FacetRequest(facet, **options),)}  # type: ignore[arg-type]
    results = shelf.search(query, **request) if query else shelf.search(**request)
    return {count.value: count.count for count in results.facets[facet]}


def test_an_article_with_two_names_of_one_thing_counts_once(desk: Shelf) -> None:
    assert counts(desk, "organisations") == {"Huawei": 3, SENATE: 2}
    assert counts(desk, "organisations", "alpha") == {"Huawei": 2}


def test_names_of_another_type_and_two_smiths_stay_apart(desk: Shelf) -> None:
    assert counts(desk, "people") == {"Ann Smith": 1, "Bob Smith": 1, "Smith": 1}
    assert counts(desk, "entities", prefix="ss") == {"SSCI": 1}


def test_all_the_facet_has_is_what_a_filter_on_it_finds(desk: Shelf) -> None:
    for value, count in counts(desk, "entities", limit=None).items():
        assert desk.search(filters=(Filter("entities", (value,)),)).total >= count
    for value, count in counts(desk, "organisations", limit=None).items():
        assert desk.search(filters=(Filter("organisations", (value,)),)).total == count


@pytest.mark.parametrize("name", ["huawei", "Huawei Technologies Co"])
def test_a_filter_and_a_condition_take_any_of_the_names(desk: Shelf, name: str) -> None:
    assert "".join(sorted(desk.ids(filters=(Filter("organisations", (name,)),)))) == "abc"
    assert desk.found(Equals("organisation", name)) == "a b c"


def test_an_acronym_finds_the_articles_of_its_long_form(desk: Shelf) -> None:
    assert desk.found(Equals("organisation", "ssci")) == "c d"
    assert desk.found(Equals("entity", SENATE)) == "c d"


def test_a_prefix_is_that_of_the_name_which_is_shown(desk: Shelf) -> None:
    assert counts(desk, "organisations", prefix="hua") == {"Huawei": 3}
    assert counts(desk, "organisations", prefix="ssci") == {}


def test_a_significant_value_is_told_by_all_its_names(desk: Shelf) -> None:
    assert list(counts(desk, "organisations", Word("alpha"), order="significant")) == ["Huawei"]


def test_completion_knows_all_the_names(desk: Shelf) -> None:
    found = {(c.text, c.kind, c.articles) for c in desk.engine.complete("tech", 9)}
    assert ("Huawei", "organisation", 3) in found
    assert (SENATE, "organisation", 2) in {(c.text, c.kind, c.articles) for c in desk.engine.complete("ssc", 9)}


def test_what_a_person_merged_is_one_at_once_and_under_the_name_put_first(desk: Shelf) -> None:
    desk.engine.overrule("merge person: Annabel Smith = ann smith = Smith\n")
    assert counts(desk, "people") == {"Annabel Smith": 2, "Bob Smith": 1}
    assert counts(desk, "people", prefix="anna") == {"Annabel Smith": 2}
    assert desk.found(Equals("person", "annabel smith")) == "d e"
    assert desk.engine.overrules().startswith("merge person")


def test_what_a_person_split_is_two_at_once(desk: Shelf) -> None:
    desk.engine.overrule("split organisation: Huawei = Huawei Technologies Co\n")
    assert counts(desk, "organisations", limit=2) == {"Huawei": 2, "Huawei Technologies Co": 2}
    desk.engine.overrule("")
    assert counts(desk, "organisations", limit=1) == {"Huawei": 3}


def test_decisions_outlive_commits_and_rebuilds(desk: Shelf) -> None:
    desk.engine.overrule("merge person: Ann Smith = Bob Smith\n")
    desk.put(article("f", "alpha", entities=named("person", "Bob Smith")))
    assert counts(desk, "people") == {"Ann Smith": 3, "Smith": 1}
    with desk.engine.writer(rebuild=True) as writer:
        writer.add([article("g", entities=named("person", "Bob Smith"))])
    desk.engine.refresh()
    assert counts(desk, "people") == {"Ann Smith": 1}


def test_what_was_one_is_two_when_the_corpus_no_longer_says_so(desk: Shelf) -> None:
    desk.put(article("f", entities=named("organisation", "Swedish Small Cities Institute")))
    assert counts(desk, "organisations", prefix="s") == {"SSCI": 1, SENATE: 1, "Swedish Small Cities Institute": 1}
    with desk.engine.writer() as writer:
        writer.remove(["f"])
    desk.engine.refresh()
    assert counts(desk, "organisations", prefix="s") == {SENATE: 2}


def test_the_families_can_be_listed(desk: Shelf) -> None:
    assert [(one.type, one.names) for one in desk.engine.names().families] == [
        ("organisation", ("Huawei", "Huawei Technologies Co")),
        ("organisation", (SENATE, "SSCI")),
    ]
