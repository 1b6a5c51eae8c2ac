"""Dates as publishers write them -> datetime | None. Only ever given what a format calls a date, never body text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from dateutil import parser as dateutil

_FIRST_YEAR = 1600
_LAST_YEAR = 2200
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20|21)\d\d(?!\d)|[/.-]\d\d(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$")
_EPOCH = re.compile(r"^\d{9,10}(?:\.\d+)?$|^\d{12,13}$")
_NOISE = re.compile(
    r"^(?:\s*(?:published|posted|updated|last\s+(?:updated|modified)|first\s+published|date|on|am|vom|le)\b\s*[:,]?)+\s*|"
    r"\s*\|.*$",
    re.I,
)
_ZONES = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "BST": 3600, "WEST": 3600, "CET": 3600, "CEST": 7200, "EET": 7200,
    "EEST": 10800, "MSK": 10800, "IST": 19800, "SGT": 28800, "HKT": 28800, "JST": 32400, "KST": 32400, "AEST": 36000,
    "AEDT": 39600, "EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600,
    "PST": -28800, "PDT": -25200, "ET": -18000, "PT": -28800,
}  # fmt: skip
_MONTHS = {
    "januar": "january", "jänner": "january", "februar": "february", "märz": "march", "maerz": "march", "mai": "may",
    "juni": "june", "juli": "july", "oktober": "october", "okt": "october", "dezember": "december", "dez": "december",
    "janvier": "january", "février": "february", "mars": "march", "avril": "april", "juin": "june",
    "juillet": "july", "août": "august", "septembre": "september", "octobre": "october", "novembre": "november",
    "décembre": "december", "enero": "january", "febrero": "february", "marzo": "march", "abril": "april",
    "mayo": "may", "junio": "june", "julio": "july", "agosto": "august", "septiembre": "september",
    "octubre": "october", "noviembre": "november", "diciembre": "december", "gennaio": "january",
    "febbraio": "february", "aprile": "april", "maggio": "may", "giugno": "june", "luglio": "july",
    "settembre": "september", "ottobre": "october", "dicembre": "december", "janeiro": "january",
    "fevereiro": "february", "março": "march", "maio": "may", "junho": "june", "julho": "july", "setembro": "september",
    "outubro": "october", "novembro": "november", "dezembro": "december", "januari": "january", "februari": "february",
    "maart": "march", "mei": "may", "augustus": "august", "stycznia": "january", "lutego": "february", "marca": "march",
    "kwietnia": "april", "maja": "may", "czerwca": "june", "lipca": "july", "sierpnia": "august",
    "września": "september", "października": "october", "listopada": "november", "grudnia": "december",
    "января": "january", "февраля": "february", "марта": "march", "апреля": "april", "мая": "may", "июня": "june",
    "июля": "july", "августа": "august", "сентября": "september", "октября": "october", "ноября": "november",
    "декабря": "december",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_DAY_FIRST = re.compile(r"^\d{1,2}\.\s*\d{1,2}\.")
_MONTH_NAMES = "|".join(
    sorted(
        {*_MONTHS, "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
         "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"},
        key=len, reverse=True,
    )
)  # fmt: skip
_FIND = re.compile(
    rf"(?<!\d)(?:(?P<iso>(?:19|20)\d\d-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)"
    rf"|(?P<cjk>(?:19|20)\d\d年\s*\d{{1,2}}月\s*\d{{1,2}}日)"
    rf"|(?P<numeric>\d{{1,2}}\s?(?P<sign>[./|-])\s?\d{{1,2}}\s?(?P=sign)\s?(?:19|20)\d\d)"
    rf"|(?P<day_name>\d{{1,2}}(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+|of\s+)?(?:{_MONTH_NAMES})\.?,?\s+(?:de\s+|del\s+)?(?:19|20)\d\d)"
    rf"|(?P<name_day>(?:{_MONTH_NAMES})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d))(?!\d)",
    re.I,
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º)\b|\b(?:de|del|of)\b", re.I)


def parse_date(text: str, *, day_first: bool = False) -> datetime | None:
    """The moment that `text` names: aware where it names a zone, naive midnight where it names only a day.

    None where it names no full day (`June 2019`, `yesterday`), where it is no date, or where it is out of reason.
    `day_first` reads `5/6/2019` as the fifth of June, as everywhere but in the United States.
    """
    text = text.strip()
    if not text or len(text) > 100:
        return None
    found = _parse_machine(text) or _parse_written(text, day_first)
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    return _whole_minutes(found)


def find_date(text: str, *, day_first: bool = False) -> datetime | None:
    """The first full date inside a short line that a page shows, such as a byline."""
    match = _FIND.search(text)
    if match is None:
        return None
    found = match.group()
    if match["cjk"]:
        found = "-".join(part.zfill(2) for part in re.findall(r"\d+", found))
    elif match["numeric"]:
        found = found.replace(" ", "").replace("|", ".")
        day_first = day_first or match["sign"] in ".|"
    return parse_date(_ORDINAL.sub(" ", found), day_first=day_first)


def _parse_machine(text: str) -> datetime | None:
    """ISO 8601, compact forms and seconds since 1970, by far the most frequent."""
    if match := _COMPACT.match(text):
        return _from_compact(match)
    if len(text) >= 10 and text[4] in "-/" and text[:4].isdigit():
        try:
            return datetime.fromisoformat(text.replace("/", "-", 2))
        except ValueError:
            return None
    if _EPOCH.match(text):
        seconds = float(text) / (1000 if len(text) > 11 and "." not in text else 1)
        return datetime.fromtimestamp(seconds, UTC)
    return None


def _from_compact(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        naive = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    if not zone:
        return naive
    if zone == "Z":
        return naive.replace(tzinfo=UTC)
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return naive.replace(tzinfo=timezone(sign * offset))


def _parse_written(text: str, day_first: bool) -> datetime | None:
    text = _NOISE.sub("", text).strip(" .,;:")
    if not _YEAR.search(text):
        return None
    text = _WORD.sub(lambda match: _MONTHS.get(match.group().lower(), match.group()), text)
    text = _ORDINAL.sub(" ", text)
    text = re.sub(r"\b(?:um|à|at|Uhr|klo)\b", " ", text).replace("h.", " ")
    return _twice(text, day_first or bool(_DAY_FIRST.match(text)))


def _twice(text: str, day_first: bool) -> datetime | None:
    """Parsed against two defaults, since a date that changes with the default does not name a full day."""
    if "," in text[:5] and text.rstrip()[-5:-4] in "+-":
        try:
            return parsedate_to_datetime(text)
        except (ValueError, TypeError):
            pass
    found: list[datetime] = []
    for default in (datetime(2000, 1, 1), datetime(2001, 2, 2)):
        try:
            found.append(dateutil.parse(text, default=default, dayfirst=day_first, tzinfos=_ZONES))
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None
    return found[0] if found[0] == found[1] else None


def _whole_minutes(found: datetime) -> datetime | None:
    """Plain `timezone` offsets, so that dates pickle and compare the same wherever they came from."""
    if found.tzinfo is None:
        return found
    offset = found.utcoffset()
    if offset is None or abs(offset) > timedelta(hours=15):
        return found.replace(tzinfo=None)
    return found.replace(tzinfo=UTC if not offset else timezone(offset))
