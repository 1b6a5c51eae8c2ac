"""What records say of versions: this is version 3 of the article that its publisher calls so, or takes it back.

Of all records of one publisher's article, in whatever files, only the newest version is in the index. So that an older
one can come back when the file with the newer one goes, every claim is remembered, its guid as a 64-bit hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple, TypeAlias, cast, overload

import numpy as np
import numpy.typing as npt

from newsfind.corpus.raw import RawArticle
from newsfind.values import dataclass

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
    from hashlib import blake2b  # noqa: PLC0415 - brings OpenSSL, and a run with nothing to do needs none

    digest = blake2b(guid.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    version = raw.version.replace("\0", "").encode("utf-8", "replace").decode()
    return Claim(int.from_bytes(digest, "little", signed=True), version, raw.withdrawn, article_id)


def no_numbers() -> Numbers:
    """An empty column."""
    return np.zeros(0, np.int64)


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
    versions, ids = map(Strings, columns[3:])
    if not int(counts.sum()) == len(guids) == len(withdrawn) == len(versions) == len(ids):
        raise ValueError("claims of different lengths")
    return Claims(counts, guids, withdrawn, versions, ids)


def terminated(texts: Iterable[str]) -> bytes:
    """UTF-8, with NUL behind each."""
    return "".join(f"{text}\0" for text in texts).encode()


class Strings(Sequence[str]):
    """What `terminated` made one; taken apart when one of them is first asked for, which most runs never do."""

    def __init__(self, column: bytes | memoryview) -> None:
        self._text = str(column, "utf-8")

    @cached_property
    def _parts(self) -> list[str]:
        return self._text.split("\0")[:-1]

    def __len__(self) -> int:
        return self._text.count("\0")

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        return self._parts[at]


def joined(old: Numbers, new: Sequence[int]) -> Numbers:
    """A column with more behind it."""
    return cast(Numbers, np.concatenate([old, np.array(new, np.int64)]))


def spread(counts: Numbers, rows: Numbers) -> Numbers:
    """Where the items of `rows` are, one behind the other, in a list of all rows' items, `counts` of them each."""
    starts, lengths = np.cumsum(counts) - counts, counts[rows]
    shifts = starts[rows] - (np.cumsum(lengths) - lengths)
    return cast(Numbers, np.repeat(shifts, lengths) + np.arange(int(lengths.sum())))
