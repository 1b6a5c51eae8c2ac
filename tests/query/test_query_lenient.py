"""Whatever is typed is a query; what was not understood is a note."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.errors import QuerySyntaxError
from newsfind.query.ast import And, Equals, Everything, Fuzzy, Near, Not, Nothing, Or, Phrase, Query, Scope, Word
from newsfind.query.parse import MAX_HEIGHT, Default, Parsed, parse, parse_lenient
from newsfind.query.printing import draw, format_query
from newsfind.query.walk import height

A, B = Word("a"), Word("b")
PIECES = [
    "a",
    "b*",
    '"',
    "“",
    "(",
    ")",
    " ",
    "AND",
    "OR",
    "NOT",
    "-",
    "—",
    "W/5",
    "/s",
    "NEAR",
    "~",
    "~2",
    "|",
    "\\",
    ":",
]
PIECES += [
    "headline:",
    "section:",
    "date:",
    "words:",
    "since:",
    "foo:",
    "2019",
    "7d",
    "..",
    ">5",
    "ATLEAST3(",
    "?",
    "🙂",
    "\0",
]


@settings(max_examples=400)
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(["and", "or"]))
def test_any_string_is_a_query(text: str, default: Default) -> None:
    parsed = parse_lenient(text, default=default)
    assert height(parsed.query) <= MAX_HEIGHT
    assert all(note.endswith(".") and "\n" not in note for note in parsed.notes)
    format_query(parsed.query)
    draw(parsed.query)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join))
def test_strict_parsing_agrees_where_there_is_nothing_to_note_and_refuses_where_there_is(text: str) -> None:
    parsed = parse_lenient(text)
    if parsed.notes:
        with pytest.raises(QuerySyntaxError) as caught:
            parse(text)
        assert 0 <= caught.value.position <= len(text)
    else:
        assert parse(text) == parsed.query


@pytest.mark.parametrize(
    ("text", "query", "note"),
    [
        ('a "trade talks', And((A, Phrase("trade talks"))), "never closed; the phrase"),
        ('a b"', And((A, B)), "belongs to no phrase"),
        ('a " b', And((A, Phrase("b"))), "never closed"),
        ("((a", A, "A bracket was never closed"),
        ("a))", A, "A bracket was never opened"),
        ("a AND", A, "“AND” has nothing after it"),
        ("OR a", A, "“OR” has nothing before it"),
        ("a OR OR b", Or((A, B)), "“OR” has nothing after it"),
        ("NEAR a", And((Word("NEAR"), A)), "NEAR has nothing to join and was searched as a word"),
        ("a ADJ", And((A, Word("ADJ"))), "ADJ has nothing to join"),
        ("NOT OR", And((Word("NOT"), Word("OR"))), "the operators were searched as words"),
        ("AND", Word("AND"), "the operators were searched as words"),
        ("w/5", Word("w/5"), "the operators were searched as words"),
        ("C:\\x a", And((Word("C:\\x"), A)), "“C:” is not a field"),
        ('foo:"a b"', And((Word("foo:"), Phrase("a b"))), "“foo:” is not a field"),
        ("date:junk a", A, "“junk” was not understood as a date"),
        ("a OR date:junk", A, "“junk” was not understood as a date"),
        ("-date:junk", Nothing(), "“junk” was not understood as a date"),
        ("words:x a", A, "“x” was not understood as a length"),
        ("headline: AND a", A, "“headline:” has no value"),
        ("section:*", Equals("section", "*"), "takes whole values"),
        ("a~0.8", Fuzzy("a", 1), "read with ~1"),
        ("a~9", Fuzzy("a", 2), "read with ~2"),
        ("a W/5000 b", Near(A, B, 1000), "The number 5000 was read as 1000"),
        ("a W/5 -b", And((A, Not(B))), "its sides were searched with AND"),
        ("headline:a W/5 b", Scope("headline", Near(A, B, 5)), "taken to be meant for both"),
        ("a W/5 headline:b", Scope("headline", Near(A, B, 5)), "taken to be meant for both"),
        ("ATLEAST3(section:x)", Equals("section", "x"), "ATLEAST counts words"),
        ("ATLEAST3()", Nothing(), "around nothing"),
        ("ATLEAST(a)", Word("a"), "ATLEAST was left out: it needs a number and brackets"),
        ("ATLEAST3 a", Word("a"), "ATLEAST3 was left out: it needs a number and brackets"),
        (". -", Nothing(), "no word to search for"),
        ("🙂", Nothing(), "no word to search for"),
        ("()", Nothing(), "around nothing"),
        ("(a W/1 (a b)) " * 2 + "W/1 " * 3 + "b", None, "nothing after it"),
    ],
)
def test_the_best_reading_is_searched_and_a_note_says_what_was_done(text: str, query: Query | None, note: str) -> None:
    parsed = parse_lenient(text)
    assert query is None or parsed.query == query
    assert note in " ".join(parsed.notes)


@pytest.mark.parametrize("text", ["", "   ", "\n", "\0", "*", "**"])
def test_nothing_typed_and_a_star_are_every_article_without_a_note(text: str) -> None:
    wanted = Everything() if text != "\0" else Nothing()
    assert parse_lenient(text).query == wanted
    assert bool(parse_lenient(text).notes) == (text == "\0")


@pytest.mark.parametrize(
    "text", ["5'10\" a", "http://x.org", "10:30", "Huawei: a", "a — b", "a & b", "'a b'", "a, b.", "{a}"]
)
def test_what_pasted_text_is_full_of_needs_no_note(text: str) -> None:
    assert parse_lenient(text).notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "a",
        "(" * 5000 + "a" + ")" * 5000,
        "NOT " * 2500 + "a",
        "-" * 10_000,
        '"' * 10_000,
        "a W/5 " * 1600 + "b",
        "a W/5 -" * 1400 + "b",
        "(a b c d) W/1 " * 700 + "e",
        "(a|b W/1 " * 1100,
        "headline:-" * 1000 + "a",
        "ATLEAST3(" * 1100 + "a",
        "section:(" * 1100 + "a",
        "a-*" * 3300,
        "9" * 10_000,
        "date:" + "9" * 9990 + "d",
        "\0" * 10_000,
        "🙂 " * 5000,
        "word " * 200_000,
        "\ud800 a",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_hostile_strings_take_bounded_time_and_make_trees_that_can_be_walked(text: str) -> None:
    began = time.process_time()
    parsed = parse_lenient(text, now=date(2020, 1, 1))
    assert time.process_time() - began < 5
    assert height(parsed.query) <= MAX_HEIGHT
    format_query(parsed.query)
    draw(parsed.query)


def test_a_thousand_mistakes_make_a_few_notes() -> None:
    parsed = parse_lenient(" ".join(f"field{letter}:x" for letter in "abcdefghijklmnopqrstuvwxyz"))
    assert len(parsed.notes) == 9
    assert parsed.notes[-1] == "18 more of the like."


def test_a_note_shows_only_the_beginning_of_a_very_long_word() -> None:
    (note,) = parse_lenient("date:" + "x" * 9000).notes
    assert len(note) < 120


def test_a_tree_that_is_too_high_loses_its_proximities_and_then_its_brackets() -> None:
    parsed = parse_lenient("a W/1 " * 60 + "b")
    assert parsed == Parsed(And((A,) * 60 + (B,)), ("The query is nested too deeply; its proximities were ignored.",))
    zigzag = parse_lenient("(a OR (b " * 25 + "a" + "))" * 25)
    assert zigzag.notes == ("The query is nested too deeply; its brackets were ignored.",)


def test_a_connector_without_its_number_is_read_as_one_that_needs_none() -> None:
    for typed, meant in (("foo NEAR/ bar", "foo NEAR bar"), ("foo ADJ/ bar", "foo ADJ bar")):
        assert parse_lenient(typed).query == parse(meant)
    assert parse_lenient("foo PRE/ bar").notes == ("PRE/ has no number of words; it was read as PRE/10.",)
    assert parse_lenient("tea w/ milk").notes == ()
