"""The query language as one table, from which the help text and the documentation are printed.

Each row's example is a query that `parse` accepts; the tests compare its tree with the one that the row promises.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Something to type, what it means, and what it finds (or a remark on it)."""

    example: str
    meaning: str
    finds: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading."""

    heading: str
    rows: tuple[Row, ...]


SYNTAX: tuple[Group, ...] = (
    Group(
        "Words and phrases",
        (
            Row(
                "korvane trade",
                "both words, anywhere",
                "also “trading”: inflections match; close together ranks higher",
            ),
            Row('"trade talks"', "exactly these words in this order", "not “talks on trade”, not “trade talk”"),
            Row("“trade talks” «trade group»", "the same in curly or French quotation marks"),
            Row("no-spy agreement", "a word of several parts is a phrase", "“no-spy” agreement, no spy agreement"),
            Row(
                "G-20 U.S. 1,000",
                "as written and as others spell it",
                "G20, US, 1000 as well; AT&T and C++ are words too",
            ),
            Row("telecom*", "words that begin so", "telecom, telecoms, telecommunications"),
            Row("wom?n", "any one character inside a word", "woman, women"),
            Row("korvaen~", "words one typing error away", "korvane"),
            Row("korvaan~2", "words up to two typing errors away"),
            Row("*", "every article", "an empty query does the same"),
            Row("\\NOT \\5.40", "a backslash takes a word literally", "the word “not”; \\10:30 is no field"),
        ),
    ),
    Group(
        "Together, either, without",
        (
            Row("korvane AND trade", "both; nothing between words means AND too"),
            Row("ferry OR strike", "either of them", "AND binds tighter than OR"),
            Row("ferry | strike", "the same"),
            Row("korvane NOT trade", "the first without the second"),
            Row("korvane -trade", "the same", "only in front of a word: no-spy is a word"),
            Row("(ferry OR strike) harbour", "brackets group"),
        ),
    ),
    Group(
        "Near each other",
        (
            Row(
                "korvane W/5 masts",
                "within 5 words, in either order",
                "W/ is unordered here; /5 and NEAR/5 are the same",
            ),
            Row("korvane NEAR masts", "within 10 words, in either order"),
            Row("korvane PRE/5 masts", "within 5 words, in this order", "ADJ/5 is the same, ADJ alone means PRE/1"),
            Row('"korvane masts"~5', "these words within 5 words of each other, in any order"),
            Row("korvane W/S masts", "in the same sentence", "/s is the same"),
            Row("korvane W/P masts", "in the same paragraph", "/p is the same"),
            Row(
                '(trade OR negotiations) W/10 (talk* OR "chief negotiator")',
                "groups of words, phrases and patterns near each other",
            ),
            Row("(trade AND talks) W/10 korvane", "each of the words near the other side"),
            Row("ATLEAST3(korvane)", "at least 3 mentions"),
        ),
    ),
    Group(
        "Where in the article",
        (
            Row("headline:korvane", "in the headline", "title: is the same"),
            Row('headline:("trade talks" brazil)', "all of this in the headline"),
            Row("lead:korvane", "in the first 100 words of the body"),
            Row("hlead:korvane", "in the headline or the first 100 words"),
            Row("body:korvane", "in the body"),
        ),
    ),
    Group(
        "What the article is",
        (
            Row("section:Technology", "in that section", "case and accents do not matter"),
            Row("section:(World OR Business)", "in any of several"),
            Row('source:"Orbit Daily"', "from that publisher", "a value of several words stands in quotation marks"),
            Row('author:"Nadia Ferrant"', "by that author", "byline: is the same"),
            Row("agency:Meridian", "from that news agency"),
            Row('entity:"Karen Vestermark"', "naming that person, organisation or place"),
            Row('person:"Karen Vestermark"', "naming that person"),
            Row("org:CDPA", "naming that organisation"),
            Row("place:Denmark", "naming that place"),
            Row("lang:en", "in that language", "its two letters"),
            Row("words:>500", "longer than 500 words", "also >=, <, <="),
            Row("words:300..320", "of 300 to 320 words"),
        ),
    ),
    Group(
        "When it was published",
        (
            Row("date:2024", "in that year"),
            Row("date:2024-06", "in that month", '"June 2024" is the same'),
            Row("date:2024-06-18", "on that day"),
            Row(
                "date:2024-06-18..2024-07-16", "from the first to the last day, both included", "either may be left out"
            ),
            Row("since:2024-10", "on its first day or later"),
            Row("until:2023-02", "on its last day or earlier"),
            Row("after:2024-10", "later than its last day"),
            Row("before:2023-02", "earlier than its first day"),
            Row("date:7d", "in the last 7 days and today", "2w, 3m, 1y: weeks, months, years"),
            Row("date:2024-W25", "in that week (ISO 8601)", "2024-Q2: in that quarter; 1990s: in that decade"),
            Row("date:yesterday", "also today, friday (the last one)"),
            Row('date:"last week"', "Monday to Sunday", "this or last week, month, year; last-week too"),
            Row("date:none", "without a date of publication"),
        ),
    ),
)
"""Every row of the language, in the order in which a newcomer meets it."""


def help_text(width: int = 80) -> str:
    """The table for a terminal of that many columns: the example, and its meaning beside or below it."""
    column = min(30, max(len(row.example) for group in SYNTAX for row in group.rows))
    lines: list[str] = []
    for group in SYNTAX:
        lines += ["", group.heading]
        for row in group.rows:
            lines += _help_lines(row, column, width)
    return "\n".join(lines[1:])


def _help_lines(row: Row, column: int, width: int) -> list[str]:
    meaning = f"{row.meaning} ({row.finds})" if row.finds else row.meaning
    wrapped = textwrap.wrap(meaning, max(width - column - 4, 20), break_on_hyphens=False)
    rest = [" " * (column + 4) + line for line in wrapped]
    if len(row.example) > column:
        return [f"  {row.example}", *rest]
    return [f"  {row.example:<{column}}  {wrapped[0]}", *rest[1:]]


def markdown() -> str:
    """The table for the documentation: a heading and a Markdown table for each group."""
    return "\n\n".join(_markdown_group(group) for group in SYNTAX) + "\n"


def _markdown_group(group: Group) -> str:
    lines = [f"## {group.heading}", "", "| typed | means | remarks |", "|---|---|---|"]
    for row in group.rows:
        cells = (f"`{row.example}`", row.meaning, row.finds)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)
