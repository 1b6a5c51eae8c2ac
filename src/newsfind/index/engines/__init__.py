"""Places to keep an index, each behind the same seam; they do not know each other."""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, cast

from newsfind.errors import EngineUnavailable
from newsfind.index.engine import Engine

ENTRY_POINTS = "newsfind.engines"
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
    found = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in found:
        raise EngineUnavailable(
            f"There is no engine named {name!r}; installed: {', '.join(sorted(found)) or 'none'}. "
            f"If {str(place)!r} is a folder, write ./{place}"
        )
    try:
        factory = cast("EngineFactory", found[name].load())
    except (ImportError, AttributeError) as error:
        raise EngineUnavailable(
            f"The engine {name!r} cannot be loaded: {error}. Install what it needs: pip install 'newsfind[{name}]'"
        ) from error
    return factory(rest, create=create)


def _split(place: str | Path) -> tuple[str, str]:
    if isinstance(place, str) and (match := _SCHEME.fullmatch(place)):
        return match[1].lower(), match[2]
    return DEFAULT, str(place)
