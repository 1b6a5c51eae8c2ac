"""What is on disk, compared with what the index remembers: which files to read, which are gone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsfind.index.sync.state import FileRecord, State
from newsfind.index.sync.walk import Found, Walk


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do.

    `read`: files that are new, changed or only partly in the index; `before`: what is remembered of those that are
    not new; `gone`: what is remembered of files that are no longer there. `unchanged` counts articles.
    """

    read: tuple[Found, ...]
    before: dict[str, FileRecord]
    gone: dict[str, FileRecord]
    unchanged: int


def compare(state: State, walk: Walk) -> Plan:
    """A file has changed when its time or its size has. Files outside of what was walked stay as they are."""
    rows = {path: row for row, path in enumerate(state.paths)}
    mtimes, sizes, whole = state.mtimes.tolist(), state.sizes.tolist(), state.whole.tolist()
    read, same = [], []
    for found in walk.files.values():
        row = rows.get(found.shown)
        if row is not None and mtimes[row] == found.mtime_ns and sizes[row] == found.size and whole[row]:
            same.append(row)
        else:
            read.append(found)
    gone = [path for path in state.paths if path not in walk.files and _is_gone(path, walk)]
    return Plan(
        read=tuple(read),
        before=state.records([found.shown for found in read]),
        gone=state.records(gone),
        unchanged=int(state.counts[np.array(same, np.int64)].sum()),
    )


def _is_gone(path: str, walk: Walk) -> bool:
    above = _self_and_above(path)
    return not walk.covered.isdisjoint(above) and walk.unseen.isdisjoint(above)


def _self_and_above(path: str) -> list[str]:
    """`a/b/c` -> `a/b/c`, `a/b`, `a`."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(len(parts), 0, -1)]


def resumes(found: Found, before: FileRecord) -> bool:
    """Whether a file is still the one of which an earlier run took a part, so that it can go on from there."""
    return not before.whole and (before.mtime_ns, before.size) == (found.mtime_ns, found.size)
