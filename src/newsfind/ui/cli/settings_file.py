"""`newsfind.toml`: read, and refused where it says something that is no setting."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from newsfind.ui.cli import COMMANDS
from newsfind.ui.cli.settings import PLACE, BadSetting, SettingsFile, Value


def read(path: Path, keys: Iterable[str]) -> SettingsFile:
    """The settings in a file; BadSetting where it cannot be read, or has a key that is not among `keys`."""
    shown = str(path)
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSetting(f"{shown} cannot be read: {error}") from error
    known = tuple(keys)
    commands = {name: _checked(shown, table, known) for name, table in written.items() if isinstance(table, dict)}
    for name in commands.keys() - COMMANDS.keys():
        raise BadSetting(f"{shown}: there is no command “{name}”, so [{name}] sets nothing.")
    if PLACE in commands:
        raise BadSetting(f"{shown}: index names the place of the index; jobs, tagger and the like stand at the top.")
    general = {key: value for key, value in written.items() if key not in commands}
    return SettingsFile(shown, path.parent, _checked(shown, general, known), commands)


def _checked(shown: str, table: Mapping[str, object], keys: tuple[str, ...]) -> dict[str, Value]:
    return {key: _value(shown, key, value) for key, value in table.items() if _is_known(shown, key, keys)}


def _is_known(shown: str, key: str, keys: tuple[str, ...]) -> bool:
    if key in keys:
        return True
    near = get_close_matches(key, keys, 1)
    hint = f"Did you mean {near[0]}?" if near else "newsfind config lists all."
    raise BadSetting(f"{shown}: there is no setting “{key}”. {hint}")


def _value(shown: str, key: str, value: object) -> Value:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise BadSetting(f"{shown}: {key} is a text, a number, true or false, or a list of texts.")
