"""The pages without a browser: what they say, where they lead, what they refuse to do."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from typing import cast

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import newsfind
from newsfind.ui.saving import saved_searches
from newsfind.ui.web.site import ServeOptions
from newsfind.ui.web.state import SearchState

from .conftest import client_of

_LINK = re.compile(r'(?:href|action)="([^"]*)"')


def ids(client: TestClient, query: str) -> list[str]:
    answer = client.get("/api/v1/search", params={"q": query, "limit": 100})
    return [hit["id"] for hit in answer.json()["hits"]]


PAGES = (
    "/ /search /search?q=Korvane /search?q=%22 /trends /trends?q=Korvane&by=week /facet/org /help /status /saved "
    "/api/docs /opensearch.xml /search?page=3&q=the /search?until=1990"
)


@pytest.mark.parametrize("path", PAGES.split())
def test_a_page_is_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Traceback" not in answer.text


def test_every_link_of_the_site_leads_somewhere(client: TestClient) -> None:
    """Through all pages, a few levels deep."""
    seen, front = set(), {"/"}
    for _ in range(3):
        found = set()
        for path in sorted(front):
            answer = client.get(path, follow_redirects=False)
            assert answer.status_code in (200, 303), path
            if answer.headers["content-type"].startswith("text/html"):
                found |= {link.replace("&amp;", "&") for link in _LINK.findall(answer.text)}
        seen |= front
        front = {link for link in sorted(found - seen) if link.startswith("/") and "&back=" not in link}
        front = set(sorted(front)[:: max(len(front) // 60, 1)])
    assert len(seen) > 60


def test_a_date_that_is_none_is_said_and_the_rest_is_searched(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "Korvane", "since": "someday"})
    assert answer.status_code == 200
    assert "“someday” is not understood as a date" in answer.text
    assert "12 articles" in answer.text


def test_nothing_found_says_what_each_part_finds_and_what_the_filters_keep_out(client: TestClient) -> None:
    text = client.get("/search", params={"q": "Korvane quokka", "section": "Sport"}).text
    assert "Nothing found" in text
    rows = dict(re.findall(r"<bdi>word (\w+)</bdi></a></td><td>(\d+)</td>", text))
    assert rows == {"Korvane": "12", "quokka": "0"}
    text = client.get("/search", params={"q": "Korvane", "section": "Sport"}).text
    assert ">12 articles</a> would be found" in text


def test_a_chosen_value_is_shown_though_it_is_rare(client: TestClient) -> None:
    text = client.get("/search", params={"person": "Karen Vestermark", "section": "Politics"}).text
    chosen = re.findall(r'class="chosen".*?<bdi>(.*?)</bdi>.*?count">(\d+)<', text)
    assert [value for value, _ in chosen] == ["Politics", "Karen Vestermark"]
    assert all(int(count) > 0 for _, count in chosen)


@pytest.mark.parametrize("name", ["csv", "jsonl", "ris", "bibtex", "markdown"])
def test_an_export_has_all_hits_in_the_order_of_the_page(client: TestClient, name: str) -> None:
    answer = client.get(f"/export/{name}", params={"q": "the", "sort": "oldest"})
    assert answer.headers["content-disposition"].startswith('attachment; filename="newsfind.')
    wanted = [
        hit["id"]
        for hit in client.get("/api/v1/search", params={"q": "the", "sort": "oldest", "limit": 100}).json()["hits"]
    ]
    if name == "csv":
        assert [row["id"] for row in csv.DictReader(io.StringIO(answer.text))] == wanted
    if name == "jsonl":
        assert [json.loads(line)["id"] for line in answer.text.splitlines()] == wanted
    assert len(wanted) > 50


@pytest.mark.parametrize(("kind", "begin"), [("svg", b"<svg"), ("csv", b"month,articles,Korvane"), ("png", b"\x89PNG")])
def test_a_trend_is_had_as_a_file(client: TestClient, kind: str, begin: bytes) -> None:
    answer = client.get(f"/trends.{kind}", params={"q": "Korvane"})
    assert answer.content.startswith(begin)
    assert f"trend.{kind}" in answer.headers["content-disposition"]


def test_an_article_shows_its_copies_and_what_is_similar(sample: Path, client: TestClient) -> None:
    with newsfind.open_index(sample) as index:
        story = index.stories(limit=1).stories[0]
    text = client.get(f"/article/{story.lead.id}").text
    assert "The same text elsewhere" in text
    for copy in story.copies[1:]:
        assert f"/article/{copy.id}" in text
    assert "Similar articles" in text


def test_an_article_is_cited_and_its_file_is_shown(client: TestClient) -> None:
    [first] = ids(client, '"no-spy agreement"')
    assert client.get(f"/article/{first}/cite/bibtex").text.startswith("@article{")
    assert client.get(f"/article/{first}/cite/nothing").status_code == 404
    source = client.get(f"/article/{first}/source")
    assert source.headers["content-type"] == "text/plain; charset=utf-8"
    assert source.headers["content-security-policy"].startswith("default-src 'none'; sandbox")
    assert "no-spy" in source.text


def test_searches_are_saved_listed_and_removed(sample: Path) -> None:
    with client_of(sample) as client:
        search = "q=Korvane&section=Politics&section=Business&since=2023"
        assert client.post("/saved", data={"name": "ours", "search": search}).status_code == 200
        text = client.get("/saved").text
        assert 'href="/search?q=Korvane&amp;section=Politics&amp;section=Business&amp;since=2023"' in text
        assert "8 articles" in text
        client.post("/saved", data={"name": "ours", "do": "remove"})
        assert "There are none yet" in client.get("/saved").text
        assert client.post("/saved", data={"name": "", "search": search}).status_code == 400


def test_a_theme_is_kept_and_leads_back_to_where_one_was(sample: Path) -> None:
    with client_of(sample) as client:
        assert 'data-theme="dark"' in client.get("/theme", params={"to": "dark", "back": "/search?q=ferry"}).text
        assert 'data-theme="dark"' in client.get("/help").text
        client.get("/theme", params={"to": "", "back": "/"})
        assert "data-theme=" not in client.get("/help").text


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_no_way_back_leads_to_another_site(client: TestClient, back: str) -> None:
    answer = client.get("/theme", params={"to": "", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_what_articles_say_is_shown_and_never_run(tmp_path: Path) -> None:
    nasty = '<script>alert(1)</script> "><img src=x onerror=alert(2)> & \u202etxet'
    record = {"title": nasty, "text": f"ferry {nasty}\n\n{nasty}", "author": nasty, "section": nasty, "source": nasty}
    (tmp_path / "news.jsonl").write_text(json.dumps({**record, "url": "javascript:alert(3)"}), encoding="utf-8")
    newsfind.build(tmp_path / "news.jsonl", tmp_path / "index", jobs=1, tagger="none")
    with client_of(tmp_path / "index") as client:
        [only] = ids(client, "ferry")
        for path in ("/", "/search?q=ferry", f"/article/{only}?q=ferry", "/facet/author", "/status", "/trends?q=ferry"):
            text = client.get(path).text
            assert "<script>alert" not in text
            assert "<img" not in text
            assert 'href="javascript' not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(f"/article/{only}").text


def test_a_new_article_appears_without_a_restart(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text("A ferry\n\nThe ferry ran on time.\n", encoding="utf-8")
    newsfind.build(news, tmp_path / "index", jobs=1, tagger="none")
    with client_of(tmp_path / "index") as client:
        assert client.get("/api/v1/search?q=ferry").json()["total"] == 1
        (news / "two.txt").write_text("Another ferry\n\nThe other ferry did not.\n", encoding="utf-8")
        newsfind.build(news, tmp_path / "index", jobs=1, tagger="none")
        client.app.state.site.readers._free[0]._looked -= 1  # type: ignore[attr-defined] # as if a second had passed
        assert client.get("/api/v1/search?q=ferry").json()["total"] == 2
        assert "2 articles" in client.get("/").text


def test_options_say_whether_searches_can_be_saved(sample: Path, client: TestClient) -> None:
    assert client.post("/saved", data={"name": "x", "search": "q=ferry"}).status_code == 403
    assert 'action="/saved"' not in client.get("/search?q=ferry").text
    with client_of(sample, ServeOptions(may_save=True)) as other:
        assert 'action="/saved"' in other.get("/search?q=ferry").text


def test_what_the_command_line_saved_finds_the_same_on_the_page(sample: Path) -> None:
    searches = saved_searches(str(sample))
    searches.add("one", "trade talks", {"phrase": True, "entities": ("Karen Vestermark", "Denmark")})
    with newsfind.open_index(sample) as index:
        expected = index.search("trade talks", phrase=True, entities=("Karen Vestermark", "Denmark")).total
        looser = index.search("trade talks").total
    with client_of(sample) as client:
        text = client.get("/saved").text
        [address] = re.findall(r'<h2><a href="([^"]*)"', text)
        found = client.get("/api/v1/search?" + unescape(address).partition("?")[2]).json()
    searches.remove("one")
    assert 0 < expected < looser
    assert f"{expected} article" in text
    assert found["total"] == expected


def test_a_chosen_value_is_let_go_of_however_its_accents_are_written() -> None:
    state = SearchState(chosen={"section": ("Zurich",)})
    assert state.has("section", "Zürich")
    assert state.toggled("section", "Zürich").chosen == {"section": ()}


def test_an_index_whose_keeper_does_not_answer_is_not_the_readers_fault(sample: Path) -> None:
    with client_of(sample) as client:
        app = cast(FastAPI, client.app)

        @app.get("/api/v1/away")
        def away() -> None:
            raise newsfind.IndexUnavailable("The cluster does not answer.")

        answer = client.get("/api/v1/away")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
