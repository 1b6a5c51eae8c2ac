"""Engines that installed packages bring, by entry point; looked up only for an engine that is not the default."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import cast

from newsfind.errors import EngineUnavailable
from newsfind.index.engines import EngineFactory

ENTRY_POINTS = "newsfind.engines"


def installed_engine(name: str, place: str) -> EngineFactory:
    """What opens an engine of a name; `place` is what was asked for, for the message where there is none.

    Raises:
        EngineUnavailable: No installed package brings an engine of that name, or it misses an extra.
    """
    found = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in found:
        raise EngineUnavailable(
            f"There is no engine named {name!r}; installed: {', '.join(sorted(found)) or 'none'}. "
            f"If {place!r} is a folder, write ./{place}"
        )
    try:
        return cast("EngineFactory", found[name].load())
    except (ImportError, AttributeError) as error:
        raise EngineUnavailable(
            f"The engine {name!r} cannot be loaded: {error}. Install what it needs: pip install 'newsfind[{name}]'"
        ) from error
