"""What is on disk, compared with what the index remembers: which files to read, which are gone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from newsfind.index.sync.state import FileRecord, State
from newsfind.index.sync.walk import Found, Listing, Walk
from newsfind.values import dataclass

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
    same = np.zeros(len(state.names), np.bool_)
    rest: dict[str, Found] = {}
    for listing in walk.listings:
        if not afresh and _is_same(state, listing):
            same[state.rows_in(listing.shown)] = True
        else:
            rest.update((found.shown, found) for found in listing.files())
    rest.update((found.shown, found) for found in walk.others)
    rows = state.rows(rest)
    read = {shown: found for shown, found in rest.items() if afresh or not _is_as_read(state, rows.get(shown), found)}
    same[[row for path, row in rows.items() if path not in read]] = True
    there = same.copy()
    there[list(rows.values())] = True
    missing = [state.paths[row] for row in np.flatnonzero(~there).tolist()]
    missing += [path for path in state.no_files if path not in rest]
    before = state.records(read)
    return Plan(
        read=tuple(read.values()),
        before=_begun_again(before) if afresh else before,
        gone=state.records([path for path in missing if _is_gone(path, walk)]),
        unchanged=int(state.counts[same].sum()),
        afresh=afresh,
    )


def _is_same(state: State, listing: Listing) -> bool:
    """Whether all files of a folder are as they were read, and no others were there."""
    rows = state.rows_in(listing.shown)
    return (
        state.names[rows] == listing.shown_names
        and state.mtimes[rows].tolist() == listing.mtimes
        and state.sizes[rows].tolist() == listing.sizes
        and bool(state.whole[rows].all())
    )


def _is_as_read(state: State, row: int | None, found: Found) -> bool:
    return row is not None and bool(
        state.mtimes[row] == found.mtime_ns and state.sizes[row] == found.size and state.whole[row]
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
