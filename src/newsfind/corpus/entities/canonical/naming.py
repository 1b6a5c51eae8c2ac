"""The order of the rules, and the values that come out of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from newsfind.article import EntityType
from newsfind.corpus.entities.canonical.clean import without_suffix
from newsfind.corpus.entities.canonical.groups import Group, grouped
from newsfind.corpus.entities.canonical.organisations import link_organisations
from newsfind.corpus.entities.canonical.people import Links, link_people
from newsfind.corpus.entities.mention import Mention

MOST_ALIASES: Final = 8


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something named in one text: `starts` are the offsets of its mentions, ascending."""

    name: str
    type: EntityType
    starts: tuple[int, ...]
    aliases: tuple[str, ...] = ()


def name_entities(text: str, mentions: Sequence[Mention]) -> list[Named]:
    """One value for each person, organisation or place in `text`, in the order of their first mentions."""
    groups = grouped(text, mentions)
    links = {**link_organisations(text, groups), **link_people(groups)}
    families: dict[str, list[Group]] = {}
    for key, group in groups.items():
        owner = _owner(key, links)
        family = families.setdefault(owner, [])
        family.insert(0 if key == owner else len(family), group)
    return [_named(groups[owner], family) for owner, family in families.items()]


def _owner(key: str, links: Links) -> str:
    seen = {key}
    while key in links and links[key] not in seen:
        key = links[key]
        seen.add(key)
    return key


def _named(owner: Group, family: Iterable[Group]) -> Named:
    name = without_suffix(owner.name) if owner.type == "organisation" else owner.name
    members = list(family)
    forms = dict.fromkeys(form for group in members for form in (group.name, *group.forms))
    starts = sorted(start for group in members for start in group.starts)
    aliases = [form for form in forms if form.lower() != name.lower()]
    return Named(name, owner.type, tuple(starts), tuple(aliases[:MOST_ALIASES]))
