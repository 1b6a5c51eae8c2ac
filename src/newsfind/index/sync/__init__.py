"""Corpus folder vs index: what is new, changed, gone; resumable.

Here is an open engine and some sources, make the index agree with them: `synchronise(engine, sources)`.

roots (which label a folder goes by) -> walk (what is on disk) -> plan (what is new, changed, gone, against the state
that the last commit kept) -> tasks (pieces of work) -> pool and prepare (read, normalize, tag, build: in as many
processes as wanted) -> ledger (what is done, so that it can be committed at any moment) -> run, which leads.

Each name is loaded when it is first asked for: `synchronise` brings every reader with it, and who only searches should
not wait for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfind.index.sync.report import Progress, Report
    from newsfind.index.sync.run import Options, rehearse, synchronise
    from newsfind.index.sync.shard import Shard, read_shard
    from newsfind.index.sync.state import Run, State
    from newsfind.index.sync.state_bytes import decode_state
    from newsfind.index.sync.status import Status, as_it_was_read, status_of
    from newsfind.index.sync.transfer import copy_articles

__all__ = [
    "Options",
    "Progress",
    "Report",
    "Run",
    "Shard",
    "State",
    "Status",
    "as_it_was_read",
    "copy_articles",
    "decode_state",
    "read_shard",
    "rehearse",
    "status_of",
    "synchronise",
]

_HOMES = {
    "report": ("Progress", "Report"),
    "run": ("Options", "rehearse", "synchronise"),
    "state": ("Run", "State"),
    "state_bytes": ("decode_state",),
    "shard": ("Shard", "read_shard"),
    "status": ("Status", "as_it_was_read", "status_of"),
    "transfer": ("copy_articles",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
