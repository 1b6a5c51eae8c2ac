"""The search page, and the front page before anything was asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from newsfind.api.index import Index
from newsfind.errors import NewsfindError
from newsfind.query.ast import Everything
from newsfind.query.parse import parse_lenient
from newsfind.query.printing import format_query, title
from newsfind.results.hits import Results
from newsfind.ui.web.facets import FacetGroup, facet_groups, facet_names
from newsfind.ui.web.histogram import Histogram, facet_for, histogram
from newsfind.ui.web.limits import MOST_OFFSET, PAGE_SIZE
from newsfind.ui.web.overview import Overview
from newsfind.ui.web.readers import Reader
from newsfind.ui.web.site import site_of
from newsfind.ui.web.state import FILTER_FIELDS, SearchState, read_state

_LATEST = 9


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the search, and the address without it."""

    kind: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query that found nothing as a whole, and what it finds alone."""

    depth: int
    text: str
    articles: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that the search page shows."""

    state: SearchState
    results: Results
    overview: Overview
    groups: tuple[FacetGroup, ...]
    chart: Histogram | None
    problem: str = ""
    parts: tuple[Part, ...] = ()
    unfiltered: int = 0

    @property
    def pages(self) -> int:
        """Pages that can be turned to."""
        return min(-(-self.results.all_hits // PAGE_SIZE), MOST_OFFSET // PAGE_SIZE + 1)

    @property
    def chips(self) -> list[Chip]:
        """What narrows the search."""
        state = self.state
        chips = [
            Chip(known.one, value, state.toggled(known.param, value).url())
            for known in FILTER_FIELDS
            for value in state.chosen.get(known.param, ())
        ]
        if state.since and state.since == state.until:
            chips.append(Chip("published", state.since, state.between("", "").url()))
        else:
            chips += [Chip("since", state.since, state.between("", state.until).url())] if state.since else []
            chips += [Chip("until", state.until, state.between(state.since, "").url())] if state.until else []
        return chips

    @property
    def understood(self) -> str:
        """The query as understood, where that is not just what was typed."""
        typed, parsed = self.state.q.strip(), self.results.parsed
        return parsed if typed and parsed.casefold() != typed.casefold() else ""


async def search(request: Request) -> Response:
    """The search page."""
    site, state = site_of(request), read_state(request.query_params.multi_items())
    found = await site.readers.ask(lambda reader: found_by(reader, state))
    return site.page(request, "search.html", found=found, state=found.state, results=found.results)


async def front(request: Request) -> Response:
    """The front page: what there is, and the latest of it."""
    site = site_of(request)
    found = await site.readers.ask(lambda reader: reader.once(_front))
    return site.page(request, "front.html", found=found, state=found.state, results=found.results)


def _front(reader: Reader) -> Found:
    return found_by(reader, SearchState(), limit=_LATEST, passages=1)


def found_by(reader: Reader, state: SearchState, *, limit: int = PAGE_SIZE, passages: int = 2) -> Found:
    """One search, and what the page shows of it. A date that is none is said, and left out."""
    problem = ""
    by = facet_for(state, reader.overview)
    try:
        results = _searched(reader.index, state, by, limit, passages)
    except NewsfindError as error:
        if not (state.since or state.until):
            raise
        problem, state = str(error), state.between("", "")
        by = facet_for(state, reader.overview)
        results = _searched(reader.index, state, by, limit, passages)
    found = Found(
        state,
        results,
        reader.overview,
        facet_groups(results.facets, state, reader.index),
        histogram(results.facets[by], by, state),
        problem,
    )
    return found if results.total else _with_help(found, reader.index)


def _searched(index: Index, state: SearchState, by: str, limit: int, passages: int) -> Results:
    return index.search(
        state.q,
        facets=[*facet_names(), f"{by}:all"],
        sort=state.order,
        limit=limit,
        offset=state.offset,
        passages=passages,
        copies="group",
        **state.narrowing(),
    )


def _with_help(found: Found, index: Index) -> Found:
    """What may be wrong where nothing is found: what each part finds alone, and how much the filters keep out."""
    state = found.state
    unfiltered = 0
    if state.narrowed:
        unfiltered = index.search(state.q, any_word=state.any_word, limit=0, passages=0).total
    asked = parse_lenient(state.q, default="or" if state.any_word else "and").query
    if asked == Everything():
        return replace(found, unfiltered=unfiltered)
    parts = tuple(
        Part(part.depth, title(part.query), part.articles, state.asking(format_query(part.query)).url())
        for part in index.explain(asked)
    )
    return replace(found, unfiltered=unfiltered, parts=parts if len(parts) > 1 else ())
