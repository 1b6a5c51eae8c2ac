"""Runs in several processes, runs that are stopped, and workers that die."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.corpora import NO_TAGGER, FaultyBuilder, headlines, memory, write, write_lines
from newsfind.index import sync
from newsfind.index.engines import open_engine
from newsfind.index.engines.memory.store import MemoryBuilder
from newsfind.index.sync.outcome import FileOutcome, Stopped
from newsfind.index.sync.pool import Job, outcomes_here, outcomes_in_processes
from newsfind.index.sync.roots import Start
from newsfind.index.sync.tasks import FilesTask, RecordsTask, Task, cut
from newsfind.index.sync.walk import Found, walk

PAGE = "The ferry ran on time and the harbour was calm, as it had been all week. " * 140
LONG = "The ferry ran on time and the harbour was calm. " * 12


def look(size: int, articles: int) -> None:
    """Sees progress and lets the run go on."""
    assert size >= 0
    assert articles >= 0


def stopping_after(articles: int) -> sync.Options:
    """Options of a run that is stopped once so many articles are made."""
    seen = [0]
    return replace(
        NO_TAGGER,
        jobs=1,
        progress=lambda progress: seen.append(progress.articles),
        stop=lambda: seen[-1] > articles,
    )


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a hundred kilobytes count as large, so that these tests need not write large ones."""
    monkeypatch.setattr("newsfind.index.sync.tasks.STREAM_FROM", 100_000)
    monkeypatch.setattr("newsfind.index.sync.tasks.LEAST_BYTES", 100_000)


def files(folder: Path) -> list[Found]:
    return list(walk([Start(str(folder), folder.name, is_file=False)], {}).files.values())


def one_by_one(folder: Path) -> Iterator[Task]:
    return (FilesTask((found,)) for found in files(folder))


def test_processes_give_the_same_as_one_process_in_the_same_order(tmp_path: Path) -> None:
    for number in range(12):
        write(tmp_path / f"news/{number:02}.txt", f"Story {number}")
    write_lines(tmp_path / "news/many.jsonl", 20)
    job = Job(MemoryBuilder(), "none")
    alone = list(outcomes_here(one_by_one(tmp_path / "news"), job, look))
    together = list(outcomes_in_processes(one_by_one(tmp_path / "news"), job, look, 2))
    assert together == alone
    assert sum(len(file.ids) for outcome in together for file in outcome.files) == 32


def test_a_worker_that_dies_loses_only_what_killed_it(tmp_path: Path) -> None:
    for number in range(4):
        body = "There is a deadly word in it." if number == 2 else LONG
        write(tmp_path / f"news/{number}.txt", f"Story {number}", body)
    tasks = iter([FilesTask(tuple(files(tmp_path / "news")))])
    outcomes = list(outcomes_in_processes(tasks, Job(FaultyBuilder(), "none"), look, 2))
    lost = [item for outcome in outcomes for file in outcome.files for item in file.skipped]
    assert [(item.path, item.reason) for item in lost] == [("news/2.txt", "A worker process died on it.")]
    assert sum(len(file.ids) for outcome in outcomes for file in outcome.files) == 3


@pytest.mark.usefixtures("small_pieces")
def test_a_large_file_is_shipped_in_pieces_that_add_up(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "news/big.jsonl", 100, PAGE)
    [found] = files(path.parent)
    tasks = list(cut([found], {}, workers=2))
    assert all(isinstance(task, RecordsTask) for task in tasks)
    pieces = [task for task in tasks if isinstance(task, RecordsTask)]
    assert len(pieces) >= 4
    assert [piece.last for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert sum(len(piece.items) for piece in pieces) == 100
    assert sum(piece.size for piece in pieces) == found.size


def test_a_run_in_two_processes_with_many_commits_indexes_everything_once(tmp_path: Path) -> None:
    write_lines(tmp_path / "news/many.jsonl", 1000, LONG)
    for number in range(300):
        write(tmp_path / f"news/{number}.txt", f"Report {number}", LONG * 6)
    engine = open_engine(tmp_path / "index", create=True)
    options = replace(NO_TAGGER, jobs=2, commit_every=0.0)
    report = sync.synchronise(engine, [tmp_path / "news"], options)
    assert (report.added, report.articles, report.skipped) == (1300, 1300, ())
    assert engine.check() == []
    assert sync.synchronise(engine, [tmp_path / "news"], options).unchanged == 1300
    engine.close()


@pytest.mark.usefixtures("small_pieces")
def test_a_run_that_is_stopped_keeps_what_it_did_and_the_next_one_goes_on(tmp_path: Path) -> None:
    write_lines(tmp_path / "news/big.jsonl", 100, PAGE)
    engine = memory()
    with pytest.raises(KeyboardInterrupt):
        sync.synchronise(engine, [tmp_path / "news"], stopping_after(20))
    engine.refresh()
    done = len(engine)
    assert 0 < done < 100
    report = sync.synchronise(engine, [tmp_path / "news"], replace(NO_TAGGER, jobs=1))
    assert report.added == 100 - done
    assert (report.articles, report.removed, report.updated) == (100, 0, 0)
    assert sync.synchronise(engine, [tmp_path / "news"], NO_TAGGER).unchanged == 100


@pytest.mark.usefixtures("small_pieces")
def test_a_file_that_changed_after_a_stop_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "news/big.jsonl", 100, PAGE)
    engine = memory()
    with pytest.raises(KeyboardInterrupt):
        sync.synchronise(engine, [tmp_path / "news"], stopping_after(20))
    write_lines(path, 3, "Another text.")
    sync.synchronise(engine, [tmp_path / "news"], NO_TAGGER)
    assert headlines(engine) == {"Story 0", "Story 1", "Story 2"}
    assert all(article.body.startswith("Another text.") for article in engine.articles())


def test_stopping_ends_the_workers_at_once(tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path / f"news/{number:02}.txt", f"Story {number}")

    def stop(size: int, articles: int) -> None:
        del size, articles
        raise Stopped

    outcomes = outcomes_in_processes(one_by_one(tmp_path / "news"), Job(MemoryBuilder(), "none"), stop, 2)
    with pytest.raises(Stopped):
        next(outcomes)


def test_a_script_without_a_main_guard_can_build_and_copy_in_parallel(tmp_path: Path) -> None:
    for number in range(300):
        write(tmp_path / f"news/{number}.txt", f"Report {number}", PAGE)
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent("""
            import newsfind
            print("started")
            report = newsfind.build("news", "index", jobs=2, tagger="none")
            print(report.added, newsfind.copy_index("index", "copy", jobs=2))
        """)
    )
    done = subprocess.run(
        [sys.executable, script], check=False, cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert (done.stdout.split(), done.stderr) == (["started", "300", "300"], "")


def test_refusals_of_one_file_are_bounded(tmp_path: Path) -> None:
    lines = tmp_path / "news/bad.jsonl"
    lines.parent.mkdir()
    lines.write_text("no json\n" * 1500)
    [outcome] = outcomes_here(one_by_one(lines.parent), Job(None, "none"), look)
    [file] = outcome.files
    assert isinstance(file, FileOutcome)
    assert (file.ids, file.unreadable, len(file.skipped)) == ((), 1500, 1001)
    assert file.skipped[-1].reason == "500 more of its records were left out."
