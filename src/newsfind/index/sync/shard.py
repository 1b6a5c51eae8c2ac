"""Which files one of several processes reads, when they feed one index together.

`3/8` is the third of eight: an eighth of all files, by a hash of their path as shown, so that every process finds out
by itself, and each of them again and again takes the same. A name (`archive`) takes all files that it is given.
"""

from __future__ import annotations

import re
from dataclasses import replace
from zlib import crc32

from newsfind.errors import NewsfindError
from newsfind.index.sync.walk import Walk
from newsfind.values import dataclass

_SHARE = re.compile(r"(\d{1,4})/(\d{1,4})")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


@dataclass(frozen=True, slots=True)
class Shard:
    """The `number`th of `count` shares of all files; all files if `count` is 0. Its `name` is that of its part."""

    name: str
    number: int = 0
    count: int = 0

    def takes(self, file: str) -> bool:
        """Whether a file, by its path as shown, is this one's."""
        return not self.count or crc32(file.encode("utf-8", "surrogatepass")) % self.count == self.number - 1

    def of(self, walk: Walk) -> Walk:
        """Only what is this one's of what was found on disk."""
        return replace(walk, listings=[], others=[found for found in walk.files.values() if self.takes(found.shown)])


def read_shard(text: str) -> Shard:
    """The shard of what was typed: `3/8`, or a name.

    Raises:
        NewsfindError: It is neither.
    """
    if share := _SHARE.fullmatch(text):
        number, count = int(share[1]), int(share[2])
        if 1 <= number <= count:
            return Shard(f"{number}/{count}", number, count)
    elif _NAME.fullmatch(text):
        return Shard(text)
    raise NewsfindError(f"“{text}” is no shard: write 1/8 to 8/8 for eighths of the files, or a name for all of them.")
