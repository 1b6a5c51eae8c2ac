"""Web pages: body, metadata, and pages that are no article."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.article import Article, Entity
from newsfind.corpus.normalize import explain, normalize
from newsfind.corpus.raw import RawArticle, Skipped

FIRST = "The port authority said on Monday that the old bridge would stay closed until the autumn, for repairs of its pillars."
SECOND = (
    "“We will not take risks,” said its head, Ann Lee, who took office in March after a long quarrel in the council."
)
THIRD = (
    "Ferries run every ten minutes until then, the authority said, and a second landing stage is to be built by June."
)
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def page(inside: str = "", head: str = "", around: str = "", lang: str = "en") -> str:
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Bridge closes for repairs | Harbour News</title>{head}
<script>var x = "<p>not text</p>";</script><style>p {{ color: red }}</style></head><body>
<nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your visit, and so do our 812 partners. Accept all cookies.</p></div>
<main><article class="story"><h1>Bridge closes for repairs</h1>
<div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div>
<div class="article-body"><p>{FIRST}</p><p>{SECOND}</p>{inside}<p>{THIRD}</p></div>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/2">Ten bridges that have closed for repairs before</a></li></ul></aside>
<div class="newsletter-signup"><p>Sign up for our newsletter and get the best of the harbour each morning in your inbox.</p></div>
</article></main>{around}
<section id="comments" class="comments"><p>First! I never liked that bridge, and the ferries are late as well, so there.</p></section>
<footer><p>© 2024 Harbour News Ltd. All rights reserved. Registered in Harbour under number 12345.</p></footer></body></html>"""


def article(html: str, **more: Any) -> Article:
    made = normalize(RawArticle(path="a.html", html=html, **more))
    assert isinstance(made, Article), made
    return made


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


NEWS = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge closes for repairs",
    "datePublished": "2024-05-06T07:08:09+02:00", "articleSection": "World", "inLanguage": "en-GB",
    "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Chan"}],
    "publisher": {"@type": "Organization", "name": "Harbour News"}, "url": "https://harbour.example/world/bridge",
    "about": [{"@type": "Organization", "name": "Port Authority"}, {"@type": "Thing", "name": "bridges"}],
}  # fmt: skip


def test_the_body_has_the_paragraphs_and_nothing_around_them() -> None:
    made = article(page())
    assert (made.headline, made.body) == ("Bridge closes for repairs", BODY)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<ul><li>One pillar</li><li>Two pillars</li></ul>", "One pillar\n\nTwo pillars"),
        ("<blockquote><p>It is a fine bridge.</p></blockquote>", "It is a fine bridge."),
        (
            "<table><tr><th>Year</th><th>Repairs</th></tr><tr><td>1998</td><td>3</td></tr></table>",
            "Year | Repairs\n1998 | 3",
        ),
        ("<h2>What comes next</h2>", "What comes next"),
        ("<div>Glued<div>words</div>come<p>apart</p>here.</div>", "Glued\n\nwords\n\ncome\n\napart\n\nhere."),
        (
            "<p>One <b>bold</b>, one <i>slanted</i> and one<br>broken line.</p>",
            "One bold, one slanted and one broken line.",
        ),
        ('<p>A <a href="/x">link</a> in the text stays.</p>', "A link in the text stays."),
    ],
)
def test_structure_becomes_paragraphs(inside: str, text: str) -> None:
    assert article(page(inside)).body == f"{FIRST}\n\n{SECOND}\n\n{text}\n\n{THIRD}"


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="ad-slot"><p>Buy this car today and save a lot of money with our offer.</p></div>',
        "<p>Advertisement</p>",
        '<p><a href="/9">Read more: the ten best bridges</a></p>',
        '<figure><img src="x.jpg"><figcaption>The bridge in the evening sun. Photo: Bo Chan</figcaption></figure>',
        '<p style="display: none">Hidden words for nobody to read, however long they may be.</p>',
        '<div aria-hidden="true"><p>Hidden from those who cannot see, too, whatever it may say.</p></div>',
        "<h3>You may also like</h3><ul><li><a href='/5'>Another story of the harbour</a></li></ul>",
        "<p>Sign up for our daily newsletter</p>",
        "<script>document.write('<p>words of a script that are no text</p>')</script>",
    ],
)
def test_furniture_inside_the_body_is_cut(inside: str) -> None:
    assert article(page(inside)).body == BODY


def test_a_page_whose_paragraphs_are_broken_lines_is_read_too() -> None:
    text = f"{FIRST}<br><br>{SECOND}<br/><br/>{THIRD}"
    html = f'<html><body><div id="menu"><a href="/">Home</a></div><h1>Bridge closes</h1><div class="text">{text}</div></body></html>'
    assert article(html).body == BODY


