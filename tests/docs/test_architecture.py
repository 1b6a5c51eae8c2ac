"""ARCHITECTURE.md is a map: what it names is there, and what is there is on it."""

from __future__ import annotations

import re
import tomllib
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
    """A room is on it if it, something in it, or a room around it that is not a top one is named."""
    named = set(_PATH.findall(TEXT))
    top = ROOT / "src/newsfind"
    for room in {path.parent for path in top.glob("*/**/__init__.py")}:
        shown = f"{room.relative_to(top).as_posix()}/"
        around = {path for path in named if shown.startswith(path) and path.count("/") > 1}
        assert shown in named or around or any(path.startswith(shown) for path in named), shown


def test_the_order_of_layers_is_the_one_that_is_held() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [layers] = [one["layers"] for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers"]
    held = [{name.strip().removeprefix("newsfind.") for name in layer.split("|")} for layer in layers]
    [drawn] = re.findall(r"^(ui +>.*)$", TEXT, re.M)
    assert [set(re.findall(r"\w+", layer.partition(",")[0])) for layer in drawn.split(">")] == held
