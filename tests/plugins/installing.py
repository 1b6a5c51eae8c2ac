"""Installs an example plugin where only one test sees it: as pip would lay it out, without pip's minute."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def install(name: str, folder: Path) -> Path:
    """The folder that holds the plugin and what importlib.metadata reads of it; it goes onto the path."""
    project = tomllib.loads((HERE / name / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for module in (HERE / name).glob("*.py"):
        shutil.copy(module, folder)
    info = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    points = "".join(
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in entries.items())
        for group, entries in project["entry-points"].items()
    )
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    return folder
