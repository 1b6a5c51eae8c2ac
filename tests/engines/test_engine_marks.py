from __future__ import annotations

import pytest

from engines.shelf import Shelf, article
from newsfind.query.ast import And, AtLeast, Equals, Fuzzy, Near, Not, Or, Phrase, Query, Scope, Wildcard, Within, Word

ALPHA, BETA, GAMMA = Word("alpha"), Word("beta"), Word("gamma")


@pytest.mark.parametrize(
    ("body", "query", "marked"),
    [
        ("Trade, trading; traitor", Word("trade"), ["0:Trade", "0:trading"]),
        ("a “no-spy” pact: no spying spy", Word("no-spy"), ["0:no-spy"]),
        ("the U.S. and US.", Word("U.S."), ["0:U.S", "0:US"]),
        ("trade talks on trade", Phrase("trade talks"), ["0:trade talks"]),
        ("Mu\u0308ller, Müller", Word("muller"), ["0:Mu\u0308ller", "0:Müller"]),
        ("G-20, G20, 20", Word("G20"), ["0:G-20", "0:G20"]),
        ("beta x alpha x x alpha", Phrase("alpha beta", 2), ["0:beta", "0:alpha"]),
        ("new york x new x new", Phrase("new new york", 2), ["0:new", "0:york", "0:new"]),
        ("telecoms tell", Wildcard("tel*ms"), ["0:telecoms"]),
        ("huawei huawai", Fuzzy("huawai", 1), ["0:huawei", "0:huawai"]),
        ("alpha x x x alpha beta", Near(ALPHA, BETA, 2), ["0:alpha", "0:beta"]),
        ("alpha beta gamma x x x x gamma", Near(Near(ALPHA, BETA, 1), GAMMA, 2), ["0:alpha", "0:beta", "0:gamma"]),
        # Of two nearest ones that begin at the same word the shorter is kept, so that "gamma" stands beside each pair.
        (
            "alpha alpha beta gamma",
            Near(Near(ALPHA, Or((BETA, Phrase("beta gamma"))), 3), GAMMA, 1),
            ["0:alpha", "0:alpha", "0:beta", "0:gamma"],
        ),
        ("trade talks x beta talks", Near(Phrase("trade talks"), BETA, 2), ["0:trade talks", "0:beta"]),
        ("beta alpha gamma", Near(ALPHA, Or((BETA, GAMMA)), 1, ordered=True), ["0:alpha", "0:gamma"]),
        ("Alpha fell. Alpha beta rose. Beta.", Within(ALPHA, BETA, "sentence"), ["0:Alpha", "0:beta"]),
        ("alpha x alpha", AtLeast(2, ALPHA), ["0:alpha", "0:alpha"]),
        ("alpha x", AtLeast(2, ALPHA), []),
        ("alpha beta", And((ALPHA, Not(BETA))), ["0:alpha"]),
        ("alpha beta", Not(Not(ALPHA)), []),
        ("alpha beta", And((BETA, ALPHA)), ["1:alpha", "0:beta"]),
        ("alpha beta gamma", And((Not(BETA), Equals("section", "x"), GAMMA, ALPHA)), ["1:alpha", "0:gamma"]),
        ("alpha beta gamma", And((Phrase("alpha beta"), Phrase("beta gamma"))), ["0:alpha beta gamma"]),
        ("alpha beta gamma", And((Phrase("beta gamma"), ALPHA)), ["1:alpha", "0:beta gamma"]),
        ("alpha beta gamma", And((BETA, Phrase("alpha beta"))), ["0:alpha beta"]),
        ("alpha", And((ALPHA, Word("—"), ALPHA)), ["0:alpha"]),
        ("alpha beta", Or((Word("—"), BETA)), ["1:beta"]),
        ("中国人", And((Word("中"), Word("国"))), ["0:中", "1:国"]),
    ],
)
def test_what_matched_is_marked_with_the_number_of_the_part_that_matched(
    shelf: Shelf, body: str, query: Query, marked: list[str]
) -> None:
    shelf.put(a=body)
    assert shelf.marked(query, "a") == ([], marked)


def test_headline_and_body_are_marked_each_by_itself(shelf: Shelf) -> None:
    shelf.put(article("a", "beta alphas", headline="An Alpha beta"))
    assert shelf.marked(And((ALPHA, BETA)), "a") == (["0:Alpha", "1:beta"], ["1:beta", "0:alphas"])
    assert shelf.marked(Scope("headline", And((ALPHA, BETA))), "a") == (["0:Alpha", "1:beta"], [])
    assert shelf.marked(And((Scope("body", ALPHA), BETA)), "a") == (["1:beta"], ["1:beta", "0:alphas"])


def test_in_the_lead_only_the_lead_is_marked(shelf: Shelf) -> None:
    shelf.put(a="alpha " + "x " * 99 + "alpha")
    assert shelf.engine.marks(Scope("lead", ALPHA), "a") == ((), ((0, 5, 0),))


def test_an_article_that_is_not_there_has_no_marks(shelf: Shelf) -> None:
    shelf.put(a="alpha")
    assert shelf.engine.marks(ALPHA, "b") == ((), ())


def test_an_article_is_marked_even_where_the_whole_query_does_not_find_it(shelf: Shelf) -> None:
    shelf.put(a="alpha x")
    assert shelf.marked(And((ALPHA, BETA)), "a") == ([], ["0:alpha"])


def test_a_hit_has_its_headline_and_passages_with_marks(shelf: Shelf) -> None:
    shelf.put(article("a", "The alpha rose.\n\nNobody knew beta.", headline="On Alpha"))
    (hit,) = shelf.search(ALPHA, passages=2)
    assert [(s.text, s.marks) for s in hit.snippets["headline"]] == [("On Alpha", ((3, 8),))]
    (passage, *_) = hit.snippets["body"]
    assert [passage.text[start:end] for start, end in passage.marks] == ["alpha"]


def test_a_hit_of_a_query_without_words_begins_with_its_first_sentence(shelf: Shelf) -> None:
    shelf.put(article("a", "The alpha rose.", headline="On Alpha"))
    (hit,) = shelf.search(passages=1)
    assert [(s.text, s.marks) for s in hit.snippets["headline"]] == [("On Alpha", ())]
    assert [(s.text, s.marks) for s in hit.snippets["body"]] == [("The alpha rose.", ())]


def test_who_wants_no_passages_gets_no_snippets(shelf: Shelf) -> None:
    shelf.put(a="alpha")
    (hit,) = shelf.search(ALPHA, passages=0)
    assert dict(hit.snippets) == {}
