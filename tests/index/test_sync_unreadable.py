"""Files that the system will not let be read: what they had stays, and they are read as soon as they can be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpora import NO_TAGGER, headlines, memory, write, write_lines
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers import read_file
from newsfind.index import sync
from newsfind.index.engines.memory.engine import MemoryEngine
from newsfind.index.sync.report import Report
from newsfind.index.sync.state_bytes import decode_state


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Names of files that cannot be opened; as root no permission is missing, so the call itself is made to fail."""
    names: set[str] = set()
    really = os.open

    def refusing(path: str | Path, flags: int, mode: int = 0o777, **more: int) -> int:
        if Path(path).name in names:
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", refusing)
    yield names
    names.clear()


def run(engine: MemoryEngine, folder: Path) -> Report:
    report = sync.synchronise(engine, [folder], NO_TAGGER)
    engine.refresh()
    return report


def test_a_file_without_permission_is_left_out_and_read_when_there_is_one(tmp_path: Path, refused: set[str]) -> None:
    engine = memory()
    write(tmp_path / "news/open.txt", "Open")
    write(tmp_path / "news/locked.txt", "Locked")
    refused.add("locked.txt")
    report = run(engine, tmp_path / "news")
    assert [(item.path, item.reason) for item in report.skipped] == [
        ("news/locked.txt", "The file cannot be opened (Permission denied).")
    ]
    assert (report.added, report.unreadable) == (1, 1)
    assert list(decode_state(engine.state()).skipped) == ["news/locked.txt"]
    refused.clear()
    report = run(engine, tmp_path / "news")
    assert (report.added, report.unchanged, report.skipped) == (1, 1, ())
    assert headlines(engine) == {"Open", "Locked"}
    assert run(engine, tmp_path / "news").unchanged == 2


@pytest.mark.parametrize("name", ["story.txt", "story.jsonl"])
def test_what_a_changed_file_had_stays_while_it_cannot_be_read(tmp_path: Path, refused: set[str], name: str) -> None:
    engine = memory()
    path = tmp_path / "news" / name
    make = write if name.endswith("txt") else write_lines
    make(path, "Story 0" if make is write else 3)  # type: ignore[operator]
    run(engine, tmp_path / "news")
    before = headlines(engine)
    make(path, "Story 0" if make is write else 3, "Another text.")  # type: ignore[operator]
    refused.add(name)
    report = run(engine, tmp_path / "news")
    assert (report.removed, report.unchanged, len(report.skipped)) == (0, len(before), 1)
    assert headlines(engine) == before
    refused.clear()
    report = run(engine, tmp_path / "news")
    assert (report.updated, report.removed, report.skipped) == (len(before), 0, ())
    assert all(article.body.startswith("Another text.") for article in engine.articles())


def test_a_file_that_becomes_a_pipe_after_it_was_found_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.jsonl")
    [item] = read_file(tmp_path / "pipe.jsonl", "pipe.jsonl")
    assert isinstance(item, Skipped)
    assert (item.reason, item.passing) == ("Not a regular file (a pipe, socket or device).", True)


def test_a_file_that_has_vanished_is_left_out(tmp_path: Path) -> None:
    [item] = read_file(tmp_path / "gone.txt", "gone.txt")
    assert isinstance(item, Skipped)
    assert item.passing


def test_what_is_wrong_with_a_file_itself_does_not_pass(tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl.gz").write_bytes(b"no gzip")
    [item] = read_file(tmp_path / "broken.jsonl.gz", "broken.jsonl.gz")
    assert isinstance(item, Skipped)
    assert not item.passing


def test_a_reader_that_fails_on_a_large_file_ends_that_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, shown: str, field_map: object = None) -> Iterator[RawArticle | Skipped]:
        del path, field_map
        yield RawArticle(shown, record="1", text="First\n\nThe first record is good.")
        raise LookupError("who knows")

    write_lines(tmp_path / "news/big.jsonl", 10)
    monkeypatch.setattr("newsfind.index.sync.tasks.STREAM_FROM", 1)
    monkeypatch.setattr("newsfind.index.sync.tasks.read_file", broken)
    engine = memory()
    report = run(engine, tmp_path / "news")
    assert report.added == 1
    assert [item.reason for item in report.skipped] == ["It could not be worked on (LookupError: who knows)."]


def test_a_rebuild_that_is_stopped_leaves_the_old_index(tmp_path: Path) -> None:
    engine = memory()
    write_lines(tmp_path / "news/many.jsonl", 20)
    run(engine, tmp_path / "news")
    options = sync.Options(tagger="none", rebuild=True, jobs=1, stop=lambda: True)
    with pytest.raises(KeyboardInterrupt):
        sync.synchronise(engine, [tmp_path / "news"], options)
    engine.refresh()
    assert len(engine) == 20
