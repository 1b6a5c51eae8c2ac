"""The command line: one file per command, each loaded only when it is called.

That is the one place in newsfind where an import hides in a function, so that `newsfind search` starts without what
only `newsfind index` needs: readers, taggers, worker processes.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import cast

import click

from newsfind import __version__
from newsfind.ui.cli.exits import guarded

COMMANDS = {
    "index": "Index files and folders of articles; again: only what is new, changed or gone.",
    "search": "Search the index.",
    "show": "Show a whole article.",
    "open": "Open an article where it came from.",
    "similar": "Find articles like another, or like a text of your own.",
    "stories": "List the stories that several articles print.",
    "complete": "Complete what is being typed: words, people, organisations, places, sections.",
    "facets": "Count the values of a field: sections, people, places, months, ...",
    "entities": "List people, organisations and places, and say which names are one.",
    "trend": "Count the articles that queries find, month by month: a chart, a picture, a table.",
    "batch": "Run a list of queries and write a table of what they find.",
    "saved": "Keep queries by name, and show what came since they were last run.",
    "serve": "Serve a search page and a JSON API over the index.",
    "mcp": "Serve the index to an assistant, over the Model Context Protocol.",
    "status": "Say what is in the index.",
    "check": "Re-read the whole index and say whether it is sound.",
    "copy": "Copy an index to another place or engine.",
    "inspect": "Show what newsfind makes of a file: fields, where each came from, what was left out.",
    "config": "Show the settings, and where each comes from.",
    "completion": "Print what makes a shell complete commands, options, sections and names.",
    "help": "Explain the query language (help syntax), or a command.",
}
"""Each command (a module of this package, with a `command` in it) and what it does."""

_NEW_OBJECTS = 100_000
"""After so many the garbage collector looks for cycles. With Python's 700 it does a hundred times while modules load,
and at the end once more through all that they hold: an eighth of the time of a search."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return cast(click.Command, import_module(f"{__name__}.{cmd_name}").command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="newsfind")
def cli() -> None:
    """Full-text search for a folder of news.

    \b
    newsfind index corpus/                    make an index in index/
    newsfind search "no-spy agreement"        search it
    newsfind search -h                        more, with examples
    newsfind help syntax                      all that can be typed as a query
    """


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    return guarded(lambda: cli.main(arguments, prog_name="newsfind", standalone_mode=False))


def main() -> None:
    """The entry point of the command `newsfind`."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads for algebra, of which there is hardly any here
    gc.set_threshold(_NEW_OBJECTS)
    code = run(sys.argv[1:])
    gc.freeze()  # the system takes back what is left sooner than a last look through it would
    sys.exit(code)
