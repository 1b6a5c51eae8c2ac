"""Text -> token numbers, fast: every chunk between white space is analysed once and then looked up.

`index/analysis.py` says what tokens are. None crosses white space, so a text is `str.split` and one dictionary look-up
a chunk. What a chunk holds (its tokens, whether it ends a sentence) lies in arrays by the chunk's number, and
everything beyond the look-up is arithmetic on arrays.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsfind.index.analysis import CLOSERS, ends_sentence, forms, starts_sentence
from newsfind.index.engines.whoosh.codec.file import Array

GAP = 0
"""The number of the chunk, and of the form, that stands between headline and body and between articles."""
_PARAGRAPH, _LINE = 1, 2
_MOST_CHUNKS = 400_000
_MAY_END = frozenset(".!?…。！？" + CLOSERS)
_PUNCTUATION = ".,;:!?…\"'“”‘’()[]—–-"


class Vocabulary(dict[str, int]):
    """Numbers chunks of text and the forms and stems of tokens, as they come. Lives as long as its process."""

    def __init__(self) -> None:
        super().__init__({"\0 ": GAP, "\0P": _PARAGRAPH, "\0L": _LINE})
        self.forms: dict[str, int] = {"": GAP}
        self.count = array("i", [1, 0, 0])
        self.first = array("i", [0, 1, 1])
        self.ends = array("b", [0, 0, 0])
        self.starts = array("b", [0, 0, 0])
        self.token_form = array("i", [GAP])
        self.hashes = array("Q")

    def __missing__(self, chunk: str) -> int:
        core = chunk.strip(_PUNCTUATION)
        known = self.get(core)
        number = self[chunk] = len(self)
        if known is not None:
            self.first.append(self.first[known])
            self.count.append(self.count[known])
        else:
            self.first.append(len(self.token_form))
            found = [core.lower()] if core.isascii() and core.isalnum() else _compound(core) or forms(chunk)
            self.count.append(len(found))
            for form in found:
                self.token_form.append(self.forms.setdefault(form, len(self.forms)))
        self.ends.append(chunk[-1] in _MAY_END and ends_sentence(chunk))
        self.starts.append(not chunk[0].islower() if chunk[0].isalnum() else starts_sentence(chunk))
        return number

    @property
    def full(self) -> bool:
        """Whether it has grown so far that the next batch should begin with a new one."""
        return len(self) > _MOST_CHUNKS


def _compound(core: str) -> list[str]:
    """The forms of a chunk that is nothing but ASCII words joined by hyphens and apostrophes; [] for another."""
    plain = core.replace("’", "'")
    parts = plain.replace("'", " ").replace("-", " ").lower().split()
    return parts if plain.isascii() and all(map(str.isalnum, parts)) else []


@dataclass(frozen=True, slots=True)
class TokenStream:
    """All tokens of a batch in a row: headline, gap, body, gap of the first article, then of the next.

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


def read_tokens(texts: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> TokenStream:
    """The token stream of articles, given as headline and body."""
    chunks = array("i")
    zone_chunks = array("i")
    look_up = vocabulary.__getitem__
    for headline, body in texts:
        chunks.extend(map(look_up, headline.replace("\0", "\1").split()))
        chunks.append(GAP)
        zone_chunks.append(len(chunks))
        marked = body.replace("\0", "\1").replace("\n\n", " \0P ").replace("\n", " \0L ")
        chunks.extend(map(look_up, marked.split()))
        chunks.append(GAP)
        zone_chunks.append(len(chunks))
    return _Stream(np.frombuffer(chunks, np.int32), np.frombuffer(zone_chunks, np.int32), vocabulary).read()


class _Stream:
    """One run of `read_tokens`: chunk numbers -> positions. Zones are headline, body, headline, body ..."""

    def __init__(self, chunks: Array, zone_ends: Array, vocabulary: Vocabulary) -> None:
        self._chunks, self._vocabulary = chunks, vocabulary
        self._zones = np.concatenate((np.zeros(1, np.int32), zone_ends))
        self._counts = np.frombuffer(vocabulary.count, np.int32)[chunks]
        ends = np.cumsum(self._counts, dtype=np.int64)
        self._positions = ends - self._counts
        self._total = int(ends[-1]) if len(ends) else 0

    def read(self) -> TokenStream:
        bounds = np.append(self._positions, self._total)[self._zones]
        lines, paragraphs = self._breaks(_LINE), self._breaks(_PARAGRAPH)
        markers = np.cumsum(self._chunks <= _LINE)[self._zones[1:] - 1]
        return TokenStream(
            forms=self._forms(),
            starts=bounds[::2],
            bodies=bounds[1::2],
            sentences=self._merged(self._sentences(), lines, paragraphs, bounds[:-1]),
            paragraphs=self._merged(paragraphs, bounds[:-1]),
            words=(np.diff(self._zones) - np.diff(markers, prepend=0))[1::2],
        )

    def _merged(self, *positions: Array) -> Array:
        """All these positions, ascending, each once."""
        mask = np.zeros(self._total + 1, bool)
        for some in positions:
            mask[some] = True
        return np.flatnonzero(mask)

    def _forms(self) -> Array:
        token_form = np.frombuffer(self._vocabulary.token_form, np.int32)
        first = np.frombuffer(self._vocabulary.first, np.int32)[self._chunks]
        if (self._counts == 1).all():
            return token_form[first]
        within = np.arange(self._total) - np.repeat(self._positions, self._counts)
        return token_form[np.repeat(first, self._counts) + within]

    def _breaks(self, marker: int) -> Array:
        return self._positions[np.flatnonzero(self._chunks == marker) + 1]

    def _sentences(self) -> Array:
        """Where sentences begin by their punctuation; a headline is one sentence whatever it holds."""
        ends = np.frombuffer(self._vocabulary.ends, np.int8)[self._chunks]
        ends &= np.repeat(np.arange(len(self._zones) - 1) & 1, np.diff(self._zones)).astype(np.int8)
        starts = np.frombuffer(self._vocabulary.starts, np.int8)[self._chunks]
        return self._positions[np.flatnonzero(ends[:-1] & starts[1:]) + 1]
