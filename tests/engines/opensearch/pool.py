"""Empty indexes in the cluster of the tests. Making one takes a second, emptying one some milliseconds.

Nothing of them need outlive a node, so that nodes do not wait for their disks at each write.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from itertools import count
from pathlib import Path

from engines.opensearch.nodes import cluster
from newsfind.index.engines.opensearch.address import read_address
from newsfind.index.engines.opensearch.cluster import Cluster
from newsfind.index.engines.opensearch.commits import COMMIT_ID, first_commit, read_commit

VARIABLE = "NEWSFIND_TEST_OPENSEARCH"
WANTED = os.environ.get(VARIABLE, "")
"""Set by `make test-opensearch`: "start" for a cluster of the tests' own, or the address of one that is there."""

MOST = 4
_numbers = count()
_places: OrderedDict[Path, str] = OrderedDict()


def address() -> str:
    """The cluster of the tests."""
    return cluster().address() if WANTED == "start" else WANTED


def place_of(folder: Path) -> str:
    """The address of an index that stands for a folder: an empty one for a folder that was not seen lately."""
    if folder in _places:
        return _places[folder]
    if len(_places) < MOST:
        if not _places:
            _write_at_leisure()
        name = f"pool-{os.getpid()}-{next(_numbers)}"
        _places[folder] = f"{address()}/{name}?shards=2&replicas=0"
    else:
        _, place = _places.popitem(last=False)
        _places[folder] = place
        _empty(place)
    return _places[folder]


def _write_at_leisure() -> None:
    cluster = Cluster(read_address(f"{address()}/pool"))
    settings = {"index.translog.durability": "async"}
    template = {"index_patterns": ["pool-*"], "template": {"settings": settings}}
    cluster.ask("PUT", "/_index_template/newsfind-tests", template)
    cluster.close()


def _empty(place: str) -> None:
    cluster = Cluster(read_address(place))
    name = cluster.address.name
    if read_commit(cluster, name) is not None:
        cluster.ask("POST", f"/{name}/_refresh")
        everything = {"query": {"match_all": {}}}
        cluster.ask("POST", f"/{name}/_delete_by_query", everything, refresh=True, conflicts="proceed")
        cluster.ask("PUT", f"/{name}/_doc/{COMMIT_ID}", first_commit())
    cluster.close()
