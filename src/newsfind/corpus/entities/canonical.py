"""Mentions of one article -> one name for each person, organisation and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsfind.article import EntityType
from newsfind.corpus.entities.mention import Mention


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something named in one text: `starts` are the offsets of its mentions, ascending."""

    name: str
    type: EntityType
    starts: tuple[int, ...]
    aliases: tuple[str, ...] = ()


def name_entities(text: str, mentions: Sequence[Mention]) -> list[Named]:
    """One value for each person, organisation or place in `text`; a last name alone joins its full name."""
    groups: dict[tuple[str, EntityType], list[int]] = {}
    for mention in mentions:
        groups.setdefault((text[mention.start : mention.end], mention.type), []).append(mention.start)
    last_names = {name.split()[-1]: name for name, type_ in groups if type_ == "person" and " " in name}
    joined: dict[tuple[str, EntityType], tuple[list[int], list[str]]] = {}
    for (name, type_), starts in groups.items():
        full = last_names.get(name, name) if type_ == "person" else name
        all_starts, aliases = joined.setdefault((full, type_), ([], []))
        all_starts += starts
        if full != name:
            aliases.append(name)
    return [
        Named(name, type_, tuple(sorted(starts)), tuple(aliases)) for (name, type_), (starts, aliases) in joined.items()
    ]
