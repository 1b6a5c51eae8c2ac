"""News agencies: their names in all spellings, and which one a credit names."""

from __future__ import annotations

import re

_SPELLINGS: dict[str, tuple[str, ...]] = {
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
    for name, spellings in _SPELLINGS.items()
    for spelling in spellings
}
_PARTS = re.compile(r"\s*[,/|;•·]\s*|\s+(?:and|via|with|-|–|—)\s+|[()]")
_AROUND = re.compile(r"^(?:by|from)\s+|\s+(?:staff|wire|writers?|correspondents?|reporters?)(?:\s+\w+)?$", re.I)


def agency_of(text: str) -> str:
    """The agency that `text` as a whole names ("" for none): a credit, not a mention in a sentence.

    >>> agency_of("(Associated Press)"), agency_of("dpa/lno"), agency_of("a Reuters reporter")
    ('AP', 'dpa', '')
    """
    text = " ".join(text.strip(" .()").split())
    if text.startswith(("dpa/", "dpa-")):
        return "dpa"
    return _AGENCY.get(text if len(text) <= _SHORT else text.casefold(), "")


def agency_in_credit(text: str) -> str:
    """The agency in a credit of several parts: `John Smith, Associated Press`, `Reuters Staff`."""
    parts = (_AROUND.sub("", part) for part in _PARTS.split(text))
    return next((found for part in parts if (found := agency_of(part))), "")
