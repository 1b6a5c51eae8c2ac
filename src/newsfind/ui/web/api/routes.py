"""The addresses of the API."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from newsfind.api.index import Boost
from newsfind.index.engine import Copies, FacetField, Sort
from newsfind.results.trends import Period
from newsfind.ui.as_json import (
    Json,
    article_as_json,
    completions_as_json,
    facet_as_json,
    results_as_json,
    status_as_json,
    stories_as_json,
    trend_as_json,
)
from newsfind.ui.web.api import shapes
from newsfind.ui.web.api.asking import Asked, Facet, Narrowed, Text
from newsfind.ui.web.completing import completing
from newsfind.ui.web.limits import MOST_COUNTS, MOST_HITS, MOST_OFFSET, MOST_QUERIES
from newsfind.ui.web.readers import Reader
from newsfind.ui.web.site import site_of

_NO_ARTICLE = "There is no article of this id in the index."


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


_TROUBLE: dict[int | str, dict[str, Any]] = {
    400: _problem("Something asked for is not as described, or more than a limit allows."),
    503: _problem("Too much to do, or the answer takes too long; Retry-After says when to try again."),
    "4XX": _problem("The request is refused."),
}
_UNKNOWN: dict[int | str, dict[str, Any]] = {404: _problem(_NO_ARTICLE)}
router = APIRouter(prefix="/api/v1", responses=_TROUBLE)

Limit = Annotated[int, Query(ge=0, le=MOST_HITS, description="Hits to give")]
ArticleId = Annotated[Text, Path(description="The id of a hit")]


def _answer(shown: Json) -> Response:
    """JSON; half characters, which some articles hold and UTF-8 cannot, are written as escapes."""
    text = json.dumps(shown, ensure_ascii=False)
    try:
        body = text.encode()
    except UnicodeEncodeError:
        body = json.dumps(shown).encode()
    return Response(body, media_type="application/json")


@router.get("/search", responses={200: {"model": shapes.Results}}, summary="Search for articles")
async def search(
    request: Request,
    narrowing: Narrowed,
    q: Asked = "",
    phrase: Annotated[bool, Query(description="The whole query as one phrase")] = False,
    sort: Annotated[Sort, Query(description="Order of the hits")] = "relevance",
    boost: Annotated[Boost | None, Query(description="Lift recent articles")] = None,
    copies: Annotated[Copies, Query(description="Copies of a story: all, as one hit, or only the earliest")] = "show",
    facet: Annotated[
        list[Facet], Query(max_length=12, description="Facets to count: section, people:20, month:all")
    ] = [],  # noqa: B006
    passages: Annotated[int, Query(ge=0, le=5, description="Passages of each hit")] = 2,
    limit: Limit = 10,
    offset: Annotated[int, Query(ge=0, le=MOST_OFFSET, description="Hits to pass over")] = 0,
) -> Response:
    """One page of hits with exact totals and facets; any text is a query, and its notes say what was not understood."""
    narrowing["phrase"] = phrase
    results = await site_of(request).readers.ask(
        lambda reader: reader.index.search(
            q,
            facets=facet,
            sort=sort,
            limit=limit,
            offset=offset,
            passages=passages,
            boost=boost,
            copies=copies,
            **narrowing,
        )
    )
    return _answer(results_as_json(results))


@router.get(
    "/articles/{article_id}", responses={200: {"model": shapes.Article}, **_UNKNOWN}, summary="Get a whole article"
)
async def article(request: Request, article_id: ArticleId, q: Asked = "") -> Response:
    """An article with its text; with a query, its marks say where it matches."""

    def read(reader: Reader) -> Json | None:
        found = reader.index.get(article_id)
        if found is None:
            return None
        marks = dict(zip(("headline", "body"), reader.index.marks(q, article_id), strict=True)) if q.strip() else None
        return article_as_json(found, marks)

    shown = await site_of(request).readers.ask(read)
    if shown is None:
        raise HTTPException(404, _NO_ARTICLE)
    return _answer(shown)


@router.get(
    "/similar/{article_id}", responses={200: {"model": shapes.Results}, **_UNKNOWN}, summary="Find similar articles"
)
async def similar(request: Request, article_id: ArticleId, limit: Limit = 10) -> Response:
    """The articles most like one, without copies of it; parsed is a query for the terms they were found by."""

    def find(reader: Reader) -> Json | None:
        try:
            return results_as_json(reader.index.similar(article_id, limit=limit))
        except KeyError:
            return None

    shown = await site_of(request).readers.ask(find)
    if shown is None:
        raise HTTPException(404, _NO_ARTICLE)
    return _answer(shown)


@router.get("/facets/{field}", responses={200: {"model": shapes.Facet}}, summary="Count the values of a field")
async def facet(
    request: Request,
    field: Annotated[FacetField, Path(description="The field")],
    narrowing: Narrowed,
    q: Asked = "",
    prefix: Annotated[Text, Query(description="Only values of which a word begins so")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST_COUNTS, description="Values to give")] = 10,
) -> Response:
    """The commonest values over all articles that match; a filter does not count for its own field."""
    found = await site_of(request).readers.ask(
        lambda reader: reader.index.facet(field, q, prefix=prefix, limit=limit, **narrowing)
    )
    return _answer(facet_as_json(found, q))


@router.get("/suggest", responses={200: {"model": shapes.Completions}}, summary="Complete what is being typed")
async def suggest(
    request: Request,
    typed: Annotated[Text, Query(description="What stands in the search box so far")] = "",
    limit: Annotated[int, Query(ge=1, le=50, description="Completions to give")] = 8,
) -> Response:
    """Words, names and sections that the end of a query may become; they replace the end that the answer names."""
    end, found = await site_of(request).readers.ask(lambda reader: completing(reader.index, typed, limit))
    return _answer(completions_as_json(end, found))


@router.get("/trend", responses={200: {"model": shapes.Trend}}, summary="Count articles over time")
async def trend(
    request: Request,
    narrowing: Narrowed,
    q: Annotated[list[Text], Query(max_length=MOST_QUERIES, description="Queries; each is a series")] = ["*"],  # noqa: B006
    by: Annotated[Period, Query(description="Length of the periods")] = "month",
) -> Response:
    """How many articles each query finds in each period, and how many there are in all."""
    found = await site_of(request).readers.ask(lambda reader: reader.index.trend(q, by=by, **narrowing))
    return _answer(trend_as_json(found))


@router.get("/stories", responses={200: {"model": shapes.Stories}}, summary="List stories that several articles print")
async def stories(
    request: Request,
    narrowing: Narrowed,
    q: Asked = "",
    limit: Limit = 10,
    offset: Annotated[int, Query(ge=0, le=MOST_OFFSET, description="Stories to pass over")] = 0,
) -> Response:
    """Of what a query finds, the articles that are copies of each other, the most printed first."""
    found = await site_of(request).readers.ask(
        lambda reader: reader.index.stories(q, limit=limit, offset=offset, **narrowing)
    )
    return _answer(stories_as_json(found, q))


@router.get("/status", responses={200: {"model": shapes.Status}}, summary="Say what is in the index")
async def status(request: Request) -> Response:
    """Sizes, dates, sections, sources, the last run, and what was left out."""
    found = await site_of(request).readers.ask(lambda reader: reader.index.status())
    return _answer(status_as_json(found))
