"""Trend -> an SVG picture: lines over time, named where they end, with a description for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from newsfind.results.hits import Snippet
from newsfind.results.render import as_html, harmless
from newsfind.results.trends import Series, Trend
from newsfind.ui.trends.plot import Plot, ceiling, spread, steps
from newsfind.ui.trends.ticks import ticks, written
from newsfind.ui.wording import counted

WIDTH, HEIGHT = 880, 440
_LEFT, _TOP, _BOTTOM = 58, 86, 56
_ROW = 18
_LONGEST_NAME = 26
_LONGEST_TITLE = 64
_LETTER = 7.2
"""About the pixels that a letter of a name takes."""
_FONTS = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', 'Segoe UI', sans-serif"
"""Named one by one: what makes the PNG takes no generic name where its own default is missing."""
_HALO = 'font-weight="bold" paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"'
"""Letters that are read where they lie on a line."""
_INK, _PALE, _GRID, _AXIS = "#1f2328", "#626a73", "#e4e7eb", "#8b939c"

# After Okabe and Ito, told apart by people who see no red or green; darker where theirs are too light for text.
_COLOURS = ("#0072B2", "#C44E00", "#00795B", "#A03C78", "#8A6100", "#3F6FB5", "#2B2B2B")
_Values: TypeAlias = Sequence[float | None]
"""One for each period; None where there is nothing to have a share of."""


def as_svg(trend: Trend, *, share: bool = False) -> str:
    """One picture. It needs nothing from outside: no script, no style sheet, no font but the reader's own."""
    columns = [_values(trend, series, share=share) for series in trend.series]
    names = [_shortened(_name(series), _LONGEST_NAME) for series in trend.series]
    height = max(HEIGHT, _TOP + _BOTTOM + _ROW * len(names))
    ends = [f"{name} {series.total:,}" for name, series in zip(names, trend.series, strict=True)]
    room = max(map(len, ends)) if len(ends) > 1 else 0
    most = ceiling(max((value or 0.0 for column in columns for value in column), default=0.0), whole=not share)
    plot = Plot(_LEFT, WIDTH - 26 - room * _LETTER, _TOP, height - _BOTTOM, len(trend.periods), most)
    title, about = _title(trend, share=share)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            ' role="img" aria-labelledby="title desc"',
            f' font-family="{_FONTS}" font-size="13">',
            f'<title id="title">{_escaped(f"{title}: {about}" if about else title)}</title>',
            f'<desc id="desc">{_escaped(description(trend))}</desc>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            _text(_LEFT, 36, title, _INK, 'font-size="20" font-weight="bold"'),
            _text(_LEFT, 58, about, _PALE),
            *_scale(plot, share=share),
            *_periods(trend, plot),
            *(line for number, column in enumerate(columns) for line in _line(column, number, plot, len(columns) == 1)),
            *_peaks(trend, columns, plot, share=share),
            *(_names(trend.series, names, columns, plot) if len(names) > 1 else ()),
            _footnote(trend, height),
            "</svg>",
            "",
        )
    )


def description(trend: Trend) -> str:
    """The picture in words: for each query how many articles, and when most."""
    if not trend.periods:
        return "No article with a date was found."
    first, last = (written(trend.periods[at], trend.by) for at in (0, -1))
    span = f"From {first} to {last}." if first != last else f"In {first}."
    return " ".join((span, *(_in_words(trend, series) for series in trend.series)))


def _in_words(trend: Trend, series: Series) -> str:
    if not series.total:
        return f"{_name(series)}: none."
    most = max(series.counts)
    when = written(trend.periods[series.counts.index(most)], trend.by)
    return f"{_name(series)}: {counted(series.total, 'article')}, most in {when} ({most:,})."


def _values(trend: Trend, series: Series, *, share: bool) -> _Values:
    if not share:
        return tuple(map(float, series.counts))
    return [value if articles else None for value, articles in zip(trend.shares(series), trend.articles, strict=True)]


def _name(series: Series) -> str:
    return " ".join(harmless(series.query).split()) or "*"


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _title(trend: Trend, *, share: bool) -> tuple[str, str]:
    """What the picture is of, and how it counts."""
    counted = f"{'Share of all articles' if share else 'Articles'} by {trend.by}"
    first, last = (written(trend.periods[at], trend.by) for at in (0, -1)) if trend.periods else ("", "")
    when = f"{first[:1].upper()}{first[1:]} to {last}" if first != last else first
    if len(trend.series) == 1:
        total = f"{trend.series[0].total:,} in all"
        return _shortened(_name(trend.series[0]), _LONGEST_TITLE), " · ".join(filter(None, (counted, when, total)))
    return counted, when


def _scale(plot: Plot, *, share: bool) -> Iterator[str]:
    """Horizontal lines and what they stand for."""
    parts = steps(plot.most)
    for part in range(parts + 1):
        value = plot.most * part / parts
        y = plot.y(value)
        colour = _GRID if part else _AXIS
        yield f'<line x1="{plot.left}" y1="{y}" x2="{plot.right:.1f}" y2="{y}" stroke="{colour}"/>'
        yield _text(plot.left - 10, y + 4.5, _number(value, share=share), _PALE, 'text-anchor="end"')


