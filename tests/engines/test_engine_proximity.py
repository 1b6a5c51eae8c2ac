from __future__ import annotations

from collections.abc import Callable

import pytest

from engines.shelf import Shelf, article
from newsfind.errors import UnsupportedQuery
from newsfind.query.ast import (
    And,
    AtLeast,
    DateMissing,
    DateRange,
    Equals,
    Everything,
    Fuzzy,
    Length,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Query,
    Scope,
    Wildcard,
    Within,
    Word,
)

ALPHA, BETA, GAMMA = Word("alpha"), Word("beta"), Word("gamma")


@pytest.mark.parametrize(
    ("body", "query", "found"),
    [
        ("alpha beta", Near(ALPHA, BETA, 1), True),
        ("beta alpha", Near(ALPHA, BETA, 1), True),
        ("alpha x beta", Near(ALPHA, BETA, 1), False),
        ("alpha x beta", Near(ALPHA, BETA, 2), True),
        ("alphas x betas", Near(ALPHA, BETA, 2), True),
        ("alpha x beta", Near(ALPHA, BETA, 2, ordered=True), True),
        ("beta x alpha", Near(ALPHA, BETA, 2, ordered=True), False),
        ("beta x alpha x x beta", Near(ALPHA, BETA, 2, ordered=True), False),
        ("beta x alpha x x beta", Near(ALPHA, BETA, 3, ordered=True), True),
        ("alpha. Beta", Near(ALPHA, BETA, 1), True),
        ("alpha\n\nbeta", Near(ALPHA, BETA, 1), True),
        ("alpha", Near(ALPHA, ALPHA, 5), False),
        ("alpha x alpha", Near(ALPHA, ALPHA, 2), True),
        ("trade talks x beta", Near(Phrase("trade talks"), BETA, 2), True),
        ("trade talks x beta", Near(Phrase("trade talks"), BETA, 1), False),
        ("beta x trade talks", Near(Phrase("trade talks"), BETA, 2), True),
        ("trade talks", Near(Phrase("trade talks"), Word("talks"), 5), False),
        ("trade talks x talks", Near(Phrase("trade talks"), Word("talks"), 2), True),
        ("gamma x alpha", Near(ALPHA, Or((BETA, GAMMA)), 2), True),
        ("alphabet x beta", Near(Wildcard("alpha*"), BETA, 2), True),
        ("alpah x beta", Near(Fuzzy("alpha"), BETA, 2), True),
        ("alpha x beta x x gamma", Near(Near(ALPHA, BETA, 2), GAMMA, 3), True),
        ("alpha x beta x x gamma", Near(Near(ALPHA, BETA, 2), GAMMA, 2), False),
        ("alpha gamma beta", Near(Near(ALPHA, BETA, 2), GAMMA, 5), False),
        ("alpha — beta", Near(ALPHA, Word("—"), 5), False),
    ],
)
def test_near_counts_words_from_the_end_of_one_side_to_the_start_of_the_other(
    shelf: Shelf, body: str, query: Query, found: bool
) -> None:
    shelf.put(a=body)
    assert shelf.found(query) == ("a" if found else "")


def test_near_and_within_never_reach_from_the_headline_into_the_body(shelf: Shelf) -> None:
    shelf.put(article("a", "beta", headline="alpha"), article("b", "x", headline="alpha beta"))
    assert shelf.found(Near(ALPHA, BETA, 9)) == "b"
    assert shelf.found(Within(ALPHA, BETA, "paragraph")) == "b"


@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        ("alpha beta", 1),
        ("alpha alpha beta", 2),
        ("alpha beta alpha", 2),
        ("alpha beta alpha beta", 3),
        ("alpha beta beta alpha", 4),
        ("alpha x x x x x x alpha beta", 1),
    ],
)
def test_of_all_pairs_only_nearest_ones_on_each_side_are_kept(shelf: Shelf, body: str, pairs: int) -> None:
    shelf.put(a=body)
    assert shelf.found(AtLeast(pairs, Near(ALPHA, BETA, 4))) == "a"
    assert shelf.found(AtLeast(pairs + 1, Near(ALPHA, BETA, 4))) == ""


def test_pairs_that_cover_the_same_stretch_are_one(shelf: Shelf) -> None:
    shelf.put(a="alpha beta alpha")
    inside = Near(Or((ALPHA, Phrase("alpha beta"))), Or((ALPHA, Phrase("beta alpha"))), 3)
    assert shelf.found(AtLeast(1, inside)) == "a"
    assert shelf.found(AtLeast(2, inside)) == ""


