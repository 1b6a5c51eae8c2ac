"""Parts of newsfind that need packages which only some people install."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from newsfind.errors import NewsfindError


def load(module: str, extra: str, what: str) -> ModuleType:
    """Import a part of newsfind; where a package of its extra is missing, a sentence says how to get it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "newsfind":
            raise
        raise NewsfindError(f"{what} needs an extra: pip install 'newsfind[{extra}]'") from error
