"""Indexes written in every format that there has been: this build opens them, or says what to do.

`make.py` wrote them. Formats 1 (whose columns changed four times under the same number) and 2 were left before there
was a release, and are not read any more.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest

import newsfind
from newsfind.errors import IndexIncompatible
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh.codec.file import FORMAT, ColumnFile
from newsfind.index.sync.state_bytes import decode_state, encode_state

HERE = Path(__file__).parent
WRITTEN = sorted(path.parent.name for path in HERE.glob("*/index"))
READ = ("3",)
"""Those that this build reads; to take one out of here is to break an archive."""


def making() -> ModuleType:
    spec = importlib.util.spec_from_file_location("formats_make", HERE / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    shutil.copytree(HERE / request.param / "index", tmp_path / "index")
    return tmp_path / "index"


@pytest.mark.parametrize("old", READ, indirect=True)
def test_an_old_index_is_sound_and_answers_as_it_did(old: Path, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["old"]
    wanted = json.loads((HERE / name / "answers.json").read_text(encoding="utf-8"))
    with newsfind.open_index(old) as index:
        assert index.check() == []
        assert making().answers(index) == wanted


@pytest.mark.parametrize("old", READ, indirect=True)
def test_an_old_index_is_gone_on_with(old: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more/new.txt").write_text("Zeppelin over the bay\n\nIt came at noon.\n", encoding="utf-8")
    before = len(newsfind.open_index(old))
    report = newsfind.build(tmp_path / "more", old, jobs=1)
    assert (report.added, report.articles) == (1, before + 1)
    with newsfind.open_index(old) as index:
        assert index.search("zeppelin").total == 1
        assert index.check() == []


@pytest.mark.parametrize("old", READ, indirect=True)
def test_what_an_old_index_knows_of_its_files_is_kept(old: Path) -> None:
    engine = open_engine(old)
    state = decode_state(engine.state())
    records = state.records(state.paths)
    held = sorted(article.id for article in engine.articles())
    assert sorted(article_id for record in records.values() for article_id in record.ids) == held
    assert all(record.mtime_ns > 0 and record.size > 0 and record.whole for record in records.values())
    again = decode_state(encode_state(state))
    assert (again.records(again.paths), again.roots, again.run) == (records, state.roots, state.run)
    engine.close()


@pytest.mark.parametrize("old", sorted({*WRITTEN} - {*READ}), indirect=True)
def test_an_index_that_is_too_old_says_what_to_do_and_can_be_rebuilt(old: Path, tmp_path: Path) -> None:
    with pytest.raises(
        IndexIncompatible, match=r"has format [12]; .* Make the index anew: newsfind index .* --rebuild"
    ):
        newsfind.open_index(old)
    (tmp_path / "news").mkdir()
    (tmp_path / "news/new.txt").write_text("Zeppelin over the bay\n\nIt came at noon.\n", encoding="utf-8")
    newsfind.build(tmp_path / "news", old, jobs=1, rebuild=True)
    with newsfind.open_index(old) as index:
        assert (len(index), index.check()) == (1, [])


@pytest.mark.parametrize("old", sorted({*WRITTEN} - {*READ}), indirect=True)
def test_an_index_that_is_too_old_is_refused_before_its_sources_are_looked_at(old: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexIncompatible, match="--rebuild"):
        newsfind.build(tmp_path / "nowhere", old, jobs=1)


def test_the_format_that_this_build_writes_is_among_them() -> None:
    numbers = {
        int.from_bytes(path.read_bytes()[8:12], "little")
        for name in READ
        for path in (HERE / name / "index").glob("*.columns")
    }
    assert FORMAT in numbers


def test_what_this_build_writes_has_the_columns_of_the_kept_one(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/a.txt").write_text("A ferry\n\nIt came at noon.\n", encoding="utf-8")
    newsfind.build(tmp_path / "news", tmp_path / "index", jobs=1)
    now, kept = (
        {name for path in folder.glob("*.columns") for name in ColumnFile(path).names()}
        for folder in (tmp_path / "index", HERE / READ[-1] / "index")
    )
    assert now == kept, (
        "The columns have changed: keep an index of them here (make.py) and name it in READ. "
        "Give the format a new number as well."
    )
