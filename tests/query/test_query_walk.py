import string

from hypothesis import given
from hypothesis import strategies as st

from newsfind.query.ast import (
    And,
    AtLeast,
    Everything,
    Near,
    Not,
    Nothing,
    Or,
    Query,
    Scope,
    Within,
    Word,
)
from newsfind.query.combine import MOST_PAIRS, conjoin, disjoin, is_text, negate, proximate
from newsfind.query.fold import drop_invisible, fold
from newsfind.query.parse import parse
from newsfind.query.walk import children, height, nodes
from query.trees import trees

A, B = Word("a"), Word("b")


def near(left: Query, right: Query) -> Query:
    return Near(left, right, 5)


@given(trees())
def test_engines_find_only_text_below_proximities_and_counts(query: Query) -> None:
    joins = [node for node in nodes(query) if isinstance(node, Near | Within | AtLeast)]
    assert all(is_text(below) for join in joins for below in children(join))


@given(trees())
def test_a_tree_is_one_higher_than_the_highest_tree_below_it(query: Query) -> None:
    assert height(query) == 1 + max(map(height, children(query)), default=0)


def test_a_field_is_never_within_a_field() -> None:
    query = parse("headline:(a OR (b lead:(c hlead:d)))")
    inside = [below for node in nodes(query) if isinstance(node, Scope) for below in nodes(node.part)]
    assert not any(isinstance(node, Scope) for node in inside)


def test_nothing_and_everything_melt_away() -> None:
    assert conjoin([A, Everything()]) == A
    assert conjoin([A, Nothing()]) == Nothing()
    assert disjoin([A, Nothing()]) == A
    assert disjoin([A, Everything()]) == Everything()
    assert negate(Everything()) == Nothing()
    assert negate(negate(A)) == A
    assert conjoin([]) == Everything()
    assert disjoin([]) == Nothing()


def test_a_proximity_of_groups_is_a_group_of_proximities_up_to_a_bound() -> None:
    assert proximate(And((A, B)), A, near) == And((near(A, A), near(B, A)))
    assert proximate(Or((A, B)), A, near) == near(Or((A, B)), A)
    wide = And(tuple(Word(str(number)) for number in range(MOST_PAIRS)))
    assert proximate(wide, A, near) is not None
    assert proximate(wide, And((A, B)), near) is None
    assert proximate(A, Not(B), near) is None
    assert proximate(Scope("lead", A), Scope("headline", B), near) is None


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert all(
        one == other for one, other in zip(text, folded, strict=True) if one in string.printable[:94] and one != "`"
    )
    assert not set(folded) & set("“”„«»‘’–—\0\x1b")


def test_long_dashes_in_front_of_a_word_are_punctuation_and_others_a_hyphen() -> None:
    assert fold("a —b— c–d") == "a  b- c-d"
    assert drop_invisible("Hua\u200bwei\u00ad") == "Huawei"
