"""Names of a whole corpus -> which of them are one, in the cases that are safe. Pure functions, no I/O.

Two names of one type are joined where
- they differ in capitals, accents, points or hyphens alone ("José Mourinho", "Jose Mourinho");
- one is the other and then nothing but a legal form, or words that any company may have ("Huawei", "Huawei
  Technologies Co"), and no second name in the corpus goes on from it otherwise ("General", "General Motors Corp");
- they are two word orders of one office ("Justice Department", "Department of Justice");
- one is an acronym and the other the only name in the corpus that it can stand for (see `_acronyms`);
- they are one person's name with and without middle names, an article has used both for one person, and no third
  name in the corpus fits either of them.

A last name alone is never joined to anybody: there are two Smiths.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from newsfind.article import EntityType
from newsfind.corpus.entities.canonical.clean import LEGAL_FORMS
from newsfind.corpus.entities.canonical.known import is_public_body
from newsfind.corpus.entities.canonical.organisations import initials, office_of
from newsfind.corpus.entities.canonical.people import name_parts, same_person
from newsfind.index.analysis import fold_value
from newsfind.index.names import Family, Names
from newsfind.index.overrules import Decision, Overrules

_LONGEST_ACRONYM: Final = 8
_UNEXPLAINED: Final = 3  # letters at least of an acronym that no article explains
_OFTENER: Final = 2  # an acronym that is so many times commoner than the long form stands for something else
_HARDLY_EVER: Final = 20
_WORDS_OF_INITIALS: Final = 3  # a person's name of at least so many words goes by its initials ("JFK")
_ANY_COMPANY: Final = frozenset({"technologies", "technology", "group", "holdings", "motor"})
_SAYS_NOTHING: Final = LEGAL_FORMS | {f"{form}." for form in LEGAL_FORMS} | {"and", "&"}
_DESCRIBING: Final = frozenset(
    {"american", "british", "general", "national", "federal", "united", "first", "international", "swiss", "community"}
    | {"pacific", "atlantic", "western", "eastern", "northern", "southern", "central", "royal", "standard", "universal"}
)
_SIGNS: Final = str.maketrans({".": "", "-": " ", "‐": " ", "–": " ", "’": "'", ",": ""})
_HARD: Final = frozenset(".-‐–’,")


class Candidate(NamedTuple):
    """A value of the corpus: how many articles have it, and every alias that any of them gave it, in any capitals."""

    name: str
    type: EntityType
    articles: int
    aliases: tuple[str, ...] = ()


Key = tuple[EntityType, str]
_Pair = tuple[str, str]


def find_names(candidates: Sequence[Candidate], overrules: Overrules) -> Names:
    """The families among the values of an index; a name in a decision means the value that it is equal to, folded."""
    rules = _as_spelled(overrules, candidates)
    as_typed = {
        (typed.type, ours.names[0]): typed.names[0] for typed, ours in zip(overrules.merges, rules.merges, strict=True)
    }
    members: dict[tuple[EntityType, str], list[str]] = defaultdict(list)
    for (kind, name), root in merge(candidates, rules).items():
        members[kind, root].append(name)
    return Names(
        Family(kind, (as_typed.get((kind, root), root), *others)) for (kind, root), others in sorted(members.items())
    )


def merge(candidates: Sequence[Candidate], overrules: Overrules | None = None) -> dict[Key, str]:
    """(type, name) -> the name it is shown under; names that stay as they are, are left out.

    What a person overruled comes first: merged names are one whatever they look like, and split ones stay apart even
    where a third name would have joined them.
    """
    rules = overrules or Overrules()
    mapping: dict[Key, str] = {}
    by_kind: dict[EntityType, dict[str, Candidate]] = {merged.type: {} for merged in rules.merges}
    for candidate in candidates:
        by_kind.setdefault(candidate.type, {})[candidate.name] = candidate
    for kind, chosen in sorted(by_kind.items()):
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
    ordered = sorted(candidates, key=lambda one: (one.name.islower(), -one.articles, one.name))
    yield from _first_of_each(ordered, _folded)
    if not ordered:
        return
    if ordered[0].type == "organisation":
        yield from _first_of_each(filter(_may_be_office, ordered), _office)
        yield from _companies(ordered)
        yield from _acronyms(ordered, initials)
    elif ordered[0].type == "person":
        yield from _people(ordered)
        yield from _acronyms(ordered, _initials_of_person)


def _first_of_each(ordered: Iterable[Candidate], form: Callable[[str], str]) -> Iterator[_Pair]:
    first: dict[str, str] = {}
    for candidate in ordered:
        kept = first.setdefault(form(candidate.name), candidate.name)
        if kept != candidate.name:
            yield kept, candidate.name


@lru_cache(1 << 16)
def _folded(name: str) -> str:
    if name.isascii():
        return name.lower() if _HARD.isdisjoint(name) else " ".join(name.translate(_SIGNS).lower().split())
    plain = unicodedata.normalize("NFKD", name.translate(_SIGNS))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().split())


def _may_be_office(candidate: Candidate) -> bool:
    """Whether it is one of the names that have two word orders."""
    name = candidate.name.lower()
    return "department" in name or "ministry" in name or "office" in name or "bureau" in name


def _office(name: str) -> str:
    """The office in one word order, with its country where it is named."""
    country = next((prefix for prefix in ("U.S. ", "US ") if name.startswith(prefix)), "")
    return ("us " if country else "") + office_of(name.removeprefix(country))


def _companies(ordered: Iterable[Candidate]) -> Iterator[_Pair]:
    names = {candidate.name.lower().replace(",", ""): candidate.name for candidate in ordered}
    longer: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for small in names:
        words = small.split()
        for size in range(1, len(words)):
            if (short := " ".join(words[:size])) in names:
                longer[short][small] = [word for word in words[size:] if word not in _SAYS_NOTHING]
    for short, rests in longer.items():
        if short in _DESCRIBING or short.strip(".") in LEGAL_FORMS or is_public_body(short):
            continue
        going_on = {rest[0] for rest in rests.values() if rest}
        for small, rest in rests.items():
            if not rest or (len(going_on) == 1 and _ANY_COMPANY.issuperset(rest)):
                yield names[short], names[small]


def _acronyms(ordered: Sequence[Candidate], letters_of: Callable[[str], set[str]]) -> Iterator[_Pair]:
    """An acronym goes to the one name that articles explain it by.

    Where none does, it goes to the one name with its initials, if it has three letters or more, begins no other name
    ("CBI Industries"), and is not much commoner than that name: that "CBS" and "Columbia Business School" are in a
    corpus says nothing.
    """
    short = {candidate.name.replace(".", ""): candidate for candidate in ordered if _is_acronym(candidate.name)}
    begun = {candidate.name.partition(" ")[0] for candidate in ordered if " " in candidate.name}
    explained: dict[str, list[Candidate]] = defaultdict(list)
    fitting: dict[str, list[Candidate]] = defaultdict(list)
    if not short:
        return
    by_alias = {letters.lower(): letters for letters in short}
    for candidate in ordered:
        if " " in candidate.name:
            for alias in candidate.aliases:
                named = by_alias.get(alias.replace(".", "").lower())
                if named and named.lower() not in candidate.name.lower().split():
                    explained[named].append(candidate)
            for letters in letters_of(candidate.name):
                fitting[letters].append(candidate)
    for letters, acronym in short.items():
        by_articles, by_letters = _different(explained[letters]), _different(fitting[letters])
        unclear = len(letters) < _UNEXPLAINED or letters in begun
        if len(by_articles) == 1 and len(by_letters) <= 1 and (not by_letters or by_letters == by_articles):
            yield _better_known(explained[letters][0], acronym)
        elif not by_articles and len(by_letters) == 1 and not unclear:
            owner = fitting[letters][0]
            if acronym.articles <= _OFTENER * owner.articles:
                yield owner.name, acronym.name


def _better_known(long: Candidate, acronym: Candidate) -> _Pair:
    """The full name first, but for one that newspapers hardly ever write out ("FBI")."""
    names = long.name, acronym.name
    return names if acronym.articles <= _HARDLY_EVER * long.articles else names[::-1]


def _different(owners: Iterable[Candidate]) -> set[str]:
    return {office_of(_folded(owner.name)) for owner in owners}


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 1 < len(letters) <= _LONGEST_ACRONYM and letters.isalpha() and letters.isupper()


def _initials_of_person(name: str) -> set[str]:
    words = name.replace("-", " ").split()
    letters = "".join(word[0] for word in words)
    return {letters} if len(words) >= _WORDS_OF_INITIALS and letters.isupper() else set()


def _people(ordered: Iterable[Candidate]) -> Iterator[_Pair]:
    namesakes: dict[_Pair, list[Candidate]] = defaultdict(list)
    for candidate in ordered:
        if " " in candidate.name:
            parts = name_parts(candidate.name)
            if len(parts) > 1:
                namesakes[parts[0], parts[-1]].append(candidate)
    for same in namesakes.values():
        if len(same) > 1 and all(same_person(one.name, other.name) for one in same for other in same):
            for kept, other in ((one, other) for at, one in enumerate(same) for other in same[at + 1 :]):
                if _used_together(kept, other):
                    yield kept.name, other.name


def _used_together(one: Candidate, other: Candidate) -> bool:
    return any(_folded(short.name) in map(_folded, long.aliases) for long, short in ((one, other), (other, one)))


def _as_spelled(overrules: Overrules, candidates: Sequence[Candidate]) -> Overrules:
    """The decisions, with the values that their names are equal to in place of these."""
    wanted = {fold_value(name) for one in (*overrules.merges, *overrules.splits) for name in one.names}
    if not wanted:
        return overrules
    spelled = {(one.type, key): one.name for one in candidates if (key := fold_value(one.name)) in wanted}

    def respelled(decision: Decision) -> Decision:
        names = (spelled.get((decision.type, fold_value(name)), name) for name in decision.names)
        return Decision(decision.type, tuple(dict.fromkeys(names)))

    return Overrules(tuple(map(respelled, overrules.merges)), tuple(map(respelled, overrules.splits)))
