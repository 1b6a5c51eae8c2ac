"""Trends as pictures: what a reader, a screen reader and a renderer make of them."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.results.trends import Series, Trend
from newsfind.ui.trends.png import as_png
from newsfind.ui.trends.svg import as_svg, description
from newsfind.ui.trends.table import as_csv

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ("2024-01", "2024-02", "2024-03")
TREND = Trend("month", MONTHS, (10, 0, 40), (Series("huawei", (1, 0, 4)), Series("zte <corp>", (0, 0, 2))))


def drawn(trend: Trend, *, share: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(as_svg(trend, share=share))


def test_the_picture_has_a_title_and_says_in_words_what_it_shows() -> None:
    picture = drawn(TREND)
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "title desc"
    assert picture.findtext(f"{SVG}title") == "Articles by month"
    assert picture.findtext(f"{SVG}desc") == (
        "From 2024-01 to 2024-03. huawei: 5 articles, most in 2024-03 (4). zte <corp>: 2 articles, most in 2024-03 (2)."
    )


def test_lines_differ_by_more_than_colour() -> None:
    lines = drawn(TREND).findall(f"{SVG}polyline")
    assert len({line.get("stroke") for line in lines}) == 2
    assert len({line.get("stroke-dasharray") for line in lines}) == 2


def test_a_point_is_as_high_as_its_count() -> None:
    first = drawn(TREND).findall(f"{SVG}polyline")[0].get("points", "")
    points = [tuple(map(float, point.split(","))) for point in first.split()]
    assert points == [(64.0, 296.0), (460.0, 376.0), (856.0, 56.0)]


def test_a_share_is_set_against_all_articles_and_is_0_where_there_are_none() -> None:
    assert TREND.shares(TREND.series[0]) == (0.1, 0.0, 0.1)
    texts = [text.text for text in drawn(TREND, share=True).iter(f"{SVG}text")]
    assert {"0 %", "10 %", "2024-02"} <= set(texts)


def test_a_single_period_is_a_dot() -> None:
    picture = drawn(Trend("year", ("2024",), (3,), (Series("a", (3,)),)))
    assert len(picture.findall(f"{SVG}circle")) == 1


def test_a_trend_of_nothing_is_still_a_picture() -> None:
    assert drawn(Trend("day", (), (), (Series("a", ()),))).findtext(f"{SVG}desc") == "No article with a date was found."
    assert description(Trend("year", ("2024",), (3,), (Series("", (0,)),))) == "From 2024 to 2024. *: none."


@given(st.text(), st.lists(st.integers(0, 10**9), max_size=40))
def test_any_query_and_any_counts_make_a_picture_that_is_xml(query: str, counts: list[int]) -> None:
    periods = tuple(str(2000 + n) for n in range(len(counts)))
    trend = Trend("year", periods, tuple(counts), (Series(query, tuple(counts)),))
    for share in (False, True):
        texts = [text.text or "" for text in drawn(trend, share=share).iter(f"{SVG}text")]
        assert len([text for text in texts if text in periods]) <= 9 or len(periods) <= 9


def test_a_png_has_twice_the_width_of_the_svg() -> None:
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    width, _ = struct.unpack(">II", as_png(TREND)[16:24])
    assert width == 1760


def test_a_table_quotes_what_needs_it() -> None:
    trend = Trend("year", ("2024",), (4,), (Series('a "b, c"', (1,)), Series("", (4,))))
    assert as_csv(trend) == 'year,articles,"a ""b, c""",*\n2024,4,1,4\n'
    assert as_csv(trend, share=True) == 'year,articles,"a ""b, c""",*\n2024,4,0.250000,1.000000\n'
