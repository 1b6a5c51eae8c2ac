"""What of a run is done: counts for the report, and the state to keep with each commit.

A large file arrives in parts. Until the last one has come its record says that it is not whole, and holds both what
it had before and what has come since, so that a run that is killed after a commit leaves nothing unaccounted for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsfind.corpus.raw import Skipped
from newsfind.index.sync.plan import Plan, resumes
from newsfind.index.sync.prepare import FileOutcome
from newsfind.index.sync.state import FileRecord, State

_UNKNOWN_TIME = -1
"""As the time of a file: it is to be read from its beginning, whatever time it has."""


@dataclass(slots=True)
class _Part:
    """A file of which some parts have come; `old` are the ids it had before this run."""

    old: frozenset[str]
    ids: dict[str, None]
    skipped: list[Skipped] = field(default_factory=list)


class Ledger:
    """Takes in outcomes, file by file; `added`, `updated` and `removed` count articles."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._found = {found.shown: found for found in plan.read}
        self._parts: dict[str, _Part] = {}
        self._done: dict[str, FileRecord] = {}
        self.skipped: list[Skipped] = []
        self.added = self.updated = self.unreadable = 0
        self.removed = sum(len(record.ids) for record in plan.gone.values())

    def take(self, outcome: FileOutcome) -> frozenset[str]:
        """Take in what became of a file or a part of it; the ids that are to be removed come back."""
        part = self._parts.setdefault(outcome.file, self._begin(outcome.file))
        known = sum(article_id in part.old for article_id in outcome.ids)
        self.updated += known
        self.added += len(outcome.ids) - known
        self.unreadable += outcome.unreadable
        self.skipped += outcome.skipped
        part.skipped += outcome.skipped
        part.ids.update(dict.fromkeys(outcome.ids))
        if not outcome.last:
            return frozenset()
        del self._parts[outcome.file]
        found = self._found[outcome.file]
        skipped = tuple(part.skipped)
        self._done[outcome.file] = FileRecord(found.mtime_ns, found.size, tuple(part.ids), skipped=skipped)
        vanished = part.old.difference(part.ids)
        self.removed += len(vanished)
        return vanished

    def _begin(self, file: str) -> _Part:
        before = self._plan.before.get(file)
        if before is None:
            return _Part(frozenset(), {})
        stays = before.ids if resumes(self._found[file], before) else ()
        return _Part(frozenset(before.ids), dict.fromkeys(stays))

    def state(self, state: State, left_out: Iterable[Skipped]) -> State:
        """The state to keep now: `state` with what is done; `left_out` are things that are no files."""
        others = {item.path: FileRecord(0, 0, skipped=(item,)) for item in left_out}
        known = set(state.paths) - self._plan.gone.keys()
        records = {path: record for path, record in others.items() if path not in known}
        records |= self._done | {file: self._partial(file, part) for file, part in self._parts.items()}
        return state.updated(records, self._plan.gone)

    def _partial(self, file: str, part: _Part) -> FileRecord:
        found = self._found[file]
        before = self._plan.before.get(file)
        fresh = before is None or resumes(found, before)
        ids = tuple(dict.fromkeys((*part.ids, *part.old)))
        return FileRecord(found.mtime_ns if fresh else _UNKNOWN_TIME, found.size, ids, whole=False)