@pytest.mark.parametrize(
    ("body", "sentence", "paragraph"),
    [
        ("The alpha fell and beta rose.", True, True),
        ("The alpha fell. The beta rose.", False, True),
        ("The alpha fell! “Beta rose.”", False, True),
        ("The alpha fell.\nThe beta rose.", False, True),
        ("The alpha fell\nand beta rose.", False, True),
        ("The alpha fell.\n\nThe beta rose.", False, False),
        ("The alpha of Mr. Beta rose.", True, True),
        ("The alpha is 3.5 of beta.", True, True),
        ("The beta fell. The alpha rose. Then beta.", False, True),
        ("The beta, the alpha.", True, True),
    ],
)
def test_within_keeps_to_one_sentence_or_one_paragraph(
    shelf: Shelf, body: str, sentence: bool, paragraph: bool
) -> None:
    shelf.put(a=body)
    assert shelf.found(Within(ALPHA, BETA, "sentence")) == ("a" if sentence else "")
    assert shelf.found(Within(ALPHA, BETA, "paragraph")) == ("a" if paragraph else "")


def test_a_headline_is_one_sentence_and_one_paragraph(shelf: Shelf) -> None:
    shelf.put(article("a", headline="Alpha falls. Beta rises.\n\nGamma"))
    assert shelf.found(Within(ALPHA, BETA, "sentence")) == "a"
    assert shelf.found(Within(ALPHA, GAMMA, "paragraph")) == "a"


def test_a_match_across_a_border_is_in_no_sentence(shelf: Shelf) -> None:
    shelf.put(a="The beta saw alpha fall. Gamma rose over beta.", b="The beta saw alpha fall gamma.")
    assert shelf.found(Within(Phrase("fall gamma"), BETA, "sentence")) == "b"
    assert shelf.found(Within(Phrase("fall gamma"), BETA, "paragraph")) == "a b"


def test_both_sides_of_within_need_a_place_of_their_own(shelf: Shelf) -> None:
    shelf.put(a="alpha x", b="alpha x alpha", c="alpha. Alpha")
    assert shelf.found(Within(ALPHA, ALPHA, "sentence")) == "b"


@pytest.mark.parametrize(
    ("body", "pairs"),
    [("alpha x x x x x x beta", 1), ("alpha beta. Alpha beta.", 2), ("alpha beta alpha beta", 3)],
)
def test_within_keeps_the_nearest_pairs_of_each_sentence(shelf: Shelf, body: str, pairs: int) -> None:
    shelf.put(a=body)
    assert shelf.found(AtLeast(pairs, Within(ALPHA, BETA, "sentence"))) == "a"
    assert shelf.found(AtLeast(pairs + 1, Within(ALPHA, BETA, "sentence"))) == ""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (AtLeast(1, ALPHA), "a b c"),
        (AtLeast(2, ALPHA), "b c"),
        (AtLeast(3, ALPHA), "c"),
        (AtLeast(4, ALPHA), ""),
        (AtLeast(2, Or((ALPHA, BETA))), "a b c"),
        (AtLeast(3, Or((ALPHA, ALPHA))), "c"),
        (AtLeast(1, Phrase("alpha beta")), "a"),
        (AtLeast(2, Wildcard("alpha*")), "b c"),
        (AtLeast(2, Scope("body", ALPHA)), "c"),
        (Scope("body", AtLeast(2, ALPHA)), "c"),
    ],
)
def test_at_least_counts_mentions_in_headline_and_body(shelf: Shelf, query: Query, found: str) -> None:
    shelf.put(
        article("a", "alpha beta"),
        article("b", "gamma alphas", headline="Alpha"),
        article("c", "alpha alpha", headline="alpha"),
    )
    assert shelf.found(query) == found


NO_PLACES: list[Query] = [
    And((ALPHA, BETA)),
    Not(ALPHA),
    AtLeast(1, ALPHA),
    Equals("section", "x"),
    DateRange(None, None),
    DateMissing(),
    Length(1, None),
    Everything(),
    Nothing(),
]


@pytest.mark.parametrize(
    "around",
    [
        lambda part: Near(ALPHA, part, 3),
        lambda part: Within(part, ALPHA, "sentence"),
        lambda part: AtLeast(2, part),
        lambda part: Not(Near(Or((ALPHA, part)), BETA, 3)),
        lambda part: And((ALPHA, Scope("body", Near(Scope("body", part), BETA, 3)))),
    ],
    ids=["near", "within", "at least", "near under not", "near under field"],
)
@pytest.mark.parametrize("filled", [False, True], ids=["empty index", "filled index"])
def test_what_has_no_place_in_the_text_cannot_be_near_something(
    shelf: Shelf, around: Callable[[Query], Query], filled: bool
) -> None:
    if filled:
        shelf.put(a="alpha beta")
    for part in NO_PLACES:
        with pytest.raises(UnsupportedQuery, match=type(part).__name__):
            shelf.search(around(part))


def test_what_has_no_place_in_the_text_cannot_be_marked(shelf: Shelf) -> None:
    shelf.put(a="alpha beta")
    with pytest.raises(UnsupportedQuery, match="And"):
        shelf.engine.marks(Near(ALPHA, And((ALPHA, BETA)), 3), "a")
