"""The application on a port."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn

from newsfind.errors import NewsfindError
from newsfind.ui.web.app import create_app
from newsfind.ui.web.readers import Readers
from newsfind.ui.web.site import ServeOptions

_MOST_HEADER = 16_384
"""Bytes of a request's first line and headers, the address with all filters among them."""

_SECONDS_TO_END = 5
_BACKLOG = 2048


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to serve, and where."""

    place: str
    host: str
    port: int
    token: str | None = None
    hosts: frozenset[str] = frozenset()


def serve(wanted: Wanted, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is called with the address once requests are taken.

    Raises:
        NewsfindError: There is no index, or the port is taken.
    """
    readers = Readers(wanted.place)
    listening = _listen(wanted.host, wanted.port)
    host, port = listening.getsockname()[:2]
    local = host in ("127.0.0.1", "::1")
    options = ServeOptions(wanted.hosts, wanted.token, may_save=local or wanted.token is not None)
    config = uvicorn.Config(
        create_app(readers, options),
        http="h11",
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=_MOST_HEADER,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    shown = f"[{host}]" if ":" in host else host
    with listening:
        listening.listen(_BACKLOG)
        ready(f"http://{shown}:{port}/")
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that already has its port, so that it is known, and what is wrong with it too, before all else."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise NewsfindError(f"{host}:{port} cannot be listened on: {error.strerror or error}. Try --port 0.") from error
    return listening
