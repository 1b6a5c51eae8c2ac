"""ARCHITECTURE.md is a map: what it names is there, and what is there is on it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
_PATH = re.compile(r"`([\w./-]+(?:/|\.(?:py|md|toml|json)))`")


def test_every_path_on_the_map_exists() -> None:
    found = _PATH.findall(TEXT)
    assert len(found) > 20
    for path in found:
        assert any((base / path).exists() for base in (ROOT, ROOT / "src/newsfind")), path


def test_every_room_is_on_the_map() -> None:
    named = set(_PATH.findall(TEXT))
    rooms = {path.parent for path in (ROOT / "src/newsfind").glob("*/**/__init__.py")}
    for room in rooms:
        shown = room.relative_to(ROOT / "src/newsfind").as_posix()
        assert any(path.rstrip("/") == shown or shown.startswith(path) for path in named), shown
