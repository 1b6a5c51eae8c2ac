"""Publication dates as numbers, and the order that they make."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array

_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
_LAST = np.iinfo(np.int64).max
NO_DATE = np.iinfo(np.int64).min
"""Stands for an article without a date."""


def clock(date: datetime | None) -> int:
    """Microseconds since 1970 on the publisher's own clock; NO_DATE for None."""
    if date is None:
        return int(NO_DATE)
    own = date if date.tzinfo is None else date.replace(tzinfo=None)  # which takes far longer than the rest
    return (own - _EPOCH) // _MICROSECOND


def oldest_first(dates: Array) -> Array:
    """Numbers that ascend in the order of these dates, articles without one last."""
    return np.where(dates == NO_DATE, _LAST, dates)


def newest_first(dates: Array) -> Array:
    """Numbers that ascend against the order of these dates, articles without one last."""
    return np.where(dates == NO_DATE, _LAST, -dates)
