"""Asynchronous code in a thread of its own: where a browser is driven, the main thread has a loop already."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import anyio


def run_apart(talk: Callable[[], Awaitable[None]]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(anyio.run, talk).result()
