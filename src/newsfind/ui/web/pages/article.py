"""The page of one article: for reading, with what leads on from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from newsfind.article import Article, Entity
from newsfind.query.ast import Everything
from newsfind.query.parse import parse_lenient
from newsfind.results.hits import Copy, Hit, Results, Snippet
from newsfind.ui.formats import format_of
from newsfind.ui.formats.citation import reference
from newsfind.ui.origin import source_file, web_address
from newsfind.ui.web.readers import Reader
from newsfind.ui.web.reading import Reading, entity_url, reading
from newsfind.ui.web.site import site_of
from newsfind.ui.web.state import SearchState, read_state

_SIMILAR = 6
_MOST_ENTITIES = 12
_MOST_BYTES = 20_000_000
"""Of a source file that is sent."""

_KINDS: Mapping[str, str] = {"person": "People", "organisation": "Organisations", "place": "Places"}
_SHOWN_AS: Mapping[str, str] = {".pdf": "application/pdf"}
"""How source files are sent; all others as plain text, so that nothing in them runs."""

CITATIONS = ("bibtex", "ris", "markdown")


@dataclass(frozen=True, slots=True)
class NamedEntities:
    """Entities of one kind, the most mentioned first, with the addresses of their searches."""

    heading: str
    entities: tuple[tuple[Entity, str], ...]
    left: int


@dataclass(frozen=True, slots=True)
class Read:
    """All that the page shows."""

    article: Article
    reading: Reading
    names: tuple[NamedEntities, ...]
    similar: Results
    copies: tuple[Copy, ...]
    url: str | None
    has_file: bool
    reference: str


async def article(request: Request) -> Response:
    """The page of an article; `q` says what to mark."""
    site, state = site_of(request), read_state(request.query_params.multi_items())
    article_id = request.path_params["article_id"]
    read = await site.readers.ask(lambda reader: _read(reader, article_id, state))
    if read is None:
        raise HTTPException(404, "There is no such article in the index. It may have been removed since.")
    return site.page(request, "article.html", read=read, article=read.article, state=state)


def _read(reader: Reader, article_id: str, state: SearchState) -> Read | None:
    index = reader.index
    found = index.get(article_id)
    if found is None:
        return None
    marks = (Snippet(found.headline), Snippet(found.body))
    if parse_lenient(state.q).query != Everything():
        marks = index.marks(state.q, article_id)
    source = source_file(found, reader.roots)
    return Read(
        found,
        reading(found, *marks),
        _names(found),
        index.similar(article_id, limit=_SIMILAR, passages=0),
        index.copies(article_id),
        web_address(found),
        source is not None and source.alone,
        reference(found),
    )


def _names(found: Article) -> tuple[NamedEntities, ...]:
    groups = []
    for kind, heading in _KINDS.items():
        entities = sorted((e for e in found.entities if e.type == kind), key=lambda e: (-e.mentions, e.name))
        shown = tuple((entity, entity_url(entity)) for entity in entities[:_MOST_ENTITIES])
        if shown:
            groups.append(NamedEntities(heading, shown, len(entities) - len(shown)))
    return tuple(groups)


async def citation(request: Request) -> Response:
    """An article's reference in one of the formats."""
    site, name = site_of(request), request.path_params["name"]
    article_id = request.path_params["article_id"]
    found = await site.readers.ask(lambda reader: reader.index.get(article_id))
    if found is None or name not in CITATIONS:
        raise HTTPException(404, "There is no such article in the index.")
    text = "".join(format_of(name)([Hit(found, 0.0)]))
    return Response(text.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8")


async def source(request: Request) -> Response:
    """The file that an article was read from, if it holds nothing else."""
    article_id = request.path_params["article_id"]
    place = await site_of(request).readers.ask(lambda reader: _located(reader, article_id))
    if place is None:
        raise HTTPException(404, "The file of this article is gone, is not as it was read, or holds many articles.")
    kind = _SHOWN_AS.get(place.suffix.lower(), "text/plain; charset=utf-8")
    return FileResponse(place, media_type=kind, filename=place.name, content_disposition_type="inline")


def _located(reader: Reader, article_id: str) -> Path | None:
    found = reader.index.get(article_id)
    place = source_file(found, reader.roots) if found else None
    if found is None or place is None or not place.alone or place.file.stat().st_size > _MOST_BYTES:
        return None
    return place.file if reader.index.as_it_was_read(found.path, place.file) else None
