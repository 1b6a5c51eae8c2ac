"""The pages in a real browser, as people use them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Server, Tab, tab_of

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SHIFT = """() => new Promise((done) => {
  new PerformanceObserver((list, watcher) => {
    watcher.disconnect();
    done(list.getEntries().map((entry) => entry.value));
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done([]), 300);
})"""
PAGES = (
    "/",
    "/search?q=Korvane&section=Technology&since=2023",
    "/search?q=quokka+ferry",
    "/search?q=Korvaen",
    "/facet/person?q=Korvane",
    "/trends?q=Korvane&q=ferry",
    "/trends?q=Korvane&share=1&by=year",
    "/saved",
    "/help",
    "/status",
    "/api/docs",
    "/nowhere",
)


def asked(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


def first_article(page: Page) -> str:
    return page.locator(".hit h2 a").first.get_attribute("href") or ""


def tally(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator(".tally b").inner_text()))


def test_typing_offers_names_and_one_is_taken_by_keys(tab: Tab) -> None:
    page = tab.go("/")
    box = page.get_by_role("combobox", name="Search the news")
    box.press_sequentially("beatriz sal")
    option = page.get_by_role("option", name="Beatriz Salgado")
    expect(option).to_be_visible()
    assert box.get_attribute("aria-expanded") == "true"
    promised = int(option.locator(".count").inner_text())
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(box).to_have_value('person:"Beatriz Salgado" ')
    box.press("Enter")
    page.wait_for_url("**/search?**")
    assert tally(page) == promised


def test_escape_closes_the_completions_and_keeps_what_was_typed(tab: Tab) -> None:
    box = tab.go("/").get_by_role("combobox")
    box.press_sequentially("kor")
    expect(tab.page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(tab.page.get_by_role("listbox", include_hidden=True)).to_be_hidden()
    expect(box).to_have_value("kor")


def test_filters_add_up_show_as_chips_and_back_takes_them_away(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    everything = tally(page)
    section = page.get_by_role("region", name="Sections")
    section.get_by_role("link", name="Politics").click()
    politics = tally(page)
    page.get_by_role("region", name="Sections").get_by_role("link", name="Business").click()
    assert politics < tally(page) < everything
    assert asked(page)["section"] == ["Politics", "Business"]
    chips = page.get_by_role("list", name="Filters that are set")
    assert chips.get_by_role("link").count() == 3
    page.go_back()
    assert tally(page) == politics
    page.go_back()
    assert tally(page) == everything
    page.go_forward()
    chips.get_by_role("link", name="Politics").click()
    assert tally(page) == everything


def test_the_count_of_a_facet_is_what_its_filter_finds(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    for heading in ("Sections", "Sources", "People", "Organisations", "Places"):
        link = page.get_by_role("region", name=heading).get_by_role("link").first
        promised = int(link.locator(".count").inner_text())
        link.click()
        assert tally(page) == promised
        page.go_back()


def test_a_bar_selects_its_period(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    bar = page.locator(".histogram a:has(.bar)").first
    title = bar.get_attribute("aria-label") or ""
    bar.click()
    assert f"{tally(page)} article" in title
    assert asked(page)["since"] == asked(page)["until"]
    assert page.locator(".chips").get_by_text("published").is_visible()
    page.go_back()
    assert "since" not in asked(page)


def test_a_range_is_selected_by_dragging_over_bars(tab: Tab) -> None:
    page = tab.go("/search")
    everything = tally(page)
    bars = page.locator(".histogram a")
    first, last = (bars.nth(at).locator(".area").bounding_box() for at in (2, 5))
    assert first
    assert last
    wanted = [bars.nth(2).get_attribute("data-since"), bars.nth(5).get_attribute("data-until")]
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 40)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 30, steps=6)
    page.mouse.up()
    page.wait_for_url("**since=**")
    assert [asked(page)["since"][0], asked(page)["until"][0]] == wanted
    assert 0 < tally(page) < everything


def test_bars_are_reached_by_arrow_keys(tab: Tab) -> None:
    page = tab.go("/search")
    page.locator(".histogram a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    wanted = page.locator(".histogram a").nth(2).get_attribute("data-since")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=**")
    assert asked(page)["since"] == [wanted]


def test_results_are_gone_through_and_opened_by_keys(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    second = page.locator(".hit h2").nth(1).inner_text()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".hit.current h2").inner_text() == second
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    assert page.locator("h1").inner_text() == second
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j")
    expect(page.locator("#q")).to_have_value("j")


def test_an_article_is_opened_its_matches_gone_through_and_back_leads_to_the_results(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane+masts")
    results = page.url
    page.locator(".hit h2 a").first.click()
    marks = page.locator("mark[id]")
    count = marks.count()
    assert count > 2
    bar = page.get_by_role("navigation", name="Matches in this article")
    expect(bar).to_contain_text(f"{count} matches")
    bar.get_by_role("link", name="Next match").click()
    expect(page.locator("#m1.current")).to_be_in_viewport()
    page.keyboard.press("n")
    expect(bar).to_contain_text(f"2 of {count}")
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(bar).to_contain_text(f"{count} of {count}")
    expect(page.locator(f"#m{count}.current")).to_be_in_viewport()
    page.go_back()
    assert page.url == results


def test_names_in_an_article_lead_to_their_searches(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    page.goto(tab.address + first_article(page))
    page.locator(".text a.name", has_text="Salgado").first.click()
    assert asked(page)["person"] == ["Beatriz Salgado"]
    assert tally(page) > 0


def test_a_reference_is_copied(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(tab.address + first_article(page))
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.locator("h1").inner_text() in page.evaluate("navigator.clipboard.readText()")


def test_a_long_facet_is_searched_in_place(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    people = page.get_by_role("region", name="People")
    usual = people.get_by_role("listitem").all_inner_texts()
    people.get_by_role("searchbox").fill("vesterm")
    link = people.get_by_role("link", name="Karen Vestermark")
    expect(people.get_by_role("listitem")).to_have_count(1)
    people.get_by_role("searchbox").fill("")
    expect(people.get_by_role("listitem")).to_have_count(len(usual))
    people.get_by_role("searchbox").fill("karen")
    link.click()
    assert asked(page)["person"] == ["Karen Vestermark"]


def test_a_misspelt_word_is_put_right(tab: Tab) -> None:
    page = tab.go("/search?q=Korvaen+masts")
    page.locator(".suggestion a").click()
    assert tally(page) > 0
    assert asked(page)["q"][0].lower().startswith("korvane")


def test_pages_are_turned_and_the_order_changed(tab: Tab) -> None:
    page = tab.go("/search?q=the")
    first = page.locator(".hit h2").first.inner_text()
    page.get_by_role("link", name="Next").click()
    assert page.locator(".hit h2").first.inner_text() != first
    assert page.locator("ol.hits").get_attribute("start") == "11"
    page.get_by_role("link", name="Oldest").click()
    years = [element.get_attribute("datetime") or "" for element in page.locator(".hit time").all()]
    assert years == sorted(years)
    assert "page" not in asked(page)


def test_dark_is_chosen_and_remembered(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("link", name="Dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    page.get_by_role("link", name="System").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(phone: Tab, path: str) -> None:
    page = phone.page
    page.goto(phone.address + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    phone.complaints[:] = [said for said in phone.complaints if "404" not in said]


def test_on_a_phone_the_filters_come_where_they_are_asked_for(phone: Tab) -> None:
    page = phone.go("/search?q=Korvane")
    assert page.locator("#filters").bounding_box()["y"] > page.locator(".hit").last.bounding_box()["y"]  # type: ignore[index]
    page.get_by_role("link", name="Filters").click()
    assert page.locator("#filters").bounding_box()["y"] < page.locator(".hit").first.bounding_box()["y"]  # type: ignore[index]
    page.get_by_role("region", name="Sections").get_by_role("link", name="Politics").click()
    assert asked(page)["section"] == ["Politics"]


def test_without_javascript_everything_is_still_there(bare_tab: Tab) -> None:
    page = bare_tab.go("/")
    page.locator("#q").fill("Korvane")
    page.get_by_role("button", name="Search").click()
    everything = tally(page)
    page.get_by_role("region", name="People").get_by_role("link", name="All").click()
    page.get_by_label("With a word that begins").fill("vest")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Karen Vestermark").click()
    assert 0 < tally(page) < everything
    page.locator(".histogram a:has(.bar)").first.click()
    assert asked(page)["since"]
    page.get_by_label("From").fill("2023")
    page.get_by_label("to", exact=True).fill("2024")
    page.get_by_role("button", name="Set dates").click()
    assert asked(page)["until"] == ["2024"]
    page.locator(".hit h2 a").first.click()
    page.get_by_role("link", name="Next match").click()
    assert urlsplit(page.url).fragment == "m2"
    page.get_by_role("link", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("mark").count()


def test_trends_are_drawn_compared_and_lead_to_what_they_count(tab: Tab) -> None:
    page = tab.go("/trends?q=Korvane")
    page.get_by_label("Query 2").fill("ferry")
    page.get_by_role("button", name="Draw").click()
    assert asked(page)["q"] == ["Korvane", "ferry"]
    assert page.locator(".lines polyline").count() == 2
    page.get_by_role("link", name="Share of all articles").click()
    assert "%" in page.locator(".chart text").first.inner_html()
    assert page.locator(".rising li").count() > 2
    page.locator(".legend a").last.click()
    assert asked(page)["q"] == ["ferry"]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 375)])
def test_axe_finds_nothing(browser: Browser, server: Server, scheme: str, width: int) -> None:
    for tab in tab_of(browser, server.address, color_scheme=scheme, viewport={"width": width, "height": 900}):
        page = tab.go("/search?q=Korvane")
        article = first_article(page)
        for path in (*PAGES, article):
            page.goto(tab.address + path)
            page.evaluate(AXE)
            found = page.evaluate(
                "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            )
            wrong = {one["id"]: [node["html"] for node in one["nodes"]][:3] for one in found["violations"]}
            assert not wrong, (path, wrong)


def test_nothing_moves_while_a_page_loads(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    for path in ("/", "/search?q=Korvane&section=Politics", "/trends?q=Korvane", first_article(page)):
        tab.go(path)
        assert sum(page.evaluate(SHIFT)) == 0, path


def test_on_paper_only_the_news_is_left(tab: Tab) -> None:
    page = tab.go("/search?q=Korvane")
    tab.go(first_article(page))
    page.emulate_media(media="print")
    assert page.locator(".text").is_visible()
    for gone in (".ask", ".rooms", ".marks", ".colophon"):
        assert not page.locator(gone).is_visible()
