"""The files of an index folder: how one comes to be there for good, and how one is opened without trusting the folder.

A file appears all at once and stays: it is written under another name, flushed to the disk, then renamed. The name
itself is only sure to be on the disk after `flush_folder`. A folder may come from a stranger, so links in it are never
followed, neither for reading nor for writing, and what is no regular file is not waited for.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from newsfind.errors import IndexCorrupt
from newsfind.index.failpoints import reach

TEMPORARY = ".tmp"
"""Behind the name of a file that is not whole yet."""

_KINDS = {".json": "holder", ".columns": "segment", ".toc": "toc", ".commit": "commit"}
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | _NOT_FOLLOWED | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOT_FOLLOWED | getattr(os, "O_BINARY", 0)


@contextmanager
def appearing(path: Path) -> Iterator[IO[bytes]]:
    """A file to be written, which has its name when the block ends well, and leaves nothing when it does not."""
    temporary = path.with_name(path.name + TEMPORARY)
    kind = _KINDS.get(path.suffix, "file")
    temporary.unlink(missing_ok=True)
    try:
        with open(os.open(temporary, _WRITE, 0o666), "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            reach(f"{kind} begun")
            yield file
            file.flush()
            reach(f"{kind} written")
            os.fsync(file.fileno())
            reach(f"{kind} flushed")
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    reach(f"{kind} named")


def opened(path: Path) -> IO[bytes]:
    """A regular file, to be read; IndexCorrupt where the name stands for anything else."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise IndexCorrupt(f"{path} is no regular file, as those of an index are.")
    return open(os.open(path, _READ), "rb")  # noqa: PTH123 - a descriptor, not a path


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    reach("folder flushed")
