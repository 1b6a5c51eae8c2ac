"""On a node with TLS, passwords and rights: who may, works as ever, and who may not is told why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from engines.opensearch.pool import WANTED
from engines.opensearch.secured import PASSWORD, Secured, secured
from newsfind import build, copy_index, open_index
from newsfind.errors import IndexUnavailable
from newsfind.index.engines.opensearch.address import API_KEY, CA_FILE, USER
from newsfind.index.engines.opensearch.address import PASSWORD as PASSWORD_VARIABLE

Enter = Callable[..., None]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    if WANTED != "start":
        pytest.skip("make test-opensearch starts a node with OpenSearch's security")
    with secured(tmp_path_factory.mktemp("secured")) as one:
        yield one


@pytest.fixture(scope="module")
def news(node: Secured, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an index with articles, all of one file."""
    file = tmp_path_factory.mktemp("news") / "news.jsonl"
    lines = [f'{{"headline": "Harbour news {n}", "body": "Alpha {"beta " * (n % 3)} moors."}}' for n in range(40)]
    file.write_text("\n".join(lines), encoding="utf-8")
    place = f"opensearch:{node.address}/news?replicas=0"
    with pytest.MonkeyPatch.context() as environment:
        _enter(environment, node, "writer")
        assert build(file, place, jobs=1, tagger="none").articles == 40
    return place


def _enter(environment: pytest.MonkeyPatch, node: Secured, user: str, password: str = PASSWORD) -> None:
    environment.setenv(CA_FILE, str(node.ca_file))
    environment.setenv(USER, user)
    environment.setenv(PASSWORD_VARIABLE, password)


@pytest.fixture
def enter(node: Secured, monkeypatch: pytest.MonkeyPatch) -> Enter:
    """Ask from now on as a user."""

    return partial(_enter, monkeypatch, node)


def test_who_may_write_indexes_searches_and_copies(news: str, corpus: Path, enter: Enter, tmp_path: Path) -> None:
    enter("writer")
    own = news.replace("/news", "/news-own")
    assert build(corpus / "03.jsonl", own, jobs=1, tagger="none").articles == 40
    assert build(corpus / "03.jsonl", own, jobs=1, tagger="none", rebuild=True).articles == 40
    with open_index(own) as index:
        found = index.search('"beta dock3x1" OR moor*', facets=["section"])
        assert (found.total, found.exact, index.check()) == (40, True, [])
    assert copy_index(own, tmp_path / "index") == 40


def test_who_may_read_searches_but_writes_nothing(news: str, corpus: Path, enter: Enter) -> None:
    enter("reader")
    with open_index(news) as index:
        assert index.search("alph*", facets=["section", "people"], copies="group").total == 40
        assert len(list(index.scan("beta"))) == index.search("beta").total
        assert [found.text for found in index.complete("alp")] == ["alpha"]
        assert index.status().articles == 40
    with pytest.raises(IndexUnavailable, match=r"reader may not do this with opensearch:https://.*Ask whoever runs"):
        build(corpus / "04.jsonl", news, jobs=1, tagger="none")


def test_a_stranger_is_told_that_it_has_no_rights(news: str, enter: Enter) -> None:
    enter("stranger")
    with pytest.raises(IndexUnavailable, match=r"stranger may not do this .*no permissions"):
        open_index(news)


@pytest.mark.parametrize(("user", "password"), [("writer", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_or_name_is_said_to_be_one(news: str, enter: Enter, user: str, password: str) -> None:
    enter(user, password)
    with pytest.raises(IndexUnavailable, match=r"does not accept the user and password.*_PASSWORD") as caught:
        open_index(news)
    assert password not in str(caught.value)


def test_a_key_that_it_does_not_know_is_refused(news: str, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    enter("")
    monkeypatch.setenv(API_KEY, "c2VjcmV0")
    with pytest.raises(IndexUnavailable, match=r"does not accept .*the API key") as caught:
        open_index(news)
    assert "c2VjcmV0" not in str(caught.value)


def test_a_certificate_of_nobody_known_is_not_trusted(news: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CA_FILE, raising=False)
    with pytest.raises(IndexUnavailable, match=r"cannot be trusted .*NEWSFIND_OPENSEARCH_CA_FILE"):
        open_index(news)


def test_without_tls_nobody_answers(news: str) -> None:
    with pytest.raises(IndexUnavailable, match=r"Nobody answers at http://127.*address right"):
        open_index(news.replace("https:", "http:"))
