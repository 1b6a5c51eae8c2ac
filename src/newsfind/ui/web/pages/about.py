"""What can be typed, what is in the index, and what the API answers: pages that explain."""

from __future__ import annotations

from typing import cast

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from newsfind.query.syntax import SYNTAX
from newsfind.ui.web.api.description import described
from newsfind.ui.web.site import site_of
from newsfind.ui.web.state import SearchState


async def syntax(request: Request) -> Response:
    """The query language; every example is a link to its search."""
    groups = [(group.heading, [(row, SearchState(row.example).url()) for row in group.rows]) for group in SYNTAX]
    return site_of(request).page(request, "help.html", groups=groups, state=SearchState())


async def status(request: Request) -> Response:
    """What is in the index and how it came to it."""
    site = site_of(request)
    found = await site.readers.ask(lambda reader: reader.index.status())
    sections = [(count, SearchState(chosen={"section": (count.value,)}).url()) for count in found.sections]
    sources = [(count, SearchState(chosen={"source": (count.value,)}).url()) for count in found.sources]
    return site.page(request, "status.html", about=found, sections=sections, sources=sources, state=SearchState())


async def api_docs(request: Request) -> Response:
    """The API as OpenAPI describes it, for people, with a form to try each answer."""
    document = cast(FastAPI, request.app).openapi()
    return site_of(request).page(request, "api.html", api=described(document), state=SearchState())
