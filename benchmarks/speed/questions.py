"""A mix of questions drawn from the articles themselves, so that nobody picks favourites.

Words are drawn by the share of articles that have them, words of one AND or OR from one article, phrases from words
that stand side by side; which ones, a seed decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from random import Random
from typing import Literal, TypeAlias

from newsfind.article import Article

Kind: TypeAlias = Literal["word", "and", "or", "phrase"]
Band: TypeAlias = Literal["rare", "middle", "common", "everywhere"]
KINDS: tuple[Kind, ...] = ("word", "and", "or", "phrase")

WORD_BANDS: Mapping[Band, tuple[float, float]] = {
    "rare": (0.0003, 0.002),
    "middle": (0.005, 0.02),
    "common": (0.05, 0.3),
    "everywhere": (0.3, 1.0),
}
PHRASE_BANDS: Mapping[Band, tuple[float, float]] = {
    "rare": (0.0003, 0.002),
    "middle": (0.002, 0.01),
    "common": (0.01, 0.1),
    "everywhere": (0.1, 1.0),
}
"""Shares of the articles that have the word or phrase."""

_TOGETHER: tuple[tuple[Band, ...], ...] = (
    ("rare", "middle"),
    ("rare", "common"),
    ("middle", "middle"),
    ("middle", "common"),
    ("common", "common"),
    ("rare", "middle", "common"),
    ("middle", "common", "common"),
    ("common", "common", "common"),
    ("middle", "common", "everywhere"),
)
_WORDS: tuple[Band, ...] = ("rare", "middle", "common") * 3
_PHRASES: tuple[tuple[Band, int], ...] = (
    *((band, length) for band in ("rare", "middle", "common") for length in (2, 2, 3, 3)),
    ("everywhere", 2),
)
_WORD = re.compile(r"(?<![\w'’.&-])[A-Za-z]{2,}(?![\w'’&-])")
_RUN = re.compile(r"(?<![\w'’.&-])[A-Za-z]{2,}(?: [A-Za-z]{2,})+(?![\w'’&-])")
_OPERATORS = frozenset({"and", "or", "not", "near", "pre", "adj", "to"})
_MOST_FOR_WORDS, _MOST_FOR_PHRASES = 20_000, 4_000


@dataclass(frozen=True, slots=True)
class Question:
    """Lower-case words and how they are joined; `word` has one, and `bands` says how frequent they are."""

    kind: Kind
    words: tuple[str, ...]
    bands: tuple[str, ...]

    def __str__(self) -> str:
        joined = {"word": " ", "and": " AND ", "or": " OR ", "phrase": " "}[self.kind].join(self.words)
        return f'"{joined}"' if self.kind == "phrase" else joined


def draw(articles: Sequence[Article], seed: int) -> list[Question]:
    """40 questions; the same ones for the same articles and seed."""
    random = Random(seed)
    some = random.sample(articles, min(len(articles), _MOST_FOR_WORDS))
    sets = [frozenset(_words(_text(article), _WORD)) - _OPERATORS for article in some]
    words = _by_band(Counter(word for found in sets for word in found), len(sets), WORD_BANDS)
    questions = [Question("word", (random.choice(words[band]),), (band,)) for band in _WORDS]
    kinds: tuple[Kind, ...] = ("and", "or")
    questions += [_together(kind, bands, words, sets, random) for kind in kinds for bands in _TOGETHER]
    few = some[:_MOST_FOR_PHRASES]
    for length in (2, 3):
        counts = Counter(phrase for article in few for phrase in frozenset(_phrases(_text(article), length)))
        phrases = _by_band(counts, len(few), PHRASE_BANDS)
        wanted = [band for band, words_in_it in _PHRASES if words_in_it == length]
        questions += [Question("phrase", tuple(random.choice(phrases[band]).split()), (band,)) for band in wanted]
    return questions


def _text(article: Article) -> str:
    return f"{article.headline}\n{article.body}"


def _words(text: str, pattern: re.Pattern[str]) -> Iterable[str]:
    return (match[0].lower() for match in pattern.finditer(text))


def _phrases(text: str, length: int) -> Iterable[str]:
    for run in _words(text, _RUN):
        words = run.split()
        for at in range(len(words) - length + 1):
            yield " ".join(words[at : at + length])


def _by_band(
    counts: Counter[str], articles: int, bands: Mapping[Band, tuple[float, float]]
) -> dict[Band, Sequence[str]]:
    """What lies in each band, in alphabetical order; where nothing does, the ten nearest to its middle."""
    found: dict[Band, Sequence[str]] = {}
    for band, (low, high) in bands.items():
        inside = sorted(text for text, count in counts.items() if low <= count / articles < high and count > 1)
        found[band] = inside or _nearest(counts, (low * high) ** 0.5 * articles)
    return found


def _nearest(counts: Counter[str], wanted: float) -> list[str]:
    distance: Callable[[str], tuple[float, str]] = lambda text: (abs(log(counts[text] / wanted)), text)  # noqa: E731
    return list(islice(sorted(counts, key=distance), 10))


def _together(
    kind: Kind,
    bands: tuple[Band, ...],
    words: Mapping[Band, Sequence[str]],
    sets: Sequence[frozenset[str]],
    random: Random,
) -> Question:
    """Different words of these bands that one article has; after many tries, of whatever articles."""
    known = {band: frozenset(words[band]) for band in set(bands)}
    chosen: list[str] = []
    for _ in range(1000):
        chosen = []
        article = random.choice(sets)
        for band in bands:
            choice = sorted(article & known[band] - set(chosen))
            if not choice:
                break
            chosen.append(random.choice(choice))
        if len(chosen) == len(bands):
            return Question(kind, tuple(chosen), bands)
    return Question(kind, tuple(random.choice(words[band]) for band in bands), bands)
