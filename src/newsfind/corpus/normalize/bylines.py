"""Bylines -> names: the line under a headline, and what formats and pages give as an author."""

from __future__ import annotations

import re

from newsfind.corpus.normalize.agencies import agency_of
from newsfind.corpus.normalize.characters import CAPITALS

_NAME = rf"(?:[{CAPITALS}][\w'’.-]*|de|da|del|della|di|dos|du|la|le|van|von|der|den|ter|bin|ibn|al|el|y)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{1,4}}"
_BYLINE = re.compile(
    rf"^(?i:(?:(?:story|reporting|written|words|reported|text|opinion)\s+)?(?:by|von|par|por|di)\s*:?\s+)"
    rf"(?P<names>{_NAMES}(?:\s*(?:,|and|&|und|et|y)\s+{_NAMES}){{0,5}})(?:\s*[,|/•·(–—-]\s*.{{0,100}}|\s+(?:for|in|at|of)\s+.{{0,80}})?$"
)
_SHOUTED_BYLINE = re.compile(
    rf"^BY:?\s+(?P<names>[{CAPITALS}][{CAPITALS}'’.-]+(?:\s+[{CAPITALS}][{CAPITALS}'’.-]*){{1,4}})$"
)
_STAFF = re.compile(
    r"\b(?:staff|correspondent|reporter|writer|editor|bureau|desk|news\s+service|agencies|agency|redaktion|contributor|"
    r"associated\s+press|reuters|afp|press|news|times|post)\b",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:;|\||•|·|\s/\s|\s+(?:and|und|et|&|with|y)\s+|,\s*(?:and|und)\s+)\s*")
_LEAD = re.compile(
    r"^(?:(?:(?:story|reporting|written|text|reported|posted|published|opinion|interview|veröffentlicht|erstellt|geschrieben|verfasst|"
    r"zeige\s+alle\s+beiträge|alle\s+beiträge|articles?|artikel|beitrag|publié|publicado|escrito|view\s+all\s+posts|ein\s+\w+)\s+)?"
    r"(?:by|von|vom|par|por|di|da)\s*:?\s+|(?:authors?|autor(?:in|en)?|auteur|autore|byline|text|texte|interview|redaktion|redacción|foto)\s*:\s*"
    r"|(?:author|auteur|autor|autore)\s+(?=[A-ZÀ-Þ]))",
    re.I,
)
_DATED = re.compile(
    r"[\s,;|·•(-]+(?:(?:am|at|on|um|vor|le|il|el)\s+)?(?:(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[a-zäöü]*\.?,?\s+)?"
    r"(?:\d|(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zäöü]*\.?\s+\d).*$",
    re.I,
)
_TAIL = re.compile(
    r"\s+(?:\||–|—|-)\s+.*$|\s*\([^()]*\)\s*$|\s*,?\s*<?\S+@\S+>?$|\s+https?://\S+$|(?<=[a-zà-ÿ]{2})\.$|\s+(?:shares?|edit)$"
)
_WIRE_TAIL = re.compile(r"(?<=\w)/(\w{2,10})$")
_SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|Esq|MD|PhD|MP|R\.?N)\.?$")


def byline_authors(line: str) -> tuple[str, ...] | None:
    """The authors that a line names as a whole (`By Jane Doe and John Roe, Staff Writers`); None if it is no byline."""
    if len(line) > 160:
        return None
    match = _BYLINE.match(line) or _SHOUTED_BYLINE.match(line)
    return split_authors(match["names"]) if match else None


def split_authors(text: str) -> tuple[str, ...]:
    """Names in the order given, each once.

    >>> split_authors("By Ann Lee, Chief Editor, and Chan, Bo")
    ('Ann Lee', 'Bo Chan')
    """
    found: list[str] = []
    text = _DATED.sub("", _LEAD.sub("", " ".join(text.split())))
    text = _WIRE_TAIL.sub(lambda match: f" / {match[1]}" if agency_of(match[1]) else match[0], text)
    for part in _SPLIT.split(text):
        for name in _by_commas(part):
            name = _TAIL.sub("", _LEAD.sub("", name)).strip(' ,.;:-–—|"“”')
            if _is_name(name) and name not in found:
                found.append(name)
    return tuple(found)


def _by_commas(part: str) -> list[str]:
    """`A B, C D` are two people; `Doe, Jane` is one, and `Jane Doe, Jr.` too; `Jane Doe, Chief Editor` is Jane Doe."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    names: list[str] = []
    for piece in pieces:
        if names and _SUFFIX.match(piece):
            names[-1] += f", {piece}"
        elif names and _STAFF.search(piece) and not agency_of(piece):
            continue
        else:
            names.append(piece)
    if len(names) == 2 and " " not in names[0] and len(names[1].split()) <= 2:
        return [f"{names[1]} {names[0]}"]
    return names


def _is_name(name: str) -> bool:
    if not 1 < len(name) <= 80 or len(name.split()) > 8:
        return False
    return not name.startswith(("http:", "https:", "@", "www.")) and any(sign.isalpha() for sign in name)
