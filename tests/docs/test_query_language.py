"""The page of the query language ends with the table that `newsfind help syntax` is printed from."""

from __future__ import annotations

from pathlib import Path

from newsfind.query.syntax import markdown

PAGE = Path(__file__).parents[2] / "docs" / "query-language.md"


def test_the_page_has_the_table_as_it_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    told, _, table = text.partition("<!-- table -->\n\n")
    assert table == markdown()
    assert "help syntax" in told
