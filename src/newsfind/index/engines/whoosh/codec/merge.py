"""Segments -> one segment, without analysing a text again: columns are concatenated, deleted articles left out.

Postings are merged a stretch of the dictionary at a time, so that memory does not grow with the segments.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from newsfind.index.engines.whoosh.codec.copies import same_texts, signature_numbers
from newsfind.index.engines.whoosh.codec.faceting import write_columns
from newsfind.index.engines.whoosh.codec.facets import COLUMNS, FacetColumn
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.invert import append_terms, stable_order
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.spellings import Spellings
from newsfind.index.engines.whoosh.codec.stem_lists import StemListsWriter
from newsfind.index.engines.whoosh.codec.storing import StoredWriter, learn_dictionary
from newsfind.index.engines.whoosh.codec.strings import Strings
from newsfind.index.engines.whoosh.codec.weights import weighted_lengths
from newsfind.index.ranges import cuts, ranges

_STRETCH = 500_000
"""Occurrences that are merged at a time."""
_SAMPLES = 2000
"""Articles of which a dictionary is learned."""


def merge_segments(segments: Sequence[Segment], path: Path) -> int:
    """Write one segment with the live articles of several, in their order. Returns its size in bytes."""
    _rest(segments)
    out = ColumnFileWriter(path)
    try:
        merge = _Merge(segments, out)
        merge.articles()
        merge.breaks()
        merge.terms()
        _rest(segments)
        for field in COLUMNS:
            _merge_facet([segment.facet(field) for segment in segments], merge.live, out, field)
            _rest(segments)
        _merge_stored(segments, merge.live, out)
        return out.finish()
    finally:
        out.discard()


class _Merge:
    """One merge: where every article, and so every position, goes."""

    def __init__(self, segments: Sequence[Segment], out: ColumnFileWriter) -> None:
        self._segments, self._out = segments, out
        self.live = [segment.live for segment in segments]
        spans = [np.diff(segment.starts)[live] for segment, live in zip(segments, self.live, strict=True)]
        ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *spans]))
        self._starts = ends
        bodies = [
            segment.bodies[live] - segment.starts[live] for segment, live in zip(segments, self.live, strict=True)
        ]
        self._bodies = self._starts[:-1] + np.concatenate(bodies)
        self._shifts = self._position_shifts()
        self._numbers = self._article_numbers()

    def _position_shifts(self) -> list[Array]:
        """What is added to the positions in each article of each segment; deleted articles have a shift as well."""
        shifts, first = [], 0
        for segment, live in zip(self._segments, self.live, strict=True):
            shift = np.zeros(segment.total, np.int32)
            shift[live] = self._starts[first : first + len(live)] - segment.starts[live]
            shifts.append(shift)
            first += len(live)
        return shifts

    def _article_numbers(self) -> list[Array]:
        """The merged number of each article of each segment, -1 for deleted ones."""
        numbers, first = [], 0
        for segment, live in zip(self._segments, self.live, strict=True):
            number = np.full(segment.total, -1, np.int32)
            number[live] = np.arange(first, first + len(live))
            numbers.append(number)
            first += len(live)
        return numbers

    def articles(self) -> None:
        """The columns with one number an article."""
        for name, dtype in (("date", "<i8"), ("words", "<i4"), ("id", "<i8")):
            for segment, live in zip(self._segments, self.live, strict=True):
                self._out.append(name, segment.file.array(name)[live], dtype)
        for segment, live in zip(self._segments, self.live, strict=True):
            self._out.append("copies.same", same_texts(segment)[live], "<u8")
            self._out.append("copies.numbers", signature_numbers(segment)[live].ravel(), "<u2")
        self._out.append("start", self._starts, "<i4")
        self._out.append("body", self._bodies, "<i4")
        self._out.append("length", weighted_lengths(self._starts, self._bodies), "<i4")

    def breaks(self) -> None:
        """Sentences and paragraphs."""
        for name in ("sentences", "paragraphs"):
            moved = [self._moved(number, getattr(segment, name))[0] for number, segment in enumerate(self._segments)]
            values = np.concatenate(moved)
            ListsWriter(self._out, name).append(values, np.array([len(values)]))

    def _moved(self, number: int, positions: Array, *beside: Array) -> tuple[Array, ...]:
        """Positions of one segment as they are in the merged one, those in deleted articles left out, and with them the
        same rows of what stands beside them.
        """
        segment, shifts = self._segments[number], self._shifts[number]
        if segment.deleted is None:
            return positions + (shifts[0] if len(shifts) else np.int32(0)), *beside
        article = np.minimum(segment.articles_at(positions), segment.total - 1)
        alive = ~segment.deleted[article]
        return positions[alive] + shifts[article[alive]], *(column[alive] for column in beside)

    def terms(self) -> None:
        """Dictionaries, positions, and the articles of stems."""
        form_maps, stem_maps, sizes, stems = self._dictionaries()
        positions = ListsWriter(self._out, "positions")
        _rest(self._segments)
        for start, stop in cuts(sizes, _STRETCH):
            values, counts = self._positions(form_maps, start, stop)
            positions.append(values, counts)
        self._stem_lists(stem_maps, stems)

    def _dictionaries(self) -> tuple[list[Array], list[Array], Array, int]:
        """Write all forms and stems. Where each segment's forms, and stems, went; how often each form occurs; and
        how many stems there are.
        """
        forms, form_maps = _merged_strings([segment.forms for segment in self._segments])
        stems, stem_maps = _merged_strings([segment.stems for segment in self._segments])
        stem_of = np.zeros(len(forms), np.int64)
        for segment, form_map, stem_map in zip(self._segments, form_maps, stem_maps, strict=True):
            stem_of[form_map] = stem_map[segment.file.array("form.stem")]
        append_terms(self._out, forms, stems, stem_of)
        sizes = np.zeros(len(forms), np.int64)
        for segment, form_map in zip(self._segments, form_maps, strict=True):
            sizes[form_map] += segment.occurrences(np.arange(len(form_map)))
        return form_maps, stem_maps, sizes, len(stems)

    def _positions(self, maps: Sequence[Array], start: int, stop: int) -> tuple[Array, Array]:
        """The positions of the merged forms [start, stop), form by form, and how many each has."""
        found: list[Array] = []
        counts = np.zeros((len(self._segments), stop - start), np.int64)
        for number, (segment, form_map) in enumerate(zip(self._segments, maps, strict=True)):
            begin, end = np.searchsorted(form_map, (start, stop)).tolist()
            values, lengths = segment.positions.decode_range(begin, end)
            moved, forms = self._moved(number, values, np.repeat(form_map[begin:end] - start, lengths))
            counts[number] = np.bincount(forms, minlength=stop - start)
            found.append(moved)
            segment.file.rest()
        merged = np.empty(int(counts.sum()), np.int32)
        places = (np.cumsum(counts.T.ravel()).reshape(counts.T.shape).T - counts).astype(np.int32)
        for moved, begins, each in zip(found, places, counts.astype(np.int32), strict=True):
            merged[ranges(begins, begins + each)] = moved
        return merged, counts.sum(axis=0)

    def _stem_lists(self, maps: Sequence[Array], total: int) -> None:
        writer = StemListsWriter(self._out)
        sizes = np.zeros(total, np.int64)
        for segment, stem_map in zip(self._segments, maps, strict=True):
            sizes += np.bincount(stem_map, segment.stem_occurrences, total).astype(np.int64)
        for start, stop in cuts(sizes, _STRETCH):
            found = [self._postings(number, stem_map, start, stop) for number, stem_map in enumerate(maps)]
            stems, articles, weights = (np.concatenate(column) for column in zip(*found, strict=True))
            order = stable_order(stems - start, stop - start)
            counts = np.bincount(stems - start, minlength=stop - start)
            writer.append(articles[order], weights[order], counts, sizes[start:stop])
        writer.finish()

    def _postings(self, number: int, stem_map: Array, start: int, stop: int) -> tuple[Array, Array, Array]:
        """Of the merged stems [start, stop): stem, merged article and weighted frequency wherever a segment has one."""
        segment = self._segments[number]
        begin, end = np.searchsorted(stem_map, (start, stop)).tolist()
        stems, articles, weights = segment.postings(begin, end)
        segment.file.rest()
        alive = self._numbers[number][articles] >= 0
        return stem_map[stems[alive]], self._numbers[number][articles[alive]], weights[alive]


def _rest(segments: Sequence[Segment]) -> None:
    for segment in segments:
        segment.file.rest()


def _merged_strings(dictionaries: Sequence[Strings]) -> tuple[list[str], list[Array]]:
    """All strings of several dictionaries, sorted, and for each dictionary where its strings went."""
    met: dict[str, int] = {}
    """Each string once, for most are in several dictionaries, by the order in which they were met."""
    maps = [
        np.array([met.setdefault(text, len(met)) for text in strings.slice(0, len(strings))], np.int64)
        for strings in dictionaries
    ]
    merged = sorted(met)  # the order of code points is that of their UTF-8
    place = np.empty(len(merged), np.int32)
    place[list(map(met.__getitem__, merged))] = np.arange(len(merged), dtype=np.int32)
    return merged, [place[order] for order in maps]


def _merge_facet(columns: Sequence[FacetColumn], live: Sequence[Array], out: ColumnFileWriter, field: str) -> None:
    keys, maps = _merged_strings([column.keys for column in columns])
    spellings = Spellings(len(keys))
    aliases: dict[int, set[str]] = {}
    flat, lengths = [], [np.zeros(1, np.int64)]
    for column, place, articles in zip(columns, maps, live, strict=True):
        column.add_spellings(spellings, place.tolist())
        for number, names in column.aliases().items():
            aliases.setdefault(int(place[number]), set()).update(names)
        begins, ends = column.starts[articles], column.starts[articles + 1]
        flat.append(place[column.ordinals[ranges(begins, ends)]])
        lengths.append((ends - begins).astype(np.int64))
    write_columns(out, field, keys, spellings, aliases, np.concatenate(flat), np.cumsum(np.concatenate(lengths)))


def _merge_stored(segments: Sequence[Segment], live: Sequence[Array], out: ColumnFileWriter) -> None:
    """What has to be compressed anew is so with the dictionary of the largest segment that has one, or a new one."""
    largest = max(segments, key=lambda segment: (bool(segment.stored.dictionaries[0]), segment.total))
    dictionary = largest.stored.dictionaries[0] or learn_dictionary(_samples(segments, live))
    writer = StoredWriter(out, dictionary)
    for segment, articles in zip(segments, live, strict=True):
        writer.add_all(segment.stored, articles)
        segment.file.rest()
    writer.finish()


def _samples(segments: Sequence[Segment], live: Sequence[Array]) -> list[bytes]:
    most = _SAMPLES // len(segments)
    return [
        packed
        for segment, articles in zip(segments, live, strict=True)
        for packed in segment.stored.raw(articles[:: max(1, -(-len(articles) // most))].tolist())
    ]
