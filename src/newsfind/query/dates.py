"""Date expressions -> half-open ranges of the publisher's own clock.

Every expression names a span: a year, a month, a day, a minute. `date:` is the span itself, `since:` begins with its
start, `until:` ends with its end, `after:` begins with its end, `before:` ends with its start. Weeks begin on Monday.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from newsfind.query.ast import DateMissing, DateRange
from newsfind.query.fields import DateField

EXPECTED = (
    "a date such as 2019, 2019-06, 2019-06-14, 2019-06-01..2019-06-14, 2019-W24, 2019-Q2, 7d, 3m, yesterday, friday, "
    '"last week", "June 2019" or none'
)
_Span: TypeAlias = tuple[datetime, datetime | None]
"""[start, end); the end is None where it would lie behind the year 9999."""

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NUMBERS = {
    **{name[:3]: number for number, name in enumerate(_MONTHS, start=1)},
    **{name: number for number, name in enumerate(_MONTHS, start=1)},
    "sept": 9,
}
_DATE = r"([0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?"
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_MOMENT = r"([0-9]{4})-([0-9]{2})-([0-9]{2})[t ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{6}))?)?"
_MOMENT_LENGTHS = {5: timedelta(minutes=1), 6: timedelta(seconds=1), 7: timedelta(microseconds=1)}
"""How long the moment lasts whose expression has so many numbers."""
_DAY_MONTH = r"(?:([0-9]{1,2})(?:st|nd|rd|th)?\s+)?([a-z]+)\.?(?:,?\s+([0-9]{4}))?"
_MONTH_DAY = r"([a-z]+)\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s+([0-9]{4}))?"
_AMOUNT = r"(?:last\s+|past\s+)?([0-9]{1,5})\s*(d|w|m|y|days?|weeks?|months?|years?)(\s+ago)?"
_PAST_UNIT = r"past\s+(week|month|year)"
_WEEK = r"([0-9]{4})\s*w([0-9]{1,2})"
_QUARTER = r"([0-9]{4})\s*q([1-4])|q([1-4])\s+([0-9]{4})"
_DECADE = r"([0-9]{3})0s"
_WEEKDAY = r"(?:(last|on)\s+)?(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CALENDAR = r"(this|last)\s+(week|month|year)"
_YEARS = r"([0-9]{4})-([0-9]{4})"
_HYPHEN_IN_WORDS = r"(?<=[a-z])[-_]+(?=[a-z0-9])|(?<=[0-9])[-_]+(?=[a-z])"
_COMPARISONS: dict[str, DateField] = {">=": "since", "<=": "until", ">": "after", "<": "before"}


def read_dates(text: str, today: date, field: DateField = "date") -> DateRange | DateMissing | None:
    """What `field:text` stands for on the day `today`; None if the text is no date expression.

    The sides of `a..b` may be swapped or left out; `date:*` is any article that has a date.
    """
    wanted = re.sub(_HYPHEN_IN_WORDS, " ", " ".join(text.lower().split()).removeprefix("-"))
    wanted = re.sub(_PAST_UNIT, r"1 \1", wanted)
    if field == "date":
        return _read_range(wanted, today)
    span = _span(wanted, today)
    return _half_line(span, field) if span else None


def _read_range(wanted: str, today: date) -> DateRange | DateMissing | None:
    if wanted in ("none", "missing", "unknown"):
        return DateMissing()
    if wanted in ("*", "any", ".."):
        return DateRange(None, None)
    for sign, field in _COMPARISONS.items():
        if wanted.startswith(sign):
            span = _span(wanted.removeprefix(sign).strip(), today)
            return _half_line(span, field) if span else None
    if years := re.fullmatch(_YEARS, wanted):
        return _between(years[1], years[2], today)
    if ".." in wanted:
        left, _, right = wanted.partition("..")
        return _between(left.strip(), right.strip(" ."), today)
    if (amount := re.fullmatch(_AMOUNT, wanted)) and not amount[3]:
        wanted = f"{amount[1]} {amount[2]} ago"
        return _between(wanted, "today", today)
    span = _span(wanted, today)
    return DateRange(*span) if span else None


def _between(left: str, right: str, today: date) -> DateRange | None:
    first = _span(left, today) if left else None
    last = _span(right, today) if right else None
    if (left and not first) or (right and not last):
        return None
    if first and last and last[0] < first[0]:
        first, last = last, first
    return DateRange(first[0] if first else None, last[1] if last else None)


def _half_line(span: _Span, field: DateField) -> DateRange | None:
    start, end = span
    match field:
        case "since":
            return DateRange(start, None)
        case "after":
            return DateRange(end, None) if end else None
        case "until":
            return DateRange(None, end)
        case "before":
            return DateRange(None, start)
        case "date":
            return DateRange(start, end)


def _span(wanted: str, today: date) -> _Span | None:
    for reader in _READERS:
        try:
            span = reader(wanted, today)
        except (ValueError, OverflowError):  # there is no 31 June, and nothing before the year 1
            continue
        if span:
            return span
    return None


def _numeric(wanted: str, _today: date) -> _Span | None:
    match = re.fullmatch(_DATE, wanted)
    if match is None:
        return None
    return _calendar_span(int(match[1]), int(match[3] or 0), int(match[4] or 0))


def _compact(wanted: str, _today: date) -> _Span | None:
    match = re.fullmatch(_COMPACT, wanted)
    return _day(date(int(match[1]), int(match[2]), int(match[3]))) if match else None


def _moment(wanted: str, _today: date) -> _Span | None:
    match = re.fullmatch(_MOMENT, wanted)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction = (int(group or 0) for group in match.groups())
    start = datetime(year, month, day, hour, minute, second, fraction)
    given = sum(group is not None for group in match.groups())
    return start, _later(start, _MOMENT_LENGTHS[given])


def _month_name(wanted: str, today: date) -> _Span | None:
    if match := re.fullmatch(_DAY_MONTH, wanted):
        day, name, year = match.groups()
    elif match := re.fullmatch(_MONTH_DAY, wanted):
        name, day, year = match.groups()
    else:
        return None
    month = _MONTH_NUMBERS.get(name)
    if month is None:
        return None
    if year:
        return _calendar_span(int(year), month, int(day or 0))
    this_year = _calendar_span(today.year, month, int(day or 0))
    if this_year[0].date() <= today:
        return this_year
    return _calendar_span(today.year - 1, month, int(day or 0))


def _relative(wanted: str, today: date) -> _Span | None:
    if wanted == "today":
        return _day(today)
    if wanted == "yesterday":
        return _day(today - timedelta(days=1))
    if match := re.fullmatch(_AMOUNT, wanted):
        return _day(_ago(today, int(match[1]), match[2][0]))
    if match := re.fullmatch(_CALENDAR, wanted):
        return _calendar_unit(today if match[1] == "this" else _ago(today, 1, match[2][0]), match[2])
    return None


def _named_span(wanted: str, today: date) -> _Span | None:
    """`2024-W07` (ISO 8601), `2024-Q1`, `1990s`, `friday`: the last one that was, with `last` before today."""
    if match := re.fullmatch(_WEEK, wanted):
        return _calendar_unit(date.fromisocalendar(int(match[1]), int(match[2]), 1), "week")
    if match := re.fullmatch(_QUARTER, wanted):
        year, first = int(match[1] or match[4]), 3 * int(match[2] or match[3]) - 2
        return _calendar_span(year, first, 0)[0], _calendar_span(year, first + 2, 0)[1]
    if match := re.fullmatch(_DECADE, wanted):
        return _calendar_span(10 * int(match[1]), 0, 0)[0], _calendar_span(10 * int(match[1]) + 9, 0, 0)[1]
    if match := re.fullmatch(_WEEKDAY, wanted):
        back = (today.weekday() - _WEEKDAYS.index(match[2][:3])) % 7
        return _day(today - timedelta(days=back or (7 if match[1] == "last" else 0)))
    return None


_READERS: tuple[Callable[[str, date], _Span | None], ...] = (
    _numeric,
    _compact,
    _moment,
    _relative,
    _month_name,
    _named_span,
)


def _ago(today: date, amount: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(days=amount * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - amount * (12 if unit == "y" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _calendar_unit(day: date, unit: str) -> _Span:
    if unit == "week":
        monday = _midnight(day - timedelta(days=day.weekday()))
        return monday, _later(monday, timedelta(days=7))
    return _calendar_span(day.year, day.month if unit == "month" else 0, 0)


def _calendar_span(year: int, month: int, day: int) -> _Span:
    """A year, or a month of it, or a day of that; ValueError if there is none."""
    if day:
        return _day(date(year, month, day))
    start = datetime(year, month or 1, 1)
    days = monthrange(year, month)[1] if month else (date(year, 12, 31) - date(year, 1, 1)).days + 1
    return start, _later(start, timedelta(days=days))


def _day(day: date) -> _Span:
    start = _midnight(day)
    return start, _later(start, timedelta(days=1))


def _later(start: datetime, length: timedelta) -> datetime | None:
    try:
        return start + length
    except OverflowError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def format_dates(dates: DateRange) -> str:
    """The expression, field included, that `read_dates` turns into this range."""
    start, end = dates.start, dates.end
    if start is None:
        return "date:*" if end is None else f"before:{_moment_text(end)}"
    if end is None:
        return f"since:{_moment_text(start)}"
    day = start.date().isoformat()
    for text in (day[:4], day[:7], day):
        if _span(text, start.date()) == (start, end):
            return f"date:{text}"
    return f"date:{_moment_text(start)}..{_last_moment_text(start, end)}"


def _moment_text(moment: datetime) -> str:
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(timespec="microseconds" if moment.microsecond else "seconds")


def _last_moment_text(start: datetime, end: datetime) -> str:
    """The longest span, a day or less, that ends where the range ends and does not begin before it."""
    if end.time() == time() and end - timedelta(days=1) >= start:
        return (end - timedelta(days=1)).date().isoformat()
    if end.microsecond == 0 and end - timedelta(seconds=1) >= start:
        return (end - timedelta(seconds=1)).isoformat(timespec="seconds")
    return (end - timedelta(microseconds=1)).isoformat(timespec="microseconds")
