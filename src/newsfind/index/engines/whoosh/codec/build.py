"""Articles -> a segment file: tokens, the words that they make, facets, stored articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, compress
from pathlib import Path
from typing import TypeVar

import numpy as np

from newsfind.article import Article, EntityType
from newsfind.errors import NewsfindError
from newsfind.index.engines.whoosh.codec.copies import append_signatures
from newsfind.index.engines.whoosh.codec.dates import clock
from newsfind.index.engines.whoosh.codec.faceting import FacetWriter
from newsfind.index.engines.whoosh.codec.facets import COLUMNS
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

_TYPES = {kind: number for number, kind in enumerate(ENTITY_TYPES)}
_ENOUGH_TOKENS = 1 << 24
"""Of a segment that grows. Each takes 4 bytes of memory until it is finished, and 4 more while words are sorted."""


@dataclass(slots=True)
class _Learned:
    """What a process learns of words and of articles."""

    dictionary: bytes
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


class SegmentBuilder:
    """Builds segments one after the other. What it learns of words and of articles on the way stays with it.

    `dictionary` is what articles are compressed with, if there is one already.
    """

    def __init__(self, dictionary: bytes = b"") -> None:
        self._learned = _Learned(dictionary)

    def begin(self, path: Path) -> GrowingSegment:
        """A new segment, and only one at a time."""
        if self._learned.vocabulary.full:
            self._learned.vocabulary = Vocabulary()
        return GrowingSegment(path, self._learned)

    def build(self, articles: Sequence[Article], path: Path) -> Array:
        """Write a segment file of these articles, whose ids differ. Returns their tie-breaks."""
        with closing(self.begin(path)) as segment:
            segment.add(articles)
            return segment.finish()


class GrowingSegment:
    """A segment to which articles are added, some at a time. Its file appears when it is finished."""

    def __init__(self, path: Path, learned: _Learned) -> None:
        self.path = path
        self._out = ColumnFileWriter(path)
        self._learned = learned
        self._ties = [np.empty(0, np.int64)]
        self._streams: list[TokenStream] = []
        self._facets = {column: FacetWriter(self._out, column) for column in COLUMNS}
        self._stored: StoredWriter | None = None
        self._whole = True
        """Whether all columns have all articles."""

    @property
    def full(self) -> bool:
        """Whether it is large enough, or the words that a process knows are so many that it should begin anew."""
        tokens = sum(len(stream.forms) for stream in self._streams)
        return tokens >= _ENOUGH_TOKENS or self._learned.vocabulary.full

    def has_any(self, ties: Array) -> bool:
        """Whether articles with these tie-breaks have been added."""
        return any(np.isin(some, ties).any() for some in self._ties)

    def add(self, articles: Sequence[Article]) -> None:
        """Add articles whose ids differ from each other and from those of the articles before."""
        self._whole = False
        self._ties.append(ties_of(article.id for article in articles))
        self._out.append("date", np.array([clock(article.date) for article in articles], "<i8"))
        self._out.append("id", self._ties[-1], "<i8")
        streams = read_tokens([(article.headline, article.body) for article in articles], self._learned.vocabulary)
        append_signatures(self._out, streams, self._learned.vocabulary)
        self._streams += streams
        self._add_facets(articles)
        self._store([pack(article) for article in articles])
        self._whole = True

    def _add_facets(self, articles: Sequence[Article]) -> None:
        ones = np.ones(len(articles), np.int64)
        for column in ("source", "agency", "language"):
            self._facets[column].add(ones, [getattr(article, column) for article in articles])
        self._facets["author"].add(*_in_a_row([article.authors for article in articles]))
        self._facets["section"].add(*_in_a_row([(one.section, *one.other_sections) for one in articles]))
        for kind, counts, names, aliases in _by_type(articles):
            self._facets[kind].add(counts, names, aliases)

    def _store(self, packed: Sequence[bytes]) -> None:
        self._learned.dictionary = self._learned.dictionary or learn_dictionary(packed)
        self._stored = self._stored or StoredWriter(self._out, self._learned.dictionary)
        for one in packed:
            self._stored.add(one)

    def finish(self) -> Array:
        """Write the file. Returns the tie-breaks of its articles.

        Raises:
            NewsfindError: Articles were being added when something went wrong.
        """
        if not self._whole:
            raise NewsfindError("Some articles could not be added, so none since the last commit are. Add them again.")
        _append_streams(self._out, self._streams)
        append_index(self._out, self._streams, self._learned.vocabulary)
        for facet in self._facets.values():
            facet.finish()
        (self._stored or StoredWriter(self._out, b"")).finish()
        self._out.finish()
        return np.concatenate(self._ties)

    def close(self) -> None:
        """Let go of what there is of it, if it is not finished."""
        self._out.discard()


def _append_streams(out: ColumnFileWriter, streams: Sequence[TokenStream]) -> None:
    """Write where articles, bodies, sentences and paragraphs begin."""
    begins = np.cumsum([0, *(len(stream.forms) for stream in streams)])

    def moved(of: Callable[[TokenStream], Array]) -> Array:
        parts = [of(stream) + begin for stream, begin in zip(streams, begins.tolist(), strict=False)]
        return np.concatenate([np.empty(0, np.int32), *parts])

    starts = np.append(moved(lambda one: one.starts[:-1]), begins[-1])
    bodies = moved(lambda one: one.bodies)
    out.append("start", starts, "<i4")
    out.append("body", bodies, "<i4")
    out.append("words", np.concatenate([np.empty(0, np.int32), *(stream.words for stream in streams)]), "<i4")
    for values, name in (
        (moved(lambda one: one.sentences), "sentences"),
        (moved(lambda one: one.paragraphs), "paragraphs"),
    ):
        ListsWriter(out, name).append(values, np.array([len(values)]))
    out.append("length", weighted_lengths(starts, bodies), "<i4")


def _by_type(
    articles: Sequence[Article],
) -> Iterator[tuple[EntityType, Array, list[str], list[tuple[str, tuple[str, ...]]]]]:
    """For each type how many entities of it each article has, the names of all of them, and aliases of some names."""
    counts, entities = _in_a_row([article.entities for article in articles])
    article, names = np.repeat(np.arange(len(articles)), counts), [entity.name for entity in entities]
    types = np.array([_TYPES[entity.type] for entity in entities], np.int8)
    known = [entity for entity in entities if entity.aliases]
    for number, kind in enumerate(ENTITY_TYPES):
        chosen = types == number
        aliases = [(entity.name, entity.aliases) for entity in known if entity.type == kind]
        counts = np.bincount(article[chosen], minlength=len(articles))
        yield kind, counts, list(compress(names, chosen.tolist())), aliases


def _in_a_row(several: Sequence[Sequence[T]]) -> tuple[Array, list[T]]:
    """How many items each of several sequences has, and all of them."""
    return np.fromiter(map(len, several), np.int64, len(several)), list(chain.from_iterable(several))
