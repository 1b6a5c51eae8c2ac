"""Hyphens at line ends: the word goes on, a compound does, or a list does."""

from __future__ import annotations

import pytest

from newsfind.corpus.normalize.hyphens import Hyphens
from newsfind.corpus.normalize.paragraphs import split_paragraphs


@pytest.mark.parametrize(
    ("line", "following", "made"),
    [
        ("the govern-", "ment said", "the govern"),
        ("a well-", "known firm", "a well-"),
        ("a cost-", "cutting plan", "a cost-"),
        ("the Anglo-", "Saxon chronicle", "the Anglo-"),
        ("a US-", "amerikanischer Plan", "a US-"),
        ("the years 1990-", "95 were dry", "the years 1990-"),
        ("pre-", "and post-war", "pre- "),
        ("Ost-", "und Westberlin", "Ost- "),
        ("he paused -", "then spoke", "he paused - "),
        ("no hyphen", "here", "no hyphen "),
        ("the end-", "", "the end- "),
    ],
)
def test_a_line_goes_on_by_what_is_known_of_the_word(line: str, following: str, made: str) -> None:
    assert Hyphens(f"{line}\n{following}").continued(line, following) == made


def test_the_text_itself_is_asked_first() -> None:
    text = "The govern-ment of Zorbland.\nA govern-\nment said so."
    assert Hyphens(text).continued("A govern-", "ment said so.") == "A govern-"
    text = "The Vestermarkian view.\nA Vester-\nmarkian said so."
    assert Hyphens(text).continued("A Vester-", "markian said so.") == "A Vester"


def test_what_nobody_knows_goes_by_the_habit_of_the_text() -> None:
    unknown = ("The Zorb-", "lander said")
    assert Hyphens("The govern-\nment met.\nThe Zorb-\nlander said").continued(*unknown) == "The Zorb"
    assert Hyphens("A well-\nknown one met.\nThe Zorb-\nlander said").continued(*unknown) == "The Zorb-"


def test_a_wrapped_paragraph_is_put_together_again() -> None:
    wrapped = (
        "The ministers of the eight govern-\nments who met on Thursday spoke of a well-\n"
        "known problem that none of them had\nwanted to speak of before the elec-\ntion in the spring of the year.\n"
    )
    assert split_paragraphs(wrapped) == [
        "The ministers of the eight governments who met on Thursday spoke of a well-known problem that none of them had "
        "wanted to speak of before the election in the spring of the year."
    ]