def test_a_standfirst_outside_the_body_belongs_to_it() -> None:
    html = page().replace(
        "</h1>", '</h1><p class="standfirst">Ferries take over from Monday, and for longer than first planned.</p>'
    )
    assert article(html).body.startswith("Ferries take over from Monday, and for longer than first planned.\n\n")


def test_content_that_only_a_reader_without_scripts_sees_is_found() -> None:
    html = f"<html><body><div class='post'><noscript><p>{FIRST}</p><p>{SECOND}</p></noscript></div></body></html>"
    assert FIRST in article(html).body


def test_everything_comes_from_json_ld() -> None:
    made = article(page(head=json_ld(NEWS)))
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T07:08:09+02:00"
    assert (made.section, made.authors, made.source) == ("World", ("Ann Lee", "Bo Chan"), "Harbour News")
    assert (made.url, made.language) == ("https://harbour.example/world/bridge", "en")
    assert made.entities == (Entity("Port Authority", "organisation", given=True),)


@pytest.mark.parametrize(
    "block",
    [
        json_ld({"@context": "x", "@graph": [{"@type": "WebSite", "name": "x"}, NEWS]}),
        json_ld([{"@type": "BreadcrumbList"}, NEWS]),
        json_ld({**NEWS, "@type": ["ReportageNewsArticle", "Thing"]}),
        json_ld(NEWS).replace('"inLanguage"', '"x": "a\nb", "inLanguage"'),
        json_ld(NEWS).replace("}</script>", ",}</script>"),
        json_ld(NEWS).replace("json\">", "json\">//<![CDATA[\n").replace("</script>", "\n//]]></script>"),
        json_ld(NEWS).replace("json\">", "json\"><!--").replace("</script>", "--></script>"),
        json_ld(NEWS).replace("}</script>", "};</script>"),
        json_ld(NEWS).replace('"about": [', '"about": [[[').replace("]}</script>", "}</script>"),
    ],
)  # fmt: skip
def test_json_ld_in_any_shape_and_state(block: str) -> None:
    made = article(page(head=block))
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T07:08:09+02:00"
    assert made.authors[0] == "Ann Lee"


def test_broken_json_ld_is_a_warning() -> None:
    _, how = explain(RawArticle(path="a", html=page(head=json_ld(NEWS).replace('"about": [', '"about": [[['))))
    assert "The page's JSON-LD is broken; its plain fields were picked out." in how.warnings


META = """<meta property="og:title" content="Bridge closes for repairs"><meta property="og:site_name" content="Harbour News">
<meta property="article:published_time" content="2024-05-06T05:08:09Z"><meta name="author" content="Ann Lee &amp; Bo Chan">
<meta property="article:section" content="World"><link rel="canonical" href="https://harbour.example/world/bridge">"""


def test_everything_comes_from_meta_tags() -> None:
    made = article(page(head=META))
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T05:08:09+00:00"
    assert (made.section, made.authors, made.source) == ("World", ("Ann Lee", "Bo Chan"), "Harbour News")
    assert made.url == "https://harbour.example/world/bridge"


def test_the_same_moment_is_told_by_the_publishers_clock() -> None:
    html = page(head=META).replace("</h1>", '</h1><time datetime="2024-05-06T07:08:09+02:00">6 May</time>')
    made = article(html)
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T07:08:09+02:00"


@pytest.mark.parametrize(
    "line",
    [
        '<div class="x"><span itemprop="author">Ann Lee</span> <time datetime="2024-05-06">6 May 2024</time></div>',
        '<p class="byline">By Ann Lee</p><span class="date">May 6, 2024</span>',
        "<div>By Ann Lee</div><div>6 May 2024</div>",
        "<div>By <b>Ann Lee</b></div><div>Published 6 May 2024, 10:30</div>",
    ],
)
def test_what_no_markup_names_is_found_by_the_eye(line: str) -> None:
    made = article(page().replace("</h1>", f"</h1>{line}"))
    assert made.date is not None
    assert made.date.date().isoformat() == "2024-05-06"
    assert made.authors == ("Ann Lee",)


def test_a_date_in_the_body_is_no_publication_date() -> None:
    text = "<p>The bridge was opened on 4 May 1911 by the mayor and has been closed twice since, as the town’s chronicle says.</p>"
    assert article(page(text * 2)).date is None


