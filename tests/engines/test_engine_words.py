from __future__ import annotations

import pytest

from engines.shelf import Shelf, article
from newsfind.query.ast import And, Fuzzy, Not, Nothing, Or, Phrase, Wildcard, Word


def test_a_word_finds_its_inflections(shelf: Shelf) -> None:
    shelf.put(a="They trade.", b="Trading went on.", c="He traded it.", d="A traitor fled.")
    assert shelf.found("trade") == "a b c"
    assert shelf.found("trading") == "a b c"


def test_case_accents_and_compatibility_forms_do_not_matter(shelf: Shelf) -> None:
    shelf.put(a="Frau Müller", b="MULLER", c="Møller", d="the oﬃce", e="Mu\u0308ller")
    assert shelf.found("Müller") == "a b e"
    assert shelf.found("office") == "d"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("no-spy", "a b c d"),
        ("no–spy", "a b c d"),
        ("“no-spy”", "a b c d"),
        ("nospy", "h"),
    ],
)
def test_a_word_of_several_tokens_is_an_exact_phrase(shelf: Shelf, typed: str, found: str) -> None:
    shelf.put(
        a="A “no-spy” pact.", b="A no spy pact.", c="NO—SPY", d="No. Spy!",
        e="Spy no more.", f="No longer spy.", g="No spies.", h="Nospy Ltd",
    )  # fmt: skip
    assert shelf.found(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("G20", "a b c"),
        ("G-20", "a b c"),
        ("g20’s", "a b c"),
        ("U.S.", "e f"),
        ("US", "e f"),
        ("1,000", "h i"),
        ("1000", "h i"),
        ("AT&T", "j"),
        ("C++", "k"),
        ("C", "l"),
        ("O’Brien", "m n"),
        ("O'Brien", "m n"),
        ("Huawei’s", "p q"),
        ("Huawei", "p q"),
        ("5G", "r"),
        ("国", "s"),
        ("中国", "s"),
        ("中人", ""),
    ],
)
def test_names_and_numbers_are_found_by_the_spellings_people_use(shelf: Shelf, typed: str, found: str) -> None:
    shelf.put(
        a="The G20 met.", b="The G-20 met.", c="The G 20 met.", d="Group 20, G 21", e="The U.S. said", f="US firms",
        g="u s", h="1,000 jobs", i="1000 jobs", j="AT&T said", k="In C++ it is", l="In C it is", m="Pat O'Brien",
        n="Pat O’Brien", o="Brien O", p="Huawei said", q="Huawei’s phones", r="5G phones", s="中国人",
    )  # fmt: skip
    assert shelf.found(typed) == found


def test_inflections_count_for_the_word_typed_but_not_inside_its_other_spellings(shelf: Shelf) -> None:
    shelf.put(a="covid19", b="covid-19", c="covids 19")
    assert shelf.found("covid19") == "a b"


def test_no_word_is_too_common_to_be_found(shelf: Shelf) -> None:
    shelf.put(a="To be or not to be", b="To be not or to be", c="the the")
    assert shelf.found(Phrase("to be or not to be")) == "a"
    assert shelf.found("the") == "c"


@pytest.mark.parametrize("typed", [Word("—"), Phrase("“…”"), Wildcard("*"), Wildcard("-?"), Fuzzy("&"), Word("")])
def test_what_has_no_letter_or_digit_finds_nothing_and_says_so(
    shelf: Shelf, typed: Word | Phrase | Wildcard | Fuzzy
) -> None:
    shelf.put(a="A — dash “…” & so on")
    text = typed.pattern if isinstance(typed, Wildcard) else typed.text
    results = shelf.search(And((typed, Not(typed), typed)))
    assert results.total == 0
    assert results.notes == (f"Nothing to search for in “{text}”.",)


def test_notes_come_once_and_in_the_order_of_the_query(shelf: Shelf) -> None:
    results = shelf.put(a="x").search(Or((Word("-"), Not(Word("+")), Word("-"), Word("x"))))
    assert results.notes == ("Nothing to search for in “-”.", "Nothing to search for in “+”.")
    assert results.total == 1


def test_a_query_that_is_understood_gets_no_note(shelf: Shelf) -> None:
    assert shelf.put(a="x").search(And((Word("x"), Nothing()))).notes == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Trade talks began", True),
        ("TRADE-TALKS began", True),
        ("of trade; “talks”", True),
        ("tráde tálks", True),
        ("trading talks", False),
        ("trade talk", False),
        ("talks trade", False),
        ("trade the talks", False),
        ("trade\n\ntalks", True),
    ],
)
def test_a_phrase_is_exactly_these_words_in_this_order(shelf: Shelf, body: str, found: bool) -> None:
    shelf.put(a=body)
    assert shelf.found(Phrase("“Trade Talks”")) == ("a" if found else "")


def test_a_phrase_knows_the_other_spellings_of_its_parts(shelf: Shelf) -> None:
    shelf.put(a="the G20 summit", b="the G-20 summit", c="the G 20 summit", d="the G20 summits", e="G20")
    assert shelf.found(Phrase("G20 summit")) == "a b c"
    assert shelf.found(Phrase("G-20 summit")) == "a b c"
    assert shelf.found(Phrase("G 20 summit")) == "b c"


def test_a_phrase_of_one_word_has_no_inflections(shelf: Shelf) -> None:
    shelf.put(a="trade", b="trades")
    assert shelf.found(Phrase("trade")) == "a"
    assert shelf.found(Phrase("trade", slop=3)) == "a"


