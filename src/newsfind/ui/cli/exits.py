"""Exit codes, and how each kind of trouble becomes one of them and one sentence on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import click

from newsfind.errors import (
    IndexCorrupt,
    IndexIncompatible,
    IndexLocked,
    IndexNotFound,
    IndexUnavailable,
    NewsfindError,
    QuerySyntaxError,
    SourceUnreadable,
)
from newsfind.results.render import harmless
from newsfind.ui.cli.terminal import speak_utf8, text_width

FOUND = 0
NOTHING_FOUND = 1
USAGE = 2
NO_INDEX = 3
INDEX_UNUSABLE = 4
NOT_ALL_READ = 5
OUR_FAULT = 70
INTERRUPTED = 130

_CODES: tuple[tuple[type[NewsfindError], int], ...] = (
    (IndexNotFound, NO_INDEX),
    (IndexLocked, INDEX_UNUSABLE),
    (IndexCorrupt, INDEX_UNUSABLE),
    (IndexIncompatible, INDEX_UNUSABLE),
    (IndexUnavailable, INDEX_UNUSABLE),
    (SourceUnreadable, NOT_ALL_READ),
    (NewsfindError, USAGE),
)


def guarded(command: Callable[[], object]) -> int:
    """Run a command; its exit code is what it returns, or what its trouble stands for."""
    speak_utf8()
    try:
        code = command()
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # click turns the first into the second, and only the first
        _forget_stdout()
        return FOUND
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("Interrupted.")
        return INTERRUPTED
    except NewsfindError as error:
        _say(str(error))
        if isinstance(error, QuerySyntaxError):
            click.echo(harmless(error.pointer(text_width())), err=True)
        return next(code for kind, code in _CODES if isinstance(error, kind))
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        _say(f"{error.strerror or error}{where}.")
        return INDEX_UNUSABLE
    except Exception as error:  # a fault of ours must not look like "nothing found"
        return _own_fault(error)
    return code if isinstance(code, int) else FOUND


def _own_fault(error: Exception) -> int:
    if os.environ.get("NEWSFIND_DEBUG"):
        import traceback  # noqa: PLC0415 - seldom needed

        traceback.print_exc()
    _say(
        f"A fault in newsfind itself ({type(error).__name__}: {error}). NEWSFIND_DEBUG=1 shows where; please report it."
    )
    return OUR_FAULT


def _say(text: str) -> None:
    click.echo(f"newsfind: {text}", err=True)


def _forget_stdout() -> None:
    """Whoever read our output has gone; what is still in the buffer goes nowhere, without a complaint at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
