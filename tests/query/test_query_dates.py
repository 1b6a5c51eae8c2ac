from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.query.ast import DateMissing, DateRange
from newsfind.query.dates import format_dates, read_dates
from newsfind.query.fields import DateField

TODAY = date(2020, 2, 5)  # a Wednesday


def span(first: str, behind: str) -> DateRange:
    return DateRange(datetime.fromisoformat(first), datetime.fromisoformat(behind))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", span("2019-01-01", "2020-01-01")),
        ("2020-02", span("2020-02-01", "2020-03-01")),
        ("2019-12", span("2019-12-01", "2020-01-01")),
        ("2019-06-14", span("2019-06-14", "2019-06-15")),
        ("2019/6/4", span("2019-06-04", "2019-06-05")),
        ("20190604", span("2019-06-04", "2019-06-05")),
        ("2019-06-14T10:30", span("2019-06-14T10:30", "2019-06-14T10:31")),
        ("2019-06-14 10:30:05", span("2019-06-14T10:30:05", "2019-06-14T10:30:06")),
        ("2019-06-01..2019-06-14", span("2019-06-01", "2019-06-15")),
        ("2018..2019", span("2018-01-01", "2020-01-01")),
        ("2018-2019", span("2018-01-01", "2020-01-01")),
        ("2019..2018", span("2018-01-01", "2020-01-01")),
        ("2019-06...2019-07", span("2019-06-01", "2019-08-01")),
        ("June 2019", span("2019-06-01", "2019-07-01")),
        ("Sept. 2019", span("2019-09-01", "2019-10-01")),
        ("14 June 2019", span("2019-06-14", "2019-06-15")),
        ("14-Jun-2019", span("2019-06-14", "2019-06-15")),
        ("June 14th, 2019", span("2019-06-14", "2019-06-15")),
        ("january", span("2020-01-01", "2020-02-01")),
        ("march", span("2019-03-01", "2019-04-01")),
        ("today", span("2020-02-05", "2020-02-06")),
        ("yesterday", span("2020-02-04", "2020-02-05")),
        ("this week", span("2020-02-03", "2020-02-10")),
        ("last-week", span("2020-01-27", "2020-02-03")),
        ("last month", span("2020-01-01", "2020-02-01")),
        ("this_year", span("2020-01-01", "2021-01-01")),
        ("last year", span("2019-01-01", "2020-01-01")),
        ("7d", span("2020-01-29", "2020-02-06")),
        ("-7d", span("2020-01-29", "2020-02-06")),
        ("last 2 weeks", span("2020-01-22", "2020-02-06")),
        ("3m", span("2019-11-05", "2020-02-06")),
        ("1y", span("2019-02-05", "2020-02-06")),
        ("past month", span("2020-01-05", "2020-02-06")),
        ("2020-W01", span("2019-12-30", "2020-01-06")),
        ("2020w01..2020-w02", span("2019-12-30", "2020-01-13")),
        ("2019-Q4", span("2019-10-01", "2020-01-01")),
        ("q1 2020", span("2020-01-01", "2020-04-01")),
        ("1990s", span("1990-01-01", "2000-01-01")),
        ("wednesday", span("2020-02-05", "2020-02-06")),
        ("last Wednesday", span("2020-01-29", "2020-01-30")),
        ("thursday", span("2020-01-30", "2020-01-31")),
        ("on-tue", span("2020-02-04", "2020-02-05")),
        ("3 days ago", span("2020-02-02", "2020-02-03")),
        ("3m..1m", span("2019-11-05", "2020-01-06")),
        ("2019..", DateRange(datetime(2019, 1, 1), None)),
        ("..2019", DateRange(None, datetime(2020, 1, 1))),
        (">2019", DateRange(datetime(2020, 1, 1), None)),
        (">=2019", DateRange(datetime(2019, 1, 1), None)),
        ("<2019", DateRange(None, datetime(2019, 1, 1))),
        ("<=2019", DateRange(None, datetime(2020, 1, 1))),
        ("*", DateRange(None, None)),
        ("none", DateMissing()),
        ("9999", DateRange(datetime(9999, 1, 1), None)),
    ],
)
def test_an_expression_names_a_half_open_span(text: str, expected: object) -> None:
    assert read_dates(text, TODAY) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("since", DateRange(datetime(2019, 6, 1), None)),
        ("until", DateRange(None, datetime(2019, 7, 1))),
        ("after", DateRange(datetime(2019, 7, 1), None)),
        ("before", DateRange(None, datetime(2019, 6, 1))),
    ],
)
def test_since_and_until_include_the_span_and_after_and_before_do_not(field: DateField, expected: object) -> None:
    assert read_dates("2019-06", TODAY, field) == expected


def test_a_month_ago_on_the_last_of_march_is_the_last_of_february() -> None:
    assert read_dates("since 1m", date(2019, 3, 31), "since") is None
    assert read_dates("1m", date(2019, 3, 31), "since") == DateRange(datetime(2019, 2, 28), None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "junk",
        "2019-13",
        "2019-02-30",
        "31 June 2019",
        "0000",
        "12345",
        "99999y",
        "june..junk",
        "7",
        "2019-06-14T25:00",
        "last",
        "06/14/2019",
        "..junk",
        "29 february",
        "9" * 5000,
        "２０１９",
    ],
)
def test_what_is_no_date_is_not_taken_for_one(text: str) -> None:
    assert read_dates(text, date(2021, 1, 1)) is None


def test_nothing_lies_behind_the_last_year_there_is() -> None:
    assert read_dates("9999", TODAY, "after") is None


@given(st.text(max_size=30), st.dates())
def test_any_text_on_any_day_gives_dates_or_none(text: str, today: date) -> None:
    assert isinstance(read_dates(text, today), DateRange | DateMissing | None)


@given(st.integers(0, 3000), st.sampled_from("dwmy"), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_last_days_end_with_today_and_begin_no_later(amount: int, unit: str, today: date) -> None:
    found = read_dates(f"{amount}{unit}", today)
    if found is not None:
        midnight = datetime(today.year, today.month, today.day)
        assert found.start <= midnight
        assert found.end == midnight + timedelta(days=1)


@given(st.dates(), st.integers(1, 800))
def test_whole_days_are_printed_as_whole_days(first: date, days: int) -> None:
    start = datetime(first.year, first.month, first.day)
    if days <= (datetime.max - start).days:
        dates = DateRange(start, start + timedelta(days=days))
        assert "T" not in format_dates(dates)
        assert read_dates(format_dates(dates).removeprefix("date:"), TODAY) == dates


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("since", "past week", DateRange(datetime(2020, 1, 29), None)),
        ("since", "past-month", DateRange(datetime(2020, 1, 5), None)),
        ("before", "past year", DateRange(None, datetime(2019, 2, 5))),
    ],
)
def test_the_past_week_is_a_day_to_count_from_as_well(field: DateField, text: str, expected: DateRange) -> None:
    assert read_dates(text, TODAY, field) == expected
