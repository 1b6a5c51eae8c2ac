"""Dates as publishers write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.corpus.normalize.dates import parse_date
from newsfind.corpus.normalize.page.clock import can_be_one, own_clock
from newsfind.corpus.normalize.written_dates import find_date


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
        ("946684800000", "2000-01-01T00:00:00+00:00"),
        ("Mon, 06 May 02 07:08:09 GMT", "2002-05-06T07:08:09+00:00"),
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
        ("2024-05-06T03:00:00 UTC", "2024-05-06T03:00:00+00:00"),
        ("2024-5-6 22:17:36", "2024-05-06T22:17:36"),
        ("2024/05/06 5:36:11 PM", "2024-05-06T17:36:11"),
        ("Mon May 06 2024 22:30:00 GMT-0500 (Colombia Standard Time)", "2024-05-06T22:30:00-05:00"),
        ("Mon May 06 10:00:00 +0000 2024", "2024-05-06T10:00:00+00:00"),
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
        ("2024년 5월 6일 오후", "2024-05-06"),
        ("Lundi 6 mai 2024 à 17h05", "2024-05-06"),
        ("Publicado em 6 de maio de 2024", "2024-05-06"),
        ("6. toukokuuta 2024 klo 14.00", "2024-05-06"),
        ("2024. május 6. 10:12", "2024-05-06"),
        ("6 Mayıs 2024, Pazartesi", "2024-05-06"),
        ("6 พ.ค. 2567", "2024-05-06"),
        ("ngày 6 tháng 5, 2024", "2024-05-06"),
        ("٦ مايو ٢٠٢٤", "2024-05-06"),
        ("6 Ιαν. 2024", "2024-01-06"),
        ("6.5.24", "2024-05-06"),
    ],
)
def test_a_date_is_found_in_a_short_line(line: str, day: str) -> None:
    found = find_date(line)
    assert found is not None
    assert found.date().isoformat() == day


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("May 6, 2024 at 11:30 p.m. EDT", "2024-05-06T23:30:00-04:00"),
        ("10:30 AM ET, Sat January 6, 2024", "2024-01-06T10:30:00-05:00"),
        ("06.05.2024 | 15:33 Uhr", "2024-05-06T15:33:00"),
        ("6 May 2024 14:30 GMT+2", "2024-05-06T14:30:00+02:00"),
        ("6 May 2024 - 12 comments", "2024-05-06T00:00:00"),
    ],
)
def test_the_time_beside_a_date_belongs_to_it(line: str, iso: str) -> None:
    found = find_date(line)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize("line", ["version 1.2.2010.4", "host 10.12.20.1", "5 comments 2020", "call 2020 5 times"])
def test_numbers_with_dots_and_odd_words_are_no_dates(line: str) -> None:
    assert find_date(line) is None


@pytest.mark.parametrize(
    ("others", "iso"),
    [
        (["2024-05-06T23:30:59-06:00"], "2024-05-06T23:30:59-06:00"),
        (["2024-05-06T23:30:00"], "2024-05-06T23:30:59-06:00"),
        (["2024-05-06T00:00:00", "2024-05-06T22:00:00-06:00"], "2024-05-07T05:30:59+00:00"),
        (["2024-05-05T23:30:00"], "2024-05-07T05:30:59+00:00"),
        (["2024-05-07T05:30:59"], "2024-05-07T05:30:59+00:00"),
    ],
)
def test_a_zone_is_taken_only_from_a_stamp_of_the_same_minute(others: list[str], iso: str) -> None:
    moment = datetime.fromisoformat("2024-05-07T05:30:59+00:00")
    assert own_clock(moment, map(datetime.fromisoformat, others)).isoformat() == iso


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024-05-06T23:30:00-06:00", "2024-05-07T05:30:30+00:00", True),
        ("2024-05-07T05:30:00+00:00", "2024-05-06T23:30:00", True),
        ("2024-05-07T05:30:00+00:00", "2024-05-06", True),
        ("2024-05-07T05:30:00+00:00", "2024-05-05", False),
        ("2024-05-07", "2024-05-06", False),
        ("2024-05-07T05:30:00+00:00", "2024-05-06T23:31:00", False),
    ],
)
def test_two_stamps_can_be_of_one_publication(one: str, other: str, same: bool) -> None:
    assert can_be_one(datetime.fromisoformat(one), datetime.fromisoformat(other)) is same


def test_no_date_is_found_in_a_line_without_a_full_one() -> None:
    assert find_date("5 comments, 12 shares, since 2024") is None


@given(st.datetimes(min_value=datetime(1700, 1, 1), max_value=datetime(2150, 1, 1)))
def test_iso_dates_come_back(moment: datetime) -> None:
    assert parse_date(moment.isoformat()) == moment


@given(st.text(max_size=60))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), datetime)
