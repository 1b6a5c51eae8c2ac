"""Small answers around the pages: the theme, the door, the description for browsers' search boxes."""

from __future__ import annotations

from secrets import compare_digest
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsfind.ui.web.safety import COOKIE
from newsfind.ui.web.site import THEMES, site_of
from newsfind.ui.web.state import SearchState

_YEAR = 365 * 24 * 3600


async def theme(request: Request) -> Response:
    """Light, dark, or as the reader's system has it; a cookie remembers."""
    answer = RedirectResponse(_here(request.query_params.get("back", "")), 303)
    wanted = request.query_params.get("to", "")
    if wanted in THEMES:
        answer.set_cookie("theme", wanted, max_age=_YEAR, samesite="lax")
    else:
        answer.delete_cookie("theme")
    return answer


async def door(request: Request) -> Response:
    """Where the token is asked for; the right one opens every page for a month."""
    site = site_of(request)
    token = site.options.token
    if request.method != "POST" or token is None:
        return site.page(
            request, "door.html", wrong=False, state=SearchState(), back=request.query_params.get("back", "")
        )
    form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), max_num_fields=10))
    back = form.get("back", "")
    if not compare_digest(form.get("token", "").strip().encode(), token.encode()):
        return site.page(request, "door.html", 403, wrong=True, state=SearchState(), back=back)
    answer = RedirectResponse(_here(back), 303)
    answer.set_cookie(COOKIE, token, max_age=_YEAR // 12, httponly=True, samesite="strict")
    return answer


async def browser_search(request: Request) -> Response:
    """OpenSearch: lets a browser search here from its address line."""
    base = str(request.base_url).rstrip("/")
    text = site_of(request).templates.get_template("opensearch.xml").render(base=base)
    return Response(text, media_type="application/opensearchdescription+xml")


def _here(back: str) -> str:
    """An address of this site to go back to, whatever was asked for."""
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if safe else "/"
