"""One mention's text -> the name in it: no title, no possessive, no article, no quotation marks, no "Inc."."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from newsfind.article import EntityType
from newsfind.corpus.entities.canonical.known import keeps_article, keeps_possessive

MOST_REMEMBERED: Final = 20_000

_BEFORE_TITLES: Final = (
    "u.s.|us|british|french|german|russian|chinese|israeli|iranian|former|ex|then|acting|vice|deputy|prime|chief|state|"
    "the|late|first|lady|attorney|foreign|defence|defense|interior|finance|trade|home|special|general|supreme|court|"
    "opposition|party|senior|assistant|executive|house|senate|majority|minority|national|security|police|district|"
    "white|press|mr|ms|mrs|dr"
)
_TITLES: Final = (
    "mr|mrs|ms|miss|dr|sens?|reps?|gov|gen|col|lt|sgt|capt|cmdr|maj|adm|prof|rev|hon|judge|justice|president|chairman|"
    "chairwoman|chancellor|senators?|congressman|congresswoman|representative|governor|mayor|minister|secretary|"
    "ambassador|king|queen|prince|princess|pope|sir|lord|lady|dame|sheikh|ayatollah|cardinal|archbishop|bishop|father|"
    "coach|officer|detective|sheriff|attorney|director|spokesman|spokeswoman|spokesperson|professor|doctor|general|"
    "colonel|lieutenant|sergeant|captain|admiral|major|premier|speaker|leader|commissioner|adviser|advisor|inspector|"
    "superintendent|constable|nominee|candidate|envoy|whip|chief|editor|ceo|sister|brother|pastor|rabbi|imam"
)
_TITLE: Final = re.compile(rf"(?:(?:{_BEFORE_TITLES})[. -]+)*(?:(?:{_TITLES})\b[.,]*\s+)+(?=\S)", re.IGNORECASE)
_PART_OF_NAME: Final = frozenset({"king", "queen", "prince", "princess", "pope", "sheikh", "ayatollah"})
_POSSESSIVE: Final = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"the\s+", re.IGNORECASE)
_SUFFIX: Final = re.compile(
    r"[,\s]+(?:inc|corp|ltd|plc|llc|llp|cos?|corporation|incorporated|limited|company|holdings|lp|l\.p|ag|s\.a|sa|nv|"
    r"n\.v|gmbh|bv|spa|s\.p\.a)\.?$",
    re.IGNORECASE,
)
# Words that a capital makes look like a body, but that say nothing as a value of a facet.
_COMMON: Final = frozenset(
    word
    for words in (
        "company committee department agency commission council board court ministry university group association",
        "administration government state states party bank corporation foundation institute center centre office army",
        "republican democrat democratic republicans democrats conservative conservatives campaign union church police",
        "hospital",
    )
    for word in words.split()
)
LEGAL_FORMS: Final = frozenset(
    {"inc", "corp", "ltd", "plc", "llc", "llp", "co", "cos", "corporation", "incorporated", "limited", "company"}
)
"""Lower case, without points."""
_NOTHING_MORE: Final = LEGAL_FORMS | {"holdings", "holding", "group", "unit", "and"}
_PAIR: Final = re.compile(r"(?:U\.S\.?|US|U\.K\.?|UK|EU)-[A-Z]\w+$")  # "U.S.-China" talks: two countries, no body
_EDGES: Final = " \t\n,;:'\"“”‘’()[]-–—"


@lru_cache(MOST_REMEMBERED)
def cleaned(mention: str, kind: EntityType) -> str:
    """The name in the text of a mention; "" where there is none (no letter, or a title alone).

    >>> cleaned("Sen. Mark Warner's", "person"), cleaned("the Committee", "organisation")
    ('Mark Warner', '')
    """
    name = " ".join(mention.split())
    if kind == "organisation" and (keeps_article(name) or keeps_possessive(name)):
        return name
    name = " ".join(_POSSESSIVE.sub("", name).strip(_EDGES).split())
    name = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    if kind == "person":
        title = _TITLE.match(name)
        name = _untitled(title[0], name[title.end() :]) if title else name
    if _PAIR.match(name) or (kind == "organisation" and _is_common(name)):
        return ""
    return name if any(letter.isalpha() for letter in name) else ""


def _is_common(name: str) -> bool:
    """A body's word alone ("Committee"), or nothing but a company's legal form ("Holdings Inc")."""
    small = name.lower()
    return small in _COMMON or all(word.strip(".,") in _NOTHING_MORE for word in small.split())


def _untitled(titles: str, name: str) -> str:
    """The name, with the title left on who has no other name ("Pope Francis", "King Fahd")."""
    last = titles.rsplit(maxsplit=1)[-1]
    return f"{last.capitalize()} {name}" if " " not in name and last.lower() in _PART_OF_NAME else name


@lru_cache(MOST_REMEMBERED)
def without_suffix(name: str) -> str:
    """An organisation's name without its legal form ("Inc.", "Co., Ltd."), but never without its last proper word.

    "Company" and the like stay where they make the name ("The Walt Disney Company" loses it, "Ford Motor Co" too, but
    a name of one word before "Company" or "Holdings" that would be left with a common word is left alone).

    >>> without_suffix("Ford Motor Co."), without_suffix("Trust Company")
    ('Ford Motor', 'Trust Company')
    """
    shorter = name
    while match := _SUFFIX.search(shorter):
        rest = shorter[: match.start()].rstrip(" ,&")
        if not rest or rest.lower() in _NO_NAMES or rest.endswith((" and", " of")):
            break
        shorter = rest
    return shorter


_NO_NAMES: Final = frozenset({"the", "trust", "insurance", "oil", "gas", "power", "holding", "investment", "first"})
