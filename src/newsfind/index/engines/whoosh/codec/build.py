"""Articles -> a segment file: tokens, inversion by one stable sort, columns, stored articles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from newsfind.article import Article, Entity
from newsfind.index.analysis import LEAD_WORDS
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.facets import COLUMNS, FacetWriter
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.engines.whoosh.codec.stored import StoredWriter, pack
from newsfind.index.engines.whoosh.codec.strings import append_strings
from newsfind.index.engines.whoosh.codec.vocabulary import GAP, TokenStream, Vocabulary, read_tokens
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, LEAD_WEIGHT, MOST_FREQUENCY

_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
NO_DATE = np.iinfo(np.int64).min
FREQUENT = 32
"""Stems that occur at least so often in a segment have a list of their articles; others' come from positions."""


def build_segment(articles: Sequence[Article], path: Path, vocabulary: Vocabulary) -> int:
    """Write a segment file of these articles, whose ids differ. Returns its size in bytes."""
    out = ColumnFileWriter(path)
    try:
        stream = read_tokens([(article.headline, article.body) for article in articles], vocabulary)
        append_articles(out, articles)
        append_stream(out, stream)
        _append_index(out, stream, vocabulary)
        _append_facets(out, articles)
        stored = StoredWriter(out)
        for article in articles:
            stored.add(pack(article))
        stored.finish()
        return out.finish()
    finally:
        out.discard()


def append_articles(out: ColumnFileWriter, articles: Sequence[Article]) -> None:
    """Write the plain columns: one number an article."""
    out.append("date", np.array([clock(article.date) for article in articles], "<i8"))
    out.append("words", np.array([article.words for article in articles], "<i4"))
    out.append("id", np.array([tie_break(article.id) for article in articles], "<i8"))


def clock(date: datetime | None) -> int:
    """Microseconds since 1970 on the publisher's own clock; NO_DATE for None."""
    if date is None:
        return int(NO_DATE)
    return (date.replace(tzinfo=None) - _EPOCH) // _MICROSECOND


def append_stream(out: ColumnFileWriter, stream: TokenStream) -> None:
    """Write where articles, bodies, sentences and paragraphs begin."""
    out.append("start", stream.starts, "<i4")
    out.append("body", stream.bodies, "<i4")
    for name, values in (("sentences", stream.sentences), ("paragraphs", stream.paragraphs)):
        ListsWriter(out, name).append(values, np.array([len(values)]))
    out.append("length", weighted_lengths(stream.starts, stream.bodies), "<i4")


def weighted_lengths(starts: Array, bodies: Array) -> Array:
    """`ranking.weighted_length` of every article."""
    headline = bodies - starts[:-1] - 1
    body = starts[1:] - bodies - 1
    lead = np.minimum(body, LEAD_WORDS)
    return HEADLINE_WEIGHT * headline + LEAD_WEIGHT * lead + BODY_WEIGHT * (body - lead)


def weights_at(positions: Array, starts_of_bodies: Array) -> Array:
    """What matches at these positions count, given where the body of each one's article begins."""
    inside = positions - starts_of_bodies
    return np.where(inside < 0, HEADLINE_WEIGHT, np.where(inside < LEAD_WORDS, LEAD_WEIGHT, BODY_WEIGHT))


def _append_index(out: ColumnFileWriter, stream: TokenStream, vocabulary: Vocabulary) -> None:
    names = list(vocabulary.forms)
    occurring = set(np.flatnonzero(np.bincount(stream.forms, minlength=1)).tolist()) - {GAP}
    used = sorted(occurring, key=lambda n: names[n].encode("utf-8", "surrogatepass"))
    stem_names = list(vocabulary.stems)
    stem_of = np.frombuffer(vocabulary.stem_of, np.int32)[used] if used else np.empty(0, np.int32)
    stems = sorted(set(stem_of.tolist()), key=lambda n: stem_names[n].encode("utf-8", "surrogatepass"))
    forms, tokens_at = _rank(stream.forms, used)
    local_stem = _rank(stem_of, stems)[0]
    append_terms(out, [names[n] for n in used], [stem_names[n] for n in stems], local_stem)
    ListsWriter(out, "positions").append(
        tokens_at[stable_order(forms, len(used))], np.bincount(forms, minlength=len(used))
    )
    _append_stem_lists(out, stream, local_stem[forms], tokens_at, len(stems))


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
    """Write the dictionaries of forms and stems, which form has which stem, and the letters of each form."""
    append_strings(out, "form", forms)
    append_strings(out, "stem", stems)
    out.append("form.stem", stem_of, "<u4")
    out.append("form.letters", np.array([letters(form) for form in forms], "<u4"))
    out.append("stem.forms", stable_order(stem_of, len(stems)), "<u4")
    counts = np.bincount(stem_of, minlength=len(stems))
    out.append("stem.forms.starts", np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))), "<u4")


def letters(form: str) -> int:
    """The set of a form's letters as 32 bits: forms that are one edit apart differ in at most two of them."""
    mask = 0
    for character in form:
        mask |= 1 << (ord(character) & 31)
    return mask


def _append_stem_lists(out: ColumnFileWriter, stream: TokenStream, stems: Array, at: Array, distinct: int) -> None:
    order = stable_order(stems, distinct)
    occurrences = np.bincount(stems, minlength=distinct)
    article = np.repeat(np.arange(len(stream.bodies), dtype=np.int32), np.diff(stream.starts))[at][order]
    weights = weights_at(at, np.repeat(stream.bodies, np.diff(stream.starts))[at])[order]
    writer = StemListsWriter(out)
    writer.append(stems[order], article, weights, occurrences)
    writer.finish()


class StemListsWriter:
    """Writes, for every stem, how many articles have it, and for frequent ones which and how often."""

    def __init__(self, out: ColumnFileWriter) -> None:
        self._out = out
        self._lists = ListsWriter(out, "articles")
        self._stems = 0
        self._frequent = 0
        out.append("articles.tf", np.empty(0, "<u1"))

    def append(self, stems: Array, articles: Array, weights: Array, occurrences: Array) -> None:
        """Add the next `len(occurrences)` stems: for each occurrence, sorted by stem and position, the stem (its number
        in the whole segment), the article and what it counts.
        """
        local = stems - self._stems
        new = np.ones(len(stems), bool)
        new[1:] = (np.diff(local) != 0) | (np.diff(articles) != 0)
        at = np.flatnonzero(new)
        frequency = np.minimum(np.add.reduceat(weights, at), MOST_FREQUENCY) if len(at) else weights[:0]
        stem, article = local[at], articles[at]
        counts = np.bincount(stem, minlength=len(occurrences))
        frequent = occurrences >= FREQUENT
        keep = frequent[stem]
        self._lists.append(article[keep], counts[frequent])
        self._out.append("articles.tf", frequency[keep], "<u1")
        self._out.append("stem.articles", counts, "<u4")
        numbers = self._frequent + np.cumsum(frequent) - 1
        self._out.append("stem.list", np.where(frequent, numbers, -1), "<i4")
        self._frequent += int(frequent.sum())
        self._stems += len(occurrences)

    def finish(self) -> None:
        """Write what describes them all."""
        about = {"stems": self._stems, "frequent": self._frequent}
        self._out.append("about", json.dumps(about).encode())


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
