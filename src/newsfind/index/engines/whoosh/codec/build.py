"""Articles -> a segment file: tokens, the words that they make, facets, stored articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, compress
from pathlib import Path
from typing import TypeVar

import numpy as np

from newsfind.article import Article
from newsfind.index.engines.whoosh.codec.copies import append_signatures
from newsfind.index.engines.whoosh.codec.dates import clock
from newsfind.index.engines.whoosh.codec.faceting import append_facet
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.hashes import ties_of
from newsfind.index.engines.whoosh.codec.invert import append_index
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.engines.whoosh.codec.packing import pack
from newsfind.index.engines.whoosh.codec.storing import StoredWriter, learn_dictionary
from newsfind.index.engines.whoosh.codec.vocabulary import TokenStream, Vocabulary, read_tokens
from newsfind.index.engines.whoosh.codec.weights import weighted_lengths
from newsfind.index.names import ENTITY_TYPES

T = TypeVar("T")


class SegmentBuilder:
    """Builds segments one after the other. What it learns of words and of articles on the way stays with it.

    `dictionary` is what articles are compressed with, if there is one already.
    """

    def __init__(self, dictionary: bytes = b"") -> None:
        self._vocabulary = Vocabulary()
        self._dictionary = dictionary

    def build(self, articles: Sequence[Article], path: Path) -> Array:
        """Write a segment file of these articles, whose ids differ. Returns their tie-breaks."""
        if self._vocabulary.full:
            self._vocabulary = Vocabulary()
        packed = [pack(article) for article in articles]
        self._dictionary = self._dictionary or learn_dictionary(packed)
        return _build(articles, packed, path, self._vocabulary, self._dictionary)


def _build(
    articles: Sequence[Article], packed: Sequence[bytes], path: Path, vocabulary: Vocabulary, dictionary: bytes
) -> Array:
    out = ColumnFileWriter(path)
    ties = ties_of(article.id for article in articles)
    try:
        stream = read_tokens([(article.headline, article.body) for article in articles], vocabulary)
        out.append("date", np.array([clock(article.date) for article in articles], "<i8"))
        out.append("id", ties)
        append_stream(out, stream)
        append_index(out, stream, vocabulary)
        append_signatures(out, stream, vocabulary)
        _append_facets(out, articles)
        stored = StoredWriter(out, dictionary)
        for one in packed:
            stored.add(one)
        stored.finish()
        out.finish()
        return ties
    finally:
        out.discard()


def append_stream(out: ColumnFileWriter, stream: TokenStream) -> None:
    """Write where articles, bodies, sentences and paragraphs begin."""
    out.append("start", stream.starts, "<i4")
    out.append("body", stream.bodies, "<i4")
    out.append("words", stream.words, "<i4")
    for name, values in (("sentences", stream.sentences), ("paragraphs", stream.paragraphs)):
        ListsWriter(out, name).append(values, np.array([len(values)]))
    out.append("length", weighted_lengths(stream.starts, stream.bodies), "<i4")


def _append_facets(out: ColumnFileWriter, articles: Sequence[Article]) -> None:
    ones = np.ones(len(articles), np.int64)
    append_facet(out, "source", ones, [article.source for article in articles])
    append_facet(out, "agency", ones, [article.agency for article in articles])
    append_facet(out, "language", ones, [article.language for article in articles])
    append_facet(out, "author", *_in_a_row([article.authors for article in articles]))
    append_facet(out, "section", *_in_a_row([(article.section, *article.other_sections) for article in articles]))
    _append_entities(out, articles)


def _append_entities(out: ColumnFileWriter, articles: Sequence[Article]) -> None:
    counts, entities = _in_a_row([article.entities for article in articles])
    article = np.repeat(np.arange(len(articles)), counts)
    types = [entity.type for entity in entities]
    for kind in ENTITY_TYPES:
        chosen = [one == kind for one in types]
        found = list(compress(entities, chosen))
        counts = np.bincount(article[np.array(chosen, bool)], minlength=len(articles))
        aliases: defaultdict[str, set[str]] = defaultdict(set)
        for entity in found:
            if entity.aliases:
                aliases[entity.name].update(entity.aliases)
        append_facet(out, kind, counts, [entity.name for entity in found], aliases.items())


def _in_a_row(several: Sequence[Sequence[T]]) -> tuple[Array, list[T]]:
    """How many items each of several sequences has, and all of them."""
    return np.fromiter(map(len, several), np.int64, len(several)), list(chain.from_iterable(several))
