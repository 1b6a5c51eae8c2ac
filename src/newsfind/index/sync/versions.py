"""Which version of each article stands: the newest of those in all files, while files come, change and go.

Whatever the order in which files are read, at the end of a run the index holds the newest version of each article, or
none if that one takes the article back. Of equal versions the one in the last file by path counts, and of those in one
file the last read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np

from newsfind.index.sync.claims import Claim
from newsfind.index.sync.state import State

_Claimed: TypeAlias = tuple[str, Claim]
"""A file and what one of its records claims."""


class Versions:
    """Begins with the claims that `state` remembers.

    `absent` are ids of articles that files have but the index does not, since a newer version stands; `returning` are
    those of them that should be in the index again, since the newer version has gone. Each has the file it is in.
    """

    def __init__(self, state: State) -> None:
        self._state, self._known = state, state.claims
        self._order = np.argsort(self._known.guids, kind="stable")
        self._sorted = self._known.guids[self._order]
        self._ends = np.cumsum(self._known.counts)
        self._outdated: set[str] = set()
        self._fresh: dict[int, list[_Claimed]] = {}
        self.absent: dict[str, str] = {}
        self.returning: dict[str, str] = {}
        for guid in sorted({*self._sorted[1:][self._sorted[1:] == self._sorted[:-1]].tolist()}):
            self._settle(guid)

    def add(self, file: str, claims: Iterable[Claim]) -> dict[str, str]:
        """Records of a file, just indexed, claim this. The ids to be removed come back, each with its file."""
        touched = set()
        for claim in claims:
            touched.add(claim.guid)
            self._fresh[claim.guid] = [*self._outdate(claim), (file, claim)]
        return self._settled(touched)

    def forget(self, claims: Iterable[Claim]) -> dict[str, str]:
        """These claims hold no longer. The ids to be removed come back, each with its file."""
        touched = set()
        for claim in claims:
            touched.add(claim.guid)
            self._fresh[claim.guid] = self._outdate(claim)
        return self._settled(touched)

    def _outdate(self, claim: Claim) -> list[_Claimed]:
        """What is known of a record no longer counts; the other claims on its article."""
        self._outdated.add(claim.id)
        self.absent.pop(claim.id, None)
        self.returning.pop(claim.id, None)
        return [claimed for claimed in self._fresh.get(claim.guid, ()) if claimed[1].id != claim.id]

    def _settled(self, guids: Iterable[int]) -> dict[str, str]:
        return {article_id: file for guid in guids for article_id, file in self._settle(guid).items()}

    def _settle(self, guid: int) -> dict[str, str]:
        """Sees to it that only the newest version stands; the articles of all others come back."""
        claims = sorted(self._claims(guid), key=_precedence)
        if not claims:
            return {}
        file, newest = claims.pop()
        older = {claim.id: other for other, claim in claims if not claim.withdrawn}
        for article_id in older:
            self.returning.pop(article_id, None)
        self.absent |= older
        if newest.id in self.absent:
            self.returning[newest.id] = file
        return older

    def _claims(self, guid: int) -> Iterator[_Claimed]:
        start, stop = np.searchsorted(self._sorted, guid, "left"), np.searchsorted(self._sorted, guid, "right")
        for row in self._order[start:stop].tolist():
            if self._known.ids[row] not in self._outdated:
                yield self._state.paths[int(np.searchsorted(self._ends, row, "right"))], self._known.at(row)
        yield from self._fresh.get(guid, ())


def _precedence(claimed: _Claimed) -> tuple[str, bool, str]:
    file, claim = claimed
    return (*claim.age, file)
