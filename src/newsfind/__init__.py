"""Full-text search for a folder of news.

    import newsfind

    newsfind.build("corpus/", "index/")
    with newsfind.open_index("index/") as index:
        for hit in index.search("no-spy agreement"):
            print(hit.article.headline)

Everything public is a name of this package; each is loaded when it is first used, so that importing newsfind is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfind.api.building import build, copy_index
    from newsfind.api.index import Index, open_index
    from newsfind.article import Article, Entity
    from newsfind.corpus.raw import Skipped
    from newsfind.errors import (
        EngineUnavailable,
        IndexCorrupt,
        IndexIncompatible,
        IndexLocked,
        IndexNotFound,
        IndexUnavailable,
        NewsfindError,
        QuerySyntaxError,
        SourceUnreadable,
        TaggerUnavailable,
        UnsupportedQuery,
    )
    from newsfind.index.deciding import EntityName, UnknownEntity
    from newsfind.index.facet_names import UnknownFacet
    from newsfind.index.sync import Progress, Report, Run, Status
    from newsfind.query.parse import Parsed, parse, parse_lenient
    from newsfind.query.printing import format_query
    from newsfind.results.hits import Completion, Copy, Facet, FacetCount, Hit, Results, Snippet, Stories, Story
    from newsfind.results.trends import Series, Trend

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Completion",
    "Copy",
    "EngineUnavailable",
    "Entity",
    "EntityName",
    "Facet",
    "FacetCount",
    "Hit",
    "Index",
    "IndexCorrupt",
    "IndexIncompatible",
    "IndexLocked",
    "IndexNotFound",
    "IndexUnavailable",
    "NewsfindError",
    "Parsed",
    "Progress",
    "QuerySyntaxError",
    "Report",
    "Results",
    "Run",
    "Series",
    "Skipped",
    "Snippet",
    "SourceUnreadable",
    "Status",
    "Stories",
    "Story",
    "TaggerUnavailable",
    "Trend",
    "UnknownEntity",
    "UnknownFacet",
    "UnsupportedQuery",
    "build",
    "copy_index",
    "format_query",
    "open_index",
    "parse",
    "parse_lenient",
]

_HOMES = {
    "newsfind.api.building": ("build", "copy_index"),
    "newsfind.api.index": ("Index", "open_index"),
    "newsfind.article": ("Article", "Entity"),
    "newsfind.corpus.raw": ("Skipped",),
    "newsfind.errors": (
        "EngineUnavailable",
        "IndexCorrupt",
        "IndexIncompatible",
        "IndexLocked",
        "IndexNotFound",
        "IndexUnavailable",
        "NewsfindError",
        "QuerySyntaxError",
        "SourceUnreadable",
        "TaggerUnavailable",
        "UnsupportedQuery",
    ),
    "newsfind.index.deciding": ("EntityName", "UnknownEntity"),
    "newsfind.index.facet_names": ("UnknownFacet",),
    "newsfind.index.sync": ("Progress", "Report", "Run", "Status"),
    "newsfind.query.parse": ("Parsed", "parse", "parse_lenient"),
    "newsfind.query.printing": ("format_query",),
    "newsfind.results.hits": (
        "Completion",
        "Copy",
        "Facet",
        "FacetCount",
        "Hit",
        "Results",
        "Snippet",
        "Stories",
        "Story",
    ),
    "newsfind.results.trends": ("Series", "Trend"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
