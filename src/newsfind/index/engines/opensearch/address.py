"""`http://host:9200,other:9200/name?shards=6&replicas=1` and the environment -> where an index is and how to get in."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from newsfind.errors import EngineUnavailable

USER, PASSWORD, API_KEY, CA_FILE, TIMEOUT = (
    f"NEWSFIND_OPENSEARCH_{name}" for name in ("USER", "PASSWORD", "API_KEY", "CA_FILE", "TIMEOUT")
)
EXAMPLE = "opensearch:http://127.0.0.1:9200/news"

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}")
_SETTINGS: Mapping[str, int] = {"shards": 1, "replicas": 0}
"""What may stand behind the `?`, each with its least value."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an index is.

    `hosts` are addresses without a path; `name` is that of the index; `shards` and `replicas` count when it is made
    (None: as the cluster is). Secrets come from the environment only, so that no list of processes shows them.
    """

    hosts: tuple[str, ...]
    name: str
    shards: int | None = None
    replicas: int | None = None
    user: str = ""
    password: str = ""
    api_key: str = ""
    ca_file: str = ""
    timeout: float = 60.0

    def __str__(self) -> str:
        return f"opensearch:{','.join(self.hosts)}/{self.name}"


def read_address(rest: str, environment: Mapping[str, str] = os.environ) -> Address:
    """The address of what stands behind `opensearch:`.

    Raises:
        EngineUnavailable: It is no such address, or a number in it or in the environment is none.
    """
    parts = urlsplit(rest.strip())
    name = unquote(parts.path.strip("/"))
    if parts.scheme not in ("http", "https") or not parts.netloc or not _NAME.fullmatch(name):
        raise EngineUnavailable(
            f"“{rest}” is no address of an OpenSearch index. Write it like {EXAMPLE}; the name of an index has small "
            "letters, digits, dots, hyphens and underscores only."
        )
    if "@" in parts.netloc:
        raise EngineUnavailable(
            f"A user and password in the address would be seen by others; put them into {USER} and {PASSWORD}."
        )
    given = dict(parse_qsl(parts.query))
    unknown = sorted(set(given) - set(_SETTINGS))
    if unknown:
        raise EngineUnavailable(f"“{unknown[0]}” in the address is not understood; known: {', '.join(_SETTINGS)}.")
    numbers = {key: _number(key, value, _SETTINGS[key]) for key, value in given.items()}
    return Address(
        hosts=tuple(f"{parts.scheme}://{host}" for host in parts.netloc.split(",") if host),
        name=name,
        shards=numbers.get("shards"),
        replicas=numbers.get("replicas"),
        user=environment.get(USER, ""),
        password=environment.get(PASSWORD, ""),
        api_key=environment.get(API_KEY, ""),
        ca_file=environment.get(CA_FILE, ""),
        timeout=float(_number(TIMEOUT, environment.get(TIMEOUT) or "60", 1)),
    )


def _number(what: str, text: str, least: int) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise EngineUnavailable(f"{what} must be a whole number of at least {least}, not “{text}”.")
    return int(text)
