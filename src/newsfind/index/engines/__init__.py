"""Places to keep an index, each behind the same seam; they do not know each other."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from newsfind.index.engine import Engine

DEFAULT = "whoosh"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(.*)", re.DOTALL)
"""Two characters at least, so that the drive of `C:\\news` is none; no slash, so that `./a:b` is a path."""


class EngineFactory(Protocol):
    """What an entry point of the group `newsfind.engines` loads."""

    def __call__(self, rest: str, *, create: bool) -> Engine:
        """An open index; `rest` is what stood behind the colon. With `create` a missing index is made, empty."""


def open_engine(place: str | Path, *, create: bool = False) -> Engine:
    """Open the index at a place: "whoosh:PATH", "memory:", "opensearch:URL", or a path, which means Whoosh.

    Raises:
        EngineUnavailable: No installed package brings an engine of that name, or it misses an extra.
        IndexNotFound: There is no index there and `create` is false.
    """
    name, rest = _split(place)
    return _factory(name, str(place))(rest, create=create)


def _factory(name: str, place: str) -> EngineFactory:
    """What opens an engine.

    The default one is known by its name: asking what is installed takes longer than a search. For the same reason this
    import hides in a function, as a command's does.
    """
    if name == DEFAULT:
        return cast("EngineFactory", import_module("newsfind.index.engines.whoosh").open_whoosh)
    factory: EngineFactory = import_module("newsfind.index.engines.installed").installed_engine(name, place)
    return factory


def _split(place: str | Path) -> tuple[str, str]:
    if isinstance(place, str) and (match := _SCHEME.fullmatch(place)):
        return match[1].lower(), match[2]
    return DEFAULT, str(place)
