"""What a person decided about names, as values and as the small text file that keeps it.

The file is UTF-8, one decision a line; empty lines and lines that begin with # say nothing:

    merge person: Bill Clinton = William Jefferson Clinton = William Clinton
    split organisation: Apple = Apple Corps

`merge` shows all its names under the first. `split` keeps its names apart. A name with a sign that the format uses
stands in double quotes, as in JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal, TypeAlias, get_args

from newsfind.article import EntityType

TYPES: Final[dict[str, EntityType]] = {kind: kind for kind in get_args(EntityType)}
_LINE: Final = re.compile(r"(merge|split) (\w+):(.*)")
_NAME: Final = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^"=]+?)\s*(=|$)')
_FEWEST: Final = 2
_HEAD: Final = "# Names that a person merged or split. The first name of a merge is the one shown."
Verb: TypeAlias = Literal["merge", "split"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Two or more different names of one type that a person put together or apart."""

    type: EntityType
    names: tuple[str, ...]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every two of the names."""
        return combinations(self.names, 2)


@dataclass(frozen=True, slots=True)
class Overrules:
    """All decisions, in the order in which they were taken."""

    merges: tuple[Decision, ...] = ()
    splits: tuple[Decision, ...] = ()


def parse_overrules(text: str) -> tuple[Overrules, list[str]]:
    """The decisions in the text of a file, and a sentence for each line that holds none."""
    decisions: dict[str, list[Decision]] = {"merge": [], "split": []}
    notes = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        kind, decision = _parsed(line)
        if decision:
            decisions[kind].append(decision)
        else:
            notes.append(f"Line {number} is left out: expected 'merge TYPE: NAME = NAME' or 'split TYPE: NAME = NAME'.")
    return Overrules(tuple(decisions["merge"]), tuple(decisions["split"])), notes


def format_decision(verb: str, decision: Decision) -> str:
    """The line of a file of decisions that says this."""
    return f"{verb} {decision.type}: {' = '.join(map(_written, decision.names))}"


def with_decision(text: str, verb: Verb, decision: Decision) -> str:
    """The text with one more decision, and without what earlier ones say to the contrary; all other lines stay."""
    kept = []
    for line in text.split("\n") if text.strip() else [_HEAD]:
        earlier, known = _parsed(line.strip())
        if known and known.type == decision.type and (earlier != verb or verb == "merge"):
            kept += [format_decision(earlier, rest) for rest in _left(known, earlier, decision)]
        else:
            kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n" + format_decision(verb, decision) + "\n"


def _left(known: Decision, earlier: str, newer: Decision) -> list[Decision]:
    """What stays of an earlier merge or split, decided otherwise for some of its names."""
    both = [name for name in known.names if name in newer.names]
    if len(both) < _FEWEST:
        return [known]
    if earlier == "merge":
        rest = tuple(name for name in known.names if name not in both[1:])
        return [replace(known, names=rest)] if len(rest) >= _FEWEST else []
    pairs = [pair for pair in known.pairs() if not set(pair) <= set(both)]
    return [replace(known, names=pair) for pair in pairs]


def _parsed(line: str) -> tuple[str, Decision | None]:
    match = _LINE.fullmatch(line)
    if not match or match[2] not in TYPES:
        return "", None
    names = _names(match[3])
    if names is None or len(set(names)) < max(_FEWEST, len(names)):
        return "", None
    return match[1], Decision(TYPES[match[2]], tuple(names))


def _names(text: str) -> list[str] | None:
    names, at = [], 0
    while match := _NAME.match(text, at):
        name = _unquoted(match[1])
        if name is None:
            return None
        names.append(name)
        at = match.end()
        if not match[2]:
            return names
    return None


def _unquoted(name: str) -> str | None:
    if not name.startswith('"'):
        return name
    try:
        return str(json.loads(name))
    except ValueError:
        return None


def _written(name: str) -> str:
    """Plain where it reads back as it is, else as JSON in ASCII, so that no odd line end breaks the line."""
    plain = name.isprintable() and name == name.strip() and name and not {'"', "="} & set(name)
    return name if plain else json.dumps(name)
