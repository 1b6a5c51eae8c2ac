"""The publisher's own clock: the zone in which a page shows a moment that its metadata give in UTC.

Publishing systems write UTC; a paper in Denver dates its story by Denver's day. The zone is never guessed: it is taken
from another stamp on the page that tells the same minute, either with an offset of its own or as a bare local time.
Where a page shows a day and no time, the day is believed and the zone stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
_STEP = timedelta(minutes=30)
_SAME: Final = timedelta(minutes=1)


def own_clock(moment: datetime, others: Iterable[datetime]) -> datetime:
    """The same moment in the zone of the first of `others` that tells it in a zone of its own, else as it is.

    >>> own_clock(datetime(2024, 5, 7, 5, 30, tzinfo=UTC), [datetime(2024, 5, 6, 23, 30)]).isoformat()
    '2024-05-06T23:30:00-06:00'
    """
    if moment.utcoffset() != timedelta(0):
        return moment
    plain = moment.replace(tzinfo=None)
    for other in others:
        offset = other.utcoffset()
        if offset is None:
            offset = _offset(plain, other)
        elif abs(other - moment) >= _SAME:
            continue
        if offset:
            return moment.astimezone(timezone(offset))
    return moment


def _offset(utc: datetime, local: datetime) -> timedelta | None:
    """By how much a bare local time is ahead of the same minute in UTC; None where it is no such minute.

    Of a day alone nothing can be said, and midnight is as good as none.
    """
    if not (local.hour or local.minute):
        return None
    ahead = local.replace(second=0, microsecond=0) - utc.replace(second=0, microsecond=0)
    if not _WEST <= ahead <= _EAST or ahead % _STEP:
        return None
    return ahead


def own_day(moment: datetime, shown: datetime) -> datetime:
    """The day that a page shows, for a moment in UTC that falls on it elsewhere on Earth; else the moment as it is."""
    midnight = datetime(shown.year, shown.month, shown.day)
    if moment.utcoffset() != timedelta(0) or shown.replace(tzinfo=None) != midnight or shown.date() == moment.date():
        return moment
    ahead = midnight - moment.replace(tzinfo=None)
    return midnight if _WEST - timedelta(days=1) < ahead <= _EAST else moment


def can_be_one(one: datetime, other: datetime) -> bool:
    """Whether two stamps can be of the same publication: the same day, or one moment by different clocks."""
    if one.date() == other.date():
        return True
    if one.tzinfo is not None and other.tzinfo is not None:
        return abs(one - other) < _SAME
    if one.tzinfo is None and other.tzinfo is None:
        return False
    aware, bare = (one, other) if one.tzinfo is not None else (other, one)
    if bare.hour or bare.minute:
        return _offset(aware.astimezone(UTC).replace(tzinfo=None), bare) is not None
    return abs(aware.date() - bare.date()) <= timedelta(days=1)
