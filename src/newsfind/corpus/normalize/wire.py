"""Bylines, datelines, agencies and labelled dates at the head of a text, as newsrooms write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

AGENCIES: dict[str, tuple[str, ...]] = {
    "AP": ("AP", "The Associated Press", "Associated Press"),
    "Reuters": ("Reuters", "Thomson Reuters", "Thomson Reuters Foundation"),
    "AFP": ("AFP", "Agence France Presse", "Agence France-Presse"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "UPI": ("UPI", "United Press International"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "TASS": ("TASS", "ITAR-TASS"),
    "Interfax": ("Interfax",),
    "RIA Novosti": ("RIA Novosti",),
    "ANSA": ("ANSA",),
    "EFE": ("EFE", "Agencia EFE"),
    "PA": ("PA", "PA Media", "Press Association"),
    "CP": ("CP", "The Canadian Press", "Canadian Press"),
    "AAP": ("AAP", "Australian Associated Press"),
    "APA": ("APA", "Austria Presse Agentur"),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Jiji": ("Jiji", "Jiji Press"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
    "PTI": ("PTI", "Press Trust of India"),
    "IANS": ("IANS",),
    "ANI": ("ANI",),
    "Anadolu": ("AA", "Anadolu", "Anadolu Agency", "Anadolu Ajansı"),
    "KNA": ("KNA",),
    "epd": ("epd",),
    "SID": ("SID",),
    "Keystone-ATS": ("ATS", "Keystone-ATS", "Keystone-SDA", "SDA"),
    "Belga": ("Belga",),
    "NTB": ("NTB",),
    "TT": ("TT",),
    "Ritzau": ("Ritzau",),
    "Lusa": ("Lusa",),
    "MTI": ("MTI",),
    "PAP": ("PAP",),
    "Ukrinform": ("Ukrinform",),
    "MENA": ("MENA",),
    "IRNA": ("IRNA",),
    "KUNA": ("KUNA",),
    "Bernama": ("Bernama",),
    "Antara": ("Antara",),
}
"""The name of each agency and the spellings it goes by; those of up to four letters count only as written here."""

_SHORT = 4
_AGENCY = {
    spelling if len(spelling) <= _SHORT else spelling.casefold(): name
    for name, spellings in AGENCIES.items()
    for spelling in spellings
}

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_CAPITAL = "A-ZÀ-ÖØ-Þ" + "".join(letter for letter in map(chr, range(0x100, 0x250)) if letter.isupper())
"""Within brackets: GDAŃSK and İZMİR, too."""
_PLACE = (
    rf"[{_CAPITAL}][{_CAPITAL}.'’-]+(?:[ /][{_CAPITAL}][{_CAPITAL}.'’-]*){{0,4}}"
    rf"(?:,\s+[{_CAPITAL}][\w.’' ]{{1,24}}){{0,2}}"
)
_WHEN = rf"(?:,?\s+{_MONTH}\s*\d{{1,2}}(?:,?\s+\d{{4}})?)?"
_DATELINE = re.compile(
    rf"^(?P<place>{_PLACE}){_WHEN}\s*(?:\((?P<agency>[A-Z][\w ./&’'-]{{1,30}}|dpa|epd)\))?\s*(?P<dash>--|[-–—:])\s*"
)
_DATELINE_BY_AGENCY = re.compile(
    rf"^(?P<place>[{_CAPITAL}][\w.,'’/ -]{{1,50}}?){_WHEN}\s*"
    rf"\((?P<agency>[A-Z][\w ./&’'-]{{1,30}}|dpa|epd)\)\s*(?P<dash>--|[-–—:.])\s*"
)

_NAME = rf"(?:[{_CAPITAL}][\w'’.-]*|de|da|del|della|di|dos|du|la|le|van|von|der|den|ter|bin|ibn|al|el|y)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{1,4}}"
_BYLINE = re.compile(
    rf"^(?i:(?:(?:story|reporting|written|words|reported|text|opinion)\s+)?(?:by|von|par|por|di)\s*:?\s+)"
    rf"(?P<names>{_NAMES}(?:\s*(?:,|and|&|und|et|y)\s+{_NAMES}){{0,5}})(?P<rest>(?:\s*[,|/•·(–—-]\s*.{{0,100}}|\s+(?:for|in|at|of)\s+.{{0,80}})?)$"
)
_SHOUTED_BYLINE = re.compile(
    rf"^BY:?\s+(?P<names>[{_CAPITAL}][{_CAPITAL}'’.-]+(?:\s+[{_CAPITAL}][{_CAPITAL}'’.-]*){{1,4}})$"
)
_STAMP = re.compile(
    r"^(?:(?P<published>(?:first\s+)?(?:published|posted|publication\s+date|pub\s+date|date|veröffentlicht(?:\s+am)?|publié\s+le)"
    r"(?:\s+(?:on|at))?)|(?P<updated>(?:last\s+)?(?:updated|modified|aktualisiert|mis\s+à\s+jour)(?:\s+(?:on|at|am|le))?))"
    r"\s*[:\-–]?\s*(?P<date>\S.{4,60})$",
    re.I,
)
_SOURCE = re.compile(
    r"^(?:source|publication|publisher|newspaper)\s*:\s*(?P<name>[^\W_][^:;]{0,58}[^\W_.!?]\)?)$", re.I
)
_STAFF = re.compile(
    r"\b(?:staff|correspondent|reporter|writer|editor|bureau|desk|news\s+service|agencies|agency|redaktion|contributor|"
    r"associated\s+press|reuters|afp|press|news|times|post)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A labelled date line; `updated` where the label says that it is not the first publication."""

    date: str
    updated: bool


