"""Articles -> a segment file: tokens, inversion by one stable sort, columns, stored articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from newsfind.article import Article, Entity
from newsfind.index.analysis import LEAD_WORDS, stems
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.copies import append_signatures
from newsfind.index.engines.whoosh.codec.dates import clock
from newsfind.index.engines.whoosh.codec.facets import COLUMNS, FacetWriter
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.engines.whoosh.codec.stored import StoredWriter, learn_dictionary, pack
from newsfind.index.engines.whoosh.codec.strings import append_strings
from newsfind.index.engines.whoosh.codec.vocabulary import GAP, TokenStream, Vocabulary, read_tokens
from newsfind.index.engines.whoosh.codec.weights import weighted_lengths
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, LEAD_WEIGHT, MOST_FREQUENCY

FREQUENT = 32
"""Stems that occur at least so often in a segment have a list of their articles; others' come from positions."""


class SegmentBuilder:
    """Builds segments one after the other. What it learns of words and of articles on the way stays with it."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._dictionary = b""

    def build(self, articles: Sequence[Article], path: Path) -> int:
        """Write a segment file of these articles, whose ids differ. Returns its size in bytes."""
        if self._vocabulary.full:
            self._vocabulary = Vocabulary()
        packed = [pack(article) for article in articles]
        self._dictionary = self._dictionary or learn_dictionary(packed)
        return _build(articles, packed, path, self._vocabulary, self._dictionary)


def _build(
    articles: Sequence[Article], packed: Sequence[bytes], path: Path, vocabulary: Vocabulary, dictionary: bytes
) -> int:
    out = ColumnFileWriter(path)
    try:
        stream = read_tokens([(article.headline, article.body) for article in articles], vocabulary)
        append_articles(out, articles)
        append_stream(out, stream)
        _append_index(out, stream, vocabulary)
        append_signatures(out, stream, vocabulary)
        _append_facets(out, articles)
        stored = StoredWriter(out, dictionary)
        for one in packed:
            stored.add(one)
        stored.finish()
        return out.finish()
    finally:
        out.discard()


def append_articles(out: ColumnFileWriter, articles: Sequence[Article]) -> None:
    """Write the plain columns: one number an article."""
    out.append("date", np.array([clock(article.date) for article in articles], "<i8"))
    out.append("id", np.array([tie_break(article.id) for article in articles], "<i8"))


def append_stream(out: ColumnFileWriter, stream: TokenStream) -> None:
    """Write where articles, bodies, sentences and paragraphs begin."""
    out.append("start", stream.starts, "<i4")
    out.append("body", stream.bodies, "<i4")
    out.append("words", stream.words, "<i4")
    for name, values in (("sentences", stream.sentences), ("paragraphs", stream.paragraphs)):
        ListsWriter(out, name).append(values, np.array([len(values)]))
    out.append("length", weighted_lengths(stream.starts, stream.bodies), "<i4")


def _append_index(out: ColumnFileWriter, stream: TokenStream, vocabulary: Vocabulary) -> None:
    names = list(vocabulary.forms)
    occurring = set(np.flatnonzero(np.bincount(stream.forms, minlength=1)).tolist()) - {GAP}
    used = sorted(occurring, key=lambda n: names[n].encode("utf-8", "surrogatepass"))
    used_names = [names[n] for n in used]
    stem_names = stems(used_names)
    different = sorted(set(stem_names), key=lambda name: name.encode("utf-8", "surrogatepass"))
    number = {name: n for n, name in enumerate(different)}
    stem_of = np.array([number[name] for name in stem_names], np.int32)
    append_terms(out, used_names, different, stem_of)
    forms, at = _rank(stream.forms, used)
    order = stable_order(forms, len(used))
    positions, counts = at[order], np.bincount(forms, minlength=len(used))
    ListsWriter(out, "positions").append(positions, counts)
    _append_stem_lists(out, stream, positions, np.repeat(stem_of, counts), len(different))


def _rank(numbers: Array, order: Sequence[int]) -> tuple[Array, Array]:
    """Each number's place in `order`, and where those numbers stand; numbers that are not in `order` are left out."""
    rank = np.full(int(numbers.max(initial=0)) + 1, -1, np.int32)
    rank[list(order)] = np.arange(len(order), dtype=np.int32)
    ranked = rank[numbers]
    at = np.flatnonzero(ranked >= 0)
    return ranked[at], at.astype(np.int32)


