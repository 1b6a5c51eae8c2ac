"""The default engine: an index in a folder, in Whoosh's container with columns of newsfind's own."""

from __future__ import annotations

from pathlib import Path

from newsfind.errors import IndexCorrupt, IndexIncompatible, IndexLocked, IndexNotFound
from newsfind.index.engines.whoosh.engine import WhooshEngine


def open_whoosh(rest: str, *, create: bool) -> WhooshEngine:
    """Open the index in a folder; `create` makes an empty one where there is none.

    With `create`, an index that cannot be read (damaged, or in another format) is opened too, to be rebuilt, and one
    that another process is about to make, to be waited for.
    """
    folder = Path(rest)
    try:
        return WhooshEngine(folder)
    except IndexNotFound:
        if not create:
            raise
    except (IndexCorrupt, IndexIncompatible) as fault:
        if not create:
            raise
        return WhooshEngine(folder, fault)
    from newsfind.index.engines.whoosh.writer import WhooshWriter  # noqa: PLC0415 - seldom needed

    try:
        with WhooshWriter(folder, rebuild=False, wait=0.0):
            pass
        return WhooshEngine(folder)
    except IndexLocked:  # somebody else is making it just now, and nothing is published yet
        return WhooshEngine(folder, IndexNotFound(folder))
