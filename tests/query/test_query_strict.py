"""Queries that are right, and what strict parsing says of those that are not."""

from datetime import date, datetime

import pytest

from newsfind.errors import QuerySyntaxError
from newsfind.query.ast import (
    And,
    AtLeast,
    DateRange,
    Equals,
    Fuzzy,
    Length,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Scope,
    Wildcard,
    Within,
    Word,
)
from newsfind.query.parse import parse

A, B, C, D = map(Word, "abcd")
NOW = date(2020, 2, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b OR c d", Or((And((A, B)), And((C, D))))),
        ("a OR b AND c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a|b||c", Or((A, B, C))),
        ("(a AND (b AND c))", And((A, B, C))),
        ("a NOT b", And((A, Not(B)))),
        ("a AND NOT b", And((A, Not(B)))),
        ("NOT NOT a", A),
        ("NOT (NOT a)", A),
        ("-a", Not(A)),
        ('-"a b" -(c|d)', And((Not(Phrase("a b")), Not(Or((C, D)))))),
        ("a - b", And((A, B))),
        ("a -- b", And((A, B))),
        ("--a", A),
        ("-a W/5 b", Not(Near(A, B, 5))),
        ("-AND", Not(Word("AND"))),
        ("a W/5 b W/3 c", Near(Near(A, B, 5), C, 3)),
        ("a w/5 b", Near(A, B, 5)),
        ("a /5 b", Near(A, B, 5)),
        ("a near5 b", Near(A, B, 5)),
        ("a pre/5 b", Near(A, B, 5, ordered=True)),
        ("a ADJ/2 b", Near(A, B, 2, ordered=True)),
        ("a /s b", Within(A, B, "sentence")),
        ("a W/para b", Within(A, B, "paragraph")),
        ("near and a or b not c", And(tuple(map(Word, ["near", "and", "a", "or", "b", "not", "c"])))),
        ("George W Bush and/or w/o", And(tuple(map(Word, ["George", "W", "Bush", "and/or", "w/o"])))),
        ("(a AND b) W/5 c", And((Near(A, C, 5), Near(B, C, 5)))),
        ("c PRE/5 (a b)", And((Near(C, A, 5, True), Near(C, B, 5, True)))),
        (
            "((a b) OR c) W/S d",
            Or((And((Within(A, D, "sentence"), Within(B, D, "sentence"))), Within(C, D, "sentence"))),
        ),
        ("headline:a W/5 headline:b", Scope("headline", Near(A, B, 5))),
        ("headline:a W/5 (headline:b headline:c)", And(tuple(Scope("headline", Near(A, x, 5)) for x in (B, C)))),
        ("ATLEAST3(a|b)", AtLeast(3, Or((A, B)))),
        ("atleast/3 (a)", AtLeast(3, A)),
        ("ATLEAST2(a b)", And((AtLeast(2, A), AtLeast(2, B)))),
        ("ATLEAST2(lead:a)", Scope("lead", AtLeast(2, A))),
        ("headline:(a lead:b)", And((Scope("headline", A), Scope("lead", B)))),
        ("headline:(NOT lead:b)", Not(Scope("lead", B))),
        ("headline:-a", Not(Scope("headline", A))),
        ("headline: a", Scope("headline", A)),
        ("TITLE:a", Scope("headline", A)),
        ("headline:tele*", Scope("headline", Wildcard("tele*"))),
        ("place:OR", Equals("place", "OR")),
        ("section: Technology,", Equals("section", "Technology")),
        ("section:(Arts & Culture OR Sport)", Or((Equals("section", "Arts & Culture"), Equals("section", "Sport")))),
        ('entity:("Marco Rubio" Huawei)', And((Equals("entity", "Marco Rubio"), Equals("entity", "Huawei")))),
        ("section:(NOT Sport)", Not(Equals("section", "Sport"))),
        ("-org:Huawei", Not(Equals("organisation", "Huawei"))),
        ("since:June 2019 a", And((DateRange(datetime(2019, 6, 1), None), A))),
        ("date:14 June 2019", DateRange(datetime(2019, 6, 14), datetime(2019, 6, 15))),
        ("date:2019 a b", And((DateRange(datetime(2019, 1, 1), datetime(2020, 1, 1)), A, B))),
        ("words:>1,000", Length(1001, None)),
        ("words:<10", Length(None, 9)),
        ("words:500..200", Length(200, 500)),
        ("words:..200", Length(None, 200)),
        ("words:300", Length(300, 300)),
        ("anti-govern*", Near(Word("anti"), Wildcard("govern*"), 1, ordered=True)),
        ("**tele** wom?n?", And((Wildcard("*tele*"), Wildcard("wom?n")))),
        ('"a * b"', Phrase("a * b")),
        ("Who is Huawei?", And((Word("Who"), Word("is"), Word("Huawei")))),
        ("huawie~,", Fuzzy("huawie")),
        ('"a  b"~5', Phrase("a b", 5)),
        ("O’Brien trade–war", And((Word("O'Brien"), Word("trade-war")))),
        ("he —a— b", And((Word("he"), Word("a-"), B))),
        ("a –b", And((A, Not(B)))),
        ("5'10\" a", And((Word("5'10"), A))),
        ("10:30 http://x.org/?q=a*", And((Word("10:30"), Word("http://x.org/?q=a*")))),
        ("Analysis: a", And((Word("Analysis"), A))),
        ("\\AND \\-a", And((Word("AND"), Word("-a")))),
        ("* a", A),
        ("a\0b\u200bc", And((A, Word("bc")))),
    ],
)
def test_a_query_has_the_tree_that_it_should(text: str, expected: Query) -> None:
    assert parse(text, now=NOW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b", Or((A, B))),
        ("a b AND c", Or((A, And((B, C))))),
        ("a b -c", And((Or((A, B)), Not(C)))),
        ("a OR -b", Or((A, Not(B)))),
        ("-b OR a", Or((Not(B), A))),
        ("a b section:x", And((Or((A, B)), Equals("section", "x")))),
        ("headline:(a b)", Scope("headline", Or((A, B)))),
        ("-c", Not(C)),
    ],
)
def test_with_any_word_enough_negations_and_conditions_still_narrow(text: str, expected: Query) -> None:
    assert parse(text, default="or") == expected


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ('a "b c', 2, "a closing quotation mark"),
        ('a b" c', 3, "a quotation mark only at either end"),
        ('a ""', 2, "words between the quotation marks"),
        ("(a b", 0, "a closing bracket"),
        ("a b)", 3, "an opening bracket"),
        ("a ()", 2, "a word between the brackets"),
        ("AND a", 0, "before “AND”"),
        ("a OR", 2, "after “OR”"),
        ("a NOT", 2, "after “NOT”"),
        ("a AND OR b", 2, "after “AND”"),
        ("a W/5", 2, "after “W/5”"),
        ("foo:bar", 0, "one of the fields headline:"),
        ('x foo:"bar"', 2, "one of the fields"),
        ("headline:", 9, "a value after headline:"),
        ("date:junk", 5, "a date such as"),
        ("words:many", 6, "a length such as"),
        ("section:tech*", 8, "a whole value"),
        ("a~3", 2, "1 to 2 edits"),
        ("a*~", 2, "either a wildcard or a ~"),
        ('"a b"~', 6, "a number of words after ~"),
        ("foo NEAR/ bar", 9, "a number of words, as in NEAR/5"),
        ("foo PRE/ bar", 8, "a number of words, as in PRE/5"),
        ("a W/0 b", 4, "a number from 1 to 1000"),
        ("ATLEAST0(a)", 7, "a number from 1 to 1000"),
        ("a ATLEAST(b)", 2, "a number and brackets, as in ATLEAST3(huawei)"),
        ("a W/5 -b", 2, "on both sides of W/5"),
        ("a W/5 section:x", 2, "on both sides of W/5"),
        ("headline:a W/5 b", 11, "in the same field"),
        ("ATLEAST3(section:x)", 8, "whose mentions can be counted"),
        ("(" * 51 + "a" + ")" * 51, 50, "at most 50 brackets"),
        (". -", 0, "a word"),
        ("NOT OR", 0, "a word"),
        ("a W/1 " * 60 + "a", 0, "nested less deeply"),
        ("a " * 10_001, 20_000, "at most 20,000 characters"),
    ],
)
def test_an_error_names_the_character_and_what_was_expected_there(text: str, position: int, expected: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text, now=NOW)
    assert caught.value.position == position
    assert expected in caught.value.expected
    assert caught.value.text == text


def test_of_several_mistakes_the_first_is_named() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse("a~7 foo:b )")
    assert caught.value.position == 2


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("ferry OR OR strike", "ferry OR OR strike\n      ^"),
        ("ferry\t(", "ferry (\n      ^"),
        ("a " * 40 + "OR " + "b" * 200 + " date:junk", "b" * 4 + " date:junk"),
    ],
)
def test_an_error_points_at_its_character(query: str, pointer: str) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        parse(query)
    shown, caret = raised.value.pointer(80).split("\n")
    assert len(shown) <= 80
    assert f"{shown}\n{caret}".startswith(pointer) or shown.endswith(pointer)
    assert query.replace("\t", " ")[raised.value.position] == shown[len(caret) - 1]
