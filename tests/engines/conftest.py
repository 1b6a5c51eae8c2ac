from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from engines.opensearch.nodes import cluster
from engines.opensearch.pool import VARIABLE, WANTED
from engines.registry import ENGINES, open_fresh
from engines.shelf import Shelf
from newsfind.index.engine import Engine
from newsfind.index.engines.whoosh import merging


@pytest.fixture(autouse=True)
def segments_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """No merging at the end of a run: what is put on the shelf piece by piece stays in several segments."""
    monkeypatch.setattr(merging, "_LARGE", 0)


@pytest.fixture(params=sorted(ENGINES))
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def engine(engine_name: str, tmp_path: Path) -> Iterator[Engine]:
    opened = open_fresh(engine_name, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shelf(engine: Engine) -> Shelf:
    return Shelf(engine)


def pytest_configure(config: pytest.Config) -> None:
    """Several workers ask one cluster, which the process that leads them starts."""
    if WANTED == "start" and config.getoption("numprocesses", None):
        os.environ[VARIABLE] = cluster().address()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest is first, so that no worker is left alone with it."""
    if WANTED:
        items.sort(key=lambda item: "agree" not in item.path.name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a cluster was asked for, what is skipped has failed."""
    report = yield
    if WANTED and report.skipped:
        report.outcome = "failed"
    return report
