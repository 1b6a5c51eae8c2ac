"""Python's garbage collector waits while a segment is made: there is nothing for it to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collections() -> Iterator[None]:
    """Python looks for cycles whenever there are some hundred new objects, and at times through all that there are.
    Millions of words and names on their way into a segment hold none.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
