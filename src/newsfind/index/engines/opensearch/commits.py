"""How articles on many shards become visible all at once.

OpenSearch has no transactions, so an index holds one small document, the commit, which says what counts. Every writer
has a number, and each article that it sends is marked with it (`since`). Numbers of writers that are at work are
`open` in the commit: readers leave their articles out. To publish, a writer replaces the commit by one in which its
number is open no longer, with a condition that nobody else replaced it meanwhile: one write of one document, which
happens or does not.

Articles that are removed, or replaced by newer versions, cannot be hidden so. They are listed in a document of their
own (`removals`), which the new commit names as still to be carried out; then they are deleted. Whoever opens an index
whose commit names such a list carries it out first: deleting twice does no harm. Readers from before look at a point
in time of OpenSearch's and still see them.

A writer that dies leaves articles that stay invisible, until the next writer of the same part deletes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from newsfind.errors import IndexIncompatible, IndexLocked, IndexUnavailable
from newsfind.index.engines.opensearch.cluster import Body, Cluster, Refused
from newsfind.index.engines.opensearch.mapping import FORMAT

COMMIT_ID = "newsfind-commit"
_CONFLICT, _MISSING = 409, 404
_TRIES = 50


@dataclass(frozen=True, slots=True)
class Commit:
    """What counts in an index.

    `index` is OpenSearch's name for it; `published` goes up with each commit; `following` is the next writer's number;
    `open` are the numbers of those at work, each with its part; `removals` are numbers whose list is still to be
    carried out; `states` names, for each part, the number under which its state was kept.
    """

    index: str
    published: int = 0
    following: int = 1
    open: Mapping[int, str] = field(default_factory=dict)
    removals: tuple[int, ...] = ()
    states: Mapping[str, int] = field(default_factory=dict)
    version: tuple[int, int] = (0, 0)

    def visible(self) -> list[Body]:
        """Conditions that hold for every article that counts."""
        conditions: list[Body] = [{"range": {"since": {"lt": self.following}}}]
        if self.open:
            conditions.append({"bool": {"must_not": {"terms": {"since": sorted(self.open)}}}})
        return conditions


def first_commit() -> Body:
    """The document of an empty index."""
    return _encode(Commit(""))


def _encode(commit: Commit) -> Body:
    return {
        "meta": {
            "format": FORMAT,
            "published": commit.published,
            "following": commit.following,
            "open": {str(number): part for number, part in commit.open.items()},
            "removals": list(commit.removals),
            "states": dict(commit.states),
        }
    }


def read_commit(cluster: Cluster, name: str) -> Commit | None:
    """The newest commit of an index, by its name or alias; None if there is no such index.

    Raises:
        IndexIncompatible: The index is none of newsfind's, or of a newer version.
    """
    try:
        found = cluster.ask("GET", f"/{name}/_doc/{COMMIT_ID}", realtime=True)
    except Refused as error:
        if error.status != _MISSING:
            raise
        if error.kind == "index_not_found_exception":
            return None
        raise IndexIncompatible(
            f"{cluster.address} is an index of OpenSearch, but not one that newsfind made. Give another name."
        ) from error
    told: dict[str, Any] = found["_source"]["meta"]
    if told["format"] != FORMAT:
        raise IndexIncompatible(
            f"{cluster.address} has format {told['format']}; this version of newsfind knows {FORMAT}. "
            "Make the index again: newsfind index SOURCE --rebuild"
        )
    return Commit(
        found["_index"],
        told["published"],
        told["following"],
        {int(number): part for number, part in told["open"].items()},
        tuple(told["removals"]),
        told["states"],
        (found["_seq_no"], found["_primary_term"]),
    )


def change(cluster: Cluster, index: str, changed: Callable[[Commit], Commit]) -> Commit:
    """Replace the commit by what `changed` makes of it; if another came between, of that one."""
    for _ in range(_TRIES):
        before = read_commit(cluster, index)
        if before is None:
            break
        after = changed(before)
        sequence, term = before.version
        try:
            answer = cluster.ask(
                "PUT", f"/{index}/_doc/{COMMIT_ID}", _encode(after), if_seq_no=sequence, if_primary_term=term
            )
        except Refused as error:
            if error.status != _CONFLICT:
                raise
            continue
        return replace(after, version=(answer["_seq_no"], answer["_primary_term"]))
    raise IndexUnavailable(f"{cluster.address} was changed by others all the time. Try again.")


def begin(cluster: Cluster, index: str, part: str) -> tuple[int, Commit]:
    """A number for a writer of this part."""

    def opened(commit: Commit) -> Commit:
        return replace(commit, open={**commit.open, commit.following: part}, following=commit.following + 1)

    commit = change(cluster, index, opened)
    return commit.following - 1, commit


def publish(cluster: Cluster, index: str, number: int, part: str, *, removes: bool, keeps: bool) -> tuple[int, Commit]:
    """Make a writer's articles count, and give it a new number to go on with.

    Raises:
        IndexLocked: Another writer took this one for dead and has thrown away what it did.
    """

    def published(commit: Commit) -> Commit:
        if number not in commit.open:
            raise IndexLocked(
                f"Another process took over {cluster.address} and threw away what this one had not published. "
                "Run it again; it goes on from the last commit."
            )
        still_open = {other: theirs for other, theirs in commit.open.items() if other != number}
        return replace(
            commit,
            published=commit.published + 1,
            open={**still_open, commit.following: part},
            following=commit.following + 1,
            removals=(*commit.removals, number) if removes else commit.removals,
            states={**commit.states, part: number} if keeps else commit.states,
        )

    commit = change(cluster, index, published)
    return commit.following - 1, commit


def without_number(cluster: Cluster, index: str, number: int) -> Commit:
    """A number is open no longer; its articles must be gone already."""
    return change(
        cluster, index, lambda commit: replace(commit, open={n: p for n, p in commit.open.items() if n != number})
    )


def without_removals(cluster: Cluster, index: str, number: int) -> Commit:
    """A list of removals is carried out."""
    return change(
        cluster, index, lambda commit: replace(commit, removals=tuple(n for n in commit.removals if n != number))
    )
