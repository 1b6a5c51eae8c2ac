"""Lucene's regular expressions that newsfind writes mean the same to `re`, which can be asked without a cluster."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from newsfind.index.engines.opensearch.patterns import literal, near, wild

letters = st.text("abc&+#.’é中", min_size=1, max_size=14)


@given(letters, letters)
def test_a_literal_fits_itself_only(one: str, other: str) -> None:
    assert bool(re.fullmatch(literal(one), other)) == (one == other)


@given(letters, letters, st.integers(0, 2))
def test_everything_so_many_edits_away_fits(word: str, other: str, distance: int) -> None:
    if OSA.distance(word, other) <= distance:
        assert re.fullmatch(near(word, distance), other)


@given(st.text("abc", min_size=1, max_size=14), st.data())
def test_whatever_is_edited_fits(word: str, data: st.DataObject) -> None:
    edited = list(word)
    for _ in range(2):
        at = data.draw(st.integers(0, len(edited)))
        match data.draw(st.sampled_from(["insert", "delete", "replace", "swap"])):
            case "insert":
                edited.insert(at, "x")
            case "delete":
                del edited[at : at + 1]
            case "replace":
                edited[at : at + 1] = "y"
            case _:
                edited[at : at + 2] = reversed(edited[at : at + 2])
    other = "".join(edited)
    if other and OSA.distance(word, other) <= 2:
        assert re.fullmatch(near(word, 2), other)


def test_a_wildcard_keeps_what_is_no_wildcard() -> None:
    assert re.fullmatch(wild("a&t*?"), "a&txy")
    assert not re.fullmatch(wild("a.c"), "abc")
