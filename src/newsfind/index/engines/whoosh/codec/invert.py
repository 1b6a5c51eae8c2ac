"""Token streams -> the columns by which words are found: dictionaries, positions of forms, articles of stems.

A stable sort of the tokens by their form, which leaves each form's positions in order, and another by their stem; both
a stretch of the dictionary at a time, so that memory is needed for the tokens of a stretch only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from newsfind.index.analysis import LEAD_WORDS
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.engines.whoosh.codec.stem_lists import StemListsWriter
from newsfind.index.engines.whoosh.codec.strings import append_strings
from newsfind.index.engines.whoosh.codec.vocabulary import GAP, TokenStream, Vocabulary
from newsfind.index.ranges import cuts
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, LEAD_WEIGHT

_WEIGHT_BITS = 4
"""Bits that hold any of the three weights, below the number of an article."""
_STRETCH = 1 << 21
"""Tokens that are sorted at a time."""
_RADIX = 1 << 16
"""So many different keys numpy sorts by radix."""
_COUNTED_AT_ONCE = 1 << 20
"""Tokens that are counted at a time: there is a count for each form of the vocabulary."""


def append_index(out: ColumnFileWriter, streams: Sequence[TokenStream], vocabulary: Vocabulary) -> None:
    """Write the words of some streams, one behind the other."""
    tokens = _Tokens(streams)
    occurrences = tokens.occurrences(len(vocabulary.forms))
    forms, names = _by_name(occurrences.nonzero()[0], list(vocabulary.forms))
    known_stems, known_stem_names = vocabulary.stems()
    stems, stem_names = _by_name(np.unique(known_stems[forms]), known_stem_names)
    stem_of = _ranks(stems, len(known_stem_names))[known_stems[forms]]
    append_terms(out, names, stem_names, stem_of)
    ranks, counts = _ranks(forms, len(occurrences)), occurrences[forms]
    positions = ListsWriter(out, "positions")
    for some, values in tokens.sorted(ranks, counts, tokens.positions):
        positions.append(values, counts[some])
    occurrences = np.bincount(stem_of, counts, len(stems)).astype(np.int64)
    _append_stem_lists(out, tokens, np.append(stem_of, len(stems))[ranks], occurrences)


class _Tokens:
    """The tokens of all streams in a row, and what is told about them, stream by stream."""

    def __init__(self, streams: Sequence[TokenStream]) -> None:
        self._streams = streams
        self._begins = np.cumsum([0, *(len(stream.forms) for stream in streams)]).tolist()
        self._articles = np.cumsum([0, *(len(stream.bodies) for stream in streams)]).tolist()

    def occurrences(self, forms: int) -> Array:
        """How often each form occurs, of as many."""
        found = np.zeros(forms, np.int64)
        lengths = np.array([len(stream.forms) for stream in self._streams])
        for start, stop in cuts(lengths, _COUNTED_AT_ONCE):
            found += np.bincount(
                np.concatenate([stream.forms for stream in self._streams[start:stop]]), minlength=forms
            )
        found[GAP] = 0
        return found

    def positions(self, stream: int, at: Array) -> Array:
        """The positions of some of a stream's tokens."""
        return (at + self._begins[stream]).astype(np.int32)

    def weighted_articles(self, stream: int, at: Array) -> Array:
        """For some of a stream's tokens, the article of each and what it counts there, in one number."""
        starts, bodies = self._streams[stream].starts, self._streams[stream].bodies
        spans = np.diff(starts)
        headlines = bodies - starts[:-1]
        leads = np.minimum(spans - headlines, LEAD_WORDS)
        lengths = np.stack((headlines, leads, spans - headlines - leads), axis=1)
        articles = np.arange(self._articles[stream], self._articles[stream + 1], dtype=np.int32)[:, None]
        weights = np.array([HEADLINE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT], np.int32)
        return np.repeat(((articles << _WEIGHT_BITS) + weights).ravel(), lengths.ravel()).take(at)

    def sorted(self, ranks: Array, sizes: Array, what: Callable[[int, Array], Array]) -> Iterator[tuple[slice, Array]]:
        """What is told about all tokens whose forms have a rank below that of a gap, sorted by rank and for one rank
        in the order of the tokens: some ranks at a time. `sizes` says how many tokens have each rank.
        """
        ranked = [ranks.take(stream.forms) for stream in self._streams]
        for start, stop in cuts(sizes, _STRETCH, _RADIX):
            keys, found = [], []
            for number, some in enumerate(ranked):
                at = ((some >= start) & (some < stop)).nonzero()[0]
                keys.append((some.take(at) - start).astype(np.uint16))
                found.append(what(number, at))
            order = np.concatenate(keys).argsort(kind="stable")
            yield slice(start, stop), np.concatenate(found).take(order)


def _by_name(numbers: Array, names: Sequence[str]) -> tuple[Array, list[str]]:
    """Numbers in the order of their names, which is that of their UTF-8, and these names."""
    order = sorted(numbers.tolist(), key=names.__getitem__)
    return np.array(order, np.int64), [names[number] for number in order]


def _ranks(order: Array, total: int) -> Array:
    """The place in `order` of each number below `total`; `len(order)` for those that are not in it."""
    ranks = np.full(total, len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


def stable_order(keys: Array, distinct: int) -> Array:
    """`argsort`, stable, of numbers in [0, distinct): by 16 bits at a time, which numpy sorts by radix."""
    low = np.argsort((keys & _RADIX - 1).astype(np.uint16), kind="stable")
    if distinct <= _RADIX:
        return low
    return low[np.argsort((keys >> 16).astype(np.uint16)[low], kind="stable")]


def append_terms(out: ColumnFileWriter, forms: Sequence[str], stems: Sequence[str], stem_of: Array) -> None:
    """Write the dictionaries of forms and stems, and which form has which stem."""
    append_strings(out, "form", forms)
    append_strings(out, "stem", stems)
    out.append("form.stem", stem_of, "<u4")
    out.append("stem.forms", stable_order(stem_of, len(stems)), "<u4")
    counts = np.bincount(stem_of, minlength=len(stems))
    out.append("stem.forms.starts", np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))), "<u4")


def _append_stem_lists(out: ColumnFileWriter, tokens: _Tokens, stems: Array, occurrences: Array) -> None:
    """Given the stem of each form of the vocabulary, and how often each stem occurs."""
    writer = StemListsWriter(out)
    for some, matches in tokens.sorted(stems, occurrences, tokens.weighted_articles):
        writer.append(*_summed(matches, occurrences[some]), occurrences[some])
    writer.finish()


def _summed(matches: Array, occurrences: Array) -> tuple[Array, Array, Array]:
    """Weighted articles of some stems, each of which occurs so often -> the different articles of each stem, what it
    counts in each, and how many articles each stem has.
    """
    ends = np.cumsum(occurrences, dtype=np.int64)
    articles = matches >> _WEIGHT_BITS
    new = np.ones(len(matches), bool)
    new[1:] = articles[1:] != articles[:-1]
    new[ends[:-1]] = True
    at = new.nonzero()[0]
    weights = np.add.reduceat(matches & (1 << _WEIGHT_BITS) - 1, at) if len(at) else at
    return articles[at], weights, np.diff(at.searchsorted(ends), prepend=0)
