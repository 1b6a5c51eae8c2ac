"""Which pages are no article; every page here is our own, labelled by what it is."""

from __future__ import annotations

import json

import pytest

from newsfind.article import Article
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle, Skipped

SENTENCE = (
    "The harbour council voted on Tuesday to keep the fish market open through the winter, after months of protest."
)


def page(inside: str, title: str = "Harbour News", head: str = "", lang: str = "en") -> str:
    return f"<!doctype html><html lang='{lang}'><head><title>{title}</title>{head}</head><body>{inside}</body></html>"


def json_ld(*kinds: str, **more: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": list(kinds), **more})}</script>'


def cards(count: int, tag: str = "h3", teaser: str = "") -> str:
    card = f"<div class='item'><{tag}><a href='/{{n}}'>A story of the harbour, number {{n}}</a></{tag}>{teaser}</div>"
    return "".join(card.format(n=n) for n in range(count))


FRONTS = {
    "a list of headings": page(f"<h1>World</h1>{cards(20)}"),
    "headings with teasers": page(
        f"<h1>Business</h1>{cards(12, 'h2', '<p>A line that says what it is about.</p>')}", "Business"
    ),
    "an archive of a tag": page(
        f"<h1>Tag: fish</h1>{cards(4, 'h2')}", "Fish", json_ld("CollectionPage", name="Fish") + "<meta property='og:type' content='article'>"
    ),
    "an author's page": page(f"<h1>Ann Lee</h1><p>Ann Lee writes about the sea.</p>{cards(6, 'h3')}", "Ann Lee", json_ld("ProfilePage")),
    "results of a search": page(f"<h1>Results for fish</h1>{cards(10, 'h4')}", "Search", json_ld("SearchResultsPage")),
}  # fmt: skip
ERRORS = {
    title: page(f"<h1>{title}</h1><p>Try the start page, or look for it by the search at the top of this page, please.</p>", title)
    for title in (
        "404", "404 - Page not found", "Error 404", "404 Not Found", "Page not found", "Oops! That page can’t be found.", "Sorry, the page you requested could not be found",
        "403 Forbidden", "502 Bad Gateway", "503 Service Unavailable", "Access denied", "Just a moment...", "Are you a robot?", "Seite nicht gefunden",
        "Die Seite wurde nicht gefunden", "Page introuvable", "Página no encontrada", "Pagina non trovata", "Página não encontrada", "Pagina niet gevonden",
        "Страница не найдена",
    )
}  # fmt: skip
STUBS = {
    line: page(f"<article><h1>Fish market stays open</h1><p>{SENTENCE}</p><div>{line}</div></article>")
    for line in (
        "<p>Subscribe to continue reading.</p>", "<p>Already a subscriber? Sign in.</p>", "<p>This article is for subscribers only.</p>",
        "<p>To continue reading, please create a free account.</p>", "<p>Jetzt weiterlesen mit dem Digitalabo.</p>", "<p>Dieser Artikel ist exklusiv für Abonnenten.</p>",
        "<p>Cet article est réservé aux abonnés.</p>", "<p>Il vous reste 84 % de cet article à lire.</p>", "<p>Contenido exclusivo para suscriptores</p>",
        "<p>Contenuto riservato agli abbonati</p>", "<p>Conteúdo exclusivo para assinantes</p>", "<p>Alleen voor abonnees</p>", "<p>この記事は会員限定です。</p>",
    )
}  # fmt: skip
OTHERS = {
    "a gallery": page("<h1>The market in pictures</h1><p>Twelve pictures of the fish market on its first day, taken by readers from all over the town and beyond it.</p>"
                      + "<figure><img src='x'><figcaption>One</figcaption></figure>" * 12, "Pictures", json_ld("ImageGallery")),
    "a wall of consent": page("<div class='cookie-consent'><p>We and our 812 partners use cookies.</p></div>", "Consent"),
    "a video and nothing else": page("<h1>Watch: the market</h1><video src='x'></video><p>Watch the market wake up.</p>", "Watch"),
    "an empty page": page(""),
    "scripts alone": page("<div id='root'></div><script>start('words of a script that are no text')</script>"),
}  # fmt: skip


@pytest.mark.parametrize("html", FRONTS.values(), ids=FRONTS)
def test_a_front_of_other_articles_is_no_article(html: str) -> None:
    assert "a front of other articles" in reason(html)


@pytest.mark.parametrize("html", ERRORS.values(), ids=ERRORS)
def test_an_error_page_is_no_article(html: str) -> None:
    assert "error page" in reason(html)


@pytest.mark.parametrize("html", STUBS.values(), ids=STUBS)
def test_what_stands_before_a_paywall_is_no_article(html: str) -> None:
    assert "paywall" in reason(html)


@pytest.mark.parametrize("html", OTHERS.values(), ids=OTHERS)
def test_pages_of_other_kinds_are_no_articles(html: str) -> None:
    assert reason(html)


@pytest.mark.parametrize("html", [*FRONTS.values(), *ERRORS.values(), *STUBS.values(), OTHERS["a gallery"]])
def test_all_are_kept_where_all_is_asked_for(html: str) -> None:
    assert isinstance(normalize(RawArticle(path="a.html", html=html), keep_all=True), Article)


def reason(html: str) -> str:
    found = normalize(RawArticle(path="a.html", html=html))
    assert isinstance(found, Skipped), found
    return found.reason


LONG = f"<p>{SENTENCE}</p>" * 1
JAPANESE = "港の評議会は火曜日、魚市場を冬の間も開き続けることを決めた。数か月にわたる抗議の末の決定で、屋台の家賃は毎年一割ずつ上がる見通しだ。"
ARTICLES = {
    "a brief": page(f"<h1>Market stays open</h1>{LONG}"),
    "a brief about people who died": page(
        "<h1>404 people moved from flooded town</h1><p>Some 404 people were moved from the town of Vester on Monday after the dam above it broke, the police said.</p>"
    ),
    "an article on refused entry": page(
        "<h1>Access denied: how ports keep ferries out</h1><p>Three ports turned ferries away last week, the union said on Monday, and more may follow in the autumn.</p>"
    ),
    "an article that offers a newsletter": page(
        f"<article><h1>Market stays open</h1>{''.join(f'<p>{SENTENCE} This is line {n} of it.</p>' for n in range(9))}<p>Subscribe to continue reading our newsletter.</p></article>"
    ),
    "an article among many others": page(
        f"<h1>Market stays open</h1><div>6 May 2024</div><article>{LONG}</article><aside>x</aside>{cards(30)}"
    ),
    "an article in Japanese among many others": page(
        f"<h1>魚市場は冬も開く</h1><time datetime='2024-05-06'>2024年5月6日</time><article><p>{JAPANESE}</p><p>{JAPANESE[:60]}</p></article>{cards(25)}", lang="ja"
    ),
    "a declared article among many others": page(f"<h1>Market</h1>{LONG}{cards(30)}", "Market", json_ld("NewsArticle", headline="Market")),
}  # fmt: skip


@pytest.mark.parametrize("html", ARTICLES.values(), ids=ARTICLES)
def test_an_article_is_never_taken_for_something_else(html: str) -> None:
    made = normalize(RawArticle(path="a.html", html=html))
    assert isinstance(made, Article), made
