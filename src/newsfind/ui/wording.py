"""Numbers and days in words, as people read them."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def counted(number: int, one: str, several: str = "") -> str:
    """`1 article`, `1,234 articles`."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def day_in_words(day: date) -> str:
    """`3 March 2019`; the time of day is left to `time_in_words`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def time_in_words(moment: datetime) -> str:
    """`14:30` where the publisher gave a time, else nothing."""
    if moment.tzinfo is None and moment.time() == datetime.min.time():
        return ""
    return f"{moment:%H:%M}"


def took_in_words(milliseconds: float) -> str:
    """`23 ms`, `1.4 s`."""
    return f"{max(milliseconds, 1):.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"