def test_a_date_that_is_none_is_a_warning_not_a_skip() -> None:
    made, how = explain(RawArticle(path="a", html=page(head=json_ld({**NEWS, "datePublished": "soon"}))))
    assert isinstance(made, Article)
    assert made.date is None
    assert any("soon" in warning for warning in how.warnings)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Bridge closes for repairs | Harbour News", "Bridge closes for repairs"),
        ("Bridge closes for repairs - Harbour News", "Bridge closes for repairs"),
        ("Harbour News: Bridge closes for repairs", "Bridge closes for repairs"),
        ("Port &amp; ferry - what next? » harbour.example", "Port & ferry - what next?"),
    ],
)
def test_the_site_is_no_part_of_the_headline(title: str, headline: str) -> None:
    head = f'<meta property="og:title" content="{title}"><link rel="canonical" href="https://www.harbour.example/1">'
    head += '<meta property="og:site_name" content="Harbour News">'
    assert article(page(head=head)).headline == headline


def test_the_url_names_section_and_source_where_nothing_else_does() -> None:
    made = article(page(head='<link rel="canonical" href="https://www.harbour.example/us-politics/2024/05/06/bridge">'))
    assert (made.section, made.source) == ("Us politics", "harbour.example")
    assert made.date is not None


def test_what_the_format_says_goes_before_what_the_page_says() -> None:
    made = article(page(head=json_ld(NEWS)), headline="Given", sections=("Local",), date="2020-01-02", source="Wire")
    assert (made.headline, made.section, made.source) == ("Given", "Local", "Wire")
    assert made.date is not None
    assert made.date.year == 2020


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><body><h1>404 Page not found</h1><p>Sorry, there is nothing here for you to see at all.</p></body></html>", "error page"),
        ("<html><body><h1>Some words</h1></body></html>", "no article"),
        ("<html><body></body></html>", "no article"),
        (f"<html><body><h1>Bridge</h1><p>{FIRST}</p><p>Subscribe to continue reading this article.</p></body></html>", "paywall"),
        ("<html><body><h1>World</h1>" + "".join(f"<div><h3><a href='/{n}'>Story number {n} of the harbour</a></h3><p>Short.</p></div>"
         for n in range(20)) + "</body></html>", "front"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_article_is_skipped_unless_all_is_kept(html: str, reason: str) -> None:
    found = normalize(RawArticle(path="a.html", html=html))
    assert isinstance(found, Skipped)
    assert reason in found.reason
    assert isinstance(normalize(RawArticle(path="a.html", html=html), keep_all=True), Article)


def test_a_fragment_is_all_body() -> None:
    made = article(f"<p>{FIRST}</p>\n<p>{SECOND}</p>", headline="Bridge closes")
    assert (made.headline, made.body) == ("Bridge closes", f"{FIRST}\n\n{SECOND}")


def test_a_fragment_without_a_headline_borrows_one() -> None:
    assert article(f"<p>{FIRST}</p>").headline


def test_the_agency_of_a_page_comes_from_its_byline() -> None:
    assert article(page(head=json_ld({**NEWS, "author": "Ann Lee, Associated Press"}))).agency == "AP"


@pytest.mark.parametrize(
    "html",
    [
        "<html>" + "<div>" * 300_000 + FIRST,
        "<html><body>" + "<div><span>" * 50_000 + FIRST + "</span></div>" * 50_000,
        "<html><body>" + "<b>" * 50_000 + FIRST,
        "<html><p>" * 5000,
    ],
)
def test_deep_nesting_is_read_in_bounded_time(html: str) -> None:
    assert isinstance(normalize(RawArticle(path="a", html=html)), Article | Skipped)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["<html>", "<p>", "</p>", "<div class='ad'>", "</div>", "<table>", "<td>", "<br>", "a", "<!--", "<a>",
                                 "words of text ", "<script>", "</script>", "<h1>", "&nbsp;", "<li>", "\x00", "<body>"])).map("".join))  # fmt: skip
def test_any_markup_gives_an_article_or_a_reason(html: str) -> None:
    assert isinstance(normalize(RawArticle(path="a", html=html)), Article | Skipped)


def test_a_fragment_with_a_picture_that_has_a_title_is_no_page() -> None:
    made = article("<p>The ferry runs again.</p><svg><title>Icon</title></svg>", headline="Ferry")
    assert made.body == "The ferry runs again."


def test_the_byline_of_a_fragment_names_its_author() -> None:
    made = article(f"<h1>Bridge closes</h1><p>By Ann Lee</p><p>6 May 2024</p><p>{FIRST}</p><p>{SECOND}</p>")
    assert (made.headline, made.authors, made.body) == ("Bridge closes", ("Ann Lee",), f"{FIRST}\n\n{SECOND}")
    assert made.date is not None
