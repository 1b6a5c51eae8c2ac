"""What is in an index, for people who wonder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsfind.corpus.raw import Skipped
from newsfind.index.engine import Engine, FacetRequest, SearchRequest, Sort
from newsfind.index.sync.state import Run
from newsfind.index.sync.transfer import state_of
from newsfind.query.ast import DateMissing, DateRange, Query
from newsfind.results.hits import Facet


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds and how it came to it.

    `oldest` and `newest` are publication dates (None where no article has one), `undated` counts articles without;
    `files` counts files, `roots` maps the labels that paths begin with to folders, `read_from` are the sources of all
    runs; `skipped` is all that is left out; `engine` is what the engine tells of itself, its `bytes` on disk among it.
    """

    articles: int
    oldest: datetime | None
    newest: datetime | None
    undated: int
    sections: Facet
    sources: Facet
    files: int
    roots: Mapping[str, str]
    read_from: tuple[str, ...]
    tagger: str
    run: Run | None
    skipped: tuple[Skipped, ...]
    engine: Mapping[str, object]


def status_of(engine: Engine) -> Status:
    """The status of an open index."""
    state = state_of(engine)
    facets = (FacetRequest("section", None), FacetRequest("source", None))
    everything = engine.search(SearchRequest(facets=facets, limit=0, passages=0))
    return Status(
        articles=len(engine),
        oldest=_date_of_first(engine, "oldest"),
        newest=_date_of_first(engine, "newest"),
        undated=engine.search(SearchRequest(DateMissing(), limit=0, passages=0)).total,
        sections=everything.facets["section"],
        sources=everything.facets["source"],
        files=len(state.names),
        roots=state.roots,
        read_from=state.sources,
        tagger=state.tagger,
        run=state.run,
        skipped=tuple(item for items in state.skipped.values() for item in items),
        engine=engine.describe(),
    )


def as_it_was_read(engine: Engine, path: str, file: Path) -> bool:
    """Whether a file is, by its size and time, the one that was read under a path.

    Who made an index somewhere else can write any folder into it, but does not know such things of the files there.
    """
    known = state_of(engine).records((path,)).get(path)
    now = file.stat()
    return known is not None and (known.size, known.mtime_ns) == (now.st_size, now.st_mtime_ns)


def _date_of_first(engine: Engine, sort: Sort) -> datetime | None:
    dated: Query = DateRange(None, None)
    hits = engine.search(SearchRequest(dated, sort=sort, limit=1, passages=0)).hits
    return hits[0].article.date if hits else None
