"""Talking to a cluster: one class around opensearch-py, and what goes wrong as one sentence.

Which node is asked, what is done when one does not answer, TLS and passwords are opensearch-py's.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionTimeout,
    OpenSearchException,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as NoConnection

from newsfind.errors import IndexIncompatible, IndexUnavailable
from newsfind.index.engines.opensearch.address import API_KEY, PASSWORD, TIMEOUT, USER, Address

Body: TypeAlias = dict[str, Any]
"""A JSON object."""

OLDEST = (2, 4)
"""The first version with points in time."""

_TRIES = 4
_UNAVAILABLE = 503
_ELSEWHERE = frozenset({502, _UNAVAILABLE, 504})
"""States of HTTP after which another node, or the same one behind another door, may answer better."""

LOSSES = frozenset(
    {
        "connect_transport_exception",
        "no_shard_available_action_exception",
        "node_closed_exception",
        "node_disconnected_exception",
        "node_not_connected_exception",
        "receive_timeout_transport_exception",
        "search_context_missing_exception",
        "unavailable_shards_exception",
    }
)
"""What OpenSearch calls it when a node has gone, with its shards and points in time."""

NO_SEARCH = "search_phase_execution_exception"
"""What it calls a search of which a shard, or every shard, failed."""

_EVERYWHERE = LOSSES | {NO_SEARCH}
"""What every other node would answer, too."""

# What goes wrong is said by the errors below, not by lines of a log on stderr, unless a program wants its logs.
logging.getLogger("opensearch").addHandler(logging.NullHandler())


class Refused(IndexUnavailable):
    """The cluster answered with an error; `status` is that of HTTP, `kind` OpenSearch's name of the trouble."""

    def __init__(self, message: str, status: int, kind: str) -> None:
        self.status, self.kind = status, kind
        super().__init__(message)


class Unanswered(IndexUnavailable):
    """No node answered."""


class ShardsLost(IndexUnavailable):
    """A shard that is needed has no node that answers: they may come back, or a copy may take their place."""


class NoShard(Refused, ShardsLost):
    """Somebody must answer for a shard, and it has no node."""


