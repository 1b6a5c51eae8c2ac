"""Several processes feed one index, each a part of it, and what becomes of a part whose process dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engines.opensearch.conftest import CORPUS_SIZE
from engines.shelf import Shelf, article
from newsfind import build, copy_index, open_index
from newsfind.errors import IndexLocked, IndexNotFound, NewsfindError
from newsfind.index.engines import open_engine
from newsfind.index.engines.opensearch import naming
from newsfind.index.engines.opensearch.address import read_address
from newsfind.index.engines.opensearch.cluster import Cluster
from newsfind.index.engines.opensearch.engine import OpenSearchEngine
from newsfind.index.engines.opensearch.mapping import index_body

Place = Callable[..., str]


def indexing(corpus: Path, place: str, *more: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "newsfind",
        "index",
        str(corpus),
        "--index",
        place,
        "--tagger",
        "none",
        "--jobs",
        "1",
    ]
    return subprocess.Popen([*command, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_that_take_shares_make_one_index(place: Place, corpus: Path) -> None:
    where = place(shards=2, replicas=0)
    runs = [indexing(corpus, where, "--shard", f"{n}/3") for n in (1, 2, 3)]
    for run in runs:
        _, errors = run.communicate(timeout=120)
        assert (run.returncode, errors) == (0, "")
    with open_index(where) as index:
        assert index.search("alpha").total == len(index) == CORPUS_SIZE
        status = index.status()
        assert (status.files, status.articles) == (30, CORPUS_SIZE)
        assert index.check() == []
    (corpus / "07.jsonl").unlink()
    reports = [build(corpus, where, jobs=1, tagger="none", shard=f"{n}/3") for n in (1, 2, 3)]
    assert [report.added for report in reports] == [0, 0, 0]
    assert sum(report.removed for report in reports) == 40
    assert sum(report.unchanged for report in reports) == CORPUS_SIZE - 40


def test_an_index_that_a_dead_process_left_half_made_is_completed(
    place: Place, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "_MADE_WITHIN", 0.5)
    where = place(shards=1, replicas=0)
    cluster = Cluster(read_address(where.removeprefix("opensearch:")))
    cluster.ask("PUT", f"/{cluster.address.name}-000001", index_body(1, 0))
    cluster.close()
    with pytest.raises(IndexNotFound):
        open_engine(where)
    assert build(corpus / "00.jsonl", where, jobs=1, tagger="none").articles == 40


def test_an_index_goes_to_a_folder_and_back_with_what_is_known_of_its_files_and_decided_about_names(
    place: Place, corpus: Path, tmp_path: Path
) -> None:
    where, folder = place(shards=2, replicas=0), str(tmp_path / "index")
    for name in ("1/2", "2/2"):
        build(corpus, where, jobs=1, tagger="none", shard=name)
    engine = open_engine(where)
    engine.overrule("merge person: Ann = Annabel\n")
    engine.close()
    assert copy_index(where, folder) == CORPUS_SIZE
    with open_index(where) as one, open_index(folder) as other:
        for query in ("alpha", '"beta beta dock3x2"', "beta W/2 moors", "dock1* OR dock22x5~"):
            ours, theirs = one.search(query, facets=["section", "day"]), other.search(query, facets=["section", "day"])
            assert (ours.total, ours.facets, ours.notes) == (theirs.total, theirs.facets, theirs.notes)
            assert [hit.score for hit in ours] == pytest.approx([hit.score for hit in theirs], rel=1e-4)
    assert build(corpus, folder, jobs=1, tagger="none").unchanged == CORPUS_SIZE
    engine = open_engine(folder)
    assert engine.overrules() == "merge person: Ann = Annabel\n"
    engine.overrule("split person: Ann = Annabel\n")
    engine.close()
    with pytest.raises(NewsfindError, match=r"1,200 articles already"):
        copy_index(folder, where)
    assert copy_index(folder, where, rebuild=True) == CORPUS_SIZE
    engine = open_engine(where)
    assert engine.overrules() == "split person: Ann = Annabel\n"
    engine.close()
    assert build(corpus, where, jobs=1, tagger="none").unchanged == CORPUS_SIZE


def test_a_killed_process_leaves_nothing_half_and_the_next_goes_on(place: Place, corpus: Path) -> None:
    where = place(shards=2, replicas=0)
    engine = open_engine(where, create=True)
    first = engine.writer()
    Shelf(engine)
    first.add([article("lost", "never published")])
    run = indexing(corpus, where)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 4
    assert "is writing to" in errors
    with pytest.raises(ZeroDivisionError), first:
        raise ZeroDivisionError
    run = indexing(corpus, where)
    for _ in range(300):
        if _open_numbers(where):
            break
        time.sleep(0.02)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate(timeout=60)
    engine.refresh()
    assert len(engine) in (0, CORPUS_SIZE)
    report = build(corpus, where, jobs=1, tagger="none")
    assert report.articles == CORPUS_SIZE
    assert set(_open_numbers(where)) == set()
    engine.refresh()
    assert len(list(engine.articles())) == CORPUS_SIZE
    engine.close()


def _open_numbers(place: str) -> list[int]:
    engine = open_engine(place)
    assert isinstance(engine, OpenSearchEngine)
    numbers = list(engine.commit.open)
    engine.close()
    return numbers


def test_parts_have_locks_of_their_own(place: Place) -> None:
    engine = open_engine(place(shards=1, replicas=0), create=True)
    assert isinstance(engine, OpenSearchEngine)
    one, other = engine.part("a"), engine.part("b")
    with one.writer() as writer:
        writer.add([article("x", "alpha"), article("both", "from a")])
        writer.keep(b"one")
        with other.writer() as second:
            second.add([article("y", "alpha"), article("both", "from b")])
            second.keep(b"other")
            with pytest.raises(IndexLocked, match=r"part b"):
                engine.part("b").writer()
            with pytest.raises(IndexLocked, match=r"Part [ab]"):
                engine.writer(rebuild=True)
    engine.refresh()
    assert Shelf(engine).found("alpha") == "x y"
    assert len(engine) == 3
    assert Shelf(engine).found("from") == "both"
    assert engine.parts() == {"a": b"one", "b": b"other"}
    engine.close()


def test_a_folder_has_no_shards_and_a_shard_cannot_be_rebuilt(tmp_path: Path, corpus: Path) -> None:
    with pytest.raises(NewsfindError, match=r"--jobs"):
        build(corpus, tmp_path / "index", shard="1/2")
    for typed in ("0/2", "3/2", "1/0", "a b", "/"):
        with pytest.raises(NewsfindError, match=r"is no shard"):
            build(corpus, tmp_path / "index", shard=typed)
