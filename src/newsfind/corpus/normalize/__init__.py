"""RawArticle -> Article: clean text, and fields from the most trusted place that has them."""

from __future__ import annotations

from newsfind.article import Article
from newsfind.corpus.normalize.assemble import Assembly, article_id
from newsfind.corpus.raw import Provenance, RawArticle, Skipped

__all__ = ["article_id", "explain", "normalize"]


def normalize(raw: RawArticle, *, keep_all: bool = False) -> Article | Skipped:
    """The article, or why there is none; `keep_all` keeps pages that look like no article."""
    return Assembly(raw, keep_all=keep_all).result


def explain(raw: RawArticle, *, keep_all: bool = False) -> tuple[Article | Skipped, Provenance]:
    """As `normalize`, with the way to it: the origin of each field, what was removed, what is doubtful."""
    assembly = Assembly(raw, keep_all=keep_all)
    return assembly.result, assembly.provenance
