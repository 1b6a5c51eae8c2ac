"""Where tokens stand, by arithmetic, agrees with the plain definition in `index/analysis.py`, for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import any_text, many, news_text
from newsfind.index.analysis import tokens
from newsfind.index.engines.whoosh.offsets import token_offsets

joined = st.text("aZé1٣²_.,&+#-' \n’\u0301\u200b\u0915\u093e", max_size=30)
latin = st.text(st.characters(max_codepoint=0x24F), max_size=40)


def plainly(text: str) -> list[tuple[int, int]]:
    return [(token.start, token.end) for token in tokens(text)]


def fast(text: str) -> list[tuple[int, int]]:
    begins, ends, [count] = token_offsets([text])
    assert count == len(begins)
    return list(zip(begins.tolist(), ends.tolist(), strict=True))


@many
@given(any_text | news_text | joined | latin)
@example("")
@example("U.S. and J.R.R. Tolkien's 1,000.50 AT&T, C++ F# a.b.c1 1.2.3x 12,345,678,9 a&&b x&y&z R&D's")
@example("a.b.\u0301c C+++ C++a 1,0000 1,000,a a.1 1.a ..a.. _a_b_ a_1")
@example("naïve e\u0301te\u0301 soft\u00adhyphen zero\u200bwidth")
def test_tokens_stand_where_the_definition_finds_them(text: str) -> None:
    assert fast(text) == plainly(text)


@pytest.mark.parametrize("around", ["{}", "a{}", "{}a", "a{}b", "1{}0", "a.b{}", "{}.b", "a{}b.c"])
def test_every_character_of_the_first_planes_counts_as_the_definition_counts_it(around: str) -> None:
    """One text a piece of 64 characters, each with letters, digits or nothing around it."""
    everything = [chr(code) for code in range(0x3100) if unicodedata.category(chr(code)) != "Cs"]
    for start in range(0, len(everything), 64):
        text = " | ".join(around.format(character) for character in everything[start : start + 64])
        assert fast(text) == plainly(text)


@many
@given(st.lists(any_text | news_text | joined, max_size=4))
def test_each_of_several_texts_has_its_own_tokens(texts: list[str]) -> None:
    begins, ends, counts = token_offsets(texts)
    every = zip(begins.tolist(), ends.tolist(), strict=True)
    assert [[next(every) for _ in range(count)] for count in counts.tolist()] == list(map(plainly, texts))
