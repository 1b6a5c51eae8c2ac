"""Periods of the calendar, and trends counted in the plain engine."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.shelf import Shelf, article
from newsfind.errors import NewsfindError
from newsfind.index.engines import open_engine
from newsfind.index.periods import first_day, period_of, periods_between
from newsfind.index.trends import trend
from newsfind.query.ast import Phrase
from newsfind.results.trends import Period

BY = st.sampled_from(["year", "month", "week", "day"])


@given(st.dates(), BY)
def test_a_day_is_in_the_period_that_begins_on_its_first_day(day: date, by: Period) -> None:
    period = period_of(day, by)
    assert first_day(period, by) <= day
    assert period_of(first_day(period, by), by) == period


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800), BY)
def test_no_day_between_two_others_is_left_out(start: date, length: int, by: Period) -> None:
    days = [date.fromordinal(start.toordinal() + n) for n in range(length + 1)]
    expected = list(dict.fromkeys(period_of(day, by) for day in days))
    assert list(periods_between(expected[0], expected[-1], by)) == expected


@pytest.mark.parametrize(("first", "by"), [("9998", "year"), ("9999-11", "month"), ("9999-12-30", "day")])
def test_the_calendar_ends_with_the_year_9999(first: str, by: Period) -> None:
    assert len(list(periods_between(first, period_of(date(9999, 12, 31), by), by))) == 2


def test_years_before_the_first_of_two_are_none() -> None:
    assert list(periods_between("2024", "2023", "year")) == []


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(open_engine("memory:", create=True)).put(
        article("a", "alpha beta", date=datetime(2024, 1, 31), section="World"),
        article("b", "alpha", date=datetime(2024, 2, 1, 23), section="Sport"),
        article("c", "alpha", date=datetime(2024, 4, 30), section="World"),
        article("d", "beta", date=datetime(2024, 3, 1), section="World"),
        article("e", "alpha gamma"),
    )


def test_counts_have_no_gaps_and_undated_articles_are_counted_apart(shelf: Shelf) -> None:
    found = trend(shelf.engine, ["alpha", Phrase("beta")], "month", {})
    assert found.periods == ("2024-01", "2024-02", "2024-03", "2024-04")
    assert found.articles == (1, 1, 1, 1)
    assert [(s.query, s.counts, s.undated) for s in found.series] == [
        ("alpha", (1, 1, 0, 1), 1),
        ('"beta"', (1, 0, 1, 0), 0),
    ]


def test_filters_narrow_the_queries_and_what_shares_are_of(shelf: Shelf) -> None:
    found = trend(shelf.engine, ["alpha"], "month", {"sections": "world"})
    assert found.articles == (1, 0, 1, 1)
    assert found.series[0].counts == (1, 0, 0, 1)
    assert found.shares(found.series[0]) == (1.0, 0.0, 0.0, 1.0)


def test_since_and_until_set_the_first_and_the_last_period(shelf: Shelf) -> None:
    found = trend(shelf.engine, ["beta"], "month", {"since": "2023-12", "until": "2024-05"})
    assert (found.periods[0], found.periods[-1], found.series[0].counts) == ("2023-12", "2024-05", (0, 1, 0, 1, 0, 0))


def test_an_open_side_ends_with_the_last_article_found(shelf: Shelf) -> None:
    found = trend(shelf.engine, ["beta"], "month", {"since": "2024-02"})
    assert found.periods == ("2024-02", "2024-03")


def test_what_finds_nothing_has_no_periods(shelf: Shelf) -> None:
    assert trend(shelf.engine, ["zeta"], "day", {}).periods == ()


def test_too_many_days_are_refused_but_as_many_years_are_not(shelf: Shelf) -> None:
    with pytest.raises(NewsfindError, match="too many to count one by one"):
        trend(shelf.engine, ["alpha"], "day", {"since": "1066"})
    assert len(trend(shelf.engine, ["alpha"], "year", {"since": "1066"}).periods) == 2024 - 1066 + 1


def test_notes_of_each_query_stay_with_it(shelf: Shelf) -> None:
    alpha, odd = trend(shelf.engine, ["alpha", "—"], "year", {}).series
    assert alpha.notes == ()
    assert odd.notes
