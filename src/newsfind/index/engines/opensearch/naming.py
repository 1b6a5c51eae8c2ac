"""The names of an index in a cluster: the one that people give is an alias, so that a rebuild can be put in its place.

`news` stands for `news-000001`, after a rebuild for `news-000002`, and so on.
"""

from __future__ import annotations

import re
from contextlib import suppress

from newsfind.errors import IndexIncompatible, IndexNotFound
from newsfind.index.engines.opensearch.cluster import Cluster, Refused
from newsfind.index.engines.opensearch.commits import COMMIT_ID, Commit, first_commit, read_commit
from newsfind.index.engines.opensearch.mapping import index_body

_NUMBERED = re.compile(r"(.+)-(\d{6})")
_DEFAULT_SHARDS = 3


def open_place(cluster: Cluster, *, create: bool) -> Commit:
    """The newest commit of the index, which is made if there is none.

    Raises:
        IndexNotFound: There is none, and `create` is false.
        IndexIncompatible: What goes by that name is not newsfind's.
    """
    name = cluster.address.name
    commit = read_commit(cluster, name)
    if commit is None and create:
        with suppress(_Exists):  # another process was faster
            make_index(cluster, f"{name}-000001", alias=True)
        commit = read_commit(cluster, name)
    if commit is None:
        raise IndexNotFound(str(cluster.address))
    if commit.index == name:
        raise IndexIncompatible(f"{cluster.address} is no alias, so it was not made by newsfind. Give another name.")
    return commit


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
    cluster.ask("PUT", f"/{index}/_doc/{COMMIT_ID}", first_commit())
    if alias:
        cluster.ask("POST", "/_aliases", {"actions": [{"add": {"index": index, "alias": address.name}}]})


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