class Cluster:
    """A cluster as one index sees it."""

    def __init__(self, address: Address) -> None:
        self.address = address
        options: dict[str, Any] = {}
        if address.api_key:
            options["headers"] = {"Authorization": f"ApiKey {address.api_key}"}
        elif address.user:
            options["http_auth"] = (address.user, address.password)
        if address.ca_file:
            options["ca_certs"] = address.ca_file
        self._client = OpenSearch(
            hosts=list(address.hosts),
            timeout=address.timeout,
            max_retries=max(_TRIES, len(address.hosts)),
            retry_on_timeout=False,
            retry_on_status=(),  # see `ask`: a node that says a shard is lost is as well as any, and not to be avoided
            **options,
        )

    def ask(
        self, method: str, path: str, body: object = None, *, timeout: float | None = None, **parameters: object
    ) -> Any:  # noqa: ANN401 - JSON
        """The answer to one request, as JSON; `body` is an object, or text as it goes over the wire.

        A node that nobody answers at is left out for a while; where one answers that it cannot serve now (it has just
        started, or lost the others), the next is asked.

        Raises:
            Refused: The cluster answered with an error; NoShard, that a document's shard is lost.
            Unanswered: Nobody answered, or not in time.
        """
        given: dict[str, Any] = {key: _text(value) for key, value in parameters.items()}
        if timeout is not None:
            given["request_timeout"] = timeout
        for _ in self.address.hosts[1:]:
            try:
                return self._once(method, path, body, given)
            except Refused as error:
                if error.status not in _ELSEWHERE or error.kind in _EVERYWHERE:
                    raise
        return self._once(method, path, body, given)

    def _once(self, method: str, path: str, body: object, given: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        try:
            return self._client.transport.perform_request(method, path, params=dict(given), body=body)
        except (AuthenticationException, AuthorizationException) as error:
            raise Refused(self._locked_out(error), int(error.status_code), "security") from error
        except ConnectionTimeout as error:
            seconds = given.get("request_timeout", self.address.timeout)
            raise Unanswered(
                f"The cluster at {self._hosts} did not answer within {seconds:g} s. Try again, or give it more time: "
                f"{TIMEOUT}=SECONDS"
            ) from error
        except SSLError as error:
            raise Unanswered(
                f"The connection to {self._hosts} cannot be trusted ({_reason(error)}). Name the file of the authority "
                "that signed its certificate in NEWSFIND_OPENSEARCH_CA_FILE."
            ) from error
        except NoConnection as error:
            raise Unanswered(
                f"Nobody answers at {self._hosts} ({_reason(error)}). Is the cluster running, and the address right?"
            ) from error
        except TransportError as error:
            raise self._refused(error) from error
        except OpenSearchException as error:
            raise Unanswered(f"The cluster at {self._hosts} cannot be asked ({_reason(error)}).") from error

    def ask_many(self, bodies: Sequence[Body], *, timeout: float | None = None) -> list[Body]:
        """Answers to several searches, in their order, after one round trip; each is an answer or `{"error": ...}`."""
        if not bodies:
            return []
        lines = "".join(f"{{}}\n{json.dumps(body, ensure_ascii=True)}\n" for body in bodies)
        answers: list[Body] = self.ask("POST", "/_msearch", lines, timeout=timeout)["responses"]
        return answers

    def check_version(self) -> None:
        """Raise `IndexIncompatible` unless a new enough OpenSearch answers."""
        version = self.ask("GET", "/").get("version", {})
        kind, number = version.get("distribution", "elasticsearch"), str(version.get("number", "?"))
        digits = tuple(int(part) for part in number.split(".")[:2] if part.isdigit())
        if kind != "opensearch" or digits < OLDEST:
            least = ".".join(map(str, OLDEST))
            raise IndexIncompatible(
                f"At {self._hosts} answers {kind} {number}; newsfind needs OpenSearch {least} or newer. "
                "Upgrade the cluster, or give the address of another."
            )

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    @property
    def _hosts(self) -> str:
        return ", ".join(self.address.hosts)

    def _locked_out(self, error: TransportError) -> str:
        if error.status_code == 401:
            return (
                f"The cluster at {self._hosts} does not accept the user and password, or the API key. "
                f"They are read from {USER} and {PASSWORD}, or {API_KEY}."
            )
        if "block" in str(error.error):
            return self._blocked(error)
        who = self.address.user or "this API key" if self.address.api_key or self.address.user else "an unknown user"
        return f"{who} may not do this with {self.address} ({_reason(error)}). Ask whoever runs the cluster for rights."

    def _blocked(self, error: TransportError) -> str:
        return blocked(str(self.address), _reason(error))

    def _refused(self, error: TransportError) -> Refused:
        reason, status = _reason(error), error.status_code
        number = status if isinstance(status, int) else 0
        if error.error in LOSSES or (error.error == NO_SEARCH and number == _UNAVAILABLE):
            return NoShard(silence(str(self.address)), number, str(error.error))
        if "cluster_block" in str(error.error) or "blocked by" in reason:
            return Refused(self._blocked(error), number, "cluster_block_exception")
        return Refused(f"{self.address} answered with an error ({number}: {reason}).", number, str(error.error))


def silence(place: str) -> str:
    """What to say where a shard has no node."""
    return f"Some shards of {place} have no node that answers. See to the health of the cluster, and ask again."


def blocked(place: str, reason: str) -> str:
    """What to say of an index that may not be written, for the reason that OpenSearch gives."""
    if "SERVICE_UNAVAILABLE" in reason:
        return (
            f"The cluster of {place} is starting, or has too few nodes to choose a manager ({reason}). See "
            "to its nodes; then run the same command again, and it goes on from the last commit."
        )
    if "create-index" in reason:
        return (
            f"{place} cannot be made, since the disks of the cluster are nearly full (high watermark). "
            "Free space or add a node; then run the same command again."
        )
    if "flood" in reason or "disk usage" in reason or "read-only-allow-delete" in reason or "read_only_allow" in reason:
        return (
            f"{place} takes nothing more, since a disk of the cluster is nearly full (flood-stage watermark). Free "
            "space or add a node; then run the same command again, and it goes on from the last commit."
        )
    return (
        f"{place} is read-only ({reason}). Allow writes (index.blocks.write and the like to false); then run the same "
        "command again, and it goes on from the last commit."
    )


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _reason(error: OpenSearchException) -> str:
    """OpenSearch's own words, in one line."""
    info: object = error.info if isinstance(error, TransportError) else None
    if isinstance(info, Mapping):
        told = info.get("error", info)
        causes = told.get("root_cause") if isinstance(told, Mapping) else None
        first = causes[0] if causes else told
        text = first.get("reason") if isinstance(first, Mapping) else first
        return " ".join(str(text).split())[:300]
    return " ".join(str(info or error).split())[:300] or type(error).__name__
