"""Years, months, weeks and days as facets write them: the one that a day is in, and all from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import assert_never

from newsfind.results.trends import Period

LONGEST: Mapping[Period, int] = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days."""


def period_of(day: date, by: Period) -> str:
    """The period that a day is in: 2024, 2024-02, 2024-W07 or 2024-02-14."""
    match by:
        case "year":
            return f"{day.year:04}"
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case "day":
            return day.isoformat()
        case _:
            assert_never(by)


def first_day(period: str, by: Period) -> date:
    """The day that a period begins with."""
    match by:
        case "year":
            return date(int(period), 1, 1)
        case "month":
            return date(int(period[:4]), int(period[5:]), 1)
        case "week":
            return date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
        case "day":
            return date.fromisoformat(period)
        case _:
            assert_never(by)


def last_day(period: str, by: Period) -> date:
    """The day that a period ends with."""
    following = _following(first_day(period, by), by)
    return following - timedelta(days=1) if following else date.max


def periods_between(first: str, last: str, by: Period) -> Iterator[str]:
    """All periods from one to another, both included, in order; none if the first is behind the last."""
    day, end = first_day(first, by), first_day(last, by)
    while day <= end:
        yield period_of(day, by)
        following = _following(day, by)
        if following is None:
            return
        day = following


def _following(day: date, by: Period) -> date | None:
    """The first day of the next period; None at the end of the calendar."""
    try:
        match by:
            case "year":
                return day.replace(year=day.year + 1)
            case "month":
                return (day + timedelta(days=31)).replace(day=1)
            case "week":
                return day + timedelta(days=7)
            case "day":
                return day + timedelta(days=1)
            case _:
                assert_never(by)
    except (ValueError, OverflowError):
        return None
