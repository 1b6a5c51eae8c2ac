"""A subset of a segment's articles knows what is in it, however it is asked."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.making import many
from newsfind.index.engines.whoosh.codec.masks import Subset, bits_of, mask, union

_TOTAL = 130
numbers = st.sets(st.integers(0, _TOTAL - 1))


@many
@given(numbers, numbers, st.booleans())
def test_articles_are_in_a_subset_whether_or_not_it_has_made_its_mask(
    articles: set[int], asked: set[int], masked: bool
) -> None:
    subset = Subset(np.array(sorted(articles), np.int32), _TOTAL)
    if masked:
        assert subset.mask.sum() == len(articles)
    wanted = sorted(asked)
    assert subset.has(np.array(wanted, np.int32)).tolist() == [number in articles for number in wanted]
    assert subset.others.tolist() == sorted(set(range(_TOTAL)) - articles)


@many
@given(numbers, numbers)
def test_what_several_have_together_is_found_once(one: set[int], other: set[int]) -> None:
    found = union([np.array(sorted(part), np.int32) for part in (one, other)], _TOTAL)
    assert found.tolist() == sorted(one | other)


@many
@given(numbers, st.integers(0, _TOTAL))
def test_bits_are_as_many_as_the_mask_has_and_none_behind_it(articles: set[int], total: int) -> None:
    known = mask(np.array(sorted(number for number in articles if number < total), np.int64), total)
    assert int(np.bitwise_count(bits_of(known)).sum()) == int(known.sum())
    assert len(bits_of(known)) == -(-total // 64)
