"""The body of web pages, in the layouts that newspapers and blogs have; every text is our own."""

from __future__ import annotations

import json
from textwrap import fill

import pytest

from newsfind.article import Article
from newsfind.corpus.normalize import explain
from newsfind.corpus.normalize.page.noise import is_noise
from newsfind.corpus.raw import RawArticle

SENTENCES = (
    "The harbour council voted on Tuesday to keep the fish market open through the winter, after months of protest.",
    "“We have heard the traders, and we have heard those who buy from them,” said the council’s head, Mara Lind.",
    "Rents for the forty stalls, which were to double in January, will rise by a tenth each year until 2029 instead.",
    "The market, built in 1908 and rebuilt after the fire of 1951, draws half a million visitors in a usual summer.",
    "Opponents of the plan had gathered 11,000 signatures, more than any petition in the city’s history before it.",
    "A decision on the cold store next door, whose roof has leaked for years, was put off until the spring session.",
)  # fmt: skip
BODY = "\n\n".join(SENTENCES)


def paragraphs(*sentences: str) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def body_of(inside: str, head: str = "") -> str:
    html = f"<!doctype html><html lang='en'><head><title>Fish market stays open</title>{head}</head><body>{inside}</body></html>"
    made, _ = explain(RawArticle(path="a.html", html=html))
    assert isinstance(made, Article), made
    return made.body


H1 = "<h1>Fish market stays open</h1>"


@pytest.mark.parametrize(
    "layout",
    [
        f"<article>{H1}{paragraphs(*SENTENCES)}</article>",
        f"{H1}<pre>" + "\n\n".join(fill(sentence, 60) for sentence in SENTENCES) + "</pre>",
        f"<main>{H1}<div class='sc-1a2b hJpRRP'>{paragraphs(*SENTENCES)}</div></main>".replace("<p>", "<p class='sc-77igqf-0 hAdIOx'>"),
        f"<div class='contentWithSidebar'>{H1}{paragraphs(*SENTENCES)}</div><div class='sidebar'><p>Weather: rain at times.</p></div>",
        f"<div>{H1}</div><div>" + "".join(f"<div class='block'><div class='inner'><section>{paragraphs(*SENTENCES[at : at + 2])}</section></div></div>"
                                         for at in (0, 2, 4)) + "</div>",
        f"{H1}<div class='r-head'>{SENTENCES[0]}</div><div class='r-body'>{paragraphs(*SENTENCES[1:])}</div>",
        f"{H1}<div style='font: 12px; display: inline; float: none'>{paragraphs(*SENTENCES)}</div>",
        f"{H1}<section id='sharing-the-market-with-the-winter'>{paragraphs(*SENTENCES[:3])}</section><section>{paragraphs(*SENTENCES[3:])}</section>",
        f"{H1}<div class='text desktop'>{paragraphs(*SENTENCES)}</div><div class='text mobile'>{paragraphs(*SENTENCES)}</div>",
        f"{H1}<p>By Ann Lee</p><p>Updated 6 May 2024, 10:30 GMT</p>{paragraphs(*SENTENCES)}",
        f"<table><tr><td width='150'><a href='/'>Home</a></td><td>{H1}{paragraphs(*SENTENCES)}</td></tr></table>",
        f"{H1}<div class='entry'>{'<br><br>'.join(SENTENCES)}</div>",
    ],
    ids=["article", "as it was typed", "names a build tool made", "with a sidebar", "sections apart", "first paragraph apart", "a style that hides nothing",
         "an anchor for a name", "twice for two screens", "byline and date at the head", "a table for layout", "line breaks"],
)  # fmt: skip
def test_the_whole_article_and_nothing_else_is_read(layout: str) -> None:
    nav = "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
    footer = "<footer><p>Harbour News Ltd, 1 Quay Street. All rights reserved.</p></footer>"
    assert body_of(nav + layout + footer) == BODY


def test_readers_comments_are_cut_however_long_they_are() -> None:
    comments = paragraphs(
        *(
            f"Comment number {n}: I never bought fish there, and I say so each time I am asked about it."
            for n in range(60)
        )
    )
    assert body_of(f"<article>{H1}{paragraphs(*SENTENCES)}</article><div class='comments'>{comments}</div>") == BODY


def test_cards_of_other_stories_in_the_same_container_are_cut() -> None:
    card = "<div class='x'><h3><a href='/{n}'>Another story of the harbour, number {n}</a></h3><p>A line that says what it is about, and no more.</p></div>"
    cards = "".join(card.format(n=n) for n in range(5))
    assert body_of(f"<section>{H1}{paragraphs(*SENTENCES)}{cards}</section>") == BODY


def test_a_list_of_things_with_links_is_no_list_of_cards() -> None:
    things = "".join(f"<div><h3>{n}. A kind of fish that the market sells</h3><p>See <a href='/{n}'>the stall that has the best of it</a>, all day.</p></div>"
                     for n in range(1, 4))  # fmt: skip
    found = body_of(f"<article>{H1}{paragraphs(*SENTENCES)}{things}</article>")
    assert found.count("A kind of fish that the market sells") == 3


def test_a_block_whose_running_text_stands_among_many_links_is_kept() -> None:
    links = (
        "<ul>"
        + "".join(f"<li><a href='/{n}'>An older story about something else, {n}</a></li>" for n in range(25))
        + "</ul>"
    )
    found = body_of(
        f"<div id='contents'>{H1}<div class='left'><div class='leaf'>{paragraphs(*SENTENCES[:3])}</div>{links}</div></div>"
    )
    assert found == "\n\n".join(SENTENCES[:3])


def test_a_table_of_data_that_is_most_of_the_article_is_read_as_rows() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>In this year the market had more visitors than in any other since the war, the council says.</td></tr>"
                   for year in range(2001, 2007))  # fmt: skip
    found = body_of(f"<article>{H1}<p>{SENTENCES[0]}</p><table><tbody>{rows}</tbody></table></article>")
    assert found.startswith(SENTENCES[0])
    assert "2001 | In this year" in found


def test_the_body_that_json_ld_states_is_read_where_the_page_shows_little_of_it() -> None:
    stated = {"@type": "NewsArticle", "headline": "Fish market stays open", "articleBody": "\n".join(SENTENCES * 2)}
    head = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    assert body_of(f"{H1}<p>{SENTENCES[0]}</p><div id='app'></div>", head).startswith(BODY)
    assert body_of(f"<article>{H1}{paragraphs(*SENTENCES)}</article>", head) == BODY


@pytest.mark.parametrize("name", ["topAd", "adSlot", "js_ad-mobile", "cnnByline", "shareTools", "div-gpt-ad-1-70", "jp-relatedposts", "navBar", "post-share-buttons"])  # fmt: skip
def test_furniture_is_known_by_its_name(name: str) -> None:
    assert is_noise(name)


@pytest.mark.parametrize("name", ["hJpRRP", "sc-77igqf-0", "kAdx2", "hAdIOx", "contentWithSidebar", "sharing-the-market-with-the-winter", "article-body"])  # fmt: skip
def test_names_that_only_look_like_furniture_are_not(name: str) -> None:
    assert not is_noise(name)
