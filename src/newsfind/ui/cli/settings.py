"""Settings: what an option is when it is not given, from `NEWSFIND_*` variables and from `newsfind.toml`.

A flag goes before a variable, a variable before a file, and the file in the working directory before one's own. A
variable or a key at the top of a file is for every command that has the option; `NEWSFIND_SEARCH_LIMIT`, or `limit`
below `[search]`, is for one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

import click
from click.core import ParameterSource

from newsfind.api import DEFAULT_PLACE
from newsfind.errors import NewsfindError
from newsfind.ui.user_folders import config_folder
from newsfind.values import dataclass

FILE = "newsfind.toml"
PLACE = "index"
KEYS = (
    PLACE,
    "color",
    "limit",
    "sort",
    "boost",
    "dupes",
    "facet",
    "strict",
    "time-limit",
    "by",
    "jobs",
    "tagger",
    "map",
    "wait",
    "host",
    "port",
    "token",
    "allow-host",
)
"""Options that can be set; never one that names a file to write, or what is searched for."""

OWN_ONLY = frozenset({"host", "token", "allow-host"})
"""What a file that came with a stranger's folder must not decide: who can reach this computer."""
_ENGINE = re.compile(r"(?!whoosh:)[A-Za-z][\w+.-]+:")
Value: TypeAlias = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The value of a setting, and where it comes from: a variable, a file, `default`."""

    value: Value | None
    origin: str


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A file of settings: those for every command, and those of one, by its name."""

    shown: str
    folder: Path
    general: Mapping[str, Value]
    commands: Mapping[str, Mapping[str, Value]]

    def find(self, command: str, key: str) -> Value | None:
        """What the file says of a command's option."""
        return self.commands.get(command, {}).get(key, self.general.get(key))


class BadSetting(NewsfindError):
    """A setting that cannot be used; the message says where it stands."""


def files() -> list[SettingsFile]:
    """The files of settings that are there, the first to be asked first; `$NEWSFIND_CONFIG` stands for both.

    Raises:
        BadSetting: One cannot be read, or has a setting that there is not.
    """
    named = os.environ.get("NEWSFIND_CONFIG")
    if named:
        if named != os.devnull and not Path(named).is_file():
            raise BadSetting(f"$NEWSFIND_CONFIG names {named}, which is no file.")
        candidates = [] if named == os.devnull else [Path(named)]
    else:
        candidates = [Path(FILE), config_folder() / FILE]
    return [_read(path) for path in candidates if path.is_file()]


def _read(path: Path) -> SettingsFile:
    """Loads the reader of TOML only where there is a file to read: most searches have none."""
    read = import_module("newsfind.ui.cli.settings_file").read
    found: SettingsFile = read(path, KEYS)
    if path == Path(FILE):
        _refuse_strangers(found)
    return found


def _refuse_strangers(file: SettingsFile) -> None:
    """A newsfind.toml may have come with a folder that somebody sent: it opens no port and names no server."""
    instead = f"Set it in {config_folder() / FILE}, or as NEWSFIND_"
    for settings in (file.general, *file.commands.values()):
        for key in OWN_ONLY & settings.keys():
            raise BadSetting(f"{file.shown}: {key} is not taken from a working directory. {instead}{_variable(key)}")
    if _ENGINE.match(str(file.general.get(PLACE, ""))):
        raise BadSetting(f"{file.shown}: an index that is no folder is not taken from there. {instead}INDEX")


def find(command: str, key: str) -> Found | None:
    """What variables and files say of a command's option; None where they say nothing."""
    for variable in (f"NEWSFIND_{_variable(command)}_{_variable(key)}", f"NEWSFIND_{_variable(key)}"):
        if value := os.environ.get(variable):
            return Found(value, variable)
    for file in files():
        written = file.find(command, key)
        if written is not None:
            return Found(written, file.shown)
    return None


def find_place() -> Found:
    """The index that is meant where none is named: index/ here, if there is one; $NEWSFIND_INDEX; files; index/."""
    if _holds_something(Path(DEFAULT_PLACE)):
        return Found(DEFAULT_PLACE, "the folder here")
    if named := os.environ.get("NEWSFIND_INDEX"):
        return Found(named, "NEWSFIND_INDEX")
    for file in files():
        if PLACE in file.general:
            return Found(_beside(file, str(file.general[PLACE])), file.shown)
    return Found(DEFAULT_PLACE, "default")


def _beside(file: SettingsFile, place: str) -> str:
    """A place as a file names it, relative to the file's folder."""
    if _ENGINE.match(place):
        return place
    kind, path = ("whoosh:", place[7:]) if place.startswith("whoosh:") else ("", place)
    return f"{kind}{file.folder / Path(path).expanduser()}"


def _holds_something(folder: Path) -> bool:
    return folder.is_dir() and any(not entry.name.startswith(".") for entry in folder.iterdir())


def settable(command: click.Command) -> Iterator[tuple[str, click.Option]]:
    """The options of a command that can be set, with their keys; but for `index`, which `find_place` finds."""
    for option in command.params:
        if isinstance(option, click.Option) and (key := key_of(option)) in KEYS and key != PLACE:
            yield key, option


def key_of(option: click.Option) -> str:
    """The name of an option in settings: its longest, without dashes."""
    longest = max(option.opts, key=len).lstrip("-")
    return "limit" if longest == "n" else longest


def apply(context: click.Context) -> None:
    """Let settings stand for the options of a command that are not given."""
    defaults: dict[str, object] = {}
    for key, option in settable(context.command):
        found = find(table_of(context), key)
        if found is not None and option.name:
            defaults[option.name] = _listed(found.value) if option.multiple else found.value
    context.default_map = defaults


def _listed(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def table_of(context: click.Context) -> str:
    """The name that a command goes by in settings; `saved run` goes by `saved`."""
    return [*context.command_path.split(), ""][1]


def blame(context: click.Context, error: click.BadParameter) -> None:
    """Raises BadSetting where the value that a command refuses was not typed but set."""
    option = error.param
    if isinstance(option, click.Option) and option.name:
        found = find(table_of(context), key_of(option))
        if found is not None and context.get_parameter_source(option.name) is ParameterSource.DEFAULT_MAP:
            raise BadSetting(f"{found.origin}: {key_of(option)}: {error.message}") from error


def _variable(name: str) -> str:
    return name.replace("-", "_").upper()
