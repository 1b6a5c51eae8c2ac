"""Mention: one place in an article's text where somebody or something is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from newsfind.article import Article, EntityType

BETWEEN: Final = "\n\n"
"""What stands between headline and body in the text that mentions count in."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in `full_text(article)`: characters [start, end), without article, title or possessive s."""

    start: int
    end: int
    type: EntityType


def full_text(article: Article) -> str:
    """What taggers read and offsets count in: the headline, a blank line, the body."""
    return article.headline + BETWEEN + article.body
