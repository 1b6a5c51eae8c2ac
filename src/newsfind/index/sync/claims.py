"""What records say of versions: this is version 3 of the article that its publisher calls so, or takes it back.

Of all records of one publisher's article, in whatever files, only the newest version is in the index. So that an older
one can come back when the file with the newer one goes, every claim is remembered, its guid as a 64-bit hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import compress
from typing import NamedTuple, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from newsfind.corpus.raw import RawArticle

Numbers: TypeAlias = npt.NDArray[np.int64]

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
    digest = blake2b(guid.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    version = raw.version.replace("\0", "").encode("utf-8", "replace").decode()
    return Claim(int.from_bytes(digest, "little", signed=True), version, raw.withdrawn, article_id)


def _no_numbers() -> Numbers:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of many files, column by column; `counts[i]` of them are the i-th file's."""

    counts: Numbers = field(default_factory=_no_numbers)
    guids: Numbers = field(default_factory=_no_numbers)
    withdrawn: Numbers = field(default_factory=_no_numbers)
    versions: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def at(self, row: int) -> Claim:
        """One claim."""
        return Claim(int(self.guids[row]), self.versions[row], bool(self.withdrawn[row]), self.ids[row])

    def slice(self, start: int, stop: int) -> tuple[Claim, ...]:
        """The claims in these rows."""
        return tuple(map(self.at, range(start, stop)))

    def updated(self, keep: npt.NDArray[np.bool_], files: Iterable[Sequence[Claim]]) -> Claims:
        """Those of the files to `keep`, and behind them those of further files."""
        new = list(files)
        flat = [claim for claims in new for claim in claims]
        kept = np.repeat(keep, self.counts)
        return Claims(
            joined(self.counts[keep], [len(claims) for claims in new]),
            joined(self.guids[kept], [claim.guid for claim in flat]),
            joined(self.withdrawn[kept], [claim.withdrawn for claim in flat]),
            [*compress(self.versions, kept.tolist()), *(claim.version for claim in flat)],
            [*compress(self.ids, kept.tolist()), *(claim.id for claim in flat)],
        )

    def encode(self) -> list[bytes]:
        """The columns: counts (int32), guids (int64), withdrawn (uint8), versions and ids (UTF-8, NUL behind each)."""
        return [
            self.counts.astype("<i4").tobytes(),
            self.guids.astype("<i8").tobytes(),
            self.withdrawn.astype("u1").tobytes(),
            "".join(f"{version}\0" for version in self.versions).encode(),
            "".join(f"{article_id}\0" for article_id in self.ids).encode(),
        ]


def decode_claims(columns: Sequence[bytes]) -> Claims:
    """What `Claims.encode` made; ValueError if the columns do not belong together."""
    counts, guids, withdrawn = (
        np.frombuffer(column, dtype).astype(np.int64)
        for column, dtype in zip(columns[:3], ("<i4", "<i8", "u1"), strict=True)
    )
    versions, ids = (column.decode().split("\0")[:-1] for column in columns[3:])
    if not int(counts.sum()) == len(guids) == len(withdrawn) == len(versions) == len(ids):
        raise ValueError("claims of different lengths")
    return Claims(counts, guids, withdrawn, versions, ids)


def joined(old: Numbers, new: Sequence[int]) -> Numbers:
    """A column with more behind it."""
    return cast(Numbers, np.concatenate([old, np.array(new, np.int64)]))
