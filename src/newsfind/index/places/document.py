"""An article as the engine sees it: two zones of numbered tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsfind.article import Article
from newsfind.index.analysis import Breaks, Token, breaks, stem, tokens
from newsfind.index.ranking import weighted_length

HEADLINE, BODY = 0, 1


class Span(NamedTuple):
    """A stretch of one zone, from its first token to its last, both included."""

    zone: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Zone:
    """The tokens of a headline or a body, and for each its stem and the numbers of its sentence and paragraph."""

    tokens: tuple[Token, ...]
    stems: tuple[str, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its headline and its body as zones, and its length as ranking counts it."""

    article: Article
    zones: tuple[Zone, Zone]
    length: int


def document(article: Article) -> Document:
    """Analyse an article. The headline is one sentence and one paragraph."""
    headline = _zone(article.headline, Breaks([0], [0]))
    body = _zone(article.body, breaks(article.body))
    return Document(article, (headline, body), weighted_length(len(headline.tokens), len(body.tokens)))


def _zone(text: str, begins: Breaks) -> Zone:
    found = tuple(tokens(text))
    return Zone(
        found,
        tuple(stem(token.form) for token in found),
        _numbers(begins.sentences, len(found)),
        _numbers(begins.paragraphs, len(found)),
    )


def _numbers(begins: Sequence[int], count: int) -> tuple[int, ...]:
    return tuple(bisect_right(begins, at) for at in range(count))
