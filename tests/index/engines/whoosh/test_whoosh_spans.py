"""Operations on spans agree with trying everything."""

from __future__ import annotations

from bisect import bisect_right
from itertools import product

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import many
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.spans import Spans, in_ranges, loose, near, tokens, union, within

Pair = tuple[int, int]
LAST = 24

pairs = st.lists(
    st.builds(
        lambda first, length: (first, min(first + length, LAST)), st.integers(0, LAST), st.sampled_from([0, 0, 1, 4])
    ),
    max_size=7,
    unique=True,
).map(sorted)
borders = st.lists(st.integers(1, LAST), max_size=4, unique=True).map(lambda some: [0, *sorted(some)])


def spans(some: list[Pair]) -> Spans:
    columns = np.array(some, np.int32).reshape(-1, 2)
    return Spans(columns[:, 0], columns[:, 1])


def listed(found: Spans) -> list[Pair]:
    return list(zip(found.first.tolist(), found.last.tolist(), strict=True))


def marked(found: Spans, rows: list[int]) -> set[Pair]:
    mask = np.zeros(len(found), bool)
    mask[rows] = True
    first, last = found.marked(mask)
    return set(zip(first.tolist(), last.tolist(), strict=True))


def zone(cuts: list[int], position: int) -> int:
    return bisect_right(cuts, position)


def joined(one: Pair, other: Pair) -> Pair:
    return min(one[0], other[0]), max(one[1], other[1])


def nearest(left: list[Pair], right: list[Pair], *, ordered: bool) -> set[tuple[Pair, Pair]]:
    """Each span with the nearest of the other side before and after it, as (of the left, of the right)."""
    found = set()
    for ours, theirs, turned in ((left, right, False), (right, left, True)):
        for one in ours:
            after = min((other for other in theirs if other[0] > one[1]), default=None)
            before = max((other for other in theirs if other[1] < one[0]), key=lambda s: (s[1], s[0]), default=None)
            for other in (after, before):
                if other is not None:
                    found.add((other, one) if turned else (one, other))
    return {(a, b) for a, b in found if not ordered or a[1] < b[0]}


def check_pairs(found: Spans, expected: set[tuple[Pair, Pair]]) -> None:
    """The spans are those of the pairs, and each marks the sides of its own pairs."""
    assert listed(found) == sorted({joined(a, b) for a, b in expected})
    for row, span in enumerate(listed(found)):
        own = {side for pair in expected if joined(*pair) == span for side in pair}
        assert marked(found, [row]) == own


@many
@given(pairs, pairs, st.integers(1, 6), st.booleans(), borders)
@example([(3, 3)], [(1, 2), (0, 2), (4, 8), (4, 5)], 1, False, [0])
def test_near_finds_the_nearest_pairs_that_are_close_enough_in_one_zone(
    left: list[Pair], right: list[Pair], distance: int, ordered: bool, cuts: list[int]
) -> None:
    expected = set()
    for a, b in nearest(left, right, ordered=ordered):
        begin, end = min(a[1], b[1]), max(a[0], b[0])
        if end - begin <= distance and zone(cuts, begin) == zone(cuts, end):
            expected.add((a, b))
    check_pairs(near(spans(left), spans(right), distance, ordered=ordered, zones=np.array(cuts)), expected)


@many
@given(pairs, pairs, borders)
def test_within_finds_the_nearest_pairs_that_lie_in_one_unit(
    left: list[Pair], right: list[Pair], cuts: list[int]
) -> None:
    inside = [[span for span in side if zone(cuts, span[0]) == zone(cuts, span[1])] for side in (left, right)]
    expected = {(a, b) for a, b in nearest(*inside, ordered=False) if zone(cuts, a[0]) == zone(cuts, b[0])}
    check_pairs(within(spans(left), spans(right), np.array(cuts)), expected)


@many
@given(
    st.lists(st.integers(0, LAST), unique=True, max_size=16),
    st.lists(st.integers(0, 2), min_size=2, max_size=4),
    st.integers(0, 5),
    borders,
    st.randoms(use_true_random=False),
)
@example([0, 1, 2, 3], [0, 0], 1, [0], None)
def test_loose_finds_the_smallest_stretches_with_every_word_as_often_as_it_is_asked_for(
    used: list[int], phrase: list[int], slop: int, cuts: list[int], random: object
) -> None:
    """A phrase of words 0, 1 and 2, of which each stands at some of the positions used."""
    where = {word: [p for n, p in enumerate(sorted(used)) if (n * 7 + slop) % 3 == word] for word in set(phrase)}
    arrays = {word: np.array(positions, np.int32) for word, positions in where.items()}

    def holds(first: int, last: int) -> bool:
        return all(sum(first <= p <= last for p in where[word]) >= phrase.count(word) for word in where)

    fitting = [
        (first, last)
        for first, last in product(range(LAST + 1), repeat=2)
        if first <= last <= first + len(phrase) - 2 + slop
        and zone(cuts, first) == zone(cuts, last)
        and holds(first, last)
    ]
    smallest = [
        (first, last)
        for first, last in fitting
        if not any((a, b) != (first, last) and first <= a and b <= last for a, b in fitting)
    ]
    found = loose([arrays[word] for word in phrase], slop, np.array(cuts))
    assert listed(found) == smallest
    for row, (first, last) in enumerate(smallest):
        words = {(p, p) for positions in where.values() for p in positions if first <= p <= last}
        assert marked(found, [row]) == words


@many
@given(st.lists(pairs, max_size=4))
def test_a_union_has_every_span_once(several: list[list[Pair]]) -> None:
    assert listed(union([spans(some) for some in several])) == sorted({span for some in several for span in some})


@many
@given(pairs, pairs, pairs)
def test_a_union_marks_what_its_parts_mark(left: list[Pair], right: list[Pair], others: list[Pair]) -> None:
    found = near(spans(left), spans(right), LAST, ordered=False, zones=np.zeros(1))
    whole = union([found, spans(others)])
    of_pairs = {span: marked(found, [row]) for row, span in enumerate(listed(found))}
    for row, span in enumerate(listed(whole)):
        own = {span} if span in others else set()
        assert marked(whole, [row]) == of_pairs.get(span, set()) | own


@many
@given(pairs, borders, st.data())
def test_the_spans_in_ranges_lie_wholly_in_one(some: list[Pair], cuts: list[int], data: st.DataObject) -> None:
    ends = [data.draw(st.integers(low, high)) for low, high in zip(cuts, [*cuts[1:], LAST + 1], strict=True)]
    expected = [
        (first, last)
        for first, last in some
        if any(low <= first and last < high for low, high in zip(cuts, ends, strict=True))
    ]
    assert listed(in_ranges(spans(some), np.array(cuts), np.array(ends))) == expected


@many
@given(st.lists(st.integers(0, LAST), unique=True).map(sorted))
def test_a_token_is_a_span_of_one_position(positions: list[int]) -> None:
    array: Array = np.array(positions, np.int32)
    assert listed(tokens(array)) == [(position, position) for position in positions]
