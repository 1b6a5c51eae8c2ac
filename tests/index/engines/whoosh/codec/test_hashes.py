"""The numbers of many articles and values are those of each."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import any_text
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.hashes import ties_of, value_hash, value_hashes


@given(st.lists(any_text))
@example(["", "中国", "\ud800", "bonn"])
def test_many_at_a_time_have_the_numbers_of_each(texts: list[str]) -> None:
    assert ties_of(texts).tolist() == list(map(tie_break, texts))
    assert value_hashes(texts).tolist() == list(map(value_hash, texts))
