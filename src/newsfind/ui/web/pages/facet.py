"""All values of one facet, with a search inside it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newsfind.ui.web.facets import FacetGroup, facet_group
from newsfind.ui.web.readers import Reader
from newsfind.ui.web.site import site_of
from newsfind.ui.web.state import BY_PARAM, FilterField, SearchState, read_state

_SHOWN = 200


async def facet(request: Request) -> Response:
    """The page of a facet; `word` is what a word of its values begins with."""
    site, state = site_of(request), read_state(request.query_params.multi_items())
    known = BY_PARAM.get(request.path_params["param"])
    if known is None:
        raise HTTPException(404, "There is no such filter.")
    word = request.query_params.get("word", "").strip()[:200]
    group = await site.readers.ask(lambda reader: _group(reader, known, state, word))
    return site.page(request, "facet.html", group=group, state=state, word=word)


def _group(reader: Reader, known: FilterField, state: SearchState, word: str) -> FacetGroup:
    found = reader.index.facet(known.facet, state.q, prefix=word, limit=_SHOWN, **state.narrowing())
    return facet_group(found, known, state, reader.index)
