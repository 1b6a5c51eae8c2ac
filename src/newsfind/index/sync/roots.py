"""Which label a folder goes by. An article's path begins with it, and ids come from paths, so labels must stay.

A folder's label is its own name; a second folder of the same name gets `corpus-2`. A remembered folder keeps its label
when it has moved: when the remembered place is no longer there, a folder of that name at another place is it. A folder
inside a remembered one goes by that one's label, so that no article gets two names.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from newsfind.values import dataclass


@dataclass(frozen=True, slots=True)
class Start:
    """Where a walk begins: a file or folder on disk and the path that people are shown for it."""

    path: str
    shown: str
    is_file: bool


def shown_name(name: str) -> str:
    """A file name as valid text: bytes that are not UTF-8 become `\\xNN`, so that different names stay different."""
    if name.isascii():
        return name
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def absolute(source: Path) -> Path:
    """The path from the root, without `.` and `..`, under the name that was given: links are not followed."""
    return Path(os.path.abspath(source))  # noqa: PTH100 - resolve() would follow links


def label_sources(sources: list[Path], remembered: Mapping[str, str]) -> tuple[list[Start], dict[str, str]]:
    """The start of each source, which must exist, and all labels: the remembered ones and those given now."""
    roots = dict(remembered)
    starts = []
    for source in sources:
        path = absolute(source)
        folder = path.parent if path.is_file() else path
        shown = "/".join((_label(folder, roots), *_below(folder, roots)))
        if path.is_file():
            shown = f"{shown}/{shown_name(path.name)}"
        starts.append(Start(str(path), shown, path.is_file()))
    return starts, roots


def _label(folder: Path, roots: dict[str, str]) -> str:
    """The label of the root that holds the folder, which is made one if there is none."""
    holders = [label for label, root in roots.items() if folder.is_relative_to(root)]
    if holders:
        return max(holders, key=lambda label: len(roots[label]))
    name = shown_name(folder.name) or "root"
    label, number = name, 2
    while label in roots and os.path.isdir(roots[label]):  # noqa: PTH112 - a plain string from the state
        label, number = f"{name}-{number}", number + 1
    roots[label] = str(folder)
    return label


def _below(folder: Path, roots: Mapping[str, str]) -> tuple[str, ...]:
    """The names that lead from a remembered root down to the folder."""
    root = max((root for root in roots.values() if folder.is_relative_to(root)), key=len)
    return tuple(shown_name(part) for part in folder.relative_to(root).parts)
