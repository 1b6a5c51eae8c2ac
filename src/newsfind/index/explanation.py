"""Why a query finds what it finds, and why a hit stands where it stands, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from newsfind.query.ast import Fuzzy, Query, Wildcard, Word

Expandable: TypeAlias = Word | Wildcard | Fuzzy
"""Parts of a query that stand for other words than those typed."""


@dataclass(frozen=True, slots=True)
class FormCount:
    """A form of a word as the index has it, and the number of articles that it occurs in."""

    form: str
    articles: int


@dataclass(frozen=True, slots=True)
class LeafScore:
    """What one leaf of the query gives an article: how many articles match it, its weighted frequency here, its score.

    `index/ranking.py` says how the score follows from the two.
    """

    query: Query
    matching: int
    frequency: int
    score: float


@dataclass(frozen=True, slots=True)
class ScoreExplanation:
    """How an article's score comes about: the leaves' scores, and what they are multiplied with.

    `exact` and `near` are what the second look adds to 1 for words as typed and for words near each other, both 0 where
    an article was not among those looked at twice; `recency` is the lift of recent articles, 1 if none was wanted.
    """

    leaves: tuple[LeafScore, ...]
    exact: float = 0.0
    near: float = 0.0
    recency: float = 1.0

    @property
    def score(self) -> float:
        """The whole."""
        return sum(leaf.score for leaf in self.leaves) * self.recency * (1 + self.exact + self.near)


@dataclass(frozen=True, slots=True)
class PartExplanation:
    """A node of the query tree: how many articles it would find where it stands, alone, and what its words stand for.

    `articles` is None for a node that cannot be asked alone, or that there was no time for. `forms` has, for each word
    of the part, the forms of the index that it stands for, the most frequent first; () for parts that stand for
    themselves.
    """

    query: Query
    depth: int
    articles: int | None
    forms: tuple[tuple[FormCount, ...], ...] = ()
