"""What stands before every page: who may ask, what may be asked, and what browsers may do with the answer.

* A host name that is neither ours nor a plain address is refused: a page of a stranger whose name was bound to our
  address (DNS rebinding) cannot read the index through its reader's browser.
* Nothing runs but our own script; no frame holds our pages; nothing is loaded from elsewhere.
* Nothing is changed but by forms of our own pages, and no request body is longer than `MOST_BODY`.
"""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from secrets import compare_digest
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsfind.ui.web.limits import MOST_BODY
from newsfind.ui.web.problems import problem
from newsfind.ui.web.site import ServeOptions

COOKIE = "newsfind_token"
API = "/api/v1/"
DOOR = "/door"
_OPEN = (DOOR, "/static/")
_CHANGING = ("/saved", DOOR)
_MONTH = 30 * 24 * 3600

_FOR_PAGES = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_FOR_DATA = "default-src 'none'; sandbox; frame-ancestors 'none'"
_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """The app behind its door."""

    def __init__(self, app: ASGIApp, options: ServeOptions) -> None:
        self._app, self._options = app, options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is not allowed; give every answer its headers."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refused(scope)
        answer = refusal or self._app
        await answer(scope, receive, _with_headers(scope, send))

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to what may not be asked; None for what may."""
        headers, path = Headers(scope=scope), scope["path"]
        if not known_host(headers.get("host", ""), self._options.hosts):
            return _sentence(path, 421, "This host name is not served. Use the address, or start with --allow-host.")
        if scope["method"] not in ("GET", "HEAD") and not (scope["method"] == "POST" and path in _CHANGING):
            answer = _sentence(path, 405, "Only reading is allowed here.")
            answer.headers["Allow"] = "GET, HEAD"
            return answer
        if scope["method"] == "POST":
            length = headers.get("content-length", "")
            if not length.isdigit() or int(length) > MOST_BODY:
                return _sentence(path, 413, f"A form of at most {MOST_BODY:,} bytes is taken.")
            if not _of_our_own(headers):
                return _sentence(path, 403, "Forms are taken from pages of this server only.")
        return self._without_token(scope, headers, path)

    def _without_token(self, scope: Scope, headers: Headers, path: str) -> Response | None:
        token = self._options.token
        if token is None or path.startswith(_OPEN) or any(_same(given, token) for given in _tokens(headers)):
            return None
        query = scope["query_string"].decode("latin-1")
        pairs = parse_qsl(query, keep_blank_values=True)
        if not path.startswith("/api/") and any(name == "token" and _same(value, token) for name, value in pairs):
            rest = urlencode([pair for pair in pairs if pair[0] != "token"])
            answer = RedirectResponse(quote(path) + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(COOKIE, token, max_age=_MONTH, httponly=True, samesite="strict")
            return answer
        if path.startswith("/api/"):
            refused = _sentence(path, 401, "A token is needed: Authorization: Bearer TOKEN.")
            refused.headers["WWW-Authenticate"] = "Bearer"
            return refused
        here = quote(path) + (f"?{query}" if query else "")
        return RedirectResponse(f"{DOOR}?{urlencode({'back': here})}", 303)


def known_host(host: str, names: frozenset[str]) -> bool:
    """Whether a request's Host is ours: a plain address, localhost, or one of the names."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    try:
        ip_address(name)
    except ValueError:
        return name == "localhost" or name.endswith(".localhost") or name in names
    return True


def _of_our_own(headers: Headers) -> bool:
    """Whether a form was sent from one of our own pages."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _tokens(headers: Headers) -> list[str]:
    given = []
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        given.append(value.strip())
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return given
    return [*given, *([cookies[COOKIE].value] if COOKIE in cookies else [])]


def _same(given: str, token: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), token.encode())


def _sentence(path: str, status: int, text: str) -> Response:
    return problem(status, text) if path.startswith("/api/") else PlainTextResponse(f"{text}\n", status)


def _with_headers(scope: Scope, send: Send) -> Send:
    is_static = scope["path"].startswith("/static/")
    is_data = scope["path"].startswith(API) or scope["path"].endswith("/source")

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers["Content-Security-Policy"] = _FOR_DATA if is_data else _FOR_PAGES
            versioned = is_static and scope["query_string"].startswith(b"v=")
            headers.setdefault("Cache-Control", "max-age=31536000, immutable" if versioned else "private, no-cache")
        await send(message)

    return sending
