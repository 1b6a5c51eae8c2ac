from datetime import date, datetime

import pytest

from newsfind.query import ast
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
    Scope,
    Wildcard,
    Within,
    Word,
)
from newsfind.query.fields import FIELD_NAMES
from newsfind.query.parse import parse
from newsfind.query.syntax import SYNTAX, Row, help_text, markdown

ROWS = [row for group in SYNTAX for row in group.rows]
FERRY, STRIKE, MASTS, KORVANE, TRADE = map(Word, ["ferry", "strike", "masts", "korvane", "trade"])


def days(first: str, behind: str) -> DateRange:
    return DateRange(datetime.fromisoformat(first), datetime.fromisoformat(behind))


TREES = {
    "korvane trade": And((KORVANE, TRADE)),
    '"trade talks"': Phrase("trade talks"),
    "“trade talks” «trade group»": And((Phrase("trade talks"), Phrase("trade group"))),
    "no-spy agreement": And((Word("no-spy"), Word("agreement"))),
    "G-20 U.S. 1,000": And((Word("G-20"), Word("U.S."), Word("1,000"))),
    "telecom*": Wildcard("telecom*"),
    "wom?n": Wildcard("wom?n"),
    "korvaen~": Fuzzy("korvaen", 1),
    "korvaan~2": Fuzzy("korvaan", 2),
    "*": ast.Everything(),
    "\\NOT \\5.40": And((Word("NOT"), Word("5.40"))),
    "korvane AND trade": And((KORVANE, TRADE)),
    "ferry OR strike": Or((FERRY, STRIKE)),
    "ferry | strike": Or((FERRY, STRIKE)),
    "korvane NOT trade": And((KORVANE, Not(TRADE))),
    "korvane -trade": And((KORVANE, Not(TRADE))),
    "(ferry OR strike) harbour": And((Or((FERRY, STRIKE)), Word("harbour"))),
    "korvane W/5 masts": Near(KORVANE, MASTS, 5),
    "korvane NEAR masts": Near(KORVANE, MASTS, 10),
    "korvane PRE/5 masts": Near(KORVANE, MASTS, 5, ordered=True),
    '"korvane masts"~5': Phrase("korvane masts", 5),
    "korvane W/S masts": Within(KORVANE, MASTS, "sentence"),
    "korvane W/P masts": Within(KORVANE, MASTS, "paragraph"),
    '(trade OR negotiations) W/10 (talk* OR "chief negotiator")': Near(
        Or((TRADE, Word("negotiations"))), Or((Wildcard("talk*"), Phrase("chief negotiator"))), 10
    ),
    "(trade AND talks) W/10 korvane": And((Near(TRADE, KORVANE, 10), Near(Word("talks"), KORVANE, 10))),
    "ATLEAST3(korvane)": AtLeast(3, KORVANE),
    "headline:korvane": Scope("headline", KORVANE),
    'headline:("trade talks" brazil)': Scope("headline", And((Phrase("trade talks"), Word("brazil")))),
    "lead:korvane": Scope("lead", KORVANE),
    "hlead:korvane": Scope("hlead", KORVANE),
    "body:korvane": Scope("body", KORVANE),
    "section:Technology": Equals("section", "Technology"),
    "section:(World OR Business)": Or((Equals("section", "World"), Equals("section", "Business"))),
    'source:"Orbit Daily"': Equals("source", "Orbit Daily"),
    'author:"Nadia Ferrant"': Equals("author", "Nadia Ferrant"),
    "agency:Meridian": Equals("agency", "Meridian"),
    'entity:"Karen Vestermark"': Equals("entity", "Karen Vestermark"),
    'person:"Karen Vestermark"': Equals("person", "Karen Vestermark"),
    "org:CDPA": Equals("organisation", "CDPA"),
    "place:Denmark": Equals("place", "Denmark"),
    "lang:en": Equals("language", "en"),
    "words:>500": Length(501, None),
    "words:300..320": Length(300, 320),
    "date:2024": days("2024-01-01", "2025-01-01"),
    "date:2024-06": days("2024-06-01", "2024-07-01"),
    "date:2024-06-18": days("2024-06-18", "2024-06-19"),
    "date:2024-06-18..2024-07-16": days("2024-06-18", "2024-07-17"),
    "since:2024-10": DateRange(datetime(2024, 10, 1), None),
    "until:2023-02": DateRange(None, datetime(2023, 3, 1)),
    "after:2024-10": DateRange(datetime(2024, 11, 1), None),
    "before:2023-02": DateRange(None, datetime(2023, 2, 1)),
    "date:7d": days("2020-01-29", "2020-02-06"),
    "date:2024-W25": days("2024-06-17", "2024-06-24"),
    "date:yesterday": days("2020-02-04", "2020-02-05"),
    'date:"last week"': days("2020-01-27", "2020-02-03"),
    "date:none": ast.DateMissing(),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.example)
def test_the_example_of_each_row_has_the_tree_that_it_promises(row: Row) -> None:
    assert parse(row.example, now=date(2020, 2, 5)) == TREES[row.example]


def test_no_tree_is_left_without_a_row() -> None:
    assert set(TREES) == {row.example for row in ROWS}


def test_every_kind_of_node_a_user_can_ask_for_is_in_the_table() -> None:
    shown = " ".join(map(repr, TREES.values()))
    kinds = [kind for kind in ast.Query.__args__ if kind is not ast.Nothing]
    assert [kind.__name__ for kind in kinds if f"{kind.__name__}(" not in shown] == []


def test_every_field_is_in_the_table_or_named_as_the_same_as_one_that_is() -> None:
    table = help_text(200)
    known_aliases = {"organisation", "organization", "language"}
    assert [name for name in FIELD_NAMES if f"{name}:" not in table and name not in known_aliases] == []


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_help_text_keeps_to_the_width_and_shows_every_row(width: int) -> None:
    lines = help_text(width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(any(line.startswith(f"  {row.example}") for line in lines) for row in ROWS)


def test_the_markdown_has_a_table_row_of_three_cells_for_each_row() -> None:
    rows = [line.replace("\\|", "¦") for line in markdown().splitlines() if line.startswith("| `")]
    assert len(rows) == len(ROWS)
    assert all(line.count("|") == 4 for line in rows)
