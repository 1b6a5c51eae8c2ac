"""Where a person's own files lie: settings, what must not be lost, and what may be.

`platformdirs` knows that for every system, but brings modules with it that no search has a use for. So what it says of
Linux and its like, which is two lines of the XDG base directory specification, stands here as well.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

_NAME = "newsfind"
_Kind = Literal["config", "data", "cache"]
_XDG: dict[_Kind, str] = {"config": ".config", "data": ".local/share", "cache": ".cache"}
"""Below a person's home, where no variable says otherwise."""


def config_folder() -> Path:
    """Where settings are."""
    return _folder("config")


def data_folder() -> Path:
    """Where what newsfind keeps for a person is."""
    return _folder("data")


def cache_folder() -> Path:
    """Where what may be lost is."""
    return _folder("cache")


def _folder(kind: _Kind) -> Path:
    if sys.platform in {"win32", "darwin"} or hasattr(sys, "getandroidapilevel"):
        from platformdirs import PlatformDirs  # noqa: PLC0415 - slow to load, see above

        return Path(getattr(PlatformDirs(_NAME, appauthor=None), f"user_{kind}_dir"))
    told = Path(os.environ.get(f"XDG_{kind.upper()}_HOME", ""))
    return (told if told.is_absolute() else Path.home() / _XDG[kind]) / _NAME
