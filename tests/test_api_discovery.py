from __future__ import annotations

from collections.abc import Iterator

import pytest

from engines.shelf import Shelf, article
from newsfind import Completion, Index
from newsfind.article import Entity
from newsfind.index.engines.memory import MemoryEngine
from newsfind.query.ast import And, Word


@pytest.fixture
def index() -> Iterator[Index]:
    engine = MemoryEngine()
    Shelf(engine).put(
        article("a", "Huawei sells masts.", section="World", entities=(Entity("Huawei", "organisation"),)),
        article("b", "Trade talks on Huawei.", section="Sport"),
        article("c", "Trade winds.", section="Sport"),
    )
    with Index(engine) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("huawie", "huawei"),
        ("huawie trade", "huawei trade"),
        ("“trade tlaks” -zebra", "“trade talks” -zebra"),
        ("(huawie OR zebra) AND trade", "(huawei OR zebra) AND trade"),
        ("trade OR huawie", "trade OR huawei"),
        ('org:"Huawie"', 'org:"Huawei"'),
        ("hua huawie", None),
        ("trade", None),
        ("zebra", None),
        ("NOT tradde", None),
    ],
)
def test_a_spelling_is_offered_in_the_words_of_the_user(index: Index, typed: str, suggestion: str | None) -> None:
    assert index.search(typed).suggestion == suggestion


def test_a_spelling_is_offered_only_where_it_finds_more(index: Index) -> None:
    assert index.search("huawie", sections="Sport").suggestion == "huawei"
    assert index.search("huawie winds").suggestion is None
    assert index.search("huawie", sections="Nowhere").suggestion is None
    assert index.search("huawie", since="1900").suggestion is None


def test_a_spelling_is_offered_for_what_few_articles_have() -> None:
    engine = MemoryEngine()
    Shelf(engine).put(*(article(f"a{n}", "The government of Oslo. " * 4) for n in range(30)), b="A goverment.")
    results = Index(engine).search("goverment")
    assert (results.total, results.suggestion) == (1, "government")
    assert Index(engine).search("government").suggestion is None


def test_a_spelling_of_a_tree_or_of_a_phrase_is_offered_too(index: Index) -> None:
    assert index.search(And((Word("huawie"), Word("trade")))).suggestion == "huawei AND trade"
    assert index.search("trade tlaks", phrase=True).suggestion == "trade talks"
    assert index.search("huawie trade", any_word=True).suggestion == "huawei trade"


def test_what_is_being_typed_is_completed(index: Index) -> None:
    assert index.complete("hua") == (Completion("huawei", "word", 2), Completion("Huawei", "organisation", 1))
    assert index.complete("sp", limit=1) == (Completion("Sport", "section", 2),)


def test_similar_articles_are_those_of_an_id_or_of_a_text(index: Index) -> None:
    assert [hit.id for hit in index.similar("b", limit=1)] == ["c"]
    assert [hit.id for hit in index.similar_text("Huawei masts")] == ["a", "b"]
    assert index.similar_text("Huawei masts", limit=-1).hits == ()
    with pytest.raises(KeyError):
        index.similar("nobody")


def test_copies_are_grouped_where_this_is_asked_for() -> None:
    engine = MemoryEngine()
    Shelf(engine).put(*(article(f"{name}{n}", f"{name} strikes in the harbour") for name in "ab" for n in range(2)))
    index = Index(engine)
    assert (index.search("strikes").stories, index.search("strikes", copies="hide").stories) == (None, 2)
    assert [len(hit.copies) for hit in index.search("strikes", copies="group")] == [1, 1]
    assert [len(hit.copies) for hit in index.scan("strikes", copies="group")] == [1, 1]
    assert [len(story) for story in index.stories()] == [2, 2]
    assert (len(index.stories("a", limit=1)), index.stories("zebra").total, index.stories(since="2023").total) == (
        1,
        0,
        0,
    )
