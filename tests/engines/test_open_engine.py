from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from newsfind.article import Article
from newsfind.errors import EngineUnavailable
from newsfind.index.engines import installed, open_engine, whoosh
from newsfind.index.engines.memory import MemoryEngine


def test_each_opening_of_memory_is_an_index_of_its_own() -> None:
    one, other = open_engine("memory:"), open_engine("memory:", create=True)
    with one.writer() as writer:
        writer.add([Article(id="a", headline="", body="")])
    one.refresh()
    other.refresh()
    assert (len(one), len(other)) == (1, 0)


def test_the_name_of_an_engine_may_be_in_capitals() -> None:
    assert isinstance(open_engine("MEMORY:"), MemoryEngine)


def test_an_unknown_engine_is_refused_with_those_there_are() -> None:
    with pytest.raises(EngineUnavailable, match=r"'nosuch'.*memory, opensearch, whoosh.*\./nosuch:place"):
        open_engine("nosuch:place")


@pytest.mark.parametrize(
    "place", ["index", "./a:b", "folder/a:b", r"C:\news\index", "C:", Path("memory:"), Path("nosuch:place"), ""]
)
def test_a_path_is_the_default_engines(place: str | Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(whoosh, "open_whoosh", lambda rest, create: opened.append(rest))
    open_engine(place)
    assert opened == [str(place)]


@pytest.mark.parametrize("value", ["no_such_package_anywhere:open", "newsfind.index.engines:open_nothing"])
def test_an_engine_that_cannot_be_loaded_says_what_is_missing(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("broken", value, installed.ENTRY_POINTS)
    monkeypatch.setattr(installed, "entry_points", lambda group: [broken] if group == installed.ENTRY_POINTS else [])
    with pytest.raises(EngineUnavailable, match=r"'broken' cannot be loaded.*newsfind\[broken\]"):
        open_engine("broken:")