def agency_of(text: str) -> str:
    """The agency that `text` as a whole names ("" for none): a credit, not a mention in a sentence."""
    text = " ".join(text.strip(" .()").split())
    if text.startswith(("dpa/", "dpa-")):
        return "dpa"
    return _AGENCY.get(text if len(text) <= _SHORT else text.casefold(), "")


def agency_in_credit(text: str) -> str:
    """The agency in a credit of several parts: `John Smith, Associated Press`, `Reuters Staff`."""
    for part in re.split(r"\s*[,/|;•·]\s*|\s+(?:and|via|with|-|–|—)\s+|[()]", text):
        part = re.sub(
            r"^(?:by|from)\s+|\s+(?:staff|wire|writers?|correspondents?|reporters?)(?:\s+\w+)?$", "", part, flags=re.I
        )
        if found := agency_of(part):
            return found
    return ""


def dateline_agency(paragraph: str) -> str:
    """The agency in the dateline with which a first paragraph begins: `KYIV, May 3 (Reuters) - ...`."""
    head = paragraph[:160]
    match = _DATELINE.match(head) or _DATELINE_BY_AGENCY.match(head)
    if match is None or not match["agency"]:
        return ""
    return agency_of(match["agency"]) or (match["agency"].strip() if _DATELINE.match(head) else "")


def starts_with_dateline(paragraph: str) -> bool:
    """Whether a paragraph begins with a place in capitals and a dash, or a place and an agency."""
    head = paragraph[:160]
    match = _DATELINE.match(head)
    return bool((match and (match["agency"] or match["dash"] != ":")) or _DATELINE_BY_AGENCY.match(head))


def byline_authors(line: str) -> tuple[str, ...] | None:
    """The authors that a line names as a whole (`By Jane Doe and John Roe, Staff Writers`); None if it is no byline."""
    if len(line) > 160:
        return None
    match = _BYLINE.match(line) or _SHOUTED_BYLINE.match(line)
    return split_authors(match["names"]) if match else None


def stamp(line: str) -> Stamp | None:
    """A line that as a whole is a labelled date; None where it is not."""
    match = _STAMP.match(line) if len(line) <= 100 else None
    return Stamp(match["date"], bool(match["updated"])) if match else None


def named_source(line: str) -> str:
    """The source that a line as a whole names (`Source: The Harbour Courier`); "" where it names none."""
    match = _SOURCE.match(line)
    return " ".join(match["name"].split()) if match else ""


_SPLIT = re.compile(r"\s*(?:;|\||•|·|\s/\s|\n|\s+(?:and|und|et|&|with|y)\s+|,\s*(?:and|und)\s+)\s*")
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


def split_authors(text: str) -> tuple[str, ...]:
    """Names in the order given, each once: `By Ann Lee, Bo Chan and the Associated Press` gives two and the agency."""
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
