"""What is on disk, compared with what the index remembers: which files to read, which are gone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from newsfind.index.sync.state import FileRecord, State
from newsfind.index.sync.walk import Found, Walk

UNKNOWN_TIME = -1
"""As the time of a file: it is to be read from its beginning, whatever time it has."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do.

    `read`: files that are new, changed or only partly in the index; `before`: what is remembered of those that are
    not new; `gone`: what is remembered of files that are no longer there. `unchanged` counts articles. `afresh`: all
    files are read from their beginning.
    """

    read: tuple[Found, ...]
    before: dict[str, FileRecord]
    gone: dict[str, FileRecord]
    unchanged: int
    afresh: bool = False


def compare(state: State, walk: Walk, *, afresh: bool = False) -> Plan:
    """A file has changed when its time or its size has, or all have: `afresh`, for files are read in another way.

    Files outside of what was walked stay as they are.
    """
    rows = {path: row for row, path in enumerate(state.paths)}
    mtimes, sizes, whole = state.mtimes.tolist(), state.sizes.tolist(), state.whole.tolist()
    read, same = [], []
    for found in walk.files.values():
        row = rows.get(found.shown)
        if not afresh and row is not None and mtimes[row] == found.mtime_ns and sizes[row] == found.size and whole[row]:
            same.append(row)
        else:
            read.append(found)
    before = state.records([found.shown for found in read])
    gone = [path for path in state.paths if path not in walk.files and _is_gone(path, walk)]
    return Plan(
        read=tuple(read),
        before=_begun_again(before) if afresh else before,
        gone=state.records(gone),
        unchanged=int(state.counts[np.array(same, np.int64)].sum()),
        afresh=afresh,
    )


def _begun_again(before: dict[str, FileRecord]) -> dict[str, FileRecord]:
    """Records of files that no run can go on from, or take for read."""
    return {path: replace(record, mtime_ns=UNKNOWN_TIME, whole=False) for path, record in before.items()}


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
