"""Trend -> the chart on its page: the colours and scale of `ui/trends/svg.py`, places in per cent as wide as the page.

The picture for downloads is drawn by that module; it has one size, this one fits a phone and a wide screen.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsfind.results.trends import Series, Trend
from newsfind.ui.trends.plot import ceiling, steps
from newsfind.ui.trends.svg import description
from newsfind.ui.trends.ticks import period_in_words
from newsfind.ui.web.histogram import Label, labels


@dataclass(frozen=True, slots=True)
class Line:
    """One query: its number among the colours, its points in a box of 1000 by 1000, a dot where it is but one point."""

    query: str
    number: int
    points: str
    dot: float | None
    total: int
    undated: int
    peak: str
    url: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the scale: y in per cent, and what it stands for."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole chart, and the same in words."""

    trend: Trend
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    labels: tuple[Label, ...]
    description: str


def chart(trend: Trend, urls: list[str], *, share: bool) -> Chart:
    """The chart of a trend with at least one period."""
    values = [trend.shares(series) if share else tuple(map(float, series.counts)) for series in trend.series]
    top = ceiling(max((value for column in values for value in column), default=0.0), whole=not share)
    lines = tuple(
        _line(trend, series, column, top, number, url)
        for number, (series, column, url) in enumerate(zip(trend.series, values, urls, strict=True))
    )
    count = steps(top)
    scale = tuple(Step(100 - 100 * step / count, _text(top * step / count, share=share)) for step in range(count + 1))
    return Chart(trend, lines, scale, tuple(labels(trend.periods, trend.by, edges=True)), description(trend))


def _line(trend: Trend, series: Series, values: tuple[float, ...], top: float, number: int, url: str) -> Line:
    step = 1000 / max(len(values) - 1, 1)
    points = " ".join(f"{place * step:.1f},{1000 - 1000 * value / top:.1f}" for place, value in enumerate(values))
    most = max(series.counts, default=0)
    peak = period_in_words(trend.periods[series.counts.index(most)], trend.by) if most else ""
    dot = round(100 - 100 * values[0] / top, 1) if len(values) == 1 else None
    return Line(series.query, number, points, dot, series.total, series.undated, peak, url, series.notes)


def _text(value: float, *, share: bool) -> str:
    return f"{100 * value:.3g}%" if share else f"{value:,.0f}"
