"""Many rows at a time: ranges of them, and cuts where enough has come together."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsfind.index.ranges import cuts, ranges


def test_ranges_are_their_numbers_one_behind_the_other() -> None:
    assert ranges(np.array([7, 2, 4]), np.array([9, 5, 4])).tolist() == [7, 8, 2, 3, 4]


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(1, 20), st.integers(1, 4))
def test_cuts_take_as_much_as_there_is_room_for_and_one_item_at_least(
    sizes: list[int], most: int, longest: int
) -> None:
    found = list(cuts(np.array(sizes, np.int32), most, longest))
    assert [number for start, stop in found for number in range(start, stop)] == list(range(len(sizes)))
    for start, stop in found:
        assert 0 < stop - start <= longest
        assert sum(sizes[start:stop]) <= most or stop == start + 1
        assert stop in (len(sizes), start + longest) or sum(sizes[start : stop + 1]) > most
