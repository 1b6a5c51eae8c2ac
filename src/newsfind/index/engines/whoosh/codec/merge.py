"""Segments -> one segment, without reading a text again: columns are concatenated, deleted articles left out.

Postings are merged a stretch of the dictionary at a time, so that memory does not grow with the segments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from newsfind.index.engines.whoosh.codec.build import (
    StemListsWriter,
    append_terms,
    stable_order,
    weighted_lengths,
    weights_at,
)
from newsfind.index.engines.whoosh.codec.facets import COLUMNS, FacetColumn, write_columns
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.lists import ListsWriter, ranges
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.stored import StoredWriter
from newsfind.index.engines.whoosh.codec.strings import Strings

_STRETCH = 2_000_000
"""Occurrences that are merged at a time."""


def merge_segments(segments: Sequence[Segment], path: Path) -> int:
    """Write one segment with the live articles of several, in their order. Returns its size in bytes."""
    out = ColumnFileWriter(path)
    try:
        merge = _Merge(segments, out)
        merge.articles()
        merge.breaks()
        merge.terms()
        for field in COLUMNS:
            _merge_facet([segment.facet(field) for segment in segments], merge.live, out, field)
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

    def _position_shifts(self) -> list[Array]:
        """What is added to the positions in each article of each segment; deleted articles have a shift as well."""
        shifts, first = [], 0
        for segment, live in zip(self._segments, self.live, strict=True):
            shift = np.zeros(segment.total, np.int64)
            shift[live] = self._starts[first : first + len(live)] - segment.starts[live]
            shifts.append(shift)
            first += len(live)
        return shifts

    def articles(self) -> None:
        """The columns with one number an article."""
        for name, dtype in (("date", "<i8"), ("words", "<i4"), ("id", "<i8")):
            for segment, live in zip(self._segments, self.live, strict=True):
                self._out.append(name, segment.file.array(name)[live], dtype)
        self._out.append("start", self._starts, "<i4")
        self._out.append("body", self._bodies, "<i4")
        self._out.append("length", weighted_lengths(self._starts, self._bodies), "<i4")

    def breaks(self) -> None:
        """Sentences and paragraphs."""
        for name in ("sentences", "paragraphs"):
            moved = [self._moved(number, getattr(segment, name)) for number, segment in enumerate(self._segments)]
            values = np.concatenate(moved)
            ListsWriter(self._out, name).append(values, np.array([len(values)]))

    def _moved(self, number: int, positions: Array) -> Array:
        """Positions of one segment where they are in the merged one; those in deleted articles left out."""
        segment = self._segments[number]
        article = np.minimum(segment.articles_at(positions), segment.total - 1)
        if segment.deleted is not None:
            alive = ~segment.deleted[article]
            positions, article = positions[alive], article[alive]
        return positions + self._shifts[number][article]

    def terms(self) -> None:
        """Dictionaries, positions, and the articles of stems."""
        forms, form_maps = _merged_strings([segment.forms for segment in self._segments])
        stems, stem_maps = _merged_strings([segment.stems for segment in self._segments])
        stem_of = np.zeros(len(forms), np.int64)
        for segment, form_map, stem_map in zip(self._segments, form_maps, stem_maps, strict=True):
            stem_of[form_map] = stem_map[segment.file.array("form.stem")]
        append_terms(self._out, forms, stems, stem_of)
        positions = ListsWriter(self._out, "positions")
        for values, numbers, count in self._stretches(form_maps, len(forms)):
            positions.append(values, np.bincount(numbers, minlength=count))
        self._stem_lists(stem_maps, len(stems))

    def _stretches(self, maps: Sequence[Array], total: int) -> Iterator[tuple[Array, Array, int]]:
        """For stretches of the merged forms: positions sorted by form, each one's form from 0, and how many forms."""
        sizes = np.zeros(total + 1, np.int64)
        for segment, form_map in zip(self._segments, maps, strict=True):
            sizes[form_map + 1] += segment.occurrences(np.arange(len(form_map)))
        for start, stop in _cuts(np.cumsum(sizes)):
            values, numbers = [], []
            for number, (segment, form_map) in enumerate(zip(self._segments, maps, strict=True)):
                begin, end = np.searchsorted(form_map, (start, stop)).tolist()
                found, counts = segment.positions.decode_range(begin, end)
                moved, forms = self._moved_with(number, found, np.repeat(form_map[begin:end] - start, counts))
                values.append(moved)
                numbers.append(forms)
            merged, of = np.concatenate(values), np.concatenate(numbers)
            order = stable_order(of, stop - start)
            yield merged[order], of[order], stop - start

    def _moved_with(self, number: int, positions: Array, beside: Array) -> tuple[Array, Array]:
        segment = self._segments[number]
        article = segment.articles_at(positions)
        if segment.deleted is not None:
            alive = ~segment.deleted[article]
            positions, article, beside = positions[alive], article[alive], beside[alive]
        return positions + self._shifts[number][article], beside

    def _stem_lists(self, maps: Sequence[Array], total: int) -> None:
        writer = StemListsWriter(self._out)
        sizes = np.zeros(total + 1, np.int64)
        for segment, stem_map in zip(self._segments, maps, strict=True):
            per_form = segment.occurrences(np.arange(len(segment.forms)))
            np.add.at(sizes, stem_map[segment.file.array("form.stem")] + 1, per_form)
        for start, stop in _cuts(np.cumsum(sizes)):
            positions, stems = self._stem_positions(maps, start, stop)
            article = np.searchsorted(self._starts, positions, "right") - 1
            weights = weights_at(positions, self._bodies[article])
            occurrences = np.bincount(stems, minlength=stop - start)
            writer.append(stems + start, article, weights, occurrences)
        writer.finish()

    def _stem_positions(self, maps: Sequence[Array], start: int, stop: int) -> tuple[Array, Array]:
        """Positions of the merged stems [start, stop), sorted by stem and position, and each one's stem from 0."""
        positions, stems = [], []
        for number, (segment, stem_map) in enumerate(zip(self._segments, maps, strict=True)):
            begin, end = np.searchsorted(stem_map, (start, stop)).tolist()
            bounds = segment.file.part("stem.forms.starts", begin, end + 1).astype(np.int64)
            forms = segment.file.part("stem.forms", int(bounds[0]), int(bounds[-1]))
            of_form = np.repeat(stem_map[begin:end] - start, np.diff(bounds))
            order = np.argsort(forms)
            found, counts = segment.positions.decode_many(forms[order])
            moved, numbers = self._moved_with(number, found, np.repeat(of_form[order], counts))
            positions.append(moved)
            stems.append(numbers)
        both = np.concatenate(stems) << 32 | np.concatenate(positions)
        both.sort()
        return both & 0xFFFFFFFF, both >> 32


