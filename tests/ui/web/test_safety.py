"""Who may ask, and what nobody may."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from newsfind.api.building import build
from newsfind.index.deadline import check_time
from newsfind.index.engines import open_engine
from newsfind.index.sync.state_bytes import decode_state, encode_state
from newsfind.ui.web.readers import Busy, Reader, Readers
from newsfind.ui.web.safety import known_host
from newsfind.ui.web.site import ServeOptions
from ui.apart import run_apart

from .conftest import client_of


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:8160", True),
        ("localhost:8160", True),
        ("news.localhost", True),
        ("[::1]:8160", True),
        ("192.168.1.5", True),
        ("news.example", True),
        ("evil.example", False),
        ("evil.example:8160", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("evil.example@127.0.0.1:1", True),
        ("", False),
        ("[", False),
    ],
)
def test_a_host_is_known_if_it_is_an_address_or_a_name_of_ours(host: str, known: bool) -> None:
    assert known_host(host, frozenset({"news.example"})) is known


def test_a_page_of_a_stranger_bound_to_our_address_reads_nothing(client: TestClient) -> None:
    for path in ("/", "/api/v1/search", "/static/page.css"):
        answer = client.get(path, headers={"Host": "evil.example"})
        assert answer.status_code == 421
        assert "articles" not in answer.text


@pytest.mark.parametrize("path", ["/", "/search?q=ferry", "/api/v1/status", "/static/page.css", "/nowhere"])
def test_every_answer_says_what_browsers_may_do_with_it(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_pages_hold_no_inline_script_or_style(client: TestClient) -> None:
    for path in ("/", "/search?q=Korvane", "/trends?q=Korvane", "/help", "/api/docs", "/status"):
        text = client.get(path).text
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick=" not in text
        assert text.count("<script") == text.count('<script type="module" src="/static/page.js?v=')


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading_is_allowed(client: TestClient, method: str) -> None:
    for path in ("/", "/search", "/api/v1/search", "/article/x"):
        assert client.request(method, path).status_code == 405


def test_a_form_of_another_site_is_refused(sample: Path) -> None:
    with client_of(sample) as client:
        form = {"name": "theirs", "search": "q=ferry"}
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
            assert client.post("/saved", data=form, headers=headers).status_code == 403
        assert client.post("/saved", data={"name": "x" * 20_000}).status_code == 413
        assert "theirs" not in client.get("/saved").text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static//etc/passwd",
        "/article/..%2f..%2fetc%2fpasswd/source",
        "/article/%2fetc%2fpasswd/source",
        "/article/corpus/source",
    ],
)
def test_no_path_leads_to_a_file_that_is_no_article(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_index_of_a_stranger_cannot_name_a_file_to_be_sent(tmp_path: Path) -> None:
    for name, text in (("news", "Ferry\n\nThe ferry sails."), ("private", "Secret\n\nNobody is to read it.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text, encoding="utf-8")
    place = str(tmp_path / "index")
    build(tmp_path / "news", place, tagger="none", jobs=1)
    with closing(open_engine(place)) as engine:
        [article] = engine.articles()
        with client_of(tmp_path / "index") as client:
            assert "The ferry sails." in client.get(f"/article/{article.id}/source").text
        state = decode_state(engine.state())
        with engine.writer() as writer:
            writer.keep(encode_state(replace(state, roots={"news": str(tmp_path / "private")})))
    with client_of(tmp_path / "index") as client:
        refused = client.get(f"/article/{article.id}/source")
        assert refused.status_code == 404
        assert "Nobody" not in refused.text


def test_a_token_is_asked_of_everyone(sample: Path) -> None:
    with client_of(sample, ServeOptions(token="our-word")) as client:
        refused = client.get("/api/v1/search")
        assert refused.status_code == 401
        assert refused.headers["content-type"] == "application/problem+json"
        assert client.get("/api/v1/search", headers={"Authorization": "Bearer falsch"}).status_code == 401
        right = {"Authorization": "Bearer our-word"}
        assert client.get("/api/v1/search", headers=right).status_code == 200
        door = client.get("/search?q=ferry")
        assert "This index asks for a token" in door.text
        assert "of 66" not in door.text
        assert client.post("/door", data={"token": "falsch", "back": "/"}).status_code == 403


def test_the_door_opens_with_the_token_and_leads_to_where_one_wanted(sample: Path) -> None:
    with client_of(sample, ServeOptions(token="open-sesame")) as client:
        answer = client.post("/door", data={"token": "open-sesame", "back": "/search?q=ferry"})
        assert answer.url.path == "/search"
        assert client.get("/api/v1/search").status_code == 200


def test_the_printed_address_opens_the_door_and_forgets_its_token(sample: Path) -> None:
    with client_of(sample, ServeOptions(token="open-sesame")) as client:
        answer = client.get("/?token=open-sesame&q=ferry")
        assert answer.status_code == 200
        assert "token" not in str(answer.url)
        cookie = answer.history[0].headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()


@pytest.mark.parametrize(
    "path",
    [
        f"/search?q={'x' * 2001}",
        "/search?page=100000",
        "/search?" + "&".join(f"section=s{n}" for n in range(51)),
        "/trends?" + "&".join(f"q=w{n}" for n in range(7)),
        f"/api/v1/search?q={'x' * 2001}",
        "/api/v1/search?limit=101",
        "/api/v1/search?offset=10001",
        "/api/v1/search?facet=people:all",
        "/api/v1/search?" + "&".join(f"section=s{n}" for n in range(51)),
        "/api/v1/facets/people?limit=1001",
        "/api/v1/trend?" + "&".join(f"q=w{n}" for n in range(7)),
        "/api/v1/trend?by=day&since=1000&until=3000",
    ],
)
def test_too_much_is_refused_with_a_sentence(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    if path.startswith("/api/"):
        assert answer.json()["status"] == 400
        assert len(answer.json()["detail"]) > 10


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=200))
def test_whatever_is_typed_has_an_answer(text: str) -> None:
    client = _LAST[0]
    assert client.get("/search", params={"q": text}).status_code == 200


_LAST: list[TestClient] = []


@pytest.fixture(autouse=True)
def _for_properties(client: TestClient) -> None:
    _LAST[:] = [client]


def test_an_answer_that_takes_too_long_is_given_up_and_others_are_answered(sample: Path) -> None:
    readers = Readers(str(sample), most=1, seconds=2)
    ended = threading.Event()

    def slow(reader: Reader) -> int:
        ended.wait(30)
        return len(reader.index)

    async def asked() -> None:
        with pytest.raises(Busy, match=r"longer than 2 seconds"):
            await readers.ask(slow)
        assert await readers.ask(lambda reader: len(reader.index)) == 66
        ended.set()

    run_apart(asked)
    readers.close()


def test_a_search_that_nobody_waits_for_any_longer_ends_by_itself(sample: Path) -> None:
    readers = Readers(str(sample), most=1, seconds=1)
    ended = threading.Event()

    def endless(reader: Reader) -> int:
        try:
            while True:
                check_time()
                time.sleep(0.01)
        finally:
            ended.set()

    async def asked() -> None:
        with pytest.raises(Busy, match=r"longer than 1 seconds"):
            await readers.ask(endless)

    run_apart(asked)
    assert ended.wait(5)
    readers.close()


def test_requests_stand_in_line_and_too_many_are_told_so(sample: Path) -> None:
    readers = Readers(str(sample), most=2, waiting=3)
    running: list[int] = []
    most: list[int] = []

    def counting(reader: Reader) -> int:
        running.append(1)
        most.append(len(running))
        time.sleep(0.02)
        running.pop()
        return len(reader.index)

    async def asked() -> None:
        answers: list[int] = []
        refused: list[Busy] = []

        async def one() -> None:
            try:
                answers.append(await readers.ask(counting))
            except Busy as error:
                refused.append(error)

        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(one)
        assert len(answers) + len(refused) == 8
        assert refused
        assert max(most) <= 2
        assert answers == [66] * len(answers)

    run_apart(asked)
    readers.close()
