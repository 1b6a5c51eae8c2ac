"""Packed lists of ascending integers give back what went in, however they are asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import column_file, flat, many
from newsfind.index.engines.whoosh.codec import passing
from newsfind.index.engines.whoosh.codec.blocks import BLOCK, STRETCH
from newsfind.index.engines.whoosh.codec.file import ColumnFileWriter
from newsfind.index.engines.whoosh.codec.lists import Lists, ListsWriter
from newsfind.index.ranges import ranges

TOP = 2**31
GAPS = [1, 2, *(border - less for width in (1, 2, 4, 5, 6) for border in [16**width] for less in (1, 0)), 2**30]
"""Both sides of every width that a gap can be kept in."""

runs = st.lists(st.tuples(st.integers(1, 2 * BLOCK + 3), st.sampled_from(GAPS)), max_size=5)
values_of_runs = st.builds(
    lambda first, parts: [
        value for value in accumulate([gap for n, gap in parts for _ in range(n)], initial=first) if value < TOP
    ],
    st.sampled_from([0, 1, 255, 2**20]) | st.integers(0, TOP - 1),
    runs,
)
any_values = st.lists(st.integers(0, TOP - 1), unique=True, max_size=40).map(sorted)
several = st.lists(values_of_runs | any_values, max_size=6)
borders = [list(range(count)) for count in (BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK)]
of_all_widths = [[0, 1, 300, 70_000, 2**25], list(range(0, 2**16 * 300, 2**16)), [TOP - 1], [0, TOP - 1]]


@contextmanager
def packed(lists: Sequence[Sequence[int]], portions: int = 1) -> Iterator[Lists]:
    """The lists, appended in so many portions."""

    def write(out: ColumnFileWriter) -> None:
        writer = ListsWriter(out, "some")
        size = -(-len(lists) // portions) or 1
        for start in range(0, len(lists), size):
            writer.append(*flat(lists[start : start + size]))

    with column_file(write) as file:
        yield Lists(file, "some")


@many
@given(several, st.integers(1, 4))
@example(borders, 1)
@example(of_all_widths, 1)
@example([[], [], [5], []], 2)
def test_every_list_comes_back_as_it_went_in(lists: list[list[int]], portions: int) -> None:
    with packed(lists, portions) as found:
        assert len(found) == len(lists)
        assert [found.decode(number).tolist() for number in range(len(lists))] == lists
        assert [found.count(number) for number in range(len(lists))] == [len(values) for values in lists]


def test_lists_that_were_let_go_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "_MOST", 100)
    lists = [*borders, *of_all_widths]
    with packed(lists) as found:
        for _ in range(3):
            assert [found.decode(number).tolist() for number in range(len(lists))] == lists


@many
@given(several, st.data())
@example(borders, None)
@example(of_all_widths, None)
def test_neighbouring_lists_come_back_together(lists: list[list[int]], data: st.DataObject | None) -> None:
    start, stop = 0, len(lists)
    if data is not None:
        start, stop = sorted(data.draw(st.tuples(st.integers(0, len(lists)), st.integers(0, len(lists)))))
    with packed(lists) as found:
        values, counts = found.decode_range(start, stop)
        assert values.tolist() == [value for one in lists[start:stop] for value in one]
        assert counts.tolist() == [len(one) for one in lists[start:stop]]
        assert found.counts(start, stop).tolist() == counts.tolist()


@many
@given(several, st.data())
@example([*borders, *of_all_widths], None)
def test_any_lists_come_back_together(lists: list[list[int]], data: st.DataObject | None) -> None:
    numbers = list(range(0, len(lists), 2))
    if data is not None:
        numbers = [number for number in range(len(lists)) if data.draw(st.booleans())]
    with packed(lists) as found:
        values, counts = found.decode_many(np.array(numbers, np.int64))
        assert values.tolist() == [value for number in numbers for value in lists[number]]
        assert counts.tolist() == [len(lists[number]) for number in numbers]


@st.composite
def values_and_cuts(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """A list of values, and ascending numbers, among them some of its values and their neighbours."""
    values = draw(values_of_runs | any_values)
    near = draw(st.lists(st.sampled_from(values), max_size=12)) if values else []
    cuts = {value + step for value in near for step in draw(st.sampled_from([(0,), (0, 1), (-1, 0, 1)]))}
    cuts.update(draw(st.lists(st.integers(0, TOP - 1), max_size=6)))
    return values, sorted(cut for cut in cuts if 0 <= cut < TOP)


@many
@given(values_and_cuts())
@example((list(range(0, 1000, 2)), [0, 1, 256, 257, 998, 999]))
@example((borders[2], [0, BLOCK - 1, BLOCK, BLOCK + 1]))
@example((list(range(0, 2000, 3)), [3 * BLOCK]))
def test_a_value_is_found_where_it_stands(asked: tuple[list[int], list[int]]) -> None:
    values, targets = asked
    where = {value: place for place, value in enumerate(values)}
    with packed([[7], values, [9]]) as found:
        places = found.find(1, np.array(targets, np.int64))
        assert places.tolist() == [where.get(target, -1) for target in targets]
        different = sorted(set(targets))
        assert found.common(1, np.array(different, np.int32)).tolist() == [n for n in different if n in where]
        assert found.common(2, np.array(different, np.int32)).tolist() == [n for n in different if n == 9]


@pytest.mark.parametrize("count", [32 * BLOCK, 33 * BLOCK + 1, BLOCK * STRETCH + 100])
@pytest.mark.parametrize("usual", [1, 100, 511, 514])
@pytest.mark.parametrize("seldom", [1, 300, 70_000])
def test_long_lists_are_read_as_they_were_written(count: int, usual: int, seldom: int) -> None:
    """Blocks of a common word reach less far than 16 bits can tell, those of others just as far, or farther."""
    gaps = np.full(count, usual)
    gaps[:: BLOCK * 7 // 2] = seldom  # at the beginning of blocks, and in the middle
    gaps[-1] = seldom
    values = np.cumsum(gaps)
    with packed([[1, 2], values.tolist(), [3]]) as found:
        assert (found.decode(1) == values).all()


@pytest.mark.parametrize("step", [2, 40, 2_000, 100_000])
def test_many_values_are_looked_for_a_stretch_of_the_list_at_a_time(step: int) -> None:
    values, targets = list(range(0, 900_000, 3)), list(range(0, 900_000, step))
    assert len(values) > 2 * BLOCK * STRETCH
    with packed([[5], values, [6]]) as found:
        assert found.common(1, np.array(targets, np.int32)).tolist() == [n for n in targets if n % 3 == 0]


@many
@given(values_and_cuts())
@example((list(range(0, 1000, 2)), [0, 1, 256, 257, 998, 999]))
@example((list(range(0, 2000, 3)), [3 * BLOCK, 3 * BLOCK + 1]))
@example((list(range(0, 2000, 3)), [3 * BLOCK - 1, 3 * BLOCK, 3 * BLOCK, 3 * BLOCK + 2]))
def test_the_values_in_windows_are_those_between_their_borders(asked: tuple[list[int], list[int]]) -> None:
    values, cuts = asked
    lows, highs = cuts[0::2], cuts[1::2]
    lows = lows[: len(highs)]
    expected = [
        value
        for low, high in zip(lows, highs, strict=True)
        for value in values[bisect_left(values, low) : bisect_left(values, high)]
    ]
    with packed([[7], values, [9]]) as found:
        assert found.within(1, np.array(lows, np.int64), np.array(highs, np.int64)).tolist() == expected


def test_windows_that_touch_and_empty_ones_give_each_value_once() -> None:
    values = list(range(0, 5000, 5))
    with packed([values]) as found:
        lows, highs = np.array([0, 640, 640, 645]), np.array([640, 640, 645, 700])
        assert found.within(0, lows, highs).tolist() == [value for value in values if value < 700]


@pytest.mark.parametrize(
    ("most", "width", "four", "five"),
    [
        *[(most, 1, 2, 3) for most in (1, 15)],
        *[(most, 2, 4, 5) for most in (16, 255)],
        *[(most, 4, 8, 10) for most in (2**8, 2**16 - 1)],
        *[(most, 5, 10, 15) for most in (2**16, 2**20 - 1)],
        *[(most, 6, 12, 18) for most in (2**20, 2**24 - 1)],
        *[(most, 8, 16, 20) for most in (2**24, 2**30)],
    ],
)
def test_a_block_keeps_its_gaps_in_the_narrowest_width_that_holds_the_widest(
    most: int, width: int, four: int, five: int
) -> None:
    values = [10, 11, 11 + most, 12 + most, 13 + most]
    for size in (four, five):
        with packed([values[: 4 if size is four else 5]]) as found:
            assert found._file.array("some.width").tolist() == [width]
            kept = {name: found._file.array(name).nbytes for name in found._file.names() if ".gaps" in name}
            assert {name: nbytes for name, nbytes in kept.items() if nbytes} == {f"some.gaps{width}": size}
            assert found.decode(0).tolist() == values[: found.count(0)]


@many
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=8))
def test_ranges_are_written_out_one_behind_the_other(asked: list[tuple[int, int]]) -> None:
    begins = np.array([begin for begin, _ in asked], np.int32)
    ends = np.array([begin + length for begin, length in asked], np.int32)
    assert ranges(begins, ends).tolist() == [n for begin, length in asked for n in range(begin, begin + length)]
