"""Trend -> CSV: a line for each period, a column for each query."""

from __future__ import annotations

import csv
import io

from newsfind.results.trends import Trend


def as_csv(trend: Trend, *, share: bool = False) -> str:
    """The columns: the period, all articles of it, and each query's count or share (0 to 1)."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow((trend.by, "articles", *(series.query.strip() or "*" for series in trend.series)))
    columns = [
        [f"{value:.6f}" for value in trend.shares(series)] if share else series.counts for series in trend.series
    ]
    writer.writerows(zip(trend.periods, trend.articles, *columns, strict=True))
    return table.getvalue()
