"""Dates as people write them, in the languages of newspapers: `6. Mai 2024, 14:30 Uhr`, `May 6, 2024 at 2:30 p.m. EDT`.

A date counts only whole: day, month and year. A time that stands beside it belongs to it, with its zone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from newsfind.corpus.normalize.month_names import MONTHS

ZONES: Final = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "SAST": 120, "EEST": 180, "MSK": 180, "IST": 330, "SGT": 480, "HKT": 480, "JST": 540,
    "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "BRT": -180, "ART": -180, "EST": -300, "EDT": -240,
    "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip
"""Minutes east of Greenwich of the zones that dates name by letters; EST is that of New York, IST that of India."""
_SEASONAL: Final = {"ET": ("EST", "EDT"), "CT": ("CST", "CDT"), "MT": ("MST", "MDT"), "PT": ("PST", "PDT")}
_FIRST_SUMMER_MONTH, _LAST_SUMMER_MONTH = 4, 10
_FURTHEST = timedelta(hours=15)
_BUDDHIST = 543
_CENTURY_ENDS = 69

_YEAR = r"(?:1[6-9]|20|21|25)\d\d"
_WORD = (
    r"(?:[^\s\d.,;:!?|/()\[\]<>«»\"“”'’=_-]{3,24}|[\u0e01-\u0e4e]{1,3}\.\s?[\u0e01-\u0e4e]\.?"
    r"|(?:كانون|تشرين)\s(?:الأول|الثاني))"
)
_DATE: Final = re.compile(
    rf"(?<![\d.,/-])(?:"
    rf"(?P<year1>{_YEAR})(?P<sign1>[-/.年년])\s?(?P<month1>\d{{1,2}})(?:(?P=sign1)|\s?[月월])\s?(?P<day1>\d{{1,2}})(?:[日일]|(?!\d))"
    rf"|(?P<first>\d{{1,2}})\s?(?P<sign2>[./|-])\s?(?P<second>\d{{1,2}})\s?(?P=sign2)\s?(?P<year2>{_YEAR}|(?<=[./])\d\d)(?![\d/:-]|\.\d)"
    rf"|(?P<day3>\d{{1,2}})(?:\s?(?:st|nd|rd|th)\b|er|re|º|ª|°|\.)?[\s-]{{0,2}}(?:de\s|del\s|di\s|d[’']|of\s|дня\s|ngày\s)?"
    rf"(?P<name3>{_WORD}|tháng\s\d{{1,2}})(?:\s/\s{_WORD})?\.?,?[\s-]{{0,2}}(?:de\s|del\s|năm\s)?(?P<year3>{_YEAR})(?!\d)"
    rf"|(?P<name4>{_WORD})\.?\s{{1,2}}(?P<day4>\d{{1,2}})(?:\s?(?:st|nd|rd|th)|º)?,?\s{{1,2}}(?P<year4>{_YEAR})(?!\d)"
    rf"|(?P<year5>{_YEAR})\.?\s(?:m\.\s|gada\s)?(?:(?P<early5>\d{{1,2}})\.\s)?(?P<name5>{_WORD})(?:\s(?P<day5>\d{{1,2}}))?"
    rf")",
    re.I,
)
_AT = r"(?:(?:at|um|à|às|alle|ore|kl|klo|o|a\s+las|as|om|saat|saa|v|в|о|i|kello|ura|ob)\b\W{0,3})?"
_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])(?:\s?[:.hH]\s?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?)?(?![\d.:/-]|\s*[-./]\d)"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
)
_ZONE = r"(?:\s?(?:Uhr|h|hs|hrs|uur|g)\b)?(?:\s?\(?(?P<zone>(?:UTC|GMT)?\s?[+-]\d\d?(?::?\d\d)?|[A-Z]{1,4})\b)?"
_CLOCK_BEHIND: Final = re.compile(rf"[\s,;|•·@–—.T(/-]{{0,6}}{_AT}{_TIME}{_ZONE}", re.I)
_CLOCK_BEFORE: Final = re.compile(
    rf"(?<![\d.]){_TIME}{_ZONE}[\s,;|•·–—()/-]{{0,4}}(?:[^\W\d_]{{2,10}}\.?,?\s)?(?:on\s)?$", re.I
)
_ENOUGH: Final = re.compile(rf"{_YEAR}|\d\s?[./]\s?\d\d(?!\d)")
_BEFORE = 24
_FOREIGN_DIGIT: Final = re.compile("[٠-٩۰-۹०-९০-৯]")
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯", "0123456789" * 4)


def find_date(text: str, *, day_first: bool = False) -> datetime | None:
    """The first full date in a text, with the time beside it; `day_first` reads `5/6/2024` as the fifth of June.

    Aware where a zone is named; midnight where no time is.

    >>> find_date("By Ann Lee | 6 May 2024, 2:30 p.m. EDT").isoformat()
    '2024-05-06T14:30:00-04:00'
    """
    found = find_date_at(text, day_first=day_first)
    return found[0] if found else None


def find_date_at(text: str, *, day_first: bool = False) -> tuple[datetime, int, int] | None:
    """As `find_date`, with the places in the text where the date, without its time, begins and ends."""
    if _FOREIGN_DIGIT.search(text) is not None:
        text = text.translate(_DIGITS)
    if _ENOUGH.search(text) is None:
        return None
    for match in _DATE.finditer(text):
        day = _day(match, day_first)
        if day is not None:
            return _with_clock(day, text, match), match.start(), match.end()
    return None


def _day(match: re.Match[str], day_first: bool) -> datetime | None:
    group = match.group
    if group("year1"):
        return _made(group("year1"), int(group("month1")), group("day1"))
    if group("year2"):
        first, second = int(group("first")), int(group("second"))
        swapped = first > 12 or ((day_first or group("sign2") in ".|") and second <= 12)
        day, month = (first, second) if swapped else (second, first)
        return _made(group("year2"), month, day)
    if group("year3"):
        return _made(group("year3"), _month(group("name3")), group("day3"))
    if group("year4"):
        return _made(group("year4"), _month(group("name4")), group("day4"))
    day5 = group("day5") or group("early5")
    return _made(group("year5"), _month(group("name5")), day5) if day5 else None


def _month(name: str) -> int:
    """The number of a month, 0 where the word is none."""
    name = " ".join(name.lower().split())
    if name.startswith("tháng"):
        return int(name.removeprefix("tháng"))
    return MONTHS.get(name) or MONTHS.get(name.rstrip(".")) or 0


def _made(year: str, month: int, day: int | str) -> datetime | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < _CENTURY_ENDS else 1900
    elif number > 2500:
        number -= _BUDDHIST
    try:
        return datetime(number, month, int(day))
    except ValueError:
        return None


def _with_clock(day: datetime, text: str, match: re.Match[str]) -> datetime:
    """The day with the time of day behind or before it, where there is one."""
    clock = _CLOCK_BEHIND.match(text, match.end())
    if clock is None or not (clock["minute"] or clock["half"]):
        clock = _CLOCK_BEFORE.search(text[max(0, match.start() - _BEFORE) : match.start()])
    if clock is None or not (clock["minute"] or clock["half"]):
        return day
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"] in "pP" else 0)
    moment = day.replace(hour=hour, minute=int(clock["minute"] or 0), second=int(clock["second"] or 0))
    return moment.replace(tzinfo=zone_of(clock["zone"] or "", moment.month))


def zone_of(text: str, month: int) -> timezone | None:
    """The zone that `CEST`, `GMT+2`, `-05:00` and the like name, `ET` by the month of the year; None for no zone."""
    text = "".join(text.upper().split())
    digits = text.removeprefix("UTC").removeprefix("GMT")
    if digits[:1] in ("+", "-"):
        plain = digits[1:].replace(":", "")
        hours, minutes = (plain[:-2], plain[-2:]) if len(plain) > 2 else (plain, "0")
        offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if digits[0] == "-" else 1)
    else:
        if text in _SEASONAL:
            text = _SEASONAL[text][_FIRST_SUMMER_MONTH <= month <= _LAST_SUMMER_MONTH]
        if text not in ZONES:
            return None
        offset = timedelta(minutes=ZONES[text])
    if abs(offset) > _FURTHEST:
        return None
    return timezone(offset) if offset else UTC
