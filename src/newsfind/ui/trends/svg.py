"""Trend -> an SVG picture: lines over time, with a title and a description for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10

from newsfind.results.hits import Snippet
from newsfind.results.render import as_html, harmless
from newsfind.results.trends import Series, Trend

WIDTH, HEIGHT = 880, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 56, 64
_MOST_LABELS = 9
_ROW = 20
_FONTS = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', 'Segoe UI', sans-serif"
"""Named one by one: what makes the PNG takes no generic name where its own default is missing."""

# Okabe and Ito's colours, told apart by people who see no red or green; dashes tell them apart without any colour.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
_DASHES = ("", "8 4", "2 3", "10 3 2 3", "5 2", "1 4", "12 4")


def as_svg(trend: Trend, *, share: bool = False) -> str:
    """One picture. It needs nothing from outside: no script, no style sheet, no font but the reader's own."""
    height = HEIGHT + _ROW * max(len(trend.series) - 1, 0)
    values = [trend.shares(s) if share else tuple(map(float, s.counts)) for s in trend.series]
    top = _ceiling(max((value for column in values for value in column), default=0.0), whole=not share)
    plot = _Plot(len(trend.periods), top)
    title = f"{'Share of articles' if share else 'Articles'} by {trend.by}"
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            ' role="img" aria-labelledby="title desc"',
            f' font-family="{_FONTS}" font-size="13">',
            f'<title id="title">{_escaped(title)}</title>',
            f'<desc id="desc">{_escaped(description(trend))}</desc>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            f'<text x="{_LEFT}" y="28" font-size="18" fill="#222222">{_escaped(title)}</text>',
            *_scale(plot, share=share),
            *_labels(trend.periods, plot),
            *(line for number, column in enumerate(values) for line in _line(column, number, plot)),
            *(line for number, series in enumerate(trend.series) for line in _legend(series, number)),
            "</svg>",
            "",
        )
    )


def description(trend: Trend) -> str:
    """The picture in words: for each query how many articles, and when most."""
    if not trend.periods:
        return "No article with a date was found."
    span = f"From {trend.periods[0]} to {trend.periods[-1]}."
    return " ".join((span, *(_in_words(trend, series) for series in trend.series)))


def _in_words(trend: Trend, series: Series) -> str:
    if not series.total:
        return f"{series.query.strip() or '*'}: none."
    most = max(series.counts)
    when = trend.periods[series.counts.index(most)]
    articles = "1 article" if series.total == 1 else f"{series.total:,} articles"
    return f"{series.query.strip() or '*'}: {articles}, most in {when} ({most:,})."


class _Plot:
    """Where a value of a period lies in the picture, in pixels."""

    def __init__(self, periods: int, top: float) -> None:
        self.periods, self.top = periods, top

    def x(self, number: int) -> float:
        """The middle of a period; a single one stands in the middle of the picture."""
        room = WIDTH - _LEFT - _RIGHT
        return round(_LEFT + (room * number / (self.periods - 1) if self.periods > 1 else room / 2), 1)

    def y(self, value: float) -> float:
        """The height of a value."""
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / self.top, 1)


def _ceiling(most: float, *, whole: bool) -> float:
    """The least of 1, 2, 4, 5, 8, 10 times a power of ten that is not below; what the scale ends with."""
    if most <= 0:
        return 4.0 if whole else 1.0
    power = 10.0 ** floor(log10(most))
    top = next(step * power for step in (1, 2, 4, 5, 8, 10) if step * power >= most * (1 - 1e-9))
    return max(top, 4.0) if whole else top


def _scale(plot: _Plot, *, share: bool) -> Iterator[str]:
    """Horizontal lines and what they stand for."""
    steps = 5 if f"{plot.top:e}"[0] in "15" else 4
    for step in range(steps + 1):
        value = plot.top * step / steps
        number = f"{100 * value:.3g} %" if share else f"{value:,.0f}"
        y = plot.y(value)
        yield f'<line x1="{_LEFT}" y1="{y}" x2="{WIDTH - _RIGHT}" y2="{y}" stroke="#cccccc"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end" fill="#444444">{number}</text>'


def _labels(periods: Sequence[str], plot: _Plot) -> Iterator[str]:
    """Some of the periods, evenly spread, below the plot."""
    every = max(1, ceil((len(periods) - 1) / (_MOST_LABELS - 1)))
    for number in range(0, len(periods), every):
        x, y = plot.x(number), HEIGHT - _BOTTOM
        yield f'<line x1="{x}" y1="{y}" x2="{x}" y2="{y + 5}" stroke="#444444"/>'
        yield f'<text x="{x}" y="{y + 20}" text-anchor="middle" fill="#444444">{_escaped(periods[number])}</text>'


def _line(values: Sequence[float], number: int, plot: _Plot) -> Iterator[str]:
    colour = _COLOURS[number % len(_COLOURS)]
    if len(values) == 1:
        yield f'<circle cx="{plot.x(0)}" cy="{plot.y(values[0])}" r="4" fill="{colour}"/>'
    elif values:
        points = " ".join(f"{plot.x(place)},{plot.y(value)}" for place, value in enumerate(values))
        yield f'<polyline points="{points}" fill="none" {_stroke(number)}/>'


def _legend(series: Series, number: int) -> Iterator[str]:
    y = HEIGHT - 20 + _ROW * number
    yield f'<line x1="{_LEFT}" y1="{y - 4}" x2="{_LEFT + 36}" y2="{y - 4}" {_stroke(number)}/>'
    name = _escaped(series.query.strip() or "*")
    yield f'<text x="{_LEFT + 44}" y="{y}" fill="#222222">{name} ({series.total:,})</text>'


def _stroke(number: int) -> str:
    colour, dash = _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'stroke="{colour}" stroke-width="2"{dashes}'


def _escaped(text: str) -> str:
    return as_html(Snippet(harmless(text)))
