"""When a page's article was published: declared, shown, and by which clock."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsfind.article import Article
from newsfind.corpus.normalize import explain
from newsfind.corpus.normalize.page.html import read_page
from newsfind.corpus.raw import RawArticle

TEXT = "<p>The port authority said on Monday that the old bridge would stay closed until the autumn, for repairs of it.</p>"

MENU = "<div>Home</div>" * 30


def dated(
    head: str = "", before: str = "", behind: str = "", text: str = TEXT, below: str = "", lang: str = "en"
) -> tuple[str, str]:
    """(the date in ISO form, its origin) of a page with these parts."""
    html = f"""<!doctype html><html lang="{lang}"><head><title>Bridge closes for repairs</title>{head}</head><body>
    <div class="top">{before}</div><main><h1>Bridge closes for repairs</h1>{behind}<div class="text">{text * 3}</div></main>
    {below}</body></html>"""
    made, how = explain(RawArticle(path="a.html", html=html))
    assert isinstance(made, Article)
    return (made.date.isoformat() if made.date else "", how.origins.get("date", ""))


def meta(**names: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in names.items())


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("<div>6 May 2024</div>", "en"),
        ("<p>By Ann Lee | May 6, 2024 | 3 min read</p>", "en"),
        ("<div>Von Ann Lee, 06.05.2024</div>", "de"),
        ("<div><span>Publié le</span> <span>6 mai 2024</span></div>", "fr"),
        ("<p>Kraków, 6 maja 2024</p>", "pl"),
        ("<div>6/5/2024</div>", "es"),
        ("<div>5/6/2024</div>", "en-US"),
        ("<div>6/5/2024</div>", "en-GB"),
        ("<p>27.1.2024 – Kein Datum der Welt</p><div>6.5.2024</div>"[38:], "de"),
    ],
)
def test_a_line_by_the_heading_dates_the_article(line: str, lang: str) -> None:
    assert dated(behind=line, lang=lang) == ("2024-05-06T00:00:00", "a line near the heading")


def test_a_line_before_the_heading_dates_it_too_and_the_nearest_wins() -> None:
    assert dated(before="<h2>Monday, 6 May 2024</h2>", behind="<ul>" + "<li>x y</li>" * 9 + "<li>1 May 2020</li></ul>") == (
        "2024-05-06T00:00:00", "a line near the heading",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "<p>The bridge was opened on 4 May 2011.</p>",
        "<p>It opened on <b>4 May 2011</b> and was closed by the mayor, who had never liked it, on 5 June 2012, for good.</p>",
        "<p>In seinem Beitrag von <a href='/x'>5. Januar 2015</a> erörtert der Autor, was an der Brücke falsch war und ist.</p>",
    ],
)
def test_a_date_in_running_text_is_never_the_publication(text: str) -> None:
    assert dated(text=text + TEXT) == ("", "")


def test_what_is_labelled_as_a_change_is_not_the_publication() -> None:
    line = "<div>Updated: 7 May 2024</div><div>Published: 6 May 2024</div>"
    assert dated(behind=line)[0] == "2024-05-06T00:00:00"
    assert dated(behind="<div><span>Last updated</span> <time datetime='2024-05-07'>7 May 2024</time></div>")[1] == (
        "the date of the last change"
    )


def test_a_date_that_is_named_as_the_publication_beats_one_that_is_only_near() -> None:
    line = "<time class='updated' datetime='2024-05-05'>5 May</time><time class='published' datetime='2024-05-06'>6 May</time>"
    assert dated(behind=line)[0] == "2024-05-06T00:00:00"


def test_dates_of_comments_and_of_embedded_posts_are_those_of_others() -> None:
    quote = "<blockquote><p>A post</p><time datetime='2020-01-01'>1 January 2020</time></blockquote>"
    comments = "<div class='comments'><div>Bo, <time datetime='2024-05-09'>9 May 2024</time></div></div>"
    assert dated(behind=quote, below=comments) == ("", "")


def test_a_vague_meta_tag_gives_way_to_what_the_page_shows() -> None:
    assert dated(head=meta(date="2024-05-20"), behind="<div>6 May 2024</div>")[0] == "2024-05-06T00:00:00"


def test_a_vague_meta_tag_lends_its_time_to_the_day_that_the_page_shows() -> None:
    found = dated(head=meta(date="2024-05-06T07:08:09+02:00"), behind="<div>6 May 2024</div>")
    assert found == ("2024-05-06T07:08:09+02:00", "date")


def test_a_declared_date_stands_against_a_line_that_nothing_else_confirms() -> None:
    head = meta(article__published_time="2024-05-06T07:08:09+02:00")
    assert dated(head=head, behind="<div>9 May 2024</div>")[0] == "2024-05-06T07:08:09+02:00"


def test_two_that_agree_are_believed_against_one() -> None:
    head = meta(pubdate="2022-02-02", article__published_time="2024-05-01T00:00:00Z", dc__date="2024-05-06")
    head += '<meta name="dc.date.issued" content="2024-05-06">'
    assert dated(head=head, behind="<div>6 May 2024</div>")[0] == "2024-05-06T00:00:00"


@pytest.mark.parametrize(
    "line",
    [
        "<time datetime='2024-05-06 23:30:59'>May 6</time>",
        "<div>May 6, 2024 at 11:30 p.m.</div>",
        "<span>6 May 2024</span> <span>23:30</span>",
        "<div><time>May 6, 2024</time></div><div><time>23:30</time></div>",
    ],
)
def test_a_moment_in_utc_is_told_by_the_publishers_clock(line: str) -> None:
    head = meta(article__published_time="2024-05-07T05:30:59Z")
    assert dated(head=head, behind=line)[0] == "2024-05-06T23:30:59-06:00"


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        ("May 6, 2024", "2024-05-06T00:00:00"),
        ("May 7, 2024", "2024-05-07T05:30:59+00:00"),
        ("May 8, 2024", "2024-05-07T05:30:59+00:00"),
        ("May 5, 2024", "2024-05-07T05:30:59+00:00"),
    ],
)
def test_a_day_that_the_page_shows_is_the_day_where_the_moment_in_utc_can_fall_on_it(shown: str, date: str) -> None:
    head = meta(article__published_time="2024-05-07T05:30:59Z")
    assert dated(head=head, behind=f"<div>{shown}</div>")[0] == date


def test_a_headline_that_is_shown_twice_is_dated_where_a_date_stands_by_it() -> None:
    body = f"<div>5 March 2023</div>{MENU}<h1>Bridge opens at last in the harbour</h1>{MENU}"
    body += "<h2>Bridge opens at last in the harbour</h2><div>6 May 2024</div>"
    page = f"<html><head><title>Bridge opens at last in the harbour</title></head><body>{body}</body></html>"
    assert read_page(page).metadata.date == datetime(2024, 5, 6)


def test_the_only_h1_heads_the_article_whatever_the_metadata_call_it() -> None:
    head = '<meta property="og:title" content="Press releases">'
    body = f"<div>5 March 2023</div>{MENU}<div>24 April 2020 | Press releases</div><h1>Bridge opens at last in the harbour</h1>"
    page = f"<html><head>{head}</head><body>{body}<p>It opened.</p></body></html>"
    assert read_page(page).metadata.date == datetime(2020, 4, 24)


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("2024/05/06/bridge", "2024-05-06T00:00:00"),
        ("news/2024-05-06-bridge.html", "2024-05-06T00:00:00"),
        ("2024/may/06/bridge", "2024-05-06T00:00:00"),
        ("news/bridge-20240506", "2024-05-06T00:00:00"),
        ("news/06-05-2024", "2024-05-06T00:00:00"),
        ("news/99-05-2024", ""),
        ("2021/jan21/bridge.php", ""),
        ("2024/05/bridge", ""),
        ("article/20240", ""),
    ],
)
def test_the_day_in_the_address_counts_where_nothing_else_does(address: str, day: str) -> None:
    assert dated(head=f'<link rel="canonical" href="https://harbour.example/{address}">')[0] == day


def test_a_line_that_the_address_contradicts_is_not_believed() -> None:
    head = '<link rel="canonical" href="https://harbour.example/2024/05/06/bridge">'
    assert dated(head=head, behind="<div>1 January 2020</div>") == ("2024-05-06T00:00:00", "the url")


def test_the_data_of_scripts_are_a_last_resort() -> None:
    assert dated(head='<script>var page = {"datePublished": "2024-05-06T07:08:09Z"};</script>') == (
        "2024-05-06T07:08:09+00:00", "the page's scripts",
    )  # fmt: skip


@pytest.mark.parametrize("empty", ["1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00", "1970-01-01"])
def test_what_a_system_makes_of_an_empty_field_is_no_date(empty: str) -> None:
    head = meta(article__published_time=empty, date=empty)
    assert dated(head=head)[0] == ""
    assert dated(head=head, behind="<div>6 May 2024</div>")[0] == "2024-05-06T00:00:00"
