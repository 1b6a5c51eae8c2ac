"""Trends as pictures: what a reader, a screen reader and a renderer make of them."""

from __future__ import annotations

import struct
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.index.periods import periods_between
from newsfind.results.trends import Period, Series, Trend
from newsfind.ui.trends.plot import spread
from newsfind.ui.trends.png import as_png
from newsfind.ui.trends.svg import as_svg, description
from newsfind.ui.trends.table import as_csv
from newsfind.ui.trends.ticks import MOST, ticks

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ("2024-01", "2024-02", "2024-03")
TREND = Trend("month", MONTHS, (10, 0, 40), (Series("huawei", (1, 0, 4)), Series("zte <corp>", (0, 0, 2))))


def drawn(trend: Trend, *, share: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(as_svg(trend, share=share))


def test_the_picture_has_a_title_and_says_in_words_what_it_shows() -> None:
    picture = drawn(TREND)
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "title desc"
    assert picture.findtext(f"{SVG}title") == "Articles by month: Jan 2024 to Mar 2024"
    assert picture.findtext(f"{SVG}desc") == (
        "From Jan 2024 to Mar 2024. huawei: 5 articles, most in Mar 2024 (4). zte <corp>: 2 articles, most in Mar 2024"
        " (2)."
    )


def test_a_picture_of_one_query_has_it_as_its_title() -> None:
    texts = written(drawn(Trend("month", MONTHS, (9, 9, 9), (Series("huawei OR zte", (1, 0, 4)),))))
    assert texts[:2] == ["huawei OR zte", "Articles by month · Jan 2024 to Mar 2024 · 5 in all"]


def written(picture: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]


def test_lines_differ_by_more_than_colour() -> None:
    picture = drawn(TREND)
    assert len({line.get("stroke") for line in picture.findall(f"{SVG}polyline")}) == 2
    assert len(picture.findall(f"{SVG}circle")) == 2
    assert len([mark for mark in picture.findall(f"{SVG}rect") if mark.get("height") == "8"]) == 2
    assert {"huawei5", "zte <corp>2"} <= set(written(picture))


def test_a_point_is_as_high_as_its_count() -> None:
    first = drawn(TREND).findall(f"{SVG}polyline")[0].get("points", "")
    heights = [float(point.split(",")[1]) for point in first.split()]
    bottom, top = heights[1], heights[2]
    assert bottom > top
    assert heights[0] == pytest.approx(bottom - (bottom - top) / 4)


@given(st.lists(st.floats(0, 400), max_size=12))
def test_names_keep_their_distance_and_their_order(wanted: list[float]) -> None:
    heights = spread(wanted, 18, 0, 400)
    ordered = sorted(heights)
    assert all(low + 17.9 <= high for low, high in pairwise(ordered))
    assert [height for _, height in sorted(zip(wanted, heights, strict=True))] == ordered
    assert all(0 <= height <= 400 for height in heights)


@pytest.mark.parametrize(
    ("by", "periods", "names"),
    [
        ("month", ("2023-11", "2023-12", "2024-01"), "Nov 2023, Dec, Jan 2024"),
        ("day", ("2024-02-28", "2024-02-29", "2024-03-01"), "28 Feb 2024, 29 Feb, 1 Mar"),
        ("week", ("2024-W01", "2024-W02"), "1 Jan 2024, 8 Jan"),
        ("year", ("1999", "2000"), "1999, 2000"),
        ("month", tuple(periods_between("2013-07", "2020-07", "month")), "2014, 2015, 2016, 2017, 2018, 2019, 2020"),
        (
            "month",
            tuple(periods_between("2017-01", "2018-12", "month")),
            "Jan 2017, Apr, Jul, Oct, Jan 2018, Apr, Jul, Oct",
        ),
        ("day", tuple(periods_between("1987-03-01", "1987-03-31", "day")), "2 Mar 1987, 9 Mar, 16 Mar, 23 Mar, 30 Mar"),
        ("week", tuple(periods_between("2023-W20", "2024-W20", "week")), "Jul 2023, Sep, Nov, Jan 2024, Mar, May"),
        (
            "year",
            tuple(periods_between("1851", "2020", "year")),
            "1860, 1880, 1900, 1920, 1940, 1960, 1980, 2000, 2020",
        ),
    ],
)
def test_names_of_periods_are_few_and_round(by: Period, periods: tuple[str, ...], names: str) -> None:
    assert ", ".join(name for _, name in ticks(periods, by)) == names


def test_a_share_is_set_against_all_articles_and_is_0_where_there_are_none() -> None:
    assert TREND.shares(TREND.series[0]) == (0.1, 0.0, 0.1)
    assert {"0%", "10%", "Feb"} <= set(written(drawn(TREND, share=True)))


def test_a_line_of_shares_is_broken_where_there_is_nothing_to_have_a_share_of() -> None:
    trend = Trend("year", ("2020", "2021", "2022", "2023", "2024"), (2, 2, 0, 2, 2), (Series("a", (1, 1, 0, 1, 2)),))
    assert len(drawn(trend, share=True).findall(f"{SVG}polyline")) == 2
    assert len(drawn(trend).findall(f"{SVG}polyline")) == 1


def test_articles_without_a_date_are_told_below() -> None:
    trend = Trend("year", ("2023", "2024"), (3, 3), (Series("a", (1, 2), undated=1234),))
    assert written(drawn(trend))[-1] == "Not shown, because without a date: 1,234"


def test_a_single_period_is_a_dot() -> None:
    picture = drawn(Trend("year", ("2024",), (3,), (Series("a", (3,)),)))
    assert len(picture.findall(f"{SVG}circle")) == 1


def test_a_trend_of_nothing_is_still_a_picture() -> None:
    assert drawn(Trend("day", (), (), (Series("a", ()),))).findtext(f"{SVG}desc") == "No article with a date was found."
    assert description(Trend("year", ("2024",), (3,), (Series("", (0,)),))) == "In 2024. *: none."


@given(st.text(), st.lists(st.integers(0, 10**9), max_size=40))
def test_any_query_and_any_counts_make_a_picture_that_is_xml(query: str, counts: list[int]) -> None:
    periods = tuple(str(2000 + n) for n in range(len(counts)))
    trend = Trend("year", periods, tuple(counts), (Series(query, tuple(counts)),))
    for share in (False, True):
        names = [name for name in written(drawn(trend, share=share)) if name in periods]
        assert bool(names) == bool(periods)
        assert len(names) <= MOST + 1  # and perhaps the title


def test_a_png_has_twice_the_width_of_the_svg() -> None:
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    width, _ = struct.unpack(">II", as_png(TREND)[16:24])
    assert width == 1760


def test_a_table_quotes_what_needs_it() -> None:
    trend = Trend("year", ("2024",), (4,), (Series('a "b, c"', (1,)), Series("", (4,))))
    assert as_csv(trend) == 'year,articles,"a ""b, c""",*\n2024,4,1,4\n'
    assert as_csv(trend, share=True) == 'year,articles,"a ""b, c""",*\n2024,4,0.250000,1.000000\n'
