"""`newsfind trend`."""

from __future__ import annotations

from pathlib import Path

import click

from newsfind.api.index import open_index
from newsfind.index.notes import partial_note
from newsfind.index.request import Narrowing
from newsfind.results.trends import PERIODS, Period, Trend
from newsfind.ui.as_json import trend_as_json
from newsfind.ui.cli.command import Command, query_text
from newsfind.ui.cli.exits import FOUND, NOTHING_FOUND
from newsfind.ui.cli.options import (
    color_option,
    index_option,
    index_place,
    json_option,
    narrowing_options,
    time_limit_option,
)
from newsfind.ui.cli.saying import print_json, say_notes
from newsfind.ui.cli.terminal import Pen, text_width, wants_color
from newsfind.ui.cli.trend_text import chart_lines
from newsfind.ui.trends.png import as_png
from newsfind.ui.trends.svg import as_svg
from newsfind.ui.trends.table import as_csv
from newsfind.ui.wording import counted


class _Trend(Command):
    examples = (
        ("newsfind trend huawei", "articles a month"),
        ("newsfind trend huawei 'zte OR \"zte corp\"' --by week", "two queries; quote one of several words"),
        ("newsfind trend tariffs --section Business --since 2018 --share", "as a share of the section's articles"),
        ("newsfind trend huawei --svg chart.svg --csv chart.csv", "a picture and a table"),
    )
    takes_query = True


@click.command("trend", cls=_Trend)
@click.argument("queries", metavar="QUERY...", nargs=-1, required=True)
@click.option("--by", type=click.Choice(PERIODS), default="month", show_default=True, help="Periods")
@narrowing_options
@click.option("--share", is_flag=True, help="Shares of all articles of each period instead of counts")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="A picture")
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="A picture (extra png)")
@click.option("--csv", "table", metavar="FILE|-", help="A table; -: on stdout, instead of the chart")
@index_option
@time_limit_option
@json_option
@color_option
def command(
    queries: tuple[str, ...],
    by: Period,
    narrowing: Narrowing,
    share: bool,
    svg: Path | None,
    png: Path | None,
    table: str | None,
    place: str | None,
    time_limit: float,
    as_json: bool,
    color: str,
) -> int:
    """Count the articles that each query finds in each month, week, day or year. Each argument is one query."""
    asked = [query_text((query,)) for query in queries]
    with open_index(index_place(place)) as index:
        trend = index.trend(asked, by=by, time_limit=time_limit, **narrowing)
    if svg:
        svg.write_text(as_svg(trend, share=share), encoding="utf-8", errors="replace")
    if png:
        png.write_bytes(as_png(trend, share=share))
    if table and table != "-":
        Path(table).write_text(as_csv(trend, share=share), encoding="utf-8", errors="replace", newline="")
    _print(trend, table, as_json=as_json, share=share, pen=Pen(wants_color(color)))
    _talk(trend, time_limit)
    return FOUND if any(series.total for series in trend.series) else NOTHING_FOUND


def _print(trend: Trend, table: str | None, *, as_json: bool, share: bool, pen: Pen) -> None:
    if as_json:
        print_json(trend_as_json(trend))
    elif table == "-":
        click.echo(as_csv(trend, share=share), nl=False)
    else:
        for line in chart_lines(trend, pen, text_width(), share=share):
            click.echo(line, color=True)


def _talk(trend: Trend, time_limit: float) -> None:
    stopped = (partial_note(time_limit),) if trend.partial else ()
    say_notes((*(note for series in trend.series for note in series.notes), *stopped))
    for series in trend.series:
        if series.undated:
            articles = counted(series.undated, "more article has", "more articles have")
            click.echo(f"note: {articles} no date ({series.query.strip() or '*'}).", err=True)
    if not any(series.total for series in trend.series):
        click.echo("Nothing found.", err=True)
