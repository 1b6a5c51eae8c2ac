"""`newsfind mcp`."""

from __future__ import annotations

import click

from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND
from newsfind.ui.cli.extras import load
from newsfind.ui.cli.options import index_option, index_place


class _Mcp(Command):
    examples = (
        ("newsfind mcp --index /news/index", "what an assistant's settings name as the command of a server"),
        ("newsfind mcp", "speaks JSON-RPC on stdin and stdout; nothing for people"),
    )


@click.command("mcp", cls=_Mcp)
@index_option
def command(place: str | None) -> int:
    """Serve the index to an assistant: search, get, similar, facets and trend as tools, each with citations."""
    load("newsfind.ui.mcp", "mcp", "Serving an assistant").serve(index_place(place))
    return FOUND
