from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from engines.opensearch import pool
from engines.opensearch.nodes import NAMES, Nodes, cluster
from newsfind.index.engines.opensearch.address import read_address
from newsfind.index.engines.opensearch.cluster import Cluster

needs_cluster = pytest.mark.skipif(not pool.WANTED, reason="make test-opensearch starts a cluster")


@pytest.fixture
def nodes() -> Iterator[Nodes]:
    """The nodes of the cluster, all there again afterwards."""
    if pool.WANTED != "start":
        pytest.skip("nodes are only killed in a cluster of the tests' own: make test-opensearch")
    whole = cluster()
    yield whole
    whole.start(*(name for name in NAMES if not whole.is_running(name)))
    whole.wait(len(NAMES))


@pytest.fixture
def place() -> Iterator[Callable[..., str]]:
    """Addresses of an index of its own, with settings: `place("n1", shards=3)` asks one node only."""
    if not pool.WANTED:
        pytest.skip("make test-opensearch starts a cluster")
    name = f"own-{uuid4().hex[:8]}"
    places: list[str] = []

    def make(*names: str, **settings: int) -> str:
        address = cluster().address(*names) if names else pool.address()
        told = "&".join(f"{key}={value}" for key, value in settings.items())
        places.append(f"{address}/{name}" + (f"?{told}" if told else ""))
        return f"opensearch:{places[-1]}"

    yield make
    remote = Cluster(read_address(f"{pool.address()}/{name}"))
    remote.ask("DELETE", f"/{name}-*", expand_wildcards="all")
    remote.close()


MEASURED: dict[str, float] = {}


@pytest.fixture
def measured() -> dict[str, float]:
    """What a test measures by the way: told at the end of the run."""
    return MEASURED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for what, seconds in MEASURED.items():
        terminalreporter.write_line(f"{what}: {seconds:.1f} s")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Files of 40 articles each."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(30):
        lines = [
            f'{{"headline": "Harbour news {number}-{n}", "body": "Alpha {"beta " * (n % 7)} dock{number}x{n} moors.", '
            f'"date": "2024-02-{n % 28 + 1:02}", "section": "S{n % 3}"}}'
            for n in range(40)
        ]
        (folder / f"{number:02}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


CORPUS_SIZE = 30 * 40
