"""Text -> token numbers, fast: every chunk between white space is analysed once and then looked up.

`index/analysis.py` says what tokens are. None crosses white space, so a text is split into chunks (`chunks.py`), each
chunk is a number (`chunk_table.py`), and what a chunk holds (its tokens, whether it ends a sentence) lies in arrays by
that number. Everything beyond is arithmetic on arrays, a quarter of a megabyte of text at a time: as much as a
processor keeps at hand.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice

import numpy as np

from newsfind.index.analysis import ABBREVIATIONS, ends_sentence, forms, starts_sentence, stems
from newsfind.index.engines.whoosh.codec.chunk_table import ChunkTable
from newsfind.index.engines.whoosh.codec.chunks import LONGEST_KEY, Chunks, split
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.masks import union
from newsfind.index.engines.whoosh.codec.words import MAY_END, SIGNS, Words, plain_words, texts

GAP = 0
"""The number of the chunk, and of the form, that stands between headline and body and between articles."""
_MOST_CHUNKS = 400_000
"""Different chunks that are known; then the next segment begins anew, which takes no more than the first one did."""
_AT_ONCE = 1 << 18
"""Characters of text that are read at a time."""
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+", re.ASCII)
"""Those that are one token, and most of what is no plain word."""


class Vocabulary:
    """Numbers the forms of tokens, and knows what each chunk holds. Lives as long as its process.

    By the number of a chunk: where its tokens begin in `token_form` and how many there are, whether it may end and
    whether it may begin a sentence (1 or 0).
    """

    def __init__(self) -> None:
        self.forms: dict[str, int] = {"": GAP}
        self.first = array("i", [0])
        self.count = array("i", [1])
        self.ends = array("b", [0])
        self.starts = array("b", [0])
        self.token_form = array("i", [GAP])
        self.hashes = array("Q")
        self._stems: dict[str, int] = {}
        self._stem_of = array("i")
        self._table = ChunkTable()
        self._word_table = ChunkTable()
        """Plain words, the abbreviations before all others, and the form of each."""
        self._word_form = array("i", [GAP])
        self._words(plain_words(*split([" ".join(ABBREVIATIONS)]).keys()))

    @property
    def full(self) -> bool:
        """Whether it has grown so far that the next segment should begin with a new one."""
        return len(self._table) > _MOST_CHUNKS

    def stems(self) -> tuple[Array, list[str]]:
        """The number of each form's stem, and the stems' names by these numbers."""
        numbers = self._stems
        new = stems(list(islice(self.forms, len(self._stem_of), None)))
        self._stem_of.extend([numbers.setdefault(stem, len(numbers)) for stem in new])
        return np.array(self._stem_of, np.int32), list(self._stems)

    def numbers(self, chunks: Chunks) -> Array:
        """The number of each chunk."""
        numbers, new = self._table.numbers(chunks)
        if len(new):
            self._learn(chunks, new)
        return numbers

    def _learn(self, chunks: Chunks, new: Array) -> None:
        """The next numbers are those of these chunks."""
        short = (chunks.sizes(new) <= LONGEST_KEY).nonzero()[0]
        words = plain_words(*chunks.keys(new[short]))
        rows = short[words.rows]
        first, count = np.empty(len(new), np.int32), np.ones(len(new), np.int32)
        starts, ends = np.empty(len(new), np.int8), np.empty(len(new), np.int8)
        word, of_words = self._words(words)
        first[rows] = np.arange(len(self.token_form), len(self.token_form) + len(rows))
        self.token_form.frombytes(of_words.astype(np.int32).tobytes())
        starts[rows] = words.starts
        ends[rows] = words.ends | words.stops & (word > len(ABBREVIATIONS))
        unsure = rows[words.unsure]
        ends[unsure] = list(map(ends_sentence, chunks.texts(new[unsure])))
        others = np.delete(np.arange(len(new)), rows)
        first[others], count[others], starts[others], ends[others] = self._analyse(chunks.texts(new[others]))
        for column, values in ((self.first, first), (self.count, count), (self.starts, starts), (self.ends, ends)):
            column.frombytes(values.tobytes())

    def _words(self, words: Words) -> tuple[Array, Array]:
        """The numbers of plain words, abbreviations first, and of their forms."""
        numbers, new = self._word_table.numbers_of_keys(words.low, words.high)
        self._word_form.extend(self._forms_of(texts(words.low[new], words.high[new])))
        return numbers, np.frombuffer(self._word_form, np.int32)[numbers]

    def _forms_of(self, forms: Iterable[str]) -> list[int]:
        numbers = self.forms
        return [numbers.setdefault(form, len(numbers)) for form in forms]

    def _analyse(self, chunks: Sequence[str]) -> tuple[list[int], list[int], list[bool], list[bool]]:
        """Of any chunks: where their tokens begin and how many they have, whether they may begin and end a sentence."""
        cores = [chunk.strip(SIGNS) for chunk in chunks]
        cores = [core.lower() if core.isascii() else core for core in cores]
        rows = zip(cores, chunks, strict=True)
        found = [[core] if core.isascii() and core.isalnum() else _analysed(core, chunk) for core, chunk in rows]
        counts = list(map(len, found))
        first = list(accumulate(counts, initial=len(self.token_form)))[:-1]
        self.token_form.extend(self._forms_of(chain.from_iterable(found)))
        ends = [chunk[-1] in MAY_END and ends_sentence(chunk) for chunk in chunks]
        starts = [not chunk[0].islower() if chunk[0].isalnum() else starts_sentence(chunk) for chunk in chunks]
        return first, counts, starts, ends


def _analysed(core: str, chunk: str) -> list[str]:
    """The forms of a chunk whose core, what is left of it without the signs around it, is no plain word."""
    if _NUMBER.fullmatch(core):
        return [core.replace(",", "")]
    return _compound(core) or forms(chunk)


def _compound(core: str) -> list[str]:
    """The forms of a core that is nothing but ASCII words joined by hyphens and apostrophes; [] for another."""
    plain = core.replace("’", "'")
    parts = plain.replace("'", " ").replace("-", " ").lower().split()
    return parts if plain.isascii() and all(map(str.isalnum, parts)) else []


@dataclass(frozen=True, slots=True)
class TokenStream:
    """All tokens of some articles in a row: headline, gap, body, gap of the first article, then of the next.

    A token's position is its place in the row. `forms` are the vocabulary's numbers (GAP at a gap). Article n begins at
    `starts[n]` (one more entry than articles, the last one the end), its body at `bodies[n]`. `sentences` and
    `paragraphs` are the ascending positions at which they begin. `words` is the length of each body in chunks.
    """

    forms: Array
    starts: Array
    bodies: Array
    sentences: Array
    paragraphs: Array
    words: Array


def read_tokens(articles: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> list[TokenStream]:
    """The token streams of articles, given as headline and body: of a few articles each, in their order."""
    return [_Stream(split(piece), vocabulary).read() for piece in _pieces(articles)]


def _pieces(articles: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
    """Headlines and bodies in turn, some articles at a time."""
    piece: list[str] = []
    size = 0
    for headline, body in articles:
        piece += headline, body
        size += len(headline) + len(body)
        if size >= _AT_ONCE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


class _Stream:
    """The tokens of some articles, whose chunks are those of headline, body, headline, body ..."""

    def __init__(self, chunks: Chunks, vocabulary: Vocabulary) -> None:
        self._source, self._vocabulary = chunks, vocabulary
        sizes = np.diff(chunks.stops, prepend=0)
        self._words = sizes[1::2]
        self._zone = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        self._place = np.arange(len(self._zone)) + self._zone
        """Where each chunk stands in `_chunks`, which has a gap behind every text."""
        self._chunks = np.zeros(len(self._zone) + len(sizes), np.intp)
        self._chunks[self._place] = self._numbers = vocabulary.numbers(chunks).astype(np.intp)
        self._counts = np.frombuffer(vocabulary.count, np.int32)[self._chunks]
        ends = np.cumsum(self._counts, dtype=np.int32)
        self._positions = ends - self._counts
        self._total = int(ends[-1])
        gaps = chunks.stops + np.arange(len(sizes))
        self._bounds = np.append(0, self._positions[gaps] + 1)[:-1]

    def read(self) -> TokenStream:
        chunks = self._source
        lines, paragraphs = (self._position(of[self._in_body(of)]) for of in (chunks.lines, chunks.paragraphs))
        return TokenStream(
            forms=self._forms(),
            starts=np.append(self._bounds[::2], np.int32(self._total)),
            bodies=self._bounds[1::2],
            sentences=union((self._sentences(), lines, self._bounds), self._total + 1),
            paragraphs=union((paragraphs, self._bounds), self._total + 1),
            words=self._words,
        )

    def _position(self, chunks: Array) -> Array:
        return self._positions[self._place[chunks]]

    def _in_body(self, chunks: Array) -> Array:
        return (self._zone[chunks] & 1).astype(bool)

    def _forms(self) -> Array:
        token_form = np.frombuffer(self._vocabulary.token_form, np.int32)
        first = np.frombuffer(self._vocabulary.first, np.int32)[self._chunks]
        if self._total == len(first) and (self._counts == 1).all():
            return token_form[first]
        shift = np.repeat(first - self._positions, self._counts)
        return token_form[shift + np.arange(self._total, dtype=np.int32)]

    def _sentences(self) -> Array:
        """Where sentences begin by their punctuation; a headline is one sentence whatever it holds."""
        ends = np.frombuffer(self._vocabulary.ends, np.int8)[self._numbers[:-1]]
        starts = np.frombuffer(self._vocabulary.starts, np.int8)[self._numbers[1:]]
        found = (ends & starts & (self._zone[1:] & 1)).nonzero()[0]
        found = found[self._zone[found] == self._zone[found + 1]]
        return self._position(found + 1)
