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
                "huawei trade", "both words, anywhere", "also “trading”: inflections match; close together ranks higher"
            ),
            Row('"trade talks"', "exactly these words in this order", "not “talks on trade”, not “trade talk”"),
            Row("“trade talks” «joint venture»", "the same in curly or French quotation marks"),
            Row("no-spy agreement", "a word of several parts is a phrase", "“no-spy” agreement, no spy agreement"),
            Row("AT&T U.S. G-20 1,000", "as written and as others spell it", "US, G20, 1000 as well"),
            Row("telecom*", "words that begin so", "telecom, telecoms, telecommunications"),
            Row("wom?n", "any one character inside a word", "woman, women"),
            Row("huawie~", "words one typing error away", "huawei"),
            Row("huawie~2", "words up to two typing errors away"),
            Row("*", "every article", "an empty query does the same"),
            Row("\\NOT \\10:30", "a backslash takes a word literally", "the word “not”"),
        ),
    ),
    Group(
        "Together, either, without",
        (
            Row("huawei AND trade", "both; nothing between words means AND too"),
            Row("merger OR takeover", "either of them", "AND binds tighter than OR"),
            Row("merger | takeover", "the same"),
            Row("huawei NOT trade", "the first without the second"),
            Row("huawei -trade", "the same", "only in front of a word: no-spy is a word"),
            Row("(merger OR takeover) bank", "brackets group"),
        ),
    ),
    Group(
        "Near each other",
        (
            Row(
                "merger W/5 bank", "within 5 words, in either order", "W/ is unordered here; /5 and NEAR/5 are the same"
            ),
            Row("merger NEAR bank", "within 10 words, in either order"),
            Row("merger PRE/5 bank", "within 5 words, in this order", "ADJ/5 is the same, ADJ alone means PRE/1"),
            Row('"merger bank"~5', "these words within 5 words of each other, in any order"),
            Row("merger W/S bank", "in the same sentence", "/s is the same"),
            Row("merger W/P bank", "in the same paragraph", "/p is the same"),
            Row(
                '(merger OR takeover) W/10 (bank* OR "credit union")',
                "groups of words, phrases and patterns near each other",
            ),
            Row("(merger AND bank) W/5 fraud", "each of the words near the other side"),
            Row("ATLEAST3(huawei)", "at least 3 mentions"),
        ),
    ),
    Group(
        "Where in the article",
        (
            Row("headline:huawei", "in the headline", "title: is the same"),
            Row('headline:("trade talks" china)', "all of this in the headline"),
            Row("lead:huawei", "in the first 100 words of the body"),
            Row("hlead:huawei", "in the headline or the first 100 words"),
            Row("body:huawei", "in the body"),
        ),
    ),
    Group(
        "What the article is",
        (
            Row("section:Technology", "in that section", "case and accents do not matter"),
            Row('section:"World News"', "a value of several words"),
            Row("section:(World News OR Business)", "any of several values"),
            Row("source:Reuters", "from that publisher"),
            Row('author:"Jane Doe"', "by that author", "byline: is the same"),
            Row("agency:AFP", "from that news agency"),
            Row('entity:"Marco Rubio"', "naming that person, organisation or place"),
            Row('person:"Marco Rubio"', "naming that person"),
            Row("org:Huawei", "naming that organisation"),
            Row("place:China", "naming that place"),
            Row("lang:en", "in that language", "its two letters"),
            Row("words:>1000", "longer than 1,000 words", "also >=, <, <="),
            Row("words:200..500", "of 200 to 500 words"),
        ),
    ),
    Group(
        "When it was published",
        (
            Row("date:2019", "in that year"),
            Row("date:2019-06", "in that month", '"June 2019" is the same'),
            Row("date:2019-06-14", "on that day"),
            Row(
                "date:2019-06-01..2019-06-14", "from the first to the last day, both included", "either may be left out"
            ),
            Row("since:2019-06", "on its first day or later"),
            Row("until:2019-06", "on its last day or earlier"),
            Row("after:2019-06", "later than its last day"),
            Row("before:2019-06", "earlier than its first day"),
            Row("date:7d", "in the last 7 days and today", "2w, 3m, 1y: weeks, months, years"),
            Row("date:yesterday", "also today"),
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
