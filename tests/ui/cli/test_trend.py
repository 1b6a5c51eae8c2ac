"""`newsfind trend`, on the three articles of the desk: June 2023, May 2024, and one without a date."""

from __future__ import annotations

import json
from pathlib import Path

from ui.cli.conftest import Newsfind


def test_each_month_from_the_first_article_to_the_last_has_its_line_and_long_gaps_are_one(
    indexed: Path, newsfind: Newsfind
) -> None:
    done = newsfind("trend", "varn")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines()] == ["2023-06", "⋮", "2024-05"]
    assert "10 months without any" in done.out
    assert "1 more article has no date (varn)" in done.err


def test_two_queries_stand_side_by_side_on_one_scale(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("trend", "ferry", "rowing OR bridge", "--by", "year")
    heads, *rows = done.out.splitlines()
    assert heads.split() == ["ferry", "rowing", "OR", "bridge"]
    assert [row.split() for row in rows] == [["2023", "█" * 34, "1", "0"], ["2024", "█" * 34, "1", "█" * 34, "1"]]


def test_each_argument_is_one_query(indexed: Path, newsfind: Newsfind) -> None:
    shown = json.loads(newsfind("trend", "ferry harbour", "-ferry", "--by", "year", "--json").out)
    assert [series["query"] for series in shown["series"]] == ["ferry harbour", "-ferry"]
    assert [series["counts"] for series in shown["series"]] == [[1], [0]]


def test_a_span_of_time_shows_all_its_periods(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("trend", "varn", "--by", "month", "--since", "2024-04", "--until", "2024-06", "--csv", "-")
    assert done.out.splitlines() == ["month,articles,varn", "2024-04,0,0", "2024-05,1,1", "2024-06,0,0"]


def test_shares_are_of_all_articles_of_the_period_that_the_filters_let_through(
    indexed: Path, newsfind: Newsfind
) -> None:
    done = newsfind("trend", "harbour", "--by", "year", "--share", "--csv", "-", "--since", "2023")
    assert done.out.splitlines() == ["year,articles,harbour", "2023,1,1.000000"]
    shown = newsfind("trend", "rowing", "--by", "year", "--share", "--section", "Sport")
    assert shown.out.split() == ["2024", "█" * 50, "100.0%"]


def test_pictures_and_tables_go_to_files(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("trend", "varn", "--svg", "a.svg", "--png", "a.png", "--csv", "a.csv")
    assert done.code == 0
    assert (indexed / "a.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert (indexed / "a.png").read_bytes().startswith(b"\x89PNG")
    assert (indexed / "a.csv").read_text(encoding="utf-8").startswith("month,articles,varn\n2023-06,1,1\n")


def test_nothing_found_is_said_and_exits_with_1(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("trend", "zeppelin")
    assert (done.code, done.out) == (1, "")
    assert "Nothing found" in done.err


def test_a_date_that_is_none_is_refused_with_a_sentence(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("trend", "varn", "--since", "soonish")
    assert done.code == 2
    assert "soonish" in done.err


def test_what_steers_a_terminal_does_not_reach_it_in_the_head_line(indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind("trend", "\x1b[31mferry", "varn")
    assert "\x1b" not in done.out


def test_files_take_a_query_with_half_a_character(indexed: Path, newsfind: Newsfind) -> None:
    assert newsfind("trend", "ferry caf\udce9", "ferry", "--svg", "trend.svg", "--csv", "trend.csv").code == 0
    assert Path("trend.csv").read_text(encoding="utf-8").startswith("month,articles,ferry caf?,ferry\n")
