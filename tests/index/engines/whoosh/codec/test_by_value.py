"""Articles by value are counted as plain Python counts them, whether a value has few of them or many."""

from __future__ import annotations

from collections import Counter
from unittest.mock import patch

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import many
from newsfind.index.engines.whoosh.codec import by_value
from newsfind.index.engines.whoosh.codec.by_value import ByValue
from newsfind.index.engines.whoosh.codec.masks import Subset

_VALUES = 5


@many
@given(st.lists(st.sets(st.integers(0, _VALUES - 1)), max_size=150), st.sampled_from([0, 1, 2, 4, 1000]), st.data())
@example([set()] * 64 + [{0, 1, 2, 3, 4}] * 65, 2, None)
@example([], 1000, None)
def test_a_value_is_counted_alike_as_a_list_and_as_bits(
    articles: list[set[int]], common: int, data: st.DataObject | None
) -> None:
    every = list(range(len(articles)))
    chosen = sorted(data.draw(st.sets(st.sampled_from(every)))) if data and every else every
    starts = np.cumsum([0, *map(len, articles)]).astype("<u4")
    ordinals = np.array([one for values in articles for one in sorted(values)], "<u4")
    with patch.object(by_value, "_COMMON", common), patch.object(by_value, "_AT_ONCE", 7):
        found = ByValue(starts, ordinals, np.bincount(ordinals, minlength=_VALUES))
        counts = found.counts(Subset(np.array(chosen, np.int32), len(articles)))
    expected = Counter(one for number in chosen for one in articles[number])
    assert counts.tolist() == [expected[one] for one in range(_VALUES)]
