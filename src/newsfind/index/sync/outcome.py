"""What comes of a task, as workers tell it."""

from __future__ import annotations

from newsfind.corpus.raw import Skipped
from newsfind.index.sync.claims import Claim
from newsfind.values import dataclass


class Stopped(Exception):
    """The run was told to stop; what this task had done is dropped."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file, or of some records of it: ids of its articles, what was left out.

    `unreadable` of those left out could not be read at all; `last` is False while more of the file is to come;
    `claims` say which records are versions of a publisher's article; `passing`: the system would not let all of it be
    read, so it is not known what else is in it.
    """

    file: str
    ids: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    unreadable: int = 0
    last: bool = True
    claims: tuple[Claim, ...] = ()
    passing: bool = False

    @property
    def unclaimed(self) -> list[str]:
        """The ids of articles that are no version of anything."""
        claimed = {claim.id for claim in self.claims}
        return [article_id for article_id in self.ids if article_id not in claimed]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: a batch to adopt (None if there is nothing in it) and what became of each file.

    `undated` of its articles have no publication date.
    """

    batch: object | None
    files: tuple[FileOutcome, ...]
    undated: int = 0
    notes: tuple[str, ...] = ()
