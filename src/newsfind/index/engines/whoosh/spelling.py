"""What the index knows of words and values, for "did you mean"; the rules are in `index/spelling.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import compress

import numpy as np

from newsfind.index.engines.whoosh.codec.facets import commonest
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.strings import Strings, letters_of
from newsfind.index.engines.whoosh.compile import compile_query
from newsfind.index.engines.whoosh.evaluate import COLUMNS_OF, Evaluation
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.query.ast import Equals, MetaField, Word


class IndexDictionary:
    """See `spelling.Dictionary`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def matching(self, query: Word | Equals) -> int:
        """How many articles match."""
        plan = compile_query(query)
        return sum(len(Evaluation(self._snapshot, n, plan).articles) for n in range(len(self._snapshot.segments)))

    def near_forms(self, form: str, distance: int, *, same_start: bool) -> Mapping[str, int]:
        """Forms near a form and how often they occur."""
        counts: Counter[str] = Counter()
        for segment in self._snapshot.segments:
            names, numbers = near(segment.forms, form, distance, same_start=same_start)
            counts.update(dict(zip(names, live_occurrences(segment, numbers), strict=True)))
        return +counts

    def near_values(self, field: MetaField, key: str, distance: int, *, same_start: bool) -> Mapping[str, int]:
        """Values near a value and how many articles have each."""
        counts: Counter[str] = Counter()
        spellings: dict[str, Counter[str]] = {}
        for segment in self._snapshot.segments:
            for name in COLUMNS_OF[field]:
                column = segment.facet(name)
                articles = column.counts(segment.live, segment.total)
                for other, ordinal in zip(*near(column.keys, key, distance, same_start=same_start), strict=True):
                    counts[other] += int(articles[ordinal])
                    spellings.setdefault(other, Counter()).update(column.spellings(int(ordinal)))
        return {commonest(spellings[other]): count for other, count in counts.items() if count}


def near(strings: Strings, text: str, distance: int, *, same_start: bool) -> tuple[list[str], Array]:
    """The strings at most `distance` edits from a text, and their numbers: those that begin with its first letter, or
    all. Cheap tests come first: an edit changes at most four bytes and two of the letters that a text has at all.
    """
    start, stop = strings.starting_with(text[0]) if same_start else (0, len(strings))
    if start == stop:
        return [], np.empty(0, np.int64)
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - seldom needed
    from rapidfuzz.process import extract  # noqa: PLC0415 - seldom needed

    close = np.abs(strings.lengths()[start:stop] - len(text.encode("utf-8", "surrogatepass"))) <= 4 * distance
    if same_start:
        names = list(compress(strings.slice(start, stop), close.tolist()))
    else:
        own, others = np.uint32(letters_of(text)), strings.letters()
        close &= (np.bitwise_count(others ^ own) <= 2 * distance) | ((others | own) & 1).astype(bool)
        names = [strings[number] for number in np.flatnonzero(close).tolist()]
    found = extract(text, names, scorer=OSA.distance, score_cutoff=distance, limit=None)
    rows = np.array([row for _, _, row in found], np.int64)
    return [name for name, _, _ in found], start + np.flatnonzero(close)[rows]


def live_occurrences(segment: Segment, forms: Array) -> list[int]:
    """How often forms occur in articles that are not deleted."""
    deleted = segment.deleted
    if deleted is None:
        return [int(count) for count in segment.occurrences(forms)]
    return [
        int(np.count_nonzero(~deleted[segment.articles_at(segment.positions.decode(number))]))
        for number in forms.tolist()
    ]
