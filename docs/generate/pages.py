"""Which pages are made, and by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from docs.generate import cli, man

ROOT = Path(__file__).resolve().parents[2]

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/cli.md": cli.page,
    "share/man/man1/newsfind.1": man.page,
}
"""Each page, relative to the project, and what makes it."""
