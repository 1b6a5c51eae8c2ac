"""Trend -> CSV: a line for each period, a column for each query."""

from __future__ import annotations

from newsfind.results.trends import Trend
from newsfind.ui.formats.table import record


def as_csv(trend: Trend, *, share: bool = False) -> str:
    """The columns: the period, all articles of it, and each query's count or share (0 to 1)."""
    columns = [
        [f"{value:.6f}" for value in trend.shares(series)] if share else series.counts for series in trend.series
    ]
    rows = zip(trend.periods, trend.articles, *columns, strict=True)
    head = (trend.by, "articles", *(series.query.strip() or "*" for series in trend.series))
    return "".join(map(record, (head, *rows)))
