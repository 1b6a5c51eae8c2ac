"""Names of a whole corpus -> which of them are one, in the cases that are safe. Pure functions, no I/O.

Two names of one type are joined where
- they differ in capitals, accents, points or hyphens alone ("José Mourinho", "Jose Mourinho");
- one is the other and then only words of companies ("Huawei", "Huawei Technologies Co");
- they are two word orders of one office ("Justice Department", "Department of Justice");
- one is an acronym and the other the only name in the corpus that it can stand for;
- they are one person's name with and without middle names, an article has used both for one person, and no third
  name in the corpus fits either of them.

A last name alone is never joined to anybody: there are two Smiths.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from newsfind.article import EntityType
from newsfind.corpus.entities.canonical.organisations import initials, is_short_form, office_of
from newsfind.corpus.entities.canonical.people import name_parts, same_person
from newsfind.corpus.entities.overrules import Overrules

_LONGEST_ACRONYM: Final = 8
_SIGNS: Final = str.maketrans({".": "", "-": " ", "‐": " ", "–": " ", "’": "'", ",": ""})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value of the corpus: how many articles have it, and every alias that any of them gave it."""

    name: str
    type: EntityType
    articles: int
    aliases: tuple[str, ...] = ()


Key = tuple[EntityType, str]
_Pair = tuple[str, str]


def merge(candidates: Sequence[Candidate], overrules: Overrules | None = None) -> dict[Key, str]:
    """(type, name) -> the name it is shown under; names that stay as they are, are left out.

    What a person overruled comes first: merged names are one whatever they look like, and split ones stay apart even
    where a third name would have joined them.
    """
    rules = overrules or Overrules()
    mapping: dict[Key, str] = {}
    kinds = {candidate.type for candidate in candidates} | {merged.type for merged in rules.merges}
    for kind in sorted(kinds):
        chosen = {candidate.name: candidate for candidate in candidates if candidate.type == kind}
        families = _Families(rules, kind)
        for kept, other in _safe(list(chosen.values())):
            families.join(kept, other)
        mapping.update(((kind, name), root) for name, root in families.roots() if name != root)
    return mapping


class _Families:
    """Names joined so far; the first name of a family is the one it is shown under."""

    def __init__(self, rules: Overrules, kind: EntityType) -> None:
        self._members: dict[str, list[str]] = {}
        self._apart = {frozenset(pair) for split in rules.splits if split.type == kind for pair in split.pairs()}
        self._fixed: set[str] = set()
        for merged in rules.merges:
            if merged.type == kind:
                for other in merged.names[1:]:
                    self.join(merged.names[0], other)
                self._fixed.update(merged.names)

    def join(self, kept: str, other: str) -> None:
        """Joins two families, unless a person keeps a member of one apart from a member of the other."""
        one, two = self._family(kept), self._family(other)
        if one is two or any(frozenset((left, right)) in self._apart for left in one for right in two):
            return
        if two[0] in self._fixed and one[0] not in self._fixed:
            one, two = two, one
        one.extend(two)
        for name in two:
            self._members[name] = one

    def roots(self) -> Iterator[_Pair]:
        """Each name with the one it is shown under."""
        for name, family in self._members.items():
            yield name, family[0]

    def _family(self, name: str) -> list[str]:
        return self._members.setdefault(name, [name])


def _safe(candidates: list[Candidate]) -> Iterator[_Pair]:
    """Pairs (kept, other), by rule; the candidates are all of one type."""
    ordered = sorted(candidates, key=lambda candidate: (-candidate.articles, candidate.name))
    yield from _first_of_each(ordered, _folded)
    if not ordered:
        return
    if ordered[0].type == "organisation":
        yield from _first_of_each(ordered, office_of)
        yield from _companies(ordered)
        yield from _acronyms(ordered)
    elif ordered[0].type == "person":
        yield from _people(ordered)


def _first_of_each(ordered: Iterable[Candidate], form: Callable[[str], str]) -> Iterator[_Pair]:
    first: dict[str, str] = {}
    for candidate in ordered:
        kept = first.setdefault(form(candidate.name), candidate.name)
        if kept != candidate.name:
            yield kept, candidate.name


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(_SIGNS))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().split())


def _companies(ordered: Iterable[Candidate]) -> Iterator[_Pair]:
    names = {candidate.name.lower(): candidate.name for candidate in ordered}
    for small, name in names.items():
        words = small.replace(",", " ").split()
        for size in range(1, len(words)):
            short = names.get(" ".join(words[:size]))
            if short and is_short_form(short, name):
                yield short, name
                break


def _acronyms(ordered: Iterable[Candidate]) -> Iterator[_Pair]:
    long: dict[str, set[str]] = defaultdict(set)
    short: dict[str, str] = {}
    for candidate in ordered:
        if _is_acronym(candidate.name):
            short.setdefault(candidate.name.replace(".", ""), candidate.name)
        elif " " in candidate.name:
            aliases = {alias.replace(".", "") for alias in candidate.aliases if _is_acronym(alias)}
            for letters in initials(candidate.name) | aliases:
                long[letters].add(candidate.name)
    for letters, name in short.items():
        owners = {_folded(owner): owner for owner in sorted(long[letters], reverse=True)}
        if len({office_of(owner) for owner in owners}) == 1:
            yield next(candidate.name for candidate in ordered if candidate.name in owners.values()), name


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 1 < len(letters) <= _LONGEST_ACRONYM and letters.isalpha() and letters.isupper()


def _people(ordered: Iterable[Candidate]) -> Iterator[_Pair]:
    namesakes: dict[_Pair, list[Candidate]] = defaultdict(list)
    for candidate in ordered:
        parts = name_parts(candidate.name)
        if len(parts) > 1:
            namesakes[parts[0], parts[-1]].append(candidate)
    for same in namesakes.values():
        if all(same_person(one.name, other.name) for one in same for other in same):
            for kept, other in ((one, other) for at, one in enumerate(same) for other in same[at + 1 :]):
                if _used_together(kept, other):
                    yield kept.name, other.name


def _used_together(one: Candidate, other: Candidate) -> bool:
    return other.name in one.aliases or one.name in other.aliases
