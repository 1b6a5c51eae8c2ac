"""No search for garbage while there is none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collections() -> Iterator[None]:
    """Python looks for cycles whenever there are 700 new objects, and at times through all that there are. Millions of
    words and names on their way into a segment hold no cycle, and the looking takes a twentieth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
