"""Saved searches: the same that `newsfind saved` keeps beside the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsfind.errors import NewsfindError
from newsfind.index.request import values
from newsfind.index.saved import SavedSearch, SavedSearches
from newsfind.query.ast import Equals
from newsfind.query.combine import conjoin, disjoin
from newsfind.query.printing import format_query
from newsfind.ui.saving import saved_searches
from newsfind.ui.web.limits import TooMuch
from newsfind.ui.web.readers import Reader
from newsfind.ui.web.site import Site, site_of
from newsfind.ui.web.state import FILTER_FIELDS, SearchState, read_state

_MOST_NAME = 100
_MOST_SAVED = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A saved search, its address, how many articles it finds and how many of them no run has shown yet."""

    saved: SavedSearch
    state: SearchState
    total: int
    new: int


async def saved(request: Request) -> Response:
    """The list; a search is kept under a name by sending it the form of the search page."""
    site = site_of(request)
    if request.method == "POST":
        return await _change(request, site)
    entries = await site.readers.ask(lambda reader: _entries(reader, saved_searches(site.readers.place)))
    return site.page(request, "saved.html", entries=entries, state=SearchState())


def _entries(reader: Reader, searches: SavedSearches) -> list[Entry]:
    return [_entry(reader, known) for known in searches]


def _entry(reader: Reader, known: SavedSearch) -> Entry:
    found = reader.index.scan(known.query, passages=0, sort="newest", **known.narrowing)
    ids = [hit.id for hit in found]
    return Entry(known, state_of(known), len(ids), sum(map(known.is_new, ids)) if known.last_run else 0)


def state_of(known: SavedSearch) -> SearchState:
    """The search page of a saved search. What the page has no field for becomes a part of the query."""
    narrowing: Mapping[str, Any] = known.narrowing
    chosen = {f.param: tuple(narrowing[f.keyword]) for f in FILTER_FIELDS if narrowing.get(f.keyword)}
    return SearchState(
        _written_out(known),
        chosen,
        str(narrowing.get("since") or ""),
        str(narrowing.get("until") or ""),
        any_word=bool(narrowing.get("any_word")),
    )


def _written_out(known: SavedSearch) -> str:
    """The query with `phrase` and `entities` in its own language; as it was typed where there is neither."""
    entities = [Equals("entity", name) for name in values(known.narrowing.get("entities", ()))]
    if not entities and not known.narrowing.get("phrase"):
        return known.query
    return format_query(conjoin((known.asked, disjoin(entities))) if entities else known.asked)


async def _change(request: Request, site: Site) -> Response:
    if not site.options.may_save:
        raise HTTPException(403, "Searches cannot be saved on this server. Start it with --token to allow it.")
    form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), max_num_fields=100))
    name = form.get("name", "").strip()
    if form.get("do") == "remove":
        await site.readers.ask(lambda reader: saved_searches(site.readers.place).remove(name))
        return RedirectResponse("/saved", 303)
    if not name or len(name) > _MOST_NAME:
        raise TooMuch(f"A saved search needs a name, of at most {_MOST_NAME} characters.")
    state = read_state(parse_qsl(form.get("search", "").lstrip("?")))
    await site.readers.ask(lambda reader: _save(reader, name, state))
    return RedirectResponse("/saved", 303)


def _save(reader: Reader, name: str, state: SearchState) -> None:
    reader.index.search(state.q, limit=0, passages=0, **state.narrowing())
    searches = saved_searches(reader.place)
    if len(list(searches)) >= _MOST_SAVED:
        raise NewsfindError(f"There are {_MOST_SAVED} saved searches already. Remove some.")
    searches.add(name, state.q, state.narrowing(), overwrite=True)
