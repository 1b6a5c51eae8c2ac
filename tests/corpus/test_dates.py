"""Dates as publishers write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.corpus.normalize.dates import find_date, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-05-06", "2024-05-06T00:00:00"),
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09+00:00"),
        ("2024-05-06T07:08:09.123+0200", "2024-05-06T07:08:09.123000+02:00"),
        ("2024-05-06 07:08", "2024-05-06T07:08:00"),
        ("2024/05/06", "2024-05-06T00:00:00"),
        ("20240506", "2024-05-06T00:00:00"),
        ("20240506T070809Z", "2024-05-06T07:08:09+00:00"),
        ("20240506T070809+0200", "2024-05-06T07:08:09+02:00"),
        ("1714978800", "2024-05-06T07:00:00+00:00"),
        ("1714978800000", "2024-05-06T07:00:00+00:00"),
        ("Mon, 06 May 2024 07:08:09 +0200", "2024-05-06T07:08:09+02:00"),
        ("Mon, 06 May 2024 07:08:09 GMT", "2024-05-06T07:08:09+00:00"),
        ("May 6, 2024 7:08 am EDT", "2024-05-06T07:08:00-04:00"),
        ("6 May 2024", "2024-05-06T00:00:00"),
        ("6. Mai 2024", "2024-05-06T00:00:00"),
        ("6 mai 2024", "2024-05-06T00:00:00"),
        ("6 de mayo de 2024", "2024-05-06T00:00:00"),
        ("06.05.2024", "2024-05-06T00:00:00"),
        ("Published: 6 May 2024", "2024-05-06T00:00:00"),
        ("26-FEB-1987 15:01:01", "1987-02-26T15:01:01"),
    ],
)
def test_a_date_is_read(text: str, iso: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "May 2024", "2024", "12", "null", "0000-00-00", "2024-13-45", "31 June 2024", "soon", "Mon, 06", "x" * 500,
     "1", "99999999999999999999", "2024-05-06T99:99:99", "Section A"],
)  # fmt: skip
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_who_puts_the_day_first_is_told() -> None:
    american, european = parse_date("5/6/2024"), parse_date("5/6/2024", day_first=True)
    assert american is not None
    assert european is not None
    assert (american.month, european.month) == (5, 6)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Von Karla Müller | 6. Mai 2024, 14:30 Uhr", "2024-05-06"),
        ("Monday, May 6th, 2024 by admin", "2024-05-06"),
        ("am 06.05.2024 um 22:30", "2024-05-06"),
        ("15 августа 2016, 13:43", "2016-08-15"),
        ("2024年5月6日", "2024-05-06"),
    ],
)
def test_a_date_is_found_in_a_short_line(line: str, day: str) -> None:
    found = find_date(line)
    assert found is not None
    assert found.date().isoformat() == day


def test_no_date_is_found_in_a_line_without_a_full_one() -> None:
    assert find_date("5 comments, 12 shares, since 2024") is None


@given(st.datetimes(min_value=datetime(1700, 1, 1), max_value=datetime(2150, 1, 1)))
def test_iso_dates_come_back(moment: datetime) -> None:
    assert parse_date(moment.isoformat()) == moment


@given(st.text(max_size=60))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), datetime)
