"""Trend -> a chart for the terminal: a line for each period, in it a bar for each query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from newsfind.results.hits import Snippet
from newsfind.results.trends import Series, Trend
from newsfind.ui.cli.terminal import Pen, columns, wrapped

_EIGHTHS = " ▏▎▍▌▋▊▉"
_SHORTEST_BAR = 6
_LONGEST_BAR = 50
_GAP = 3
"""Periods in a row without any article that are still shown one by one."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns of the periods, of the longest bar, and of the longest number; whether numbers are shares."""

    label: int
    bar: int
    digits: int
    share: bool


def chart_lines(trend: Trend, pen: Pen, width: int, *, share: bool = False) -> Iterator[str]:
    """The chart, all bars on one scale. A long run of periods without any article is one line."""
    label = max((len(period) for period in trend.periods), default=4)
    digits = _digits(trend, share=share)
    bar = (width - label - len(trend.series) * (digits + 3)) // max(len(trend.series), 1)
    layout = _Layout(label, min(max(bar, _SHORTEST_BAR), _LONGEST_BAR), digits, share=share)
    if len(trend.series) > 1:
        yield _heads(trend.series, pen, layout)
    values = [_values(trend, series, share=share) for series in trend.series]
    most = max((value for column in values for value in column), default=0.0)
    rows = list(zip(trend.periods, *values, strict=True))
    for empty, run in groupby(rows, key=lambda row: not any(row[1:])):
        block = list(run)
        if empty and len(block) > _GAP:
            yield pen.dim(f"{'⋮':>{label}}  {len(block):,} {trend.by}s without any")
        else:
            yield from (_row(row, most, pen, layout) for row in block)


def _digits(trend: Trend, *, share: bool) -> int:
    if share:
        return len("100.0%")
    return max((len(f"{count:,}") for series in trend.series for count in series.counts), default=1)


def _values(trend: Trend, series: Series, *, share: bool) -> Sequence[float]:
    return trend.shares(series) if share else tuple(map(float, series.counts))


def _row(row: tuple[Any, ...], most: float, pen: Pen, layout: _Layout) -> str:
    period, *values = row
    cells = [_cell(value, most, pen, layout) for value in values]
    return f"{period:<{layout.label}}  {'  '.join(cells)}".rstrip()


def _cell(value: float, most: float, pen: Pen, layout: _Layout) -> str:
    number = f"{value:.1%}" if layout.share else f"{value:,.0f}"
    bar = _bar(value / most * layout.bar if most else 0.0)
    gap = " " if bar else ""
    return f"{pen.bar(bar)}{gap}{number}" + " " * (layout.bar + 1 + layout.digits - len(bar) - len(gap) - len(number))


def _bar(length: float) -> str:
    """A bar of so many columns, to an eighth; whatever is not nothing is seen."""
    whole, eighths = divmod(round(length * 8), 8)
    bar = "█" * whole + (_EIGHTHS[eighths] if eighths else "")
    return bar or ("▏" if length else "")


def _heads(series: Sequence[Series], pen: Pen, layout: _Layout) -> str:
    """The queries above their columns, as much of each as there is room for."""
    width = layout.bar + layout.digits + 1
    cells = []
    for one in series:
        name = wrapped(Snippet(one.query.strip() or "*"), width)[0].text
        cells.append(pen.bold(name) + " " * (width - columns(name)))
    return f"{'':<{layout.label}}  {'  '.join(cells)}".rstrip()
