"""Trouble as an answer: a page for people, problem+json (RFC 9457) for programs; always with a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newsfind.errors import (
    IndexCorrupt,
    IndexIncompatible,
    IndexLocked,
    IndexNotFound,
    IndexUnavailable,
    NewsfindError,
)
from newsfind.index.saved import UnknownSearch
from newsfind.ui.web.readers import Busy
from newsfind.ui.web.site import site_of
from newsfind.ui.web.state import SearchState

_STATUSES: tuple[tuple[type[NewsfindError], int], ...] = (
    (Busy, 503),
    (IndexLocked, 503),
    (IndexNotFound, 503),
    (IndexUnavailable, 503),
    (IndexCorrupt, 500),
    (IndexIncompatible, 500),
    (UnknownSearch, 404),
    (NewsfindError, 400),
)
_HEADINGS: Mapping[int, str] = {
    400: "This cannot be asked",
    403: "This is not allowed",
    404: "Not here",
    500: "Something is broken",
    503: "Not just now",
}
_RETRY_AFTER = "2"
_OUR_FAULT = "A fault in newsfind itself; the server's own output says more."


def problem(status: int, detail: str) -> Response:
    """An error for a program."""
    shown = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(json.dumps(shown), status, media_type="application/problem+json")


async def on_newsfind_error(request: Request, error: Exception) -> Response:
    """Trouble with a name."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    return _answer(request, status, str(error))


async def on_http_error(request: Request, error: Exception) -> Response:
    """What is not there, or may not be done."""
    status, detail = (error.status_code, str(error.detail)) if isinstance(error, HTTPException) else (500, _OUR_FAULT)
    if detail == HTTPStatus(status).phrase:
        detail = "There is nothing at this address." if status == 404 else detail
    return _answer(request, status, detail)


async def on_invalid(request: Request, error: Exception) -> Response:
    """Parameters of the API that are not as described."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    sentences = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in found]
    return _answer(request, 400, "; ".join(sentences))


async def on_fault(request: Request, error: Exception) -> Response:
    """A fault of ours; the server writes it to its log by itself."""
    return _answer(request, 500, _OUR_FAULT)


def _answer(request: Request, status: int, detail: str) -> Response:
    if request.url.path.startswith("/api/v1"):
        answer = problem(status, detail)
    else:
        heading = _HEADINGS.get(status, HTTPStatus(status).phrase)
        answer = site_of(request).page(
            request, "message.html", status, heading=heading, detail=detail, state=SearchState()
        )
    if status == 503:
        answer.headers["Retry-After"] = _RETRY_AFTER
    return answer
