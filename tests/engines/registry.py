"""The engines that the contract suite runs on. A new engine joins with one line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engines.opensearch.pool import WANTED, place_of
from newsfind.errors import EngineUnavailable
from newsfind.index.engine import Engine
from newsfind.index.engines import open_engine

ENGINES: dict[str, Callable[[Path], str]] = {
    "memory": lambda folder: "memory:",
    "whoosh": lambda folder: f"whoosh:{folder}/index",
}
if WANTED:
    ENGINES["opensearch"] = lambda folder: f"opensearch:{place_of(folder)}"
LASTING = {"whoosh", "opensearch"}
"""Engines whose index is still there when it is opened again."""
if OWN := os.environ.get("NEWSFIND_TEST_ENGINE"):  # of somebody else's package: "onefile:FOLDER/news.json"
    ENGINES[OWN.partition(":")[0]] = lambda folder: str(OWN).replace("FOLDER", str(folder))
    LASTING.add(OWN.partition(":")[0])


def open_fresh(name: str, folder: Path) -> Engine:
    """A new, empty index in a folder of its own; the test is skipped where the engine is not installed."""
    try:
        return open_engine(ENGINES[name](folder), create=True)
    except EngineUnavailable as error:
        pytest.skip(str(error))
