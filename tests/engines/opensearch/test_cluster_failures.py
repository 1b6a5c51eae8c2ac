"""A node is killed, a disk is full, a password is wrong: what is answered stays true, and a run can be gone on with.

The cluster is real and its nodes really die, but for what needs another server than it: another version, passwords.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from engines.opensearch.conftest import CORPUS_SIZE
from engines.opensearch.nodes import Nodes
from engines.shelf import Shelf, article
from newsfind import build, open_index
from newsfind.errors import IndexIncompatible, IndexUnavailable
from newsfind.index.engine import FacetRequest, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.engines.opensearch import patience
from newsfind.index.engines.opensearch.address import read_address
from newsfind.index.engines.opensearch.cluster import Cluster
from newsfind.index.engines.opensearch.commits import COMMIT_ID
from newsfind.query.ast import Word

Place = Callable[..., str]


def ask(place: str, method: str, path: str, body: object = None) -> Any:
    cluster = Cluster(read_address(place.partition(":")[2]))
    try:
        return cluster.ask(method, path.format(name=cluster.address.name), body)
    finally:
        cluster.close()


def test_a_node_killed_while_indexing_loses_no_article(
    nodes: Nodes, place: Place, corpus: Path, measured: dict[str, float]
) -> None:
    killed: list[float] = []

    def kill_once(progress: object) -> None:
        if not killed and progress.articles > CORPUS_SIZE // 3:  # type: ignore[attr-defined]
            nodes.kill("n3")
            killed.append(time.monotonic())

    where = place("n1", "n2", shards=3, replicas=1)
    report = build(corpus, where, jobs=1, tagger="none", commit_every=0.5, progress=kill_once)
    measured["a run that lost a node ended after"] = time.monotonic() - killed[0]
    assert (report.added, report.articles, report.skipped) == (CORPUS_SIZE, CORPUS_SIZE, ())
    with open_index(where) as index:
        assert index.search("alpha").total == CORPUS_SIZE
        assert {hit.article.headline for hit in index.scan("alpha", passages=0)} == {
            f"Harbour news {number}-{n}" for number in range(30) for n in range(40)
        }
    again = build(corpus, where, jobs=1, tagger="none")
    assert (again.added, again.updated, again.unchanged) == (0, 0, CORPUS_SIZE)


def test_a_node_killed_while_searching_changes_no_count(nodes: Nodes, place: Place, measured: dict[str, float]) -> None:
    where = place("n1", "n2", shards=3, replicas=1)
    engine = open_engine(where, create=True)
    shelf = Shelf(engine).put(*(article(f"a{n}", "alpha beta", section=f"S{n % 3}") for n in range(300)))
    ask(where, "GET", "/_cluster/health/{name}-*?wait_for_status=green&timeout=30s")
    ask(where, "PUT", "/{name}/_settings", {"index.unassigned.node_left.delayed_timeout": "0"})
    worst, began = 0.0, time.monotonic()
    for turn in range(40):
        if turn == 5:
            nodes.kill("n3")
        asked = time.monotonic()
        results = shelf.search(Word("alpha"), limit=5, facets=(FacetRequest("section"),))
        worst = max(worst, time.monotonic() - asked)
        assert results.exact
        assert results.total == 300
        assert [count.count for count in results.facets["section"]] == [100, 100, 100]
        if time.monotonic() - began > 30 and turn > 10:
            break
    measured["the longest search while a node was lost took"] = worst
    measured["after these searches all shards had their replicas again in"] = nodes.wait(2, "green")
    engine.close()


def nodes_with_shards(place: str) -> tuple[str, set[str]]:
    """The node with the shard that the commit lies in, and the nodes that have other shards only."""
    told = ask(place, "GET", f"/{{name}}/_search_shards?routing={COMMIT_ID}")
    (commit,) = [told["nodes"][shard["node"]]["name"] for (shard,) in told["shards"]]
    told = ask(place, "GET", "/{name}/_search_shards")
    return commit, {told["nodes"][shard["node"]]["name"] for (shard,) in told["shards"]} - {commit}


@pytest.mark.parametrize("lost", ["the shard of the commit", "another shard"])
def test_without_copies_of_a_lost_shard_an_answer_says_that_it_is_not_whole(
    nodes: Nodes, place: Place, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 2.0)
    where = place(shards=3, replicas=0)
    engine = open_engine(where, create=True)
    shelf = Shelf(engine).put(*(article(f"a{n}", "alpha beta", section=f"S{n % 3}") for n in range(300)))
    commit, others = nodes_with_shards(where)
    victim = commit if lost == "the shard of the commit" else min(others)
    nodes.kill(victim)
    for _ in range(2):
        results = shelf.search("alpha", limit=3, facets=(FacetRequest("section"), FacetRequest("people")))
        assert not results.exact
        assert 0 < results.total < 300
        assert sum(count.count for count in results.facets["section"]) == results.total
        assert any("of 3 shards did not answer" in note for note in results.notes)
        assert not engine.refresh()
    assert engine.suggest(Word("alphx")) == Word("alpha")
    for whole in (
        lambda: engine.get("a1"),
        lambda: engine.complete("al", 3),
        lambda: list(engine.articles()),
        lambda: list(engine.scan(SearchRequest(Word("alpha")))),
        lambda: engine.stories(SearchRequest()),
        engine.state,
    ):
        with pytest.raises(IndexUnavailable, match=r"shards"):
            whole()
    if lost == "the shard of the commit":
        with pytest.raises(IndexUnavailable, match=r"Some shards of .* have no node that answers"):
            open_engine(where)
    else:
        with open_index(where) as newcomer:
            found = newcomer.search("alpha OR nothing")
            assert (found.exact, found.total, found.suggestion) == (False, results.total, None)
    nodes.start(victim)
    for _ in range(100):
        if (results := shelf.search("alpha")).exact:
            break
        time.sleep(0.2)
    assert (results.exact, results.total) == (True, 300)
    engine.close()


def test_what_may_not_be_written_says_so_and_is_gone_on_with(place: Place, corpus: Path) -> None:
    where = place(shards=1, replicas=0)
    build(corpus / "00.jsonl", where, jobs=1, tagger="none")
    ask(where, "PUT", "/{name}/_settings", {"index.blocks.write": True})
    with pytest.raises(IndexUnavailable, match=r"is read-only .* goes on from the last commit"):
        build(corpus, where, jobs=1, tagger="none")
    with open_index(where) as index:
        assert len(index) == 40
    ask(where, "PUT", "/{name}/_settings", {"index.blocks.write": None})
    assert build(corpus, where, jobs=1, tagger="none").articles == CORPUS_SIZE


def test_a_full_disk_says_so_and_is_gone_on_with(place: Place, corpus: Path) -> None:
    where = place(shards=1, replicas=0)
    build(corpus / "00.jsonl", where, jobs=1, tagger="none")
    disk = "cluster.routing.allocation.disk"
    marks = {f"{disk}.watermark.{level}": "900tb" for level in ("low", "high", "flood_stage")}
    settings = {**marks, f"{disk}.threshold_enabled": True}
    try:
        ask(where, "PUT", "/_cluster/settings", {"transient": settings})
        told = ""
        for _ in range(60):
            try:
                build(corpus, where, jobs=1, tagger="none", rebuild=False)
                (corpus / "00.jsonl").touch()
            except IndexUnavailable as error:
                told = str(error)
                break
            time.sleep(0.5)
        assert "nearly full" in told
        assert "goes on from the last commit" in told
    finally:
        ask(where, "PUT", "/_cluster/settings", {"transient": dict.fromkeys(settings)})
        ask(where, "PUT", "/_cluster/settings", {"transient": {f"{disk}.threshold_enabled": False}})
        ask(where, "PUT", "/_all/_settings", {"index.blocks.read_only_allow_delete": None})
        for kind in ("persistent", "transient"):
            ask(where, "PUT", "/_cluster/settings", {kind: {"cluster.blocks.create_index": None}})
    assert build(corpus, where, jobs=1, tagger="none").articles == CORPUS_SIZE


def test_a_node_that_does_not_answer_is_said_to(nodes: Nodes, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFIND_OPENSEARCH_TIMEOUT", "1")
    nodes.pause("n2")
    try:
        with pytest.raises(IndexUnavailable, match=r"did not answer within 1 s.*NEWSFIND_OPENSEARCH_TIMEOUT"):
            open_engine(place("n2"))
    finally:
        nodes.resume("n2")


def test_an_article_that_the_cluster_refuses_is_named_and_nothing_is_published(place: Place) -> None:
    engine = open_engine(place(shards=1, replicas=0), create=True)
    shelf = Shelf(engine).put(a="alpha")
    ask(place(), "PUT", "/{name}/_mapping", {"properties": {"article": {"type": "date"}}})
    with pytest.raises(IndexUnavailable, match=r"refuses the article .*article.*date"):
        shelf.put(b="alpha")
    engine.refresh()
    assert shelf.found("alpha") == "a"
    engine.close()


def test_nobody_at_the_address_is_said() -> None:
    with pytest.raises(IndexUnavailable, match=r"Nobody answers at http://127\.0\.0\.1:9 .*Is the cluster running"):
        open_engine("opensearch:http://127.0.0.1:9/news")


@contextmanager
def answering(status: int, body: object) -> Iterator[str]:
    """A server that answers everything as one of the servers does that the test cluster is not."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"opensearch:http://127.0.0.1:{server.server_address[1]}/news"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    "version",
    [{"number": "7.17.9"}, {"number": "2.3.0", "distribution": "opensearch"}, {"number": "1.3.2", "distribution": "x"}],
)
def test_another_server_or_an_old_version_is_refused(version: dict[str, str]) -> None:
    with (
        answering(200, {"version": version}) as place,
        pytest.raises(IndexIncompatible, match=rf"{version['number']}; newsfind needs OpenSearch 2\.4"),
    ):
        open_engine(place)


def test_a_wrong_password_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFIND_OPENSEARCH_USER", "ann")
    monkeypatch.setenv("NEWSFIND_OPENSEARCH_PASSWORD", "wrong")
    with (
        answering(401, {"error": "Unauthorized"}) as place,
        pytest.raises(IndexUnavailable, match=r"does not accept the user and password.*_PASSWORD") as caught,
    ):
        open_engine(place)
    assert "wrong" not in str(caught.value)


def test_missing_rights_are_said() -> None:
    error = {"type": "security_exception", "reason": "no permissions for [indices:data/read]"}
    with (
        answering(403, {"error": {"root_cause": [error], **error}, "status": 403}) as place,
        pytest.raises(IndexUnavailable, match=r"may not do this .*no permissions"),
    ):
        open_engine(place)
