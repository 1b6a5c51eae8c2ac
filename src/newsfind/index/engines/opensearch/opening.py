"""Points in time at which a commit, and nothing later, counted; and what is left of one where shards are silent."""

from __future__ import annotations

import time

from newsfind.index.engines.opensearch.cluster import Cluster, ShardsLost
from newsfind.index.engines.opensearch.commits import Commit
from newsfind.index.engines.opensearch.naming import open_place
from newsfind.index.engines.opensearch.snapshot import KEEP, Snapshot, asked, forget
from newsfind.index.engines.opensearch.writer import carry_out

_SETTLES_WITHIN = 3.0
_LOOK_EVERY = 0.2


def open_snapshot(cluster: Cluster, commit: Commit) -> Snapshot:
    """A commit, or a later one if it is the newest no longer; every answer is whole.

    Raises:
        ShardsLost: A shard has no node that answers.
    """
    while True:
        commit = _settled(cluster, commit)
        point, shards, _ = _point(cluster, commit, partial=False)
        now = open_place(cluster, create=False)
        if (now.index, now.published, now.removals) == (commit.index, commit.published, ()):
            return Snapshot(cluster, commit, point, shards)
        forget(cluster, point)
        commit = now


def open_partial(cluster: Cluster, known: Commit) -> Snapshot:
    """What the shards that answer hold of the newest commit; where that one cannot be read, of the one `known` last.

    Since nobody tells what the others hold, whether this commit still is the newest does not matter: too few articles
    are counted either way, never one too many.

    Raises:
        ShardsLost: No shard answers; or now, all of them do again, but not for long.
    """
    commit = _last(cluster, known)
    point, shards, silent = _point(cluster, commit, partial=True)
    if silent:
        return Snapshot(cluster, commit, point, shards, partial=True)
    forget(cluster, point)
    return open_snapshot(cluster, commit)


def _last(cluster: Cluster, known: Commit) -> Commit:
    """The newest commit that can be told, and whose removals need not be carried out first."""
    try:
        newest = open_place(cluster, create=False)
    except ShardsLost:
        return known
    return known if newest.removals and newest.index == known.index else newest


def _point(cluster: Cluster, commit: Commit, *, partial: bool) -> tuple[str, int, int]:
    """A point in time, how many shards there are, and how many of them do not answer."""
    answer = asked(
        cluster, f"/{commit.index}/_search/point_in_time", keep_alive=KEEP, allow_partial_pit_creation=partial
    )
    shards = answer["_shards"]
    return str(answer["pit_id"]), int(shards["total"]), int(shards["total"]) - int(shards["successful"])


def _settled(cluster: Cluster, commit: Commit) -> Commit:
    """The same commit, or a later one, whose removals are carried out: by its writer, or by us if that one died."""
    deadline = time.monotonic() + _SETTLES_WITHIN
    while commit.removals and time.monotonic() < deadline:
        time.sleep(_LOOK_EVERY)
        commit = open_place(cluster, create=False)
    if commit.removals:  # where a shard is silent this says so at once; deleting would be tried for a long time
        forget(cluster, _point(cluster, commit, partial=False)[0])
    for number in commit.removals:
        commit = carry_out(cluster, commit, number)
    return commit