def _number(value: float, *, share: bool) -> str:
    return f"{100 * value:.3g}%" if share else f"{value:,.0f}"


def _periods(trend: Trend, plot: Plot) -> Iterator[str]:
    for number, name in ticks(trend.periods, trend.by):
        x = plot.x(number)
        yield f'<line x1="{x}" y1="{plot.bottom}" x2="{x}" y2="{plot.bottom + 5}" stroke="{_AXIS}"/>'
        yield _text(x, plot.bottom + 21, name, _PALE, 'text-anchor="middle"')


def _line(values: _Values, number: int, plot: Plot, alone: bool) -> Iterator[str]:
    """A line for each run of periods that have a value; below the only one of a picture, its area."""
    colour = _colour(number)
    for known, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
        places = [(plot.x(place), plot.y(value or 0.0)) for place, value in run]
        if known and len(places) == 1:
            yield _mark(*places[0], number)
        elif known:
            points = " ".join(f"{x},{y}" for x, y in places)
            if alone:
                area = f"{places[0][0]},{plot.bottom} {points} {places[-1][0]},{plot.bottom}"
                yield f'<polygon points="{area}" fill="{colour}" fill-opacity="0.1"/>'
            yield (
                f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"'
                ' stroke-linejoin="round" stroke-linecap="round"/>'
            )


def _peaks(trend: Trend, columns: Sequence[_Values], plot: Plot, *, share: bool) -> Iterator[str]:
    """Each line's highest point, marked and told; that of the only line with its period."""
    for number, column in enumerate(columns):
        known = [(value, -place) for place, value in enumerate(column) if value]
        if not known or len(trend.periods) < 2:
            continue
        value, place = max(known)
        x, y = plot.x(-place), plot.y(value)
        when = f" · {written(trend.periods[-place], trend.by)}" if len(columns) == 1 else ""
        anchor = "start" if x < plot.left + 60 else "end" if x > plot.right - 60 else "middle"
        yield _mark(x, y, number)
        yield _text(x, y - 10, _number(value, share=share) + when, _colour(number), f'text-anchor="{anchor}" {_HALO}')


def _mark(x: float, y: float, number: int) -> str:
    """A dot, a square, a diamond or a triangle: what tells lines apart besides their colour and their names."""
    paint = f'fill="{_colour(number)}" stroke="#ffffff" stroke-width="1.5"'
    match number % 4:
        case 0:
            return f'<circle cx="{x}" cy="{y}" r="4.5" {paint}/>'
        case 1:
            return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" {paint}/>'
        case 2:
            corners = [(0.0, -5.5), (5.5, 0.0), (0.0, 5.5), (-5.5, 0.0)]
        case _:
            corners = [(0.0, -5.5), (5.0, 4.0), (-5.0, 4.0)]
    points = " ".join(f"{x + right:.1f},{y + down:.1f}" for right, down in corners)
    return f'<polygon points="{points}" {paint}/>'


def _names(series: Sequence[Series], names: Sequence[str], columns: Sequence[_Values], plot: Plot) -> Iterator[str]:
    """What each line is, beside its end, moved up or down where names would lie on each other."""
    ends = [plot.y(next((value for value in reversed(column) if value is not None), 0.0)) for column in columns]
    for number, (y, end) in enumerate(zip(spread(ends, _ROW, plot.top, plot.bottom), ends, strict=True)):
        x = plot.right + 14
        if plot.periods:
            yield _mark(plot.x(plot.periods - 1), end, number)
        if abs(y - end) > _ROW / 2:
            yield f'<path d="M{plot.right + 6:.1f} {end}L{x - 3:.1f} {y}" stroke="{_AXIS}" fill="none"/>'
        total = f'<tspan dx="5" fill="{_PALE}" font-weight="normal">{series[number].total:,}</tspan>'
        style = f'fill="{_colour(number)}" font-weight="bold"'
        yield f'<text x="{x:.1f}" y="{y + 4.5:.1f}" {style}>{_escaped(names[number])}{total}</text>'


def _footnote(trend: Trend, height: float) -> str:
    undated = [series for series in trend.series if series.undated]
    if not undated:
        return ""
    told = [f"{series.undated:,} ({_shortened(_name(series), _LONGEST_NAME)})" for series in undated[:4]]
    if len(trend.series) == 1:
        told = [f"{undated[0].undated:,}"]
    return _text(_LEFT, height - 10, f"Not shown, because without a date: {', '.join(told)}", _PALE, 'font-size="11"')


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]


def _text(x: float, y: float, text: str, colour: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}"{" " if more else ""}{more}>{_escaped(text)}</text>'


def _escaped(text: str) -> str:
    return as_html(Snippet(harmless(text)))
