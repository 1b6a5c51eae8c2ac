"""A folder from a stranger: no name in it leads out of it, nothing in it is waited for, nothing in it is run."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

import newsfind
from index.engines.whoosh import damage
from newsfind.errors import IndexCorrupt, IndexLocked
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh.commits import latest_generation

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    damage.make(tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    path = tmp_path / "diary.txt"
    path.write_text("mine", encoding="utf-8")
    return path


def update(folder: Path) -> None:
    with open_engine(f"whoosh:{folder}", create=True).writer() as writer:
        writer.add([damage.ARTICLES[0]])


@needs_links
@pytest.mark.parametrize(
    "name",
    [
        "writer.json",
        "writer.json.tmp",
        "MAIN_WRITELOCK",
        *(f"newsfind_{n}.commit.tmp" for n in range(5)),
        *(f"_MAIN_{n}.toc.tmp" for n in range(5)),
        *(f"_MAIN_{n}.toc" for n in (2, 3)),
        "newsfind_3.commit",
    ],
)
def test_nothing_is_written_where_a_link_leads(folder: Path, victim: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(victim)
    with suppress(IndexCorrupt):  # a commit that is a link is refused
        update(folder)
    assert victim.read_text(encoding="utf-8") == "mine"


@needs_links
def test_the_lock_makes_no_file_where_a_link_leads(folder: Path, tmp_path: Path) -> None:
    (folder / "MAIN_WRITELOCK").unlink()
    (folder / "MAIN_WRITELOCK").symlink_to(tmp_path / "new")
    update(folder)
    assert not (tmp_path / "new").exists()


@needs_links
@pytest.mark.parametrize("suffix", [".columns", ".commit"])
def test_nothing_is_read_where_a_link_leads(folder: Path, tmp_path: Path, suffix: str) -> None:
    path = next(iter(folder.glob(f"*{suffix}")))
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(IndexCorrupt, match=path.name):
        newsfind.open_index(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["newsfind_9.commit", "writer.json", "_MAIN_9.toc", "MAIN_x.columns.tmp"])
def test_a_pipe_is_not_waited_for(folder: Path, name: str) -> None:
    os.mkfifo(folder / name)
    if name.endswith(".commit"):
        with pytest.raises(IndexCorrupt, match=name):
            newsfind.open_index(folder)
        return
    update(folder)
    with newsfind.open_index(folder) as index:
        assert index.check() == []


@pytest.mark.parametrize("name", ["MAIN_abc.columns", "newsfind_1.commit", "_MAIN_1.toc", "writer.json"])
def test_folders_that_are_named_like_our_files_are_left_alone(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    update(folder)
    assert (folder / name).is_dir()
    with newsfind.open_index(folder) as index:
        assert index.check() == []


def test_a_number_too_long_to_be_that_of_a_commit_is_none(folder: Path) -> None:
    (folder / f"newsfind_{'9' * 200}.commit").write_text("", encoding="utf-8")
    before = latest_generation(folder)
    update(folder)
    assert latest_generation(folder) == before + 1


def test_what_is_said_of_a_writer_is_not_taken_on_trust(folder: Path) -> None:
    engine = open_engine(f"whoosh:{folder}")
    with engine.writer():
        for said in (b"[" * 100_000, b"\xff", b"{}", b'{"pid": "rm -rf", "since": 1}', b"x" * 10**6):
            (folder / "writer.json").write_bytes(said)
            with pytest.raises(IndexLocked, match="by another process"):
                engine.writer()


def test_an_index_that_another_process_is_about_to_make_is_waited_for(tmp_path: Path) -> None:
    first = open_engine(f"whoosh:{tmp_path}/index", create=True)
    for path in (tmp_path / "index").glob("*[tc]"):
        path.unlink()
    with first.writer(rebuild=True) as making:
        second = open_engine(f"whoosh:{tmp_path}/index", create=True)
        assert len(second) == 0
        with pytest.raises(IndexLocked, match=f"by process {os.getpid()} since"):
            second.writer(wait=0.1)
        making.add(damage.ARTICLES)
    with second.writer(wait=1) as writer:
        writer.remove(["id0"])
    second.refresh()
    assert len(second) == 5
