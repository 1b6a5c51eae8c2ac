"""Articles -> a segment file: tokens, the words that they make, facets, stored articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from newsfind.article import Article, Entity
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.copies import append_signatures
from newsfind.index.engines.whoosh.codec.dates import clock
from newsfind.index.engines.whoosh.codec.facets import COLUMNS, FacetWriter
from newsfind.index.engines.whoosh.codec.file import ColumnFileWriter
from newsfind.index.engines.whoosh.codec.invert import append_index
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.engines.whoosh.codec.packing import pack
from newsfind.index.engines.whoosh.codec.stored import StoredWriter, learn_dictionary
from newsfind.index.engines.whoosh.codec.vocabulary import TokenStream, Vocabulary, read_tokens
from newsfind.index.engines.whoosh.codec.weights import weighted_lengths


class SegmentBuilder:
    """Builds segments one after the other. What it learns of words and of articles on the way stays with it.

    `dictionary` is what articles are compressed with, if there is one already.
    """

    def __init__(self, dictionary: bytes = b"") -> None:
        self._vocabulary = Vocabulary()
        self._dictionary = dictionary

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
        append_index(out, stream, vocabulary)
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


def _append_facets(out: ColumnFileWriter, articles: Sequence[Article]) -> None:
    writers = {field: FacetWriter() for field in COLUMNS}
    for article in articles:
        writers["section"].add(article.sections)
        writers["source"].add((article.source,))
        writers["author"].add(article.authors)
        writers["agency"].add((article.agency,))
        writers["language"].add((article.language,))
        _add_entities(writers, article.entities)
    for field, writer in writers.items():
        writer.write(out, field)


def _add_entities(writers: Mapping[str, FacetWriter], entities: Sequence[Entity]) -> None:
    names: dict[str, list[str]] = {"person": [], "organisation": [], "place": []}
    for entity in entities:
        names[entity.type].append(entity.name)
        if entity.aliases:
            writers[entity.type].alias(entity.name, entity.aliases)
    for kind, found in names.items():
        writers[kind].add(found)
