"""Columns of numbers and of texts, by which the state of an index is kept (`state.py`, `claims.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias, cast, overload

import numpy as np
import numpy.typing as npt

from newsfind.index.ranges import ranges

Numbers: TypeAlias = npt.NDArray[np.int64]


def no_numbers() -> Numbers:
    """An empty column."""
    return np.zeros(0, np.int64)


def terminated(texts: Iterable[str]) -> bytes:
    """UTF-8, with NUL behind each."""
    return "".join(f"{text}\0" for text in texts).encode()


class Texts(Sequence[str]):
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
    ends = np.cumsum(counts)
    return ranges((ends - counts)[rows], ends[rows])
