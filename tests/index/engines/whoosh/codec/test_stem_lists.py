"""The articles of stems, and how often they have them, come back in whatever portions they went in."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import column_file, flat, many
from newsfind.index.engines.whoosh.codec.file import ColumnFileWriter
from newsfind.index.engines.whoosh.codec.stem_lists import FREQUENT, StemFrequencies, StemListsWriter
from newsfind.index.ranking import MOST_FREQUENCY

frequencies = st.lists(st.sampled_from([1, 2, 15, 16, 17, MOST_FREQUENCY, MOST_FREQUENCY + 1, 1000]), max_size=9)
stems = st.lists(st.tuples(frequencies, st.sampled_from([1, FREQUENT - 1, FREQUENT, 900])), max_size=6)


@many
@given(stems, st.integers(1, 3))
@example([([16, 1, 300], FREQUENT), ([2], 1), ([3], FREQUENT), ([15, 16], FREQUENT)], 2)
def test_frequencies_come_back_for_any_run_of_lists(given: list[tuple[list[int], int]], portion: int) -> None:
    def write(out: ColumnFileWriter) -> None:
        writer = StemListsWriter(out)
        for start in range(0, len(given), portion):
            some = given[start : start + portion]
            weights, counts = flat([found for found, _ in some])
            articles, _ = flat([range(len(found)) for found, _ in some])
            writer.append(articles, weights, counts, np.array([occurrences for _, occurrences in some]))
        writer.finish()

    kept = [[min(one, MOST_FREQUENCY) for one in found] for found, occurrences in given if occurrences >= FREQUENT]
    with column_file(write) as file:
        numbers = file.array("stem.list").tolist()
        assert [number >= 0 for number in numbers] == [occurrences >= FREQUENT for _, occurrences in given]
        assert [number for number in numbers if number >= 0] == list(range(len(kept)))
        found = StemFrequencies(file)
        ends = [0, *accumulate(map(len, kept))]
        everything = [one for each in kept for one in each]
        for first in range(len(kept) + 1):
            for stop in range(first, len(kept) + 1):
                assert found.of(first, stop).tolist() == everything[ends[first] : ends[stop]]
        assert [found.of(number, number + 1).tolist() for number, _ in enumerate(pairwise(ends))] == kept
