"""What records say of versions: this is version 3 of the article that its publisher calls so, or takes it back.

Of all records of one publisher's article, in whatever files, only the newest version is in the index. So that an older
one can come back when the file with the newer one goes, every claim is remembered, its guid as a 64-bit hash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

import numpy as np

from newsfind.corpus.raw import RawArticle
from newsfind.index.sync.columns import Numbers, Texts, joined, no_numbers, spread, terminated
from newsfind.values import dataclass

COLUMNS = 5
"""Byte strings that `Claims.encode` makes."""

_DIGITS = re.compile(r"\d+")
_GLOBAL = re.compile(r"[:/.]")
"""A guid with one of these is an address, a tag or a name with a domain in it: nobody else uses the same one."""


class Claim(NamedTuple):
    """The record with the article `id` is this version of the publisher's article; `withdrawn`: it takes it back."""

    guid: int
    version: str
    withdrawn: bool
    id: str

    @property
    def age(self) -> tuple[str, bool]:
        """What versions are ordered by: numbers by their value, and of equal ones the withdrawal is the last."""
        return _DIGITS.sub(lambda digits: digits[0].lstrip("0").zfill(20), self.version), self.withdrawn


def claim_of(raw: RawArticle, article_id: str) -> Claim | None:
    """What a record claims; None where its publisher gives it no name.

    A bare number or word is no name for all the world: it only counts among files of the same root.
    """
    if not raw.guid:
        return None
    guid = raw.guid if _GLOBAL.search(raw.guid) else f"{raw.path.partition('/')[0]}\0{raw.guid}"
    from hashlib import blake2b  # noqa: PLC0415 - brings OpenSSL, and a run with nothing to do needs none

    digest = blake2b(guid.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    version = raw.version.replace("\0", "").encode("utf-8", "replace").decode()
    return Claim(int.from_bytes(digest, "little", signed=True), version, raw.withdrawn, article_id)


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of many files, column by column; `counts[i]` of them are the i-th file's."""

    counts: Numbers = field(default_factory=no_numbers)
    guids: Numbers = field(default_factory=no_numbers)
    withdrawn: Numbers = field(default_factory=no_numbers)
    versions: Sequence[str] = field(default_factory=list)
    ids: Sequence[str] = field(default_factory=list)

    def at(self, row: int) -> Claim:
        """One claim."""
        return Claim(int(self.guids[row]), self.versions[row], bool(self.withdrawn[row]), self.ids[row])

    def slice(self, start: int, stop: int) -> tuple[Claim, ...]:
        """The claims in these rows."""
        return tuple(map(self.at, range(start, stop)))

    def updated(self, files: Sequence[Sequence[Claim]], order: Numbers) -> Claims:
        """With those of further files behind them; then `order` are the files to keep, in their new order."""
        new = [claim for claims in files for claim in claims]
        counts = joined(self.counts, [len(claims) for claims in files])
        versions = [*self.versions, *(claim.version for claim in new)]
        ids = [*self.ids, *(claim.id for claim in new)]
        rows = spread(counts, order)
        return Claims(
            counts[order],
            joined(self.guids, [claim.guid for claim in new])[rows],
            joined(self.withdrawn, [claim.withdrawn for claim in new])[rows],
            [versions[row] for row in rows.tolist()],
            [ids[row] for row in rows.tolist()],
        )

    def encode(self) -> list[bytes]:
        """The columns: counts (int32), guids (int64), withdrawn (uint8), versions and ids (UTF-8, NUL behind each)."""
        return [
            self.counts.astype("<i4").tobytes(),
            self.guids.astype("<i8").tobytes(),
            self.withdrawn.astype("u1").tobytes(),
            terminated(self.versions),
            terminated(self.ids),
        ]


def decode_claims(columns: Sequence[bytes | memoryview]) -> Claims:
    """What `Claims.encode` made; ValueError if the columns do not belong together."""
    counts, guids, withdrawn = (
        np.frombuffer(column, dtype).astype(np.int64)
        for column, dtype in zip(columns[:3], ("<i4", "<i8", "u1"), strict=True)
    )
    versions, ids = map(Texts, columns[3:])
    if not int(counts.sum()) == len(guids) == len(withdrawn) == len(versions) == len(ids):
        raise ValueError("claims of different lengths")
    return Claims(counts, guids, withdrawn, versions, ids)
