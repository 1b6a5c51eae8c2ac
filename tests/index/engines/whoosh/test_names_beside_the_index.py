"""Names that are one are worked out when an index is written, and again whenever what was kept of it is no good."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsfind.article import Article, Entity
from newsfind.errors import IndexCorrupt
from newsfind.index.engine import Engine, FacetRequest, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh.names import OVERRULES

HUAWEI = {"Huawei": 2}


def article(number: int, *names: str) -> Article:
    return Article(str(number), "", "text", entities=tuple(Entity(name, "organisation") for name in names))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_engine(tmp_path / "index", create=True).writer() as writer:
        writer.add([article(1, "Huawei", "Huawei Technologies Co"), article(2, "Huawei Technologies Co")])
    return tmp_path / "index"


def counts(engine: Engine) -> dict[str, int]:
    facets = engine.search(SearchRequest(facets=(FacetRequest("organisations"),), limit=0)).facets
    return {count.value: count.count for count in facets["organisations"]}


def kept(folder: Path) -> Path:
    [path] = folder.glob("*.names")
    return path


def test_they_are_kept_beside_the_commit_that_they_are_of(folder: Path) -> None:
    first = kept(folder)
    with open_engine(folder).writer() as writer:
        writer.add([article(3, "Huawei")])
    assert kept(folder) != first
    assert counts(open_engine(folder)) == {"Huawei": 3}


@pytest.mark.parametrize("harm", ["missing", "cut", "changed", "stale"])
def test_what_was_kept_and_is_no_good_is_worked_out_again(folder: Path, harm: str) -> None:
    path = kept(folder)
    data = path.read_bytes()
    if harm == "missing":
        path.unlink()
    elif harm == "stale":
        (folder / OVERRULES).write_text("split organisation: Huawei = Huawei Technologies Co\n", encoding="utf-8")
    else:
        at = data.index(b"Huawei")
        path.write_bytes(data[:at] if harm == "cut" else data.replace(b"Huawei", b"Hoawei"))
    expected = {"Huawei": 1, "Huawei Technologies Co": 2} if harm == "stale" else HUAWEI
    assert counts(open_engine(folder)) == expected
    assert kept(folder).read_bytes() != data if harm == "stale" else kept(folder).read_bytes() == data


def test_decisions_of_another_process_are_seen_after_a_refresh(folder: Path) -> None:
    reader = open_engine(folder)
    assert counts(reader) == HUAWEI
    open_engine(folder).overrule("split organisation: Huawei = Huawei Technologies Co\n")
    assert counts(reader) == HUAWEI
    assert not reader.refresh()
    assert counts(reader) == {"Huawei Technologies Co": 2, "Huawei": 1}


def test_a_file_of_decisions_that_is_no_text_says_so(folder: Path) -> None:
    (folder / OVERRULES).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(IndexCorrupt, match=r"entities\.txt is not UTF-8 text"):
        open_engine(folder)


def test_lines_that_say_nothing_change_nothing(folder: Path) -> None:
    (folder / OVERRULES).write_text("\ufeffmerge organisation Huawei\n= = =\n\x00\n", encoding="utf-8")
    assert counts(open_engine(folder)) == HUAWEI
