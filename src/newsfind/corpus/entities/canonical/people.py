"""Which persons of an article are one person: last names, first names, and variants of a full name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from newsfind.corpus.entities.canonical.groups import Group, Groups
from newsfind.corpus.entities.document import GENERATIONS

Links = dict[str, str]
_FULL_ALWAYS: Final = frozenset({"john quincy adams"})  # of whom the name without the middle is another person


def link_people(groups: Groups) -> Links:
    """Key of a group -> key of the group that it belongs to."""
    full = {key: group for key, group in groups.items() if group.type == "person" and " " in key}
    links = _variants(full)
    by_part = _by_part({key: group for key, group in full.items() if key not in links})
    for key, group in groups.items():
        if group.type == "person" and key not in links:
            owners = [owner for owner in by_part.get(key, ()) if owner != key]
            if owners:
                links[key] = max(owners, key=lambda owner: full[owner].count)
    return links


def name_parts(name: str) -> list[str]:
    """Lower-case words of a person's name, without "Jr." and without points."""
    words = [word.strip(",.") for word in name.lower().split()]
    return words[:-1] if len(words) > 1 and words[-1] in GENERATIONS else words


def same_person(one: str, other: str) -> bool:
    """Whether two full names are variants of one: the same first and last name, with no middle names at odds.

    "George W. Bush" and "George Bush" are; "George W. Bush" and "George H. W. Bush" are not, nor a father and
    "Jr." where both are named so, nor John Adams and his son.

    >>> same_person("George W. Bush", "George Bush"), same_person("George W. Bush", "George H. W. Bush")
    (True, False)
    """
    first, second = name_parts(one), name_parts(other)
    if len(first) < 2 or len(second) < 2 or (first[0], first[-1]) != (second[0], second[-1]):
        return False
    if _generation(one) != _generation(other) or _FULL_ALWAYS & {" ".join(first), " ".join(second)}:
        return False
    return _agree(first[1:-1], second[1:-1])


def _generation(name: str) -> str:
    last = name.lower().split()[-1].strip(".")
    return last if last in GENERATIONS else ""


def _agree(one: list[str], other: list[str]) -> bool:
    """Middle names agree where one has none, or initials stand for the other's names in the same order."""
    if not one or not other:
        return True
    return len(one) == len(other) and all(
        left == right or (left[0] == right[0] and 1 in {len(left), len(right)})
        for left, right in zip(one, other, strict=True)
    )


def _variants(full: dict[str, Group]) -> Links:
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in full:
        parts = name_parts(key)
        same[parts[0], parts[-1]].append(key)
    links: Links = {}
    for keys in same.values():
        if len(keys) > 1:
            keys.sort(key=lambda key: (full[key].count, len(key)), reverse=True)
            for number, key in enumerate(keys[1:], 1):
                owner = next((best for best in keys[:number] if best not in links and same_person(best, key)), None)
                if owner:
                    links[key] = owner
    return links


def _by_part(full: dict[str, Group]) -> dict[str, list[str]]:
    """Part of a name -> full names; a first or middle name only where one person alone has it."""
    by_last: dict[str, list[str]] = defaultdict(list)
    by_other: dict[str, list[str]] = defaultdict(list)
    for key in full:
        parts = name_parts(key)
        for ending in _endings(parts):
            by_last[ending].append(key)
        for part in parts[:-1]:
            by_other[part].append(key)
    for part, keys in by_other.items():
        if len(keys) == 1 and part not in by_last:
            by_last[part] = keys
    return by_last


def _endings(parts: list[str]) -> Iterator[str]:
    """ "ursula von der leyen": "leyen", "der leyen", "von der leyen"; "bashar al-assad": "assad" too."""
    for at in range(1, len(parts)):
        yield " ".join(parts[at:])
    if "-" in parts[-1]:
        yield parts[-1].rpartition("-")[2]