@pytest.mark.parametrize(
    ("body", "slop", "found"),
    [
        ("alpha beta", 1, True),
        ("beta alpha", 1, True),
        ("alpha x beta", 1, False),
        ("alpha x beta", 2, True),
        ("beta x x x x alpha", 5, True),
        ("beta x x x x x alpha", 5, False),
        ("alphas beta", 5, False),
        ("alpha\n\nbeta", 1, True),
    ],
)
def test_two_words_of_a_loose_phrase_stand_at_most_so_many_words_apart(
    shelf: Shelf, body: str, slop: int, found: bool
) -> None:
    shelf.put(a=body)
    assert shelf.found(Phrase("alpha beta", slop)) == ("a" if found else "")


@pytest.mark.parametrize(
    ("body", "slop", "found"),
    [
        ("gamma alpha beta", 1, True),
        ("gamma x alpha beta", 1, False),
        ("gamma x alpha beta", 2, True),
        ("alpha beta beta x", 9, False),
    ],
)
def test_a_loose_phrase_of_three_words_needs_all_of_them_in_a_stretch(
    shelf: Shelf, body: str, slop: int, found: bool
) -> None:
    shelf.put(a=body)
    assert shelf.found(Phrase("alpha beta gamma", slop)) == ("a" if found else "")


def test_a_word_that_a_loose_phrase_has_twice_must_be_there_twice(shelf: Shelf) -> None:
    shelf.put(a="new york", b="new york new", c="york new new")
    assert shelf.found(Phrase("new new york", 2)) == "b c"


def test_a_loose_phrase_is_taken_literally(shelf: Shelf) -> None:
    shelf.put(a="G20 summit", b="summit of G 20")
    assert shelf.found(Phrase("G-20 summit", 3)) == "b"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("telecom*", "a b"),
        ("TÉLÉCOM*", "a b"),
        ("*com", "b"),
        ("t*m*s", "a"),
        ("wom?n", "c d"),
        ("w?n", ""),
        ("trading*", "e"),
        ("no-sp*", "g h"),
        ("no-*s", "h"),
        ("n?-spies", "h"),
        ("* spies", "h"),
    ],
)
def test_a_wildcard_stands_for_exact_forms(shelf: Shelf, pattern: str, found: str) -> None:
    shelf.put(
        a="Telecoms rose", b="telecom fell", c="a woman", d="two women",
        e="trading", f="trade", g="no-spy", h="No spies",
    )  # fmt: skip
    assert shelf.found(Wildcard(pattern)) == found


def test_a_wildcard_stands_for_the_thousand_commonest_forms_and_says_when_there_are_more(shelf: Shelf) -> None:
    shelf.put(a=" ".join(f"w{n:04}" for n in range(1000)), b="w1000")
    results = shelf.search(Wildcard("w*"))
    assert [hit.id for hit in results] == ["a"]
    assert len(results.notes) == 1
    assert "w*" in results.notes[0]
    assert "1,000" in results.notes[0]
    assert shelf.search(Wildcard("w0*")).notes == ()
    shelf.put(c="w1000")
    assert shelf.found(Wildcard("w*")) == "a b c"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (Fuzzy("huawie"), "a"),
        (Fuzzy("HUAWÉI"), "a b"),
        (Fuzzy("huwei"), "a"),
        (Fuzzy("huwei", 2), "a b"),
        (Fuzzy("no-spi"), "c d"),
        (Fuzzy("Huawei’s"), "a b"),
    ],
)
def test_a_fuzzy_word_finds_forms_so_many_edits_away(shelf: Shelf, typed: Fuzzy, found: str) -> None:
    shelf.put(a="huawei", b="huawai", c="no-spy", d="no spin", e="hawaii")
    assert shelf.found(typed) == found


def test_edits_are_counted_as_optimal_string_alignment(shelf: Shelf) -> None:
    shelf.put(a="ca")
    assert shelf.found(Fuzzy("ac", 1)) == "a"
    assert shelf.found(Fuzzy("abc", 2)) == ""


def test_a_fuzzy_word_stands_for_the_hundred_nearest_forms_and_says_when_there_are_more(shelf: Shelf) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    near = sorted({f"{a}{'stone'}" for a in letters} | {f"stone{a}" for a in letters} | {f"st{a}one" for a in letters})
    far = sorted(f"{a}st{b}one" for a in "xyz" for b in letters)
    assert len(near) < 100 < len(near) + len(far)
    shelf.put(a=" ".join(near), b=" ".join(far[:-1]), c=far[-1])
    results = shelf.search(Fuzzy("stone", 2))
    assert sorted(hit.id for hit in results) == ["a", "b"]
    assert len(results.notes) == 1
    assert "stone" in results.notes[0]
    assert "100" in results.notes[0]
    assert shelf.search(Fuzzy("stone", 1)).notes == ()


def test_nothing_matches_across_headline_and_body(shelf: Shelf) -> None:
    shelf.put(article("a", "talks failed", headline="The trade"), article("b", "trade talks"))
    assert shelf.found(Phrase("trade talks")) == "b"
    assert shelf.found(Phrase("trade talks", 5)) == "b"
    assert shelf.found(Word("trade-talks")) == "b"
    assert shelf.found(Wildcard("trade-tal*")) == "b"


def test_an_article_without_text_is_an_article(shelf: Shelf) -> None:
    shelf.put(article("a"), article("b", "trade"))
    assert shelf.found() == "a b"
    assert shelf.found(Not(Word("trade"))) == "a"


def test_an_empty_index_answers_every_query(shelf: Shelf) -> None:
    for query in (Word("x"), Phrase("a b", 3), Wildcard("x*"), Fuzzy("x"), Not(Word("x"))):
        assert shelf.search(query).total == 0