def stable_order(keys: Array, distinct: int) -> Array:
    """`argsort`, stable, of numbers in [0, distinct): by 16 bits at a time, which numpy sorts by radix."""
    low = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    if distinct <= 1 << 16:
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


def _append_stem_lists(out: ColumnFileWriter, stream: TokenStream, positions: Array, stems: Array, total: int) -> None:
    spans = np.diff(stream.starts)
    article = np.repeat(np.arange(len(spans), dtype=np.int32), spans)[positions]
    headline = stream.bodies - stream.starts[:-1]
    lead = np.minimum(spans - headline, LEAD_WORDS)
    parts = np.stack((headline, lead, spans - headline - lead), axis=1).ravel()
    weights = np.array([HEADLINE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT], np.uint8)
    weight = np.repeat(np.tile(weights, len(spans)), parts)[positions]
    writer = StemListsWriter(out)
    writer.append(stems, article, weight, np.bincount(stems, minlength=total))


class StemListsWriter:
    """Writes, for every stem, how many articles have it, and for frequent ones which and how often."""

    def __init__(self, out: ColumnFileWriter) -> None:
        self._out = out
        self._lists = ListsWriter(out, "articles")
        self._frequent = 0
        out.append("articles.tf", np.empty(0, "<u1"))
        out.append("stem.articles", np.empty(0, "<u4"))
        out.append("stem.list", np.empty(0, "<i4"))

    def append(self, stems: Array, articles: Array, weights: Array, occurrences: Array) -> None:
        """Add the next `len(occurrences)` stems, which occur so often: matches in any order, for each the stem's number
        from 0, the article, and what it counts (at most `MOST_FREQUENCY`).
        """
        stem, article, frequency = _summed(stems, articles, weights)
        counts = np.bincount(stem, minlength=len(occurrences))
        frequent = occurrences >= FREQUENT
        keep = frequent[stem]
        self._lists.append(article[keep], counts[frequent])
        self._out.append("articles.tf", frequency[keep], "<u1")
        self._out.append("stem.articles", counts, "<u4")
        numbers = self._frequent + np.cumsum(frequent) - 1
        self._out.append("stem.list", np.where(frequent, numbers, -1), "<i4")
        self._frequent += int(frequent.sum())


def _summed(stems: Array, articles: Array, weights: Array) -> tuple[Array, Array, Array]:
    """Matches by stem and article, ascending, and what those of one stem in one article count together."""
    keys = stems.astype(np.int64) << 40 | articles.astype(np.int64) << 8 | weights
    keys.sort()
    pairs = keys >> 8
    at = np.flatnonzero(np.diff(pairs, prepend=-1))
    sums = np.add.reduceat(keys & 0xFF, at) if len(at) else at
    return pairs[at] >> 32, pairs[at] & 0xFFFFFFFF, np.minimum(sums, MOST_FREQUENCY)


def _append_facets(out: ColumnFileWriter, articles: Sequence[Article]) -> None:
    writers = {field: FacetWriter() for field in COLUMNS}
    for article in articles:
        writers["section"].add(article.sections)
        writers["source"].add((article.source,))
        writers["author"].add(article.authors)
        writers["agency"].add((article.agency,))
        writers["language"].add((article.language,))
        for kind in ("person", "organisation", "place"):
            _add_entities(writers[kind], [entity for entity in article.entities if entity.type == kind])
    for field, writer in writers.items():
        writer.write(out, field)


def _add_entities(writer: FacetWriter, entities: Sequence[Entity]) -> None:
    writer.add(entity.name for entity in entities)
    for entity in entities:
        if entity.aliases:
            writer.alias(entity.name, entity.aliases)
