"""Which organisations of an article are one: acronyms and their long forms, short names of companies, word order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from newsfind.corpus.entities.canonical.groups import Groups
from newsfind.corpus.entities.canonical.people import Links

_BRACKETED: Final = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")
_NEAR: Final = 3  # characters at most between a long form and the bracket with its acronym
_UNINITIALED: Final = frozenset({"of", "the", "and", "for", "in", "on", "at", "to", "a", "de", "&"})
_WORD: Final = re.compile(r"[^\W\d_][\w’']*")
_LONGEST_ACRONYM: Final = 8
_COMPANY_WORDS: Final = frozenset(
    word
    for line in (
        "technologies technology motors motor airlines airways group holdings company industries international systems",
        "entertainment pictures studios media bank energy pharmaceuticals pharma labs laboratories stores electronics",
        "software networks network communications telecom mobile automotive foods brands resources capital",
        "corp corporation inc incorporated co ltd limited plc llc ag sa device devices semiconductor aerospace",
    )
    for word in line.split()
)
# What follows the short name of a body whose full name is the clearer one ("Labour", "Labour Party").
_BODY_WORDS: Final = frozenset(
    {"party", "department", "news", "university", "college", "ministry", "police", "council", "administration"}
    | {"of representatives", "of commons", "of lords"}
)
_OFFICES: Final = ("department", "ministry", "office", "bureau")


def link_organisations(text: str, groups: Groups) -> Links:
    """Key of a group -> key of the group that it belongs to.

    An acronym belongs to its long form, "Huawei Technologies" to the "Huawei" that people write, "Justice Department"
    to "Department of Justice".
    """
    long = {key: group for key, group in groups.items() if group.type == "organisation" and " " in key}
    links = _bracketed(text, groups, long)
    by_initials: dict[str, list[str]] = defaultdict(list)
    for key, group in long.items():
        for letters in initials(group.name):
            by_initials[letters].append(key)
    for key, group in groups.items():
        if key in links:
            continue
        acronym = group.name.replace(".", "")
        owners = by_initials.get(acronym, ()) if acronym.isupper() and len(acronym) <= _LONGEST_ACRONYM else ()
        if len(owners) == 1 and owners[0] != key:
            links[key] = owners[0]
        elif group.type == "organisation":
            owner = _shorter_name(key, groups) or _reordered(key, groups) or _full_name(key, long)
            if owner and groups[owner].type != "place" and links.get(owner) != key:
                groups[owner].type = "organisation"
                links[key] = owner
    return links


def initials(name: str) -> set[str]:
    """What an organisation's acronym can be: the capitals of its words without "U.S." ahead; none of a single word.

    >>> initials("U.S. Department of Homeland Security")
    {'DHS'}
    """
    words = [word for word in _WORD.findall(name.replace("U.S. ", "")) if word.lower() not in _UNINITIALED]
    letters = "".join(word[0] for word in words if word[0].isupper())
    return {letters} if len(letters) > 1 else set()


def _is_short_form(short: str, long: str) -> bool:
    """Whether `long` is `short` and then nothing but words of companies ("Huawei", "Huawei Technologies Co")."""
    short_words, long_words = short.lower().split(), long.lower().replace(",", " ").split()
    rest = long_words[len(short_words) :]
    return (
        bool(rest)
        and long_words[: len(short_words)] == short_words
        and all(word.strip(".") in _COMPANY_WORDS for word in rest)
        and not all(word in _COMPANY_WORDS for word in short_words)
    )


def _shorter_name(key: str, groups: Groups) -> str | None:
    """The key of a group that is this company's short name."""
    words = key.split()
    for size in range(1, len(words)):
        short = " ".join(words[:size]).rstrip(",")
        if short in groups and _is_short_form(short, key):
            return short
    return None


def office_of(name: str) -> str:
    """ "justice department" as "department of justice"; other names as they are. Lower case."""
    words = name.lower().split()
    for prefix in ("u.s.", "us"):
        if len(words) > 2 and words[0] == prefix:
            words = words[1:]
    if len(words) > 1 and words[-1] in _OFFICES and words[0] not in _OFFICES:
        return f"{words[-1]} of {' '.join(words[:-1])}"
    return " ".join(words)


def _full_name(key: str, long: Iterable[str]) -> str | None:
    """The one body whose name is this and then a word like "Party"."""
    start = f"{key} "
    full = [name for name in long if name.startswith(start) and name[len(start) :] in _BODY_WORDS]
    return full[0] if len(full) == 1 else None


def _capitals(word: str) -> int:
    return sum(letter.isupper() for letter in word)


def _reordered(key: str, groups: Groups) -> str | None:
    other = office_of(key)
    return other if other != key and other in groups else None


def _bracketed(text: str, groups: Groups, long: Groups) -> Links:
    """Acronyms in brackets right behind their long form; also those of other languages, "Workers' Party (PKK)"."""
    links: Links = {}
    ends = {end: key for key, group in long.items() for end in group.ends}
    for bracket in _BRACKETED.finditer(text):
        acronym = bracket.group(1).lower()
        owner = next((ends[at] for at in range(bracket.start(), bracket.start() - _NEAR, -1) if at in ends), None)
        if owner and acronym in groups and _capitals(bracket.group(1)) > 1:
            links[acronym] = owner
    return links
