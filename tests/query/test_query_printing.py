from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.query.ast import And, DateRange, Everything, Not, Nothing, Phrase, Query, Scope, Word
from newsfind.query.parse import Default, parse, parse_lenient
from newsfind.query.printing import draw, format_query
from newsfind.query.walk import nodes
from query.trees import trees

NOW = date(2020, 2, 5)


@settings(max_examples=300)
@given(trees(), st.sampled_from(["and", "or"]))
def test_a_printed_query_is_read_as_the_same_query_again(query: Query, default: Default) -> None:
    assert parse(format_query(query), default=default, now=NOW) == query


@settings(max_examples=300)
@given(st.text(st.sampled_from('ab*?~-/\\|()"“ \t.:,59&WANDORTheadlineproxims'), max_size=40))
def test_whatever_was_typed_prints_as_something_that_means_the_same(text: str) -> None:
    query = parse_lenient(text, now=NOW).query
    assert parse_lenient(format_query(query), now=NOW).query == query


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("huawei trade", "huawei AND trade"),
        ("a|b -c", "a OR (b AND NOT c)"),
        ("“trade talks”", '"trade talks"'),
        ("title:(a b) byline:Doe", "headline:(a AND b) AND author:Doe"),
        ("organisation:Huawei language:en", "org:Huawei AND lang:en"),
        ("a near/5 b", "a W/5 b"),
        ("a adj b", "a AND adj AND b"),
        ("a ADJ b", "a PRE/1 b"),
        ("a /p b", "a W/P b"),
        ("x AND (a w/2 b)", "x AND (a W/2 b)"),
        ("NOT (a OR b)", "NOT (a OR b)"),
        ("since:2019-06 before:2020", "since:2019-06-01 AND before:2020-01-01"),
        ("date:2019-06-01..2019-06-14", "date:2019-06-01..2019-06-14"),
        ("date:2019-06", "date:2019-06"),
        ("date:june", "date:2019-06"),
        ("words:>=300 words:<500", "words:>299 AND words:<500"),
        ("section:(World News)", 'section:"World News"'),
        ("", "*"),
        ("NOT *", "NOT *"),
    ],
)
def test_the_query_as_understood_spells_everything_out(typed: str, printed: str) -> None:
    assert format_query(parse(typed, now=NOW)) == printed


@pytest.mark.parametrize("text", ["AND", "w/5", "adj5", "near10", "-5", "headline:x", "what?", "a~", "tele*"])
def test_a_word_that_would_be_read_as_something_else_is_printed_behind_a_backslash(text: str) -> None:
    assert format_query(Word(text)) == "\\" + text


def test_a_range_that_ends_within_a_day_keeps_its_moments() -> None:
    morning = DateRange(datetime(2019, 6, 14, 10), datetime(2019, 6, 15))
    assert format_query(morning) == "date:2019-06-14T10:00:00..2019-06-14T23:59:59"
    assert parse(format_query(morning)) == morning


def test_the_drawn_tree_has_one_node_a_line_each_level_indented() -> None:
    query = parse('headline:(huawei "trade talks") OR (bank W/5 fraud*) -section:Sport')
    assert draw(query).splitlines() == [
        "any of",
        "  in the headline",
        "    all of",
        "      word huawei",
        '      phrase "trade talks"',
        "  all of",
        "    within 5 words, in either order",
        "      word bank",
        "      pattern fraud*",
        "    not",
        "      field section:Sport",
    ]


def test_the_drawn_tree_can_carry_a_remark_on_each_node() -> None:
    query = And((Word("a"), Not(Phrase("b c"))))
    drawn = draw(query, annotate=lambda node: "here" if isinstance(node, Word) else "")
    assert drawn == 'all of\n  word a  here\n  not\n    phrase "b c"'


@given(trees())
def test_the_drawn_tree_has_as_many_lines_as_there_are_nodes(query: Query) -> None:
    assert len(draw(query).split("\n")) == len(list(nodes(query)))


def test_everything_and_nothing_are_drawn_in_words() -> None:
    assert draw(Everything()) == "every article *"
    assert draw(Nothing()) == "no article NOT *"
    assert draw(Scope("hlead", Word("a"))) == "in the headline or the lead\n  word a"