def _cuts(sums: Array) -> Iterator[tuple[int, int]]:
    """Ranges [start, stop) of items with sizes that add up to about `_STRETCH`, given the sums of all before each."""
    start, total = 0, len(sums) - 1
    while start < total:
        stop = max(start + 1, int(np.searchsorted(sums, sums[start] + _STRETCH, "right")) - 1)
        yield start, min(stop, total)
        start = stop


def _merged_strings(dictionaries: Sequence[Strings]) -> tuple[list[str], list[Array]]:
    """All strings of several dictionaries, sorted, and for each dictionary where its strings went."""
    named = [strings.slice(0, len(strings)) for strings in dictionaries]
    merged = sorted(set().union(*named), key=lambda text: text.encode("utf-8", "surrogatepass"))
    place = {text: number for number, text in enumerate(merged)}
    return merged, [np.array([place[text] for text in names], np.int64) for names in named]


def _merge_facet(columns: Sequence[FacetColumn], live: Sequence[Array], out: ColumnFileWriter, field: str) -> None:
    keys, maps = _merged_strings([column.keys for column in columns])
    spellings: list[Counter[str]] = [Counter() for _ in keys]
    aliases: dict[int, set[str]] = {}
    flat, lengths = [], [np.zeros(1, np.int64)]
    for column, place, articles in zip(columns, maps, live, strict=True):
        for number in range(len(column)):
            spellings[int(place[number])].update(column.spellings(number))
        for number, names in column.aliases().items():
            aliases.setdefault(int(place[number]), set()).update(names)
        begins, ends = column.starts[articles], column.starts[articles + 1]
        flat.append(place[column.ordinals[ranges(begins, ends)]])
        lengths.append((ends - begins).astype(np.int64))
    write_columns(out, field, keys, spellings, aliases, np.concatenate(flat), np.cumsum(np.concatenate(lengths)))


def _merge_stored(segments: Sequence[Segment], live: Sequence[Array], out: ColumnFileWriter) -> None:
    writer = StoredWriter(out)
    for segment, articles in zip(segments, live, strict=True):
        if segment.deleted is None:
            for compressed, inside in segment.stored.blocks():
                writer.add_block(compressed, inside)
        else:
            for packed in segment.stored.raw(articles.tolist()):
                writer.add(packed)
    writer.finish()
