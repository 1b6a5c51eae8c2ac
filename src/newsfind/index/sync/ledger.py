"""What of a run is done: counts for the report, and the state to keep with each commit.

A large file arrives in parts. Until the last one has come its record says that it is not whole, and holds both what
it had before and what has come since, so that a run that is killed after a commit leaves nothing unaccounted for.
A file with an article that is to return, since its newer version has gone, is remembered as one to be read again. So
is one that the system would not let be read to its end, and until then what it had stays in the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from newsfind.corpus.raw import Skipped
from newsfind.index.sync.claims import Claim
from newsfind.index.sync.outcome import FileOutcome
from newsfind.index.sync.plan import UNKNOWN_TIME, Plan, resumes
from newsfind.index.sync.state import FileRecord, State
from newsfind.index.sync.versions import Versions
from newsfind.index.sync.walk import Walk

_WAS, _IS = 1, 2
"""Of an article that is a version of something: in the index before this run; in it now."""


@dataclass(slots=True)
class _Part:
    """A file of which some parts have come; `old` are the ids it had before, `known` what it claimed.

    `passing`: the system would not let all of it be read.
    """

    old: frozenset[str]
    known: dict[str, Claim]
    ids: dict[str, None]
    claims: dict[str, Claim]
    skipped: list[Skipped] = field(default_factory=list)
    passing: bool = False


class Ledger:
    """Takes in outcomes, file by file.

    `unreadable` counts files and records; added, updated, removed and unchanged (`counts`) are articles.
    """

    def __init__(self, state: State, plan: Plan, walk: Walk) -> None:
        self._state, self._plan, self._walk = state, plan, walk
        self._found = {found.shown: found for found in plan.read}
        self._before = dict(plan.before)
        self._versions = Versions(state)
        self._absent_before = dict(self._versions.absent)
        self._parts: dict[str, _Part] = {}
        self._done: dict[str, FileRecord] = {}
        self._again: set[str] = set()
        self._plain: Counter[str] = Counter()
        self._versioned: dict[str, int] = {}
        self._unchanged = plan.unchanged - sum(map(self._is_unchanged, self._absent_before.values()))
        self.skipped: list[Skipped] = []
        self.unreadable = 0

    @property
    def counts(self) -> Mapping[str, int]:
        """How many articles were "added", "updated" and "removed", and how many are "unchanged"."""
        fates = Counter(self._versioned.values())
        return {
            "added": self._plain["added"] + fates[_IS],
            "updated": self._plain["updated"] + fates[_WAS | _IS],
            "removed": self._plain["removed"] + fates[_WAS],
            "unchanged": self._unchanged,
        }

    @property
    def older(self) -> int:
        """How many articles are left out since another file has a newer version."""
        return len(self._versions.absent)

    def begin(self) -> set[str]:
        """Strike out what is gone; the ids that are to be removed come back."""
        gone = {article_id for record in self._plan.gone.values() for article_id in record.ids}
        self._plain["removed"] += len(gone - self._absent_before.keys())
        older = self._versions.forget(claim for record in self._plan.gone.values() for claim in record.claims)
        return gone | self._struck(older)

    def again(self) -> dict[str, FileRecord]:
        """The files that have to be read once more, for articles that are to return, with what is remembered of them.

        Those that were not looked for in this run are left to the next one that does.
        """
        returning = {file for file in self._versions.returning.values() if file in self._walk.files} - self._again
        records = {file: replace(record, whole=True) for file, record in self._records(returning).items()}
        self._again.update(records)
        self._found.update((file, self._walk.files[file]) for file in records)
        self._before.update(records)
        return records

    def take(self, outcome: FileOutcome) -> set[str]:
        """Take in what became of a file or a part of it; the ids that are to be removed come back."""
        file = outcome.file
        part = self._parts.setdefault(file, self._begin(file))
        if file not in self._again:
            self._plain.update("updated" if article_id in part.old else "added" for article_id in outcome.unclaimed)
            self.unreadable += outcome.unreadable
            self.skipped += outcome.skipped
        out = self._struck(self._versions.forget(_renamed(part.known, outcome.claims)))
        for claim in outcome.claims:
            if not claim.withdrawn and (file not in self._again or claim.id in self._versions.absent):
                self._versioned[claim.id] = self._was(claim.id, claim.id in part.old) | _IS
        part.skipped += outcome.skipped
        part.passing |= outcome.passing
        part.ids.update(dict.fromkeys(outcome.ids))
        part.claims.update((claim.id, claim) for claim in outcome.claims)
        out |= self._struck(self._versions.add(file, outcome.claims))
        out.intersection_update(self._versions.absent)
        return out | self._end(file) if outcome.last else out

    def _begin(self, file: str) -> _Part:
        before = self._before.get(file)
        if before is None:
            return _Part(frozenset(), {}, {}, {})
        stays = resumes(self._found[file], before)
        ids = dict.fromkeys(before.ids if stays else ())
        known = {claim.id: claim for claim in before.claims}
        return _Part(frozenset(before.ids), known, ids, dict(known) if stays else {})

    def _end(self, file: str) -> set[str]:
        part = self._parts.pop(file)
        if part.passing:
            self._unchanged += len(part.old.difference(part.ids, self._absent_before))
            self._done[file] = replace(self._partial(file, part), mtime_ns=UNKNOWN_TIME, skipped=tuple(part.skipped))
            return set()
        found = self._found[file]
        claims = tuple(part.claims.values())
        self._done[file] = FileRecord(found.mtime_ns, found.size, tuple(part.ids), True, tuple(part.skipped), claims)
        vanished = set(part.old.difference(part.ids))
        for article_id in vanished:
            if article_id in self._versioned:
                self._versioned[article_id] &= _WAS
            else:
                self._plain["removed"] += article_id not in self._absent_before
        older = self._versions.forget(claim for claim in part.known.values() if claim.id not in part.claims)
        return vanished | self._struck(older)

    def _struck(self, older: Mapping[str, str]) -> set[str]:
        """Notes that these articles are out, since a newer version stands."""
        for article_id, file in older.items():
            was = self._was(article_id, True)
            self._unchanged -= article_id not in self._versioned and bool(was) and self._is_unchanged(file)
            self._versioned[article_id] = was
        return set(older)

    def _was(self, article_id: str, known: bool) -> int:
        """Whether an article was in the index before this run; `known`: its file was, and had it."""
        if article_id in self._versioned:
            return self._versioned[article_id] & _WAS
        return _WAS if known and article_id not in self._absent_before else 0

    def _is_unchanged(self, file: str) -> bool:
        return file in self._walk.files and file not in self._found

    def _records(self, files: Collection[str]) -> dict[str, FileRecord]:
        """What is remembered of files now."""
        done = {file: self._done[file] for file in files if file in self._done}
        return self._state.records([file for file in files if file not in done]) | done

    def state(self, state: State, left_out: Iterable[Skipped]) -> State:
        """The state to keep now: `state` with what is done; `left_out` are things that are no files."""
        things = list(left_out)
        known = state.rows([item.path for item in things]).keys() - self._plan.gone.keys()
        records: dict[str, FileRecord] = {}
        if self._plan.afresh:  # so that a run which is stopped leaves none for read that is not
            records |= self._before
        records |= self._done
        for file, record in self._records(set(self._versions.returning.values())).items():
            records[file] = replace(record, mtime_ns=UNKNOWN_TIME, whole=False)
        records |= {file: self._partial(file, part) for file, part in self._parts.items()}
        return state.updated(records, self._plan.gone, [item for item in things if item.path not in known])

    def _partial(self, file: str, part: _Part) -> FileRecord:
        found = self._found[file]
        before = self._before.get(file)
        fresh = before is None or resumes(found, before)
        ids = tuple(dict.fromkeys((*part.ids, *part.old)))
        claims = tuple((part.known | part.claims).values())
        return FileRecord(found.mtime_ns if fresh else UNKNOWN_TIME, found.size, ids, False, claims=claims)


def _renamed(known: Mapping[str, Claim], claims: Iterable[Claim]) -> Iterator[Claim]:
    """What records claimed before that are now versions of another article."""
    for claim in claims:
        before = known.get(claim.id)
        if before is not None and before.guid != claim.guid:
            yield before
