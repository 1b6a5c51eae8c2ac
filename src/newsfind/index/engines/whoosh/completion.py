"""Completion from the columns; the rules are in `index/completion.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from newsfind.index.completion import NAMED, mixed, name_prefix, word_prefix
from newsfind.index.engines.whoosh.codec.facets import FacetColumn
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.spellings import commonest
from newsfind.index.engines.whoosh.counting import add_up
from newsfind.index.engines.whoosh.matches import StemMatches
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.engines.whoosh.spelling import live_occurrences
from newsfind.results.hits import Completion

_AHEAD = 4
"""How many times as many words as are wanted are looked at in each segment, at first."""


def complete(snapshot: Snapshot, typed: str, limit: int) -> tuple[Completion, ...]:
    """The best completions of what is typed."""
    if limit <= 0 or not name_prefix(typed):
        return ()
    prefix = word_prefix(typed)
    words = _words(snapshot, prefix, limit) if prefix else ()
    names = [found for column in NAMED for found in _names(snapshot, column, name_prefix(typed), limit)]
    return mixed(words, names, limit)


def _words(snapshot: Snapshot, prefix: str, limit: int) -> Iterator[Completion]:
    """The words with the most articles. In each segment only the best are looked at: what is in none of these has at
    most as many articles as their last ones together, so more are looked at until that is too few.
    """
    ahead = _AHEAD * limit
    while True:
        stems, unseen = _candidates(snapshot.segments, prefix, ahead)
        best = sorted((-_articles(snapshot, stem, known), stem) for stem, known in stems.items())
        if not unseen or (len(best) >= limit and -best[limit - 1][0] > unseen):
            break
        ahead *= 8
    last = best[min(limit, len(best)) - 1][0] if best else 0
    for count, stem in best:
        if count and count <= last:
            yield Completion(_commonest_form(snapshot, stem, prefix), "word", -count)


def _candidates(segments: Sequence[Segment], prefix: str, ahead: int) -> tuple[dict[str, dict[int, int]], int]:
    """Stems with the most articles in each segment, with their numbers there; how many articles others have at most."""
    found: dict[str, dict[int, int]] = {}
    unseen = 0
    for place, segment in enumerate(segments):
        start, stop = segment.forms.starting_with(prefix)
        stems = segment.file.part("form.stem", start, stop)
        if len(stems) > ahead:
            counts = segment.file.array("stem.articles")[stems]
            rows = np.argpartition(counts, -ahead)[-ahead:]
            unseen += int(counts[rows].min())
            stems = stems[rows]
        for number in np.unique(stems).tolist():
            found.setdefault(segment.stems[number], {})[place] = number
    return found, unseen


def _articles(snapshot: Snapshot, stem: str, known: Mapping[int, int]) -> int:
    """`known` are the numbers that the stem is known to have in some of the segments; they need not be looked up."""
    total = 0
    for place, segment in enumerate(snapshot.segments):
        number = known[place] if place in known else segment.stems.find(stem)
        total += StemMatches(segment, number).count if number >= 0 else 0
    return total


def _commonest_form(snapshot: Snapshot, stem: str, prefix: str) -> str:
    counts: Counter[str] = Counter()
    for segment in snapshot.segments:
        number = segment.stems.find(stem)
        if number >= 0:
            forms = segment.forms_of_stem(number)
            for form, count in zip(forms.tolist(), live_occurrences(segment, forms), strict=True):
                if (name := segment.forms[form]).startswith(prefix):
                    counts[name] += count
    return commonest(counts)


def _names(snapshot: Snapshot, name: str, prefix: str, limit: int) -> Iterator[Completion]:
    """The names with the most articles."""
    values, common = snapshot.merged_numbers(name), snapshot.common_numbers(name)
    fitting = [
        of[_completing(segment, segment.facet(name), prefix)]
        for segment, of in zip(snapshot.segments, common.of, strict=True)
    ]
    numbers = np.unique(values.first[np.concatenate([np.empty(0, np.int64), *fitting])])
    if not len(numbers):
        return
    totals = add_up(snapshot, name, snapshot.everything())[numbers]
    least = np.partition(totals, -limit)[-limit] if len(totals) > limit else 1
    for row in np.flatnonzero(totals >= max(least, 1)).tolist():
        yield Completion(values.name(int(numbers[row])), name, int(totals[row]))


def _completing(segment: Segment, column: FacetColumn, prefix: str) -> Array:
    """Ordinals, ascending, of the values that articles have of which a word, or an alias, begins with a prefix."""
    found = np.union1d(column.keys.with_word(prefix), column.going_by(prefix)).astype(np.int64)
    return found[column.counts(segment.everything)[found] > 0] if len(found) else found
