"""The names of an index in a cluster: the one that people give is an alias, so that a rebuild can be put in its place.

`news` stands for `news-000001`, after a rebuild for `news-000002`, and so on.
"""

from __future__ import annotations

import re
import time

from newsfind.errors import IndexIncompatible, IndexNotFound
from newsfind.index.engines.opensearch.cluster import Cluster, Refused
from newsfind.index.engines.opensearch.commits import COMMIT_ID, Commit, first_commit, read_commit
from newsfind.index.engines.opensearch.mapping import index_body

_NUMBERED = re.compile(r"(.+)-(\d{6})")
_DEFAULT_SHARDS = 3
_CONFLICT = 409
_MADE_WITHIN, _LOOK_EVERY = 10.0, 0.1


def open_place(cluster: Cluster, *, create: bool) -> Commit:
    """The newest commit of the index, which is made if there is none.

    Raises:
        IndexNotFound: There is none, and `create` is false.
        IndexIncompatible: What goes by that name is not newsfind's.
    """
    name = cluster.address.name
    commit = read_commit(cluster, name)
    if commit is None and create:
        commit = _first(cluster, f"{name}-000001")
    if commit is None:
        raise IndexNotFound(str(cluster.address))
    if commit.index == name:
        raise IndexIncompatible(f"{cluster.address} is no alias, so it was not made by newsfind. Give another name.")
    return commit


def _first(cluster: Cluster, index: str) -> Commit | None:
    """The commit of a new index. If another process makes it just now it is waited for; one that died, helped out."""
    try:
        make_index(cluster, index, alias=True)
    except _Exists:
        deadline = time.monotonic() + _MADE_WITHIN
        while (commit := read_commit(cluster, cluster.address.name)) is None and time.monotonic() < deadline:
            time.sleep(_LOOK_EVERY)
        if commit is None:
            _equip(cluster, index, alias=True)
    return read_commit(cluster, cluster.address.name)


class _Exists(Exception):
    """There is an index of that name."""


def make_index(cluster: Cluster, index: str, *, alias: bool) -> None:
    """Make an empty index; with the alias it is in use at once."""
    address = cluster.address
    replicas = address.replicas
    if replicas is None:
        nodes = cluster.ask("GET", "/_cluster/health")["number_of_data_nodes"]
        replicas = 1 if nodes > 1 else 0
    body = index_body(address.shards or _DEFAULT_SHARDS, replicas)
    try:
        cluster.ask("PUT", f"/{index}", body)
    except Refused as error:
        if error.kind == "resource_already_exists_exception":
            raise _Exists from error
        raise
    _equip(cluster, index, alias=alias)


def _equip(cluster: Cluster, index: str, *, alias: bool) -> None:
    """What makes an index of OpenSearch's one of newsfind's; last of all the name that it is found by."""
    try:
        cluster.ask("PUT", f"/{index}/_doc/{COMMIT_ID}", first_commit(), op_type="create")
    except Refused as error:
        if error.status != _CONFLICT:
            raise
    if alias:
        actions = [{"add": {"index": index, "alias": cluster.address.name}}]
        cluster.ask("POST", "/_aliases", {"actions": actions})


def make_successor(cluster: Cluster, index: str) -> str:
    """An empty index that can take the place of `index`; one that a failed rebuild left behind goes."""
    found = _NUMBERED.fullmatch(index)
    following = f"{cluster.address.name}-{int(found[2]) + 1 if found else 1:06}"
    delete_index(cluster, following)
    make_index(cluster, following, alias=False)
    return following


def put_in_place(cluster: Cluster, index: str, successor: str) -> None:
    """From now on the name stands for `successor`; the old index goes in the same step."""
    name = cluster.address.name
    cluster.ask(
        "POST",
        "/_aliases",
        {"actions": [{"add": {"index": successor, "alias": name}}, {"remove_index": {"index": index}}]},
    )


def delete_index(cluster: Cluster, index: str) -> None:
    """Delete an index if it is there."""
    try:
        cluster.ask("DELETE", f"/{index}")
    except Refused as error:
        if error.kind != "index_not_found_exception":
            raise
