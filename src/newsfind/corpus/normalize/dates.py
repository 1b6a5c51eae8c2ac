"""Dates as formats give them -> datetime | None. Only ever given what is called a date, never the text of a body."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from dateutil import parser as dateutil

from newsfind.corpus.normalize.written_dates import ZONES, find_date, zone_of

_FIRST_YEAR = 1600
_LAST_YEAR = 2200
_LONGEST = 100
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20|21)\d\d(?!\d)|[/.-]\d\d(?!\d)|\d [A-Za-z]{3} \d\d \d\d:\d\d")
"""Four digits; or two where their place tells that they are the year, as in mails of old (`6 May 02 07:08:09`)."""
_COMPACT = re.compile(r"^((?:1[6-9]|20|21)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$")
_EPOCH = re.compile(r"^\d{9,10}(?:\.\d+)?$|^\d{12,13}$")
_ISO = re.compile(
    r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s,]{1,3}(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,](?P<part>\d{1,9}))?\s?(?P<half>[AaPp][Mm])?"
    r"\s?(?P<zone>[A-Za-z]{1,4}|(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?)?)?(?:T|\s.*)?$",
    re.S,
)


def parse_date(text: str, *, day_first: bool = False) -> datetime | None:
    """The moment that `text` names: aware where it names a zone, naive midnight where it names only a day.

    None where it names no full day (`June 2019`, `yesterday`), where it is no date, or where it is out of reason.
    `day_first` reads `5/6/2019` as the fifth of June, as everywhere but in the United States.

    >>> parse_date("Mon, 06 May 2024 07:08:09 +0200").isoformat()
    '2024-05-06T07:08:09+02:00'
    >>> parse_date("6. Mai 2024")
    datetime.datetime(2024, 5, 6, 0, 0)
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if match := _ISO.match(text):
        found = _from_iso(match)
    else:
        found = _parse_number(text) or find_date(text, day_first=day_first) or _parse_loosely(text, day_first)
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    return _plain_zone(found)


def _from_iso(match: re.Match[str]) -> datetime | None:
    """ISO 8601 and what passes for it: one digit for a month, a space before the zone, the zone by its letters."""
    year, month, day = (int(part) for part in match.groups()[:3])
    hour, half = int(match["hour"] or 0), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    part = int((match["part"] or "").ljust(6, "0")[:6])
    zone = zone_of(match["zone"] or "", month)
    try:
        return datetime(year, month, day, hour, int(match["minute"] or 0), int(match["second"] or 0), part, zone)
    except ValueError:
        return None


def _parse_number(text: str) -> datetime | None:
    """Digits alone: `20240506T070809Z`, or seconds or milliseconds since 1970."""
    if match := _COMPACT.match(text):
        return _from_compact(match)
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
    return naive.replace(tzinfo=zone_of(zone or "", naive.month))


def _parse_loosely(text: str, day_first: bool) -> datetime | None:
    """What dateutil makes of it, against two defaults: a date that changes with the default names no full day."""
    if not _YEAR.search(text) or text[0] in "+-":
        return None
    seconds = {name: minutes * 60 for name, minutes in ZONES.items()}
    found: list[datetime] = []
    for default in (datetime(2000, 1, 1), datetime(2001, 2, 2)):
        try:
            found.append(dateutil.parse(text, default=default, dayfirst=day_first, tzinfos=seconds))
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None
    return found[0] if found[0] == found[1] else None


def _plain_zone(found: datetime) -> datetime:
    """Plain `timezone` offsets, so that dates pickle and compare the same wherever they came from."""
    if found.tzinfo is None:
        return found
    try:
        offset = found.utcoffset()
    except ValueError:  # of a day or more
        offset = None
    if offset is None or abs(offset) > timedelta(hours=15):
        return found.replace(tzinfo=None)
    return found.replace(tzinfo=UTC if not offset else timezone(offset))
