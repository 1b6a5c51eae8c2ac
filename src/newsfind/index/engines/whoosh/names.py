"""Which names of entities are one, worked out once a commit and kept beside it, and the decisions of people.

The decisions are the text file `entities.txt` in the index's folder, which is people's own: no commit or rebuild
touches it. What follows from them and from the values of a commit is in `newsfind_N.names` beside the commit; it can be
worked out again at any time, so one that is missing, damaged, or of other decisions is replaced or, where the folder
cannot be written to, done without.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from newsfind.errors import IndexCorrupt, IndexIncompatible
from newsfind.index.engines.whoosh.codec.durable import appearing, opened
from newsfind.index.engines.whoosh.codec.file import ColumnFile, ColumnFileWriter
from newsfind.index.engines.whoosh.commits import names_path
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.names import Family, Names

OVERRULES = "entities.txt"


def read_overrules(folder: Path) -> str:
    """What people decided, as the text of the file; "" if there is none."""
    try:
        with opened(folder / OVERRULES) as file:
            return file.read().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise IndexCorrupt(
            f"{folder / OVERRULES} is not UTF-8 text ({error}): put it right, or move it away."
        ) from error


def write_overrules(folder: Path, text: str) -> None:
    """Replace the text of the file."""
    with appearing(folder / OVERRULES) as file:
        file.write(text.encode())


def names_of(folder: Path, generation: int, snapshot: Snapshot, overrules: str) -> Names:
    """The names of a commit that are one: from the file beside it, or worked out, and then kept there."""
    known = _read(names_path(folder, generation), overrules)
    if known is not None:
        return known
    from newsfind.index.engines.whoosh.naming import worked_out  # noqa: PLC0415 - seldom needed

    names = worked_out(snapshot, overrules)
    with suppress(OSError):
        _write(names_path(folder, generation), names, overrules)
    return names


def _read(path: Path, overrules: str) -> Names | None:
    try:
        file = ColumnFile(path)
        file.verify_all()
        kept = json.loads(file.bytes("names", 0, file.length("names")))
        if kept["overrules"] != overrules:
            return None
        return Names(Family(kind, tuple(names)) for kind, names in kept["families"])
    except (FileNotFoundError, IndexCorrupt, IndexIncompatible, ValueError, TypeError, LookupError, RecursionError):
        return None  # it is worked out again


def _write(path: Path, names: Names, overrules: str) -> None:
    kept = {"overrules": overrules, "families": [[one.type, one.names] for one in names.families]}
    out = ColumnFileWriter(path)
    out.append("names", json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    out.finish()
