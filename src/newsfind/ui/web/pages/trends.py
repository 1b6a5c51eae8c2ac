"""The trends page: several queries over time, and the names that rise."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newsfind.errors import NewsfindError
from newsfind.results.trends import PERIODS, Period, Trend
from newsfind.ui.trends.png import as_png
from newsfind.ui.trends.svg import as_svg
from newsfind.ui.trends.table import as_csv
from newsfind.ui.web.chart import Chart, chart
from newsfind.ui.web.limits import MOST_QUERIES, TooMuch, checked_text
from newsfind.ui.web.readers import Reader
from newsfind.ui.web.rising import Rising, rising
from newsfind.ui.web.site import site_of
from newsfind.ui.web.state import SearchState, read_state

_FEW_YEARS = 4 * 366


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a trends page says. `by` None: whatever fits the dates."""

    queries: tuple[str, ...]
    state: SearchState
    by: Period | None
    share: bool

    def url(self, path: str = "/trends", *, by: Period | None = None, share: bool | None = None) -> str:
        """The address of these queries in another form."""
        shown = self.share if share is None else share
        period = by or self.by
        pairs = [("q", query) for query in self.queries]
        return replace(self.state, q="").url_with(
            path, [*pairs, *([("by", period)] if period else []), *([("share", "1")] if shown else [])]
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows."""

    by: Period
    trend: Trend | None
    chart: Chart | None
    rising: Rising | None
    problem: str = ""


def read_asked(request: Request) -> Asked:
    """The queries (each `q` is one), the periods and the filters of an address."""
    pairs = request.query_params.multi_items()
    queries = tuple(dict.fromkeys(checked_text(value).strip() for name, value in pairs if name == "q"))
    queries = tuple(query for query in queries if query)
    if len(queries) > MOST_QUERIES:
        raise TooMuch(f"A chart has room for {MOST_QUERIES} queries, not {len(queries)}.")
    by = request.query_params.get("by", "")
    state = read_state((name, value) for name, value in pairs if name != "q")
    share = request.query_params.get("share", "") not in ("", "0")
    return Asked(queries, state, by if by in PERIODS else None, share)


async def trends(request: Request) -> Response:
    """The page."""
    site, asked = site_of(request), read_asked(request)
    shown = await site.readers.ask(lambda reader: _shown(reader, asked))
    return site.page(request, "trends.html", asked=asked, shown=shown, state=asked.state, most=MOST_QUERIES)


def _shown(reader: Reader, asked: Asked) -> Shown:
    by = _period(reader, asked)
    about = asked.state.asking(asked.queries[0]) if len(asked.queries) == 1 else asked.state
    risers = rising(reader.index, replace(about, since="", until=""), reader.overview)
    try:
        trend = reader.index.trend(asked.queries or ("*",), by=by, **asked.state.narrowing())
    except NewsfindError as error:
        return Shown(by, None, None, risers, str(error))
    urls = [asked.state.asking(query).url() for query in asked.queries or ("",)]
    drawn = chart(trend, urls, share=asked.share) if trend.periods else None
    return Shown(by, trend, drawn, risers)


def _period(reader: Reader, asked: Asked) -> Period:
    """The period asked for, else months, or years where dates reach far back and nothing narrows them."""
    if asked.by:
        return asked.by
    oldest, newest = reader.overview.oldest, reader.overview.newest
    narrow = asked.state.since or asked.state.until
    return "month" if narrow or not oldest or not newest or (newest - oldest).days < 10 * _FEW_YEARS else "year"


async def download(request: Request) -> Response:
    """The same as a file: trends.svg, trends.png, trends.csv."""
    site, asked = site_of(request), read_asked(request)
    kind = request.path_params["kind"]
    if kind not in ("svg", "png", "csv"):
        raise HTTPException(404, "Trends are had as svg, png or csv.")
    trend = await site.readers.ask(
        lambda reader: reader.index.trend(asked.queries or ("*",), by=_period(reader, asked), **asked.state.narrowing())
    )
    headers = {"Content-Disposition": f'attachment; filename="trend.{kind}"'}
    if kind == "svg":
        return Response(as_svg(trend, share=asked.share), media_type="image/svg+xml", headers=headers)
    if kind == "csv":
        return Response(as_csv(trend, share=asked.share), media_type="text/csv; charset=utf-8", headers=headers)
    picture = await run_in_threadpool(as_png, trend, share=asked.share)
    return Response(picture, media_type="image/png", headers=headers)
