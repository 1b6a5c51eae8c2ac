"""Names of places and of a few bodies that are written in many ways, each under the way newsfind writes it."""

from __future__ import annotations

import re
from typing import Final

from newsfind.article import EntityType

_PLACES: Final = {
    "United States": "u.s.|u.s|us|usa|u.s.a.|u.s.a|america|united states of america|the states",
    "United Kingdom": "uk|u.k.|u.k|britain|great britain",
    "United Arab Emirates": "uae|u.a.e.",
    "Soviet Union": "ussr|u.s.s.r.|ussr.",
    "China": "prc|people's republic of china|people’s republic of china|mainland china",
    "Russia": "russian federation",
    "Netherlands": "holland",
    "Washington, D.C.": "dc|washington d.c.|washington dc|washington, dc|d.c.|d.c|district of columbia",
    "New York City": "nyc|n.y.c.",
    "Los Angeles": "l.a.|los angeles, california|los angeles, calif.",
    "Czech Republic": "czechia",
    "North Korea": "dprk|democratic people's republic of korea",
    "South Korea": "republic of korea",
    "Ivory Coast": "côte d'ivoire|cote d'ivoire",
    "Myanmar": "burma",
}
_STATES: Final = {
    "Alabama": "ala", "Arizona": "ariz", "Arkansas": "ark", "California": "calif", "Colorado": "colo",
    "Connecticut": "conn", "Delaware": "del", "Florida": "fla", "Georgia": "ga", "Illinois": "ill", "Indiana": "ind",
    "Kansas": "kan", "Kentucky": "ky", "Louisiana": "la", "Maryland": "md", "Massachusetts": "mass",
    "Michigan": "mich", "Minnesota": "minn", "Mississippi": "miss", "Missouri": "mo", "Montana": "mont",
    "Nebraska": "neb", "Nevada": "nev", "New Hampshire": "n.h", "New Jersey": "n.j", "New Mexico": "n.m",
    "New York": "n.y", "North Carolina": "n.c", "North Dakota": "n.d", "Oklahoma": "okla", "Oregon": "ore",
    "Pennsylvania": "pa", "Rhode Island": "r.i", "South Carolina": "s.c", "South Dakota": "s.d", "Tennessee": "tenn",
    "Texas": "tex", "Vermont": "vt", "Virginia": "va", "Washington state": "wash", "West Virginia": "w.va",
    "Wisconsin": "wis", "Wyoming": "wyo",
}  # fmt: skip
_BODIES: Final = {
    "United Nations": "u.n.|u.n|un|united nations organization|united nations organisation",
    "European Union": "eu|e.u.|e.u",
    "Federal Reserve": "fed|us federal reserve|u.s. federal reserve|federal reserve board",
    "Justice Department": "doj|department of justice|u.s. department of justice|u.s. justice department",
    "State Department": "department of state|u.s. department of state|u.s. state department",
    "Defense Department": "department of defense|u.s. department of defense|u.s. defense department",
    "Treasury Department": "department of the treasury|u.s. department of the treasury|u.s. treasury department",
    "Department of Homeland Security": "dhs|homeland security|homeland security department",
    "Environmental Protection Agency": "epa|u.s. environmental protection agency",
    "Food and Drug Administration": "fda|u.s. food and drug administration",
    "FBI": "federal bureau of investigation",
    "CIA": "central intelligence agency",
    "NASA": "national aeronautics and space administration",
    "International Monetary Fund": "imf",
    "World Health Organization": "who|world health organisation",
    "World Trade Organization": "wto|world trade organisation",
    "European Central Bank": "ecb",
    "Republican Party": "gop|grand old party",
    "Republican National Committee": "rnc",
    "Democratic National Committee": "dnc",
    "House of Representatives": "u.s. house of representatives|us house of representatives|u.s. house",
    "Senate": "u.s. senate|us senate|united states senate",
    "Congress": "u.s. congress|us congress|united states congress",
    "Supreme Court": "u.s. supreme court|us supreme court|united states supreme court",
    "NATO": "nato|north atlantic treaty organization|north atlantic treaty organisation",
    "Associated Press": "ap",
    "Agence France-Presse": "afp",
    "Reuters": "reuter",
}


# Newspapers and firms of which the article or the possessive is a part of the name.
_WITH_ARTICLE: Final = frozenset({"hill", "guardian", "atlantic", "economist", "intercept", "nation", "conversation"})
_WITH_POSSESSIVE: Final = re.compile(
    r"(?:moody|mcdonald|macy|sotheby|christie|lloyd|wendy|kohl|sainsbury|kellogg|domino|denny|arby|lowe|trader joe|"
    r"standard (?:&|and) poor|barron)['’]s",
    re.IGNORECASE,
)


_CODES: Final = (
    "AL AZ AR CA CO CT DE FL GA IL IN KS KY LA MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OK OR PA RI SC SD TN TX "
    "VT VA WA WV WI WY"
)
_POSTAL: Final = dict(zip(_CODES.split(), _STATES, strict=True))


def _by_form(forms: dict[str, str]) -> dict[str, str]:
    return {form: name for name, listed in forms.items() for form in listed.split("|")}


_PLACE_OF: Final = {
    **_by_form(_PLACES),
    **{f"{short}.": name for name, short in _STATES.items()},
    "wva.": "West Virginia",
}
_BODY_OF: Final = _by_form(_BODIES)
_BODY_NAMES: Final = frozenset(name.lower() for name in _BODIES)


def whole_name(text: str, start: int, end: int, kind: EntityType) -> tuple[int, int, EntityType]:
    """Where a name stands of which a tagger saw a part: "The Hill", of whatever type; "Moody's" of an organisation."""
    small = text[start:end].lower()
    if small in _WITH_ARTICLE and text[max(start - 4, 0) : start] == "The ":
        return start - 4, end, "organisation"
    if kind == "organisation" and keeps_possessive(text[start : end + 2]):
        return start, end + 2, kind
    return start, end, kind


def keeps_article(name: str) -> bool:
    """Whether "The" is a part of this name."""
    return name.startswith("The ") and name[4:].lower() in _WITH_ARTICLE


def keeps_possessive(name: str) -> bool:
    """Whether the "'s" at the end of this name is a part of it."""
    return _WITH_POSSESSIVE.fullmatch(name) is not None


def is_public_body(name: str) -> bool:
    """Whether it is one of the parliaments, offices and the like that newsfind knows, by any name, lower case."""
    return name in _BODY_OF or name in _BODY_NAMES


def well_known(name: str, kind: EntityType) -> tuple[str, EntityType] | None:
    """The usual name and the right type of a place or body that goes by several names; None for all others.

    A country is a place and the United Nations an organisation, whatever a tagger took them for; but nobody called
    "America" or "Un" stops being a person.
    """
    if kind == "person":
        return None
    if kind == "place" and name in _POSTAL:
        return _POSTAL[name], "place"
    form = name.lower()
    if form in _BODY_OF:
        return _BODY_OF[form], "organisation"
    if form in _PLACE_OF:
        return _PLACE_OF[form], "place"
    return None
