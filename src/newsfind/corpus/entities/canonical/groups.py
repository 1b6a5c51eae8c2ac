"""Group: all mentions of one text that share a spelling, whatever their capitals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from newsfind.article import EntityType
from newsfind.corpus.entities.canonical.clean import cleaned, without_suffix
from newsfind.corpus.entities.canonical.known import well_known, whole_name
from newsfind.corpus.entities.mention import Mention

LONGEST_ACRONYM: Final = 5
LONGEST_CODE: Final = 3  # a place or a person's initials: "UAE", "JFK"
_SHOUTED: Final = 0.8
_STAY_SMALL: Final = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "del", "van", "von", "al"}
)
_STAY_LARGE: Final = frozenset({"usa", "uk", "us", "uae", "un", "eu", "ussr"})
_VOWELS: Final = frozenset("aeiouyáéíóúäëïöü")
_AGENCIES: Final = frozenset(
    {"reuters", "reuter", "ap", "afp", "upi", "dpa", "pti", "ani", "xinhua", "bloomberg", "cnn"}
)


@dataclass(slots=True)
class Group:
    """Mentions in the making of a value: `name` is how the value would be shown, `forms` how it was written."""

    name: str
    type: EntityType
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Mentions."""
        return len(self.starts)


Groups = dict[str, Group]


def grouped(text: str, mentions: Sequence[Mention]) -> Groups:
    """Groups by the lower-case name, in the order of their first mention."""
    groups: Groups = {}
    votes: dict[str, dict[EntityType, int]] = {}
    for mention in mentions:
        start, end, given = whole_name(text, mention.start, mention.end, mention.type)
        form = cleaned(text[start:end], given)
        known = well_known(form, given)
        name, kind = known or (form, given)
        if not name or _is_credit(text, mention) or _is_country(name, kind):
            continue
        key = name.lower()
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(name, kind)
            votes[key] = {}
        votes[key][kind] = votes[key].get(kind, 0) + 1
        group.starts.append(mention.start)
        group.ends.append(mention.end)
        group.forms[form] = group.forms.get(form, 0) + 1
        if known:
            group.forms.setdefault(name, 0)
    for key, group in groups.items():
        if len(votes[key]) > 1:
            group.type = max(votes[key], key=votes[key].__getitem__)
        if _shouted(group.name):
            group.name = _mixed(group)
    return groups


def _is_credit(text: str, mention: Mention) -> bool:
    """Whether an agency stands there only as the one that sent the article: "MOSCOW (Reuters) -"."""
    before, behind = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    return before == "(" and behind == ")" and text[mention.start : mention.end].lower() in _AGENCIES


def _is_country(name: str, kind: EntityType) -> bool:
    """ "U.K. company" at the start of a heading, of which only the country is a name."""
    short = without_suffix(name) if kind == "organisation" else name
    return short != name and well_known(short, "place") is not None


def _mixed(group: Group) -> str:
    """A name written in capitals as the article writes it elsewhere, or in the usual capitals; acronyms stay."""
    others = [form for form in group.forms if not _shouted(form) and form.lower() == group.name.lower()]
    if others:
        return max(others, key=group.forms.__getitem__)
    words = group.name.split()
    longest = LONGEST_ACRONYM if group.type == "organisation" or "." in group.name else LONGEST_CODE
    if len(words) == 1 and len(group.name) <= longest:
        return group.name
    return " ".join(_capitalised(words))


def _shouted(name: str) -> bool:
    """In capitals but for a letter here and there ("McCOY")."""
    return sum(map(str.isupper, name)) > _SHOUTED * sum(map(str.isalpha, name))


def _capitalised(words: Iterable[str]) -> Iterable[str]:
    for number, word in enumerate(words):
        small = word.lower()
        if "." in word or small in _STAY_LARGE or (len(word) <= LONGEST_ACRONYM and not _VOWELS & set(small)):
            yield word
        elif number and small in _STAY_SMALL:
            yield small
        else:
            yield "-".join(part[:1].upper() + part[1:] for part in small.split("-"))
