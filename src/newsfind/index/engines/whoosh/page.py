"""The hits of one page: articles unpacked, marked, and cut into passages."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from newsfind.article import Article
from newsfind.index.deadline import OutOfTime
from newsfind.index.engine import Marks, SearchRequest
from newsfind.index.engines.whoosh.compile import Plan
from newsfind.index.engines.whoosh.copies import Grouped
from newsfind.index.engines.whoosh.highlight import marks_in
from newsfind.index.engines.whoosh.scoring import Ranked
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.results.hits import Hit
from newsfind.results.snippets import mark_whole, passages


def hits_of(
    snapshot: Snapshot, plan: Plan, page: Ranked, request: SearchRequest, copies: Grouped | None
) -> tuple[Hit, ...]:
    """The hits of a page in its order; those of one segment are unpacked and marked together."""
    hits: dict[int, Hit] = {}
    scores = page.scores.tolist() if request.sort == "relevance" else [None] * len(page)
    for number in sorted(set(page.segments.tolist())):
        rows = (page.segments == number).nonzero()[0]
        rows = rows[page.articles[rows].argsort()]
        articles = page.articles[rows]
        stored = snapshot.segments[number].stored.several(articles.tolist())
        marks: Sequence[tuple[Marks, Marks] | None] = [None] * len(rows)
        if request.passages:
            with suppress(OutOfTime):  # no time is left to mark anything
                marks = marks_in(snapshot, number, plan, articles, stored)
        for row, article, marked in zip(rows.tolist(), stored, marks, strict=True):
            hits[row] = _hit(article, scores[row], marked, request.passages)
        if copies and request.copies == "group":
            for row, place in zip(rows.tolist(), articles.tolist(), strict=True):
                hits[row] = replace(hits[row], copies=copies.of(number, place))
    return tuple(hits[row] for row in range(len(page)))


def _hit(article: Article, score: float | None, marks: tuple[Marks, Marks] | None, count: int) -> Hit:
    if marks is None:
        return Hit(article, score)
    headline, body = marks
    return Hit(
        article,
        score,
        {"headline": (mark_whole(article.headline, headline),), "body": passages(article.body, body, count=count)},
    )
