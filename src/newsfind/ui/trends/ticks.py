"""Periods as people write them, and which of them are named below a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from newsfind.index.periods import first_day
from newsfind.results.trends import Period
from newsfind.ui.wording import MONTHS, day_in_words

MOST = 9
"""Names that fit below a picture side by side."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
Tick: TypeAlias = tuple[int, str]
"""The number of a period, and its name."""


def written(period: str, by: Period) -> str:
    """`2024`, `Feb 2024`, `week 7 of 2024`, `14 Feb 2024`."""
    day = first_day(period, by)
    match by:
        case "year":
            return period
        case "month":
            return f"{_MONTHS[day.month - 1]} {day.year}"
        case "week":
            return f"week {int(period[6:])} of {period[:4]}"
        case "day":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_in_words(period: str, by: Period) -> str:
    """`2019`, `March 2019`, `the week of 4 March 2019`, `4 March 2019`."""
    day = first_day(period, by)
    if by == "year":
        return period
    if by == "month":
        return f"{MONTHS[day.month - 1]} {day.year}"
    return f"the week of {day_in_words(day)}" if by == "week" else day_in_words(day)


def ticks(periods: Sequence[str], by: Period, most: int = MOST) -> list[Tick]:
    """At most so many periods, at even and round distances: each, or Mondays, beginnings of months, of years, ..."""
    days = [first_day(period, by) for period in periods]
    found: list[Tick] = []
    for choice in _choices(days, by):
        found = choice
        if len(found) <= most:
            break
    return found


def _choices(days: Sequence[date], by: Period) -> Iterator[list[Tick]]:
    """Ever fewer ticks."""
    if by in ("day", "week"):
        for step in (1, 2):
            yield _named(days, range(0, len(days), step), _day_name)
    if by == "day":
        for step in (1, 2):  # Mondays: the first day of the calendar was one
            yield _named(days, _first_ones(days, by, lambda day: (day.toordinal() - 1) // 7, step), _day_name)
    if by != "year":
        for step in (1, 2, 3, 6):
            yield _named(days, _first_ones(days, by, lambda day: day.year * 12 + day.month - 1, step), _month_name)
    for step in _YEAR_STEPS:
        yield _named(days, _first_ones(days, by, lambda day: day.year, step), lambda day, _: f"{day.year:04}")


def _first_ones(days: Sequence[date], by: Period, unit: Callable[[date], int], step: int) -> list[int]:
    """Which periods begin `step` units: the one before, a week or a day earlier, is in others."""
    back = timedelta(days=7 if by == "week" else 1)

    def begins(day: date) -> bool:
        return day - date.min < back or unit(day - back) // step != unit(day) // step

    return [number for number, day in enumerate(days) if begins(day)]


def _named(days: Sequence[date], numbers: Sequence[int], name: Callable[[date, date | None], str]) -> list[Tick]:
    """The ticks with their names, each by its day and that of the tick before."""
    chosen = [days[number] for number in numbers]
    before = (None, *chosen[:-1]) if chosen else ()
    return [(number, name(day, last)) for number, day, last in zip(numbers, chosen, before, strict=True)]


def _day_name(day: date, last: date | None) -> str:
    """The year is said once."""
    return f"{day.day} {_MONTHS[day.month - 1]}" + ("" if last and last.year == day.year else f" {day.year}")


def _month_name(day: date, last: date | None) -> str:
    return _MONTHS[day.month - 1] + ("" if last and last.year == day.year else f" {day.year}")
