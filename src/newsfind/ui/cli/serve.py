"""`newsfind serve`."""

from __future__ import annotations

import re
from ipaddress import ip_address
from secrets import token_urlsafe

import click

from newsfind.errors import NewsfindError
from newsfind.ui.cli.command import Command
from newsfind.ui.cli.exits import FOUND
from newsfind.ui.cli.extras import load
from newsfind.ui.cli.options import index_option, index_place

_LOCAL = "127.0.0.1"
_NEW = "new"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,200}")


class _Serve(Command):
    examples = (
        ("newsfind serve", "a search page on this computer, at http://127.0.0.1:8160/"),
        ("newsfind serve --port 9000 --open", "on another port, and opened in the browser"),
        ("newsfind serve --host 0.0.0.0 --token new", "for others too, who need the token that is printed"),
    )


@click.command("serve", cls=_Serve)
@click.option("--host", default=_LOCAL, show_default=True, help="Address to listen on; 0.0.0.0: all of this computer's")
@click.option("--port", type=click.IntRange(0, 65535), default=8160, show_default=True, help="Port; 0: any free one")
@click.option(
    "--token", envvar="NEWSFIND_TOKEN", metavar="TEXT|new", help="Ask everyone for this token; new: make one up"
)
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A name that the server is reached by")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser")
@index_option
def command(host: str, port: int, token: str | None, hosts: tuple[str, ...], opened: bool, place: str | None) -> int:
    """Serve a search page and a JSON API over the index. It only reads; Ctrl+C ends it."""
    serving = load("newsfind.ui.web.serving", "web", "The web page")
    wanted = serving.Wanted(
        place=index_place(place),
        host=host,
        port=port,
        token=token_urlsafe(16) if token == _NEW else _checked(token) if token else None,
        hosts=frozenset(name.lower() for name in (*hosts, *(() if _is_address(host) else (host,)))),
    )
    serving.serve(wanted, lambda address: _say(address, wanted.token, host, opened))
    return FOUND


def _say(address: str, token: str | None, host: str, opened: bool) -> None:
    """Tell where the page is, once it is there."""
    click.echo(f"{address}?token={token}" if token else address)
    if not token and not _is_local(host):
        click.echo("note: Everyone who can reach this computer can read the index. --token asks for a word.", err=True)
    click.echo("Ctrl+C ends it.", err=True)
    if opened:
        click.launch(f"{address}?token={token}" if token else address)


def _checked(token: str) -> str:
    """The token, if headers and cookies can carry it as it is."""
    if not _TOKEN.fullmatch(token):
        raise NewsfindError("A token is at least 8 of these: letters of ASCII, digits, - and _. --token new makes one.")
    return token


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_local(host: str) -> bool:
    return ip_address(host).is_loopback if _is_address(host) else host == "localhost"
