"""Versions of one article in several files: the newest stands, whatever the order in which files come and go."""

from __future__ import annotations

import json
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from index.corpora import NO_TAGGER, headlines, memory
from newsfind.corpus.raw import RawArticle
from newsfind.index import sync
from newsfind.index.engines.memory.engine import MemoryEngine
from newsfind.index.sync.claims import claim_of

BODY = "The council of the old port said on Monday that the bridge would stay closed until the autumn."
ALONE = replace(NO_TAGGER, jobs=1)


def ninjs(path: Path, guid: str, version: int | str, *, withdrawn: bool = False) -> Path:
    item = {"uri": guid, "type": "text", "version": str(version), "headline": f"{path.stem} {guid} {version}"}
    item["versioncreated"] = "2024-05-06T07:08:09Z"
    item |= {"pubstatus": "canceled"} if withdrawn else {"body_text": BODY}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(item), encoding="utf-8")
    return path


def message(path: Path, *versions: tuple[str, int]) -> Path:
    """A NewsML-G2 message of several items."""
    items = "".join(
        f'<newsItem guid="{guid}" version="{version}"><contentMeta><headline>{path.stem} {guid} {version}</headline>'
        f"</contentMeta><contentSet><inlineData>{BODY}</inlineData></contentSet></newsItem>"
        for guid, version in versions
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<newsMessage><itemSet>{items}</itemSet></newsMessage>", encoding="utf-8")
    return path


def run(engine: MemoryEngine, *sources: Path) -> tuple[int, int, int, int, int]:
    """Added, updated, removed, unchanged, articles."""
    expected = sync.rehearse(engine, sources, ALONE)
    report = sync.synchronise(engine, sources, ALONE)
    assert replace(report, seconds=0) == replace(expected, seconds=0)
    return report.added, report.updated, report.removed, report.unchanged, report.articles


@pytest.fixture
def engine() -> MemoryEngine:
    return memory()


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1), (2, 10), (10, 2)])
def test_a_newer_version_in_another_file_replaces_the_older_whichever_is_read_first(
    engine: MemoryEngine, tmp_path: Path, first: int, second: int
) -> None:
    ninjs(tmp_path / "wire/b.json", "urn:x:1", first)
    assert run(engine, tmp_path / "wire") == (1, 0, 0, 0, 1)
    ninjs(tmp_path / "wire/a.json", "urn:x:1", second)
    newer = second > first
    assert run(engine, tmp_path / "wire") == ((1, 0, 1, 0, 1) if newer else (0, 0, 0, 1, 1))
    assert headlines(engine) == {f"{'a' if newer else 'b'} urn:x:1 {max(first, second)}"}
    assert run(engine, tmp_path / "wire") == (0, 0, 0, 1, 1)


def test_files_read_in_one_run_settle_it_too_and_a_note_says_what_is_left_out(
    engine: MemoryEngine, tmp_path: Path
) -> None:
    for name, version in (("a", 3), ("b", 1), ("c", 2)):
        ninjs(tmp_path / f"wire/{name}.json", "urn:x:1", version)
    report = sync.synchronise(engine, [tmp_path / "wire"], ALONE)
    assert (report.added, report.articles) == (1, 1)
    assert report.notes[-1] == "2 older versions of articles are left out; other files have newer ones."
    assert headlines(engine) == {"a urn:x:1 3"}


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_an_article_that_is_taken_back_is_removed_whichever_file_came_first(
    engine: MemoryEngine, tmp_path: Path, names: str
) -> None:
    ninjs(tmp_path / f"wire/{names[0]}.json", "urn:x:1", 1)
    ninjs(tmp_path / "wire/z.json", "urn:x:2", 1)
    run(engine, tmp_path / "wire")
    ninjs(tmp_path / f"wire/{names[1]}.json", "urn:x:1", 2, withdrawn=True)
    assert run(engine, tmp_path / "wire") == (0, 0, 1, 1, 1)
    assert headlines(engine) == {"z urn:x:2 1"}
    (tmp_path / f"wire/{names[1]}.json").unlink()
    assert run(engine, tmp_path / "wire") == (1, 0, 0, 1, 2)


def test_an_older_version_returns_when_the_newer_ones_file_goes(engine: MemoryEngine, tmp_path: Path) -> None:
    ninjs(tmp_path / "wire/a.json", "urn:x:1", 1)
    newer = ninjs(tmp_path / "wire/b.json", "urn:x:1", 2)
    run(engine, tmp_path / "wire")
    newer.unlink()
    assert run(engine, tmp_path / "wire") == (1, 0, 1, 0, 1)
    assert headlines(engine) == {"a urn:x:1 1"}
    assert run(engine, tmp_path / "wire") == (0, 0, 0, 1, 1)


