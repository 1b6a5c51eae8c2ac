from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.index.analysis import forms
from newsfind.index.patterns import pattern_parts


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("telecom*", ["telecom*"]),
        ("WOM?N", ["wom?n"]),
        ("Mü*ér", ["mu*er"]),
        ("no-sp*", ["no", "sp*"]),
        ("*no-*spy*", ["*no", "*spy*"]),
        ("no * spy", ["no", "*", "spy"]),
        ("no -*", ["no", "*"]),
        ("U.S*", ["us*"]),
        ("1,000*", ["1000*"]),
        ("AT&T*", ["at&t*"]),
        ("a**b??", ["a**b??"]),
        ("中国*", ["中", "国*"]),
        ("*", []),
        ("-?*", []),
        ("", []),
        ("…", []),
    ],
)
def test_a_pattern_is_taken_apart_as_text_is(pattern: str, parts: list[str]) -> None:
    assert list(pattern_parts(pattern)) == parts


@given(st.text(alphabet="aé-. *?&1,中’_", max_size=12))
def test_the_literal_parts_of_a_pattern_are_the_forms_of_its_text(pattern: str) -> None:
    parts = pattern_parts(pattern)
    pieces = [form for piece in pattern.replace("?", "*").split("*") for form in forms(piece)]
    assert [part for whole in parts for part in whole.replace("?", "*").split("*") if part] == (pieces if parts else [])
    assert bool(parts) == bool(pieces)


@given(st.text(max_size=12).filter(lambda text: not set("*?") & set(text)))
def test_a_pattern_without_wildcards_is_just_words(text: str) -> None:
    assert list(pattern_parts(text)) == forms(text)
