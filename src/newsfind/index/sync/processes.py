"""How worker processes come to be, for whoever has work for several."""

from __future__ import annotations

import ctypes
import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext
from types import ModuleType
from typing import Final

FRESH: Final[SpawnContext] = multiprocessing.get_context("spawn")
"""Workers are spawned, never forked: the same on every system."""


@contextmanager
def no_main_module() -> Iterator[None]:
    """To be entered where a task is sent, for that is when a worker may be started.

    Workers need nothing of the program's main module; without this they would each import it, and a script that builds
    an index without `if __name__ == "__main__"` would start itself over and over.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def give_back() -> None:
    """Have the system take back what was freed, where the C library can be told to.

    glibc keeps much of it for later: in each process what the largest batch so far has needed.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
