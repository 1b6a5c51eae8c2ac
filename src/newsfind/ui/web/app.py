"""The application: every address, behind the guard, over one index."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from newsfind import __version__
from newsfind.errors import NewsfindError
from newsfind.ui.web import limits
from newsfind.ui.web.api import shapes
from newsfind.ui.web.api.routes import router
from newsfind.ui.web.pages import about, article, exports, facet, saved, search, settings, trends
from newsfind.ui.web.problems import on_fault, on_http_error, on_invalid, on_newsfind_error
from newsfind.ui.web.readers import Readers
from newsfind.ui.web.safety import Guard
from newsfind.ui.web.site import STATIC, ServeOptions, Site

_ABOUT_API = f"""Everything the pages show, as JSON: the same objects that the commands print with --json.

Only GET; an answer is as of the newest commit. A query has at most {limits.MOST_CHARACTERS:,} characters, each
filter {limits.MOST_VALUES} values, a page {limits.MOST_HITS} hits; the first {limits.MOST_OFFSET:,} hits can be paged
through. An answer takes at most {limits.SECONDS:g} seconds. Errors are problem+json (RFC 9457); their detail is a
sentence. Pages of other sites cannot read it: no CORS headers are sent."""

_PAGES = (
    ("/", search.front),
    ("/search", search.search),
    ("/article/{article_id:path}/source", article.source),
    ("/article/{article_id:path}/cite/{name}", article.citation),
    ("/article/{article_id:path}", article.article),
    ("/facet/{param}", facet.facet),
    ("/trends", trends.trends),
    ("/trends.{kind}", trends.download),
    ("/export/{name}", exports.export),
    ("/help", about.syntax),
    ("/status", about.status),
    ("/api/docs", about.api_docs),
    ("/theme", settings.theme),
    ("/opensearch.xml", settings.browser_search),
)
_FORMS = (("/saved", saved.saved), ("/door", settings.door))


class _App(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """The description, with the shape of what goes wrong, which is no model of any one address."""
        document = super().openapi()
        document["components"]["schemas"].setdefault("Problem", shapes.Problem.model_json_schema())
        return document


def create_app(readers: Readers, options: ServeOptions | None = None) -> FastAPI:
    """The application over an index that is open already; it closes the readers when it ends."""
    options = options or ServeOptions()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        readers.close()

    app = _App(
        title="newsfind",
        version=__version__,
        description=_ABOUT_API,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
        middleware=[Middleware(Guard, options=options)],
    )
    app.state.site = Site(readers, options)
    app.include_router(router)
    for path, page in _PAGES:
        app.add_route(path, page, methods=["GET", "HEAD"], include_in_schema=False)
    for path, page in _FORMS:
        app.add_route(path, page, methods=["GET", "HEAD", "POST"], include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_exception_handler(NewsfindError, on_newsfind_error)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(Exception, on_fault)
    return app
