"""All hits of a search as a file for other programs, in pieces, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from newsfind.api.index import open_index
from newsfind.ui.formats import FORMATS, format_of
from newsfind.ui.web.limits import MOST_EXPORTED
from newsfind.ui.web.site import site_of
from newsfind.ui.web.state import SearchState, read_state

_SUFFIXES = {"csv": "csv", "jsonl": "jsonl", "markdown": "md", "bibtex": "bib", "ris": "ris"}
_TYPES = {"csv": "text/csv", "jsonl": "application/x-ndjson", "markdown": "text/markdown"}


async def export(request: Request) -> Response:
    """The hits of a search in one of the formats, the first of them where there are very many."""
    site, state = site_of(request), read_state(request.query_params.multi_items())
    name = request.path_params["name"]
    if name not in FORMATS:
        raise HTTPException(404, f"Hits are had as {', '.join(FORMATS)}.")
    # a search of none first, so that what is wrong with it is an answer and not half a file
    await site.readers.ask(lambda reader: reader.index.search(state.q, limit=0, passages=0, **state.narrowing()))
    return StreamingResponse(
        _pieces(site.readers.place, state, name),
        media_type=f"{_TYPES.get(name, 'text/plain')}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="newsfind.{_SUFFIXES[name]}"'},
    )


def _pieces(place: str, state: SearchState, name: str) -> Iterator[bytes]:
    """With an index of its own: it may take as long as whoever reads it."""
    with open_index(place) as index:
        hits = islice(index.scan(state.q, sort=state.order, **state.narrowing()), MOST_EXPORTED)
        for piece in format_of(name)(hits):
            yield piece.encode("utf-8", "replace")
