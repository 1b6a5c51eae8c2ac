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
MERGER, BANK, TAKEOVER, HUAWEI, TRADE = map(Word, ["merger", "bank", "takeover", "huawei", "trade"])


def days(first: str, behind: str) -> DateRange:
    return DateRange(datetime.fromisoformat(first), datetime.fromisoformat(behind))


TREES = {
    "huawei trade": And((HUAWEI, TRADE)),
    '"trade talks"': Phrase("trade talks"),
    "“trade talks” «joint venture»": And((Phrase("trade talks"), Phrase("joint venture"))),
    "no-spy agreement": And((Word("no-spy"), Word("agreement"))),
    "AT&T U.S. G-20 1,000": And((Word("AT&T"), Word("U.S."), Word("G-20"), Word("1,000"))),
    "telecom*": Wildcard("telecom*"),
    "wom?n": Wildcard("wom?n"),
    "huawie~": Fuzzy("huawie", 1),
    "huawie~2": Fuzzy("huawie", 2),
    "*": ast.Everything(),
    "\\NOT \\10:30": And((Word("NOT"), Word("10:30"))),
    "huawei AND trade": And((HUAWEI, TRADE)),
    "merger OR takeover": Or((MERGER, TAKEOVER)),
    "merger | takeover": Or((MERGER, TAKEOVER)),
    "huawei NOT trade": And((HUAWEI, Not(TRADE))),
    "huawei -trade": And((HUAWEI, Not(TRADE))),
    "(merger OR takeover) bank": And((Or((MERGER, TAKEOVER)), BANK)),
    "merger W/5 bank": Near(MERGER, BANK, 5),
    "merger NEAR bank": Near(MERGER, BANK, 10),
    "merger PRE/5 bank": Near(MERGER, BANK, 5, ordered=True),
    '"merger bank"~5': Phrase("merger bank", 5),
    "merger W/S bank": Within(MERGER, BANK, "sentence"),
    "merger W/P bank": Within(MERGER, BANK, "paragraph"),
    '(merger OR takeover) W/10 (bank* OR "credit union")': Near(
        Or((MERGER, TAKEOVER)), Or((Wildcard("bank*"), Phrase("credit union"))), 10
    ),
    "(merger AND bank) W/5 fraud": And((Near(MERGER, Word("fraud"), 5), Near(BANK, Word("fraud"), 5))),
    "ATLEAST3(huawei)": AtLeast(3, HUAWEI),
    "headline:huawei": Scope("headline", HUAWEI),
    'headline:("trade talks" china)': Scope("headline", And((Phrase("trade talks"), Word("china")))),
    "lead:huawei": Scope("lead", HUAWEI),
    "hlead:huawei": Scope("hlead", HUAWEI),
    "body:huawei": Scope("body", HUAWEI),
    "section:Technology": Equals("section", "Technology"),
    'section:"World News"': Equals("section", "World News"),
    "section:(World News OR Business)": Or((Equals("section", "World News"), Equals("section", "Business"))),
    "source:Reuters": Equals("source", "Reuters"),
    'author:"Jane Doe"': Equals("author", "Jane Doe"),
    "agency:AFP": Equals("agency", "AFP"),
    'entity:"Marco Rubio"': Equals("entity", "Marco Rubio"),
    'person:"Marco Rubio"': Equals("person", "Marco Rubio"),
    "org:Huawei": Equals("organisation", "Huawei"),
    "place:China": Equals("place", "China"),
    "lang:en": Equals("language", "en"),
    "words:>1000": Length(1001, None),
    "words:200..500": Length(200, 500),
    "date:2019": days("2019-01-01", "2020-01-01"),
    "date:2019-06": days("2019-06-01", "2019-07-01"),
    "date:2019-06-14": days("2019-06-14", "2019-06-15"),
    "date:2019-06-01..2019-06-14": days("2019-06-01", "2019-06-15"),
    "since:2019-06": DateRange(datetime(2019, 6, 1), None),
    "until:2019-06": DateRange(None, datetime(2019, 7, 1)),
    "after:2019-06": DateRange(datetime(2019, 7, 1), None),
    "before:2019-06": DateRange(None, datetime(2019, 6, 1)),
    "date:7d": days("2020-01-29", "2020-02-06"),
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
