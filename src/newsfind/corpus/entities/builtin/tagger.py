"""The built-in tagger: a linear-chain model over runs of capitalised words, its tables made by `training/entities`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from newsfind.article import Article, EntityType
from newsfind.corpus.entities.builtin.evidence import flags
from newsfind.corpus.entities.builtin.features import LABELS
from newsfind.corpus.entities.builtin.scan import Flags, Scan, scan
from newsfind.corpus.entities.builtin.scores import Scorer
from newsfind.corpus.entities.builtin.tables import TABLES, Model, read_lexicon, read_model
from newsfind.corpus.entities.builtin.viterbi import best_labels
from newsfind.corpus.entities.builtin.vocabulary import CAPITAL, COUNTRY, Numbers, Vocabulary
from newsfind.corpus.entities.mention import Mention, full_text
from newsfind.corpus.entities.tagger import Tagger

MOST_WORDS: Final = 60_000
"""Distinct words remembered from article to article, about 600 bytes each; then the tagger starts afresh."""
_CHARACTERS_AT_ONCE: Final = 200_000
"""Fewer at once are slower; a million takes 70 MB for a moment."""

_TYPES: Final[dict[str, EntityType]] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_TYPE_OF: Final = [None if label == "O" else _TYPES[label[2:]] for label in LABELS]
_BEGINS: Final = np.array([label[0] == "B" for label in LABELS])
_OUTSIDE: Final = LABELS.index("O")
_PLACE: Final = LABELS.index("B-LOC")


class BuiltinTagger:
    """English only; the same text always gives the same mentions. Tables are read when the first article comes."""

    name = "builtin"
    languages = frozenset({"en"})

    def __init__(self, tables: Path = TABLES) -> None:
        self._tables = tables
        self._words: tuple[Vocabulary, Scorer] | None = None

    def tag(self, articles: Sequence[Article]) -> Iterable[Sequence[Mention]]:
        """See `Tagger.tag`; some articles at a time, so that memory does not grow with their number or length."""
        texts: list[str] = []
        for article in articles:
            texts.append(full_text(article))
            if sum(map(len, texts)) >= _CHARACTERS_AT_ONCE:
                yield from self.tag_texts(texts)
                texts = []
        yield from self.tag_texts(texts)

    def tag_texts(self, texts: Sequence[str]) -> list[list[Mention]]:
        """The mentions in each text."""
        vocabulary, scorer = self._afresh()
        scanned = scan(texts, vocabulary)
        scores = scorer.scores(scanned, flags(scanned, vocabulary))
        labels = best_labels(scores, scanned.runs, self._model.transitions)
        classes = vocabulary.classes[scanned.words[scanned.positions]]
        small = (classes & CAPITAL) == 0
        labels[_lone_countries(scanned, labels, classes)] = _PLACE
        return _mentions(scanned, labels, small, len(texts))

    @cached_property
    def _model(self) -> Model:
        return read_model(self._tables)

    def _afresh(self) -> tuple[Vocabulary, Scorer]:
        if self._words is None:
            vocabulary = Vocabulary(read_lexicon(self._tables))
        elif len(self._words[0]) > MOST_WORDS:
            vocabulary = Vocabulary(self._words[0].lexicon)
        else:
            return self._words
        self._words = vocabulary, Scorer(self._model, vocabulary)
        return self._words


def open_builtin(argument: str) -> Tagger:
    """The entry point of "builtin"; there is one model, so `argument` is not looked at."""
    del argument
    return BuiltinTagger()


def _lone_countries(scanned: Scan, labels: Numbers, classes: Numbers) -> Flags:
    """Countries that the model takes for no name at all, where no other capitalised word stands behind them."""
    followed = np.zeros(len(labels), np.bool_)
    followed[:-1] = (scanned.runs[1:] == scanned.runs[:-1]) & ((classes[1:] & CAPITAL) != 0)
    found: Flags = (labels == _OUTSIDE) & ((classes & COUNTRY) != 0) & ((classes & CAPITAL) != 0) & ~followed
    return found


def _mentions(scanned: Scan, labels: Numbers, small: Flags, texts: int) -> list[list[Mention]]:
    """A mention goes from its B to the last I behind it; labels never have an I without one (see `viterbi`).

    `small` marks connectors, which no mention begins or ends with.
    """
    found: list[list[Mention]] = [[] for _ in range(texts)]
    first = np.flatnonzero(_BEGINS[labels])
    # A mention ends where the next word is in another run, outside, or begins another mention.
    breaks = np.ones(len(labels) + 1, np.bool_)
    breaks[:-1] = _BEGINS[labels] | (labels == _OUTSIDE)
    breaks[1:-1] |= scanned.runs[1:] != scanned.runs[:-1]
    ends = np.flatnonzero(breaks)
    last = ends[np.searchsorted(ends, first, side="right")] - 1
    for words, step in ((last, -1), (first, 1)):
        while (hanging := small[words] & (first < last)).any():
            words[hanging] += step
    first, last = first[~small[first]], last[~small[first]]
    rows = zip(
        scanned.texts[scanned.positions[first]].tolist(),
        scanned.starts[scanned.positions[first]].tolist(),
        scanned.ends[scanned.positions[last]].tolist(),
        labels[first].tolist(),
        strict=True,
    )
    for text, start, end, label in rows:
        kind = _TYPE_OF[label]
        if kind:
            found[text].append(Mention(start, end, kind))
    return found
