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


def test_a_spelling_of_a_tree_or_of_a_phrase_is_offered_too(index: Index) -> None:
    assert index.search(And((Word("huawie"), Word("trade")))).suggestion == "huawei AND trade"
    assert index.search("trade tlaks", phrase=True).suggestion == "trade talks"
    assert index.search("huawie trade", any_word=True).suggestion == "huawei trade"


def test_what_is_being_typed_is_completed(index: Index) -> None:
    assert index.complete("hua") == (Completion("huawei", "word", 2), Completion("Huawei", "organisation", 1))
    assert index.complete("sp", limit=1) == (Completion("Sport", "section", 2),)
