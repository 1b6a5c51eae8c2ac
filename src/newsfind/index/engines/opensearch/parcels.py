"""Bytes of any length, kept in an index beside its articles, in pieces."""

from __future__ import annotations

import base64

from newsfind.index.engines.opensearch.cluster import Cluster, Refused

PIECE = 8 * 1024 * 1024
"""Bytes of one document: well below what a node takes in one request (100 MB)."""

OVERRULES = "overrules"
"""The name of what people decided about names of entities."""

_MISSING = 404


def write_parcel(cluster: Cluster, index: str, name: str, data: bytes) -> None:
    """Keep bytes under a name; each name is written once."""
    pieces = [data[start : start + PIECE] for start in range(0, len(data), PIECE)] or [b""]
    for number, piece in enumerate(pieces):
        document = {"meta": {"pieces": len(pieces), "data": base64.b64encode(piece).decode("ascii")}}
        cluster.ask("PUT", f"/{index}/_doc/{_id(name, number)}", document)


def read_parcel(cluster: Cluster, index: str, name: str) -> bytes:
    """The bytes under a name, b"" if there are none."""
    found, number, pieces = [], 0, 1
    while number < pieces:
        try:
            document = cluster.ask("GET", f"/{index}/_doc/{_id(name, number)}", realtime=True)
        except Refused as error:
            if error.status == _MISSING:
                return b""
            raise
        pieces = document["_source"]["meta"]["pieces"]
        found.append(base64.b64decode(document["_source"]["meta"]["data"]))
        number += 1
    return b"".join(found)


def delete_parcel(cluster: Cluster, index: str, name: str) -> None:
    """Forget what is kept under a name."""
    number = 0
    while True:
        try:
            cluster.ask("DELETE", f"/{index}/_doc/{_id(name, number)}")
        except Refused as error:
            if error.status == _MISSING:
                return
            raise
        number += 1


def _id(name: str, number: int) -> str:
    return f"newsfind-{name}-{number}"
