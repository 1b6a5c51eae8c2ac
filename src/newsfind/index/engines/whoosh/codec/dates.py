"""Publication dates as numbers."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
NO_DATE = np.iinfo(np.int64).min
"""Stands for an article without a date."""


def clock(date: datetime | None) -> int:
    """Microseconds since 1970 on the publisher's own clock; NO_DATE for None."""
    if date is None:
        return int(NO_DATE)
    return (date.replace(tzinfo=None) - _EPOCH) // _MICROSECOND
