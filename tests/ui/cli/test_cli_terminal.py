"""Lines that fit a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.article import Article
from newsfind.results.hits import Hit, Results, Snippet
from newsfind.ui.cli.results_text import results_as_text
from newsfind.ui.cli.saying import say_notes
from newsfind.ui.cli.terminal import Pen, columns, wrapped


@given(st.text(alphabet="abc é漢字\u0301 ", max_size=60), st.integers(2, 30))
def test_wrapping_loses_no_character_but_white_space(text: str, width: int) -> None:
    lines = [line.text for line in wrapped(Snippet(text), width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= width for line in lines)


@given(st.text(alphabet="ab ", min_size=1, max_size=60), st.data())
def test_marks_keep_naming_the_same_letters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    lines = wrapped(Snippet(text, ((start, end),)), 10)
    marked = "".join(line.text[first:last] for line in lines for first, last in line.marks)
    assert "".join(marked.split()) == "".join(text[start:end].split())


def test_wide_characters_take_two_columns_and_accents_none() -> None:
    assert (columns("abc"), columns("漢字"), columns("e\u0301")) == (3, 4, 1)


def test_a_headline_is_bold_around_its_marks() -> None:
    shown = Pen(color=True).headline(Snippet("a bc d", ((2, 4),)))
    assert shown == "\x1b[1ma \x1b[1;33mbc\x1b[0;1m d\x1b[0m"
    assert Pen(color=False).headline(Snippet("a bc d", ((2, 4),))) == "a bc d"


def test_a_hit_without_a_headline_keeps_its_number() -> None:
    hit = Hit(
        Article(id="a", headline="", body="Ferry"), 1.0, {"headline": (Snippet(""),), "body": (Snippet("Ferry"),)}
    )
    text = results_as_text(Results((hit,), 1), Pen(color=False), 80)
    assert text.startswith("1. (no headline)\n")


def test_notes_are_said_once_each_and_steer_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say_notes(["perhaps “Busi\u202eness” is meant", "perhaps “Busi\u202eness” is meant"])
    assert capsys.readouterr().err == "note: perhaps “Busi\ufffdness” is meant\n"