def test_an_older_version_in_a_folder_that_is_not_looked_at_returns_when_it_is(
    engine: MemoryEngine, tmp_path: Path
) -> None:
    ninjs(tmp_path / "old/a.json", "urn:x:1", 1)
    newer = ninjs(tmp_path / "new/b.json", "urn:x:1", 2)
    run(engine, tmp_path / "old", tmp_path / "new")
    newer.unlink()
    assert run(engine, tmp_path / "new") == (0, 0, 1, 0, 0)
    assert run(engine, tmp_path / "old") == (0, 1, 0, 0, 1) or headlines(engine) == {"a urn:x:1 1"}
    assert headlines(engine) == {"a urn:x:1 1"}


def test_a_run_that_is_stopped_before_the_older_version_is_back_is_made_good_by_the_next(
    engine: MemoryEngine, tmp_path: Path
) -> None:
    ninjs(tmp_path / "wire/a.json", "urn:x:1", 1)
    newer = ninjs(tmp_path / "wire/b.json", "urn:x:1", 2)
    run(engine, tmp_path / "wire")
    newer.unlink()
    with pytest.raises(KeyboardInterrupt):
        sync.synchronise(engine, [tmp_path / "wire"], replace(ALONE, stop=lambda: True))
    engine.refresh()
    assert len(engine) == 0
    run(engine, tmp_path / "wire")
    assert headlines(engine) == {"a urn:x:1 1"}


def test_the_other_articles_of_a_file_stay_when_one_has_a_newer_version(engine: MemoryEngine, tmp_path: Path) -> None:
    message(tmp_path / "wire/a.xml", ("urn:x:1", 1), ("urn:x:2", 1))
    message(tmp_path / "wire/b.xml", ("urn:x:2", 2), ("urn:x:3", 1), ("urn:x:4", 1))
    assert run(engine, tmp_path / "wire") == (4, 0, 0, 0, 4)
    assert headlines(engine) == {"a urn:x:1 1", "b urn:x:2 2", "b urn:x:3 1", "b urn:x:4 1"}
    message(tmp_path / "wire/b.xml", ("urn:x:3", 1), ("urn:x:4", 1))
    os.utime(tmp_path / "wire/b.xml", ns=(0, 0))
    assert run(engine, tmp_path / "wire") == (1, 2, 1, 1, 4)
    assert headlines(engine) == {"a urn:x:1 1", "a urn:x:2 1", "b urn:x:3 1", "b urn:x:4 1"}


def test_a_bare_number_is_a_name_among_files_of_one_root_only(engine: MemoryEngine, tmp_path: Path) -> None:
    for root in ("one", "two"):
        ninjs(tmp_path / root / "a.json", "17", 1)
        ninjs(tmp_path / root / "b.json", "17", 2)
    run(engine, tmp_path / "one", tmp_path / "two")
    assert headlines(engine) == {"b 17 2"}
    assert len(engine) == 2


def test_a_claim_needs_a_publishers_name_and_nothing_else() -> None:
    assert claim_of(RawArticle("a/b.txt", version="2"), "x") is None
    assert claim_of(RawArticle("a/b.txt", guid="tag:x", version="2\0"), "x") is not None


@pytest.mark.parametrize("seed", range(10))
def test_after_any_history_the_index_is_as_one_made_at_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    engine, folder = memory(), tmp_path / "wire"
    folder.mkdir()
    ninjs(folder / "always.json", "urn:x:0", 1)
    for step in range(12):
        for _ in range(chance.randint(1, 3)):
            path = folder / f"{chance.choice('abcdef')}.xml"
            if chance.random() < 0.3:
                path.unlink(missing_ok=True)
            elif chance.random() < 0.5:
                message(path, *((f"urn:x:{chance.randint(1, 3)}", chance.randint(1, 4)) for _ in range(2)))
                os.utime(path, ns=(step, step))
            else:
                guid, version = f"urn:x:{chance.randint(1, 3)}", chance.randint(1, 4)
                ninjs(path.with_suffix(".json"), guid, version, withdrawn=chance.random() < 0.3)
                os.utime(path.with_suffix(".json"), ns=(step, step))
        before = len(engine)
        added, updated, removed, unchanged, articles = run(engine, folder)
        fresh = memory()
        run(fresh, folder)
        assert headlines(engine) == headlines(fresh)
        assert articles == len(fresh) == added + updated + unchanged == before + added - removed
