"""What a run does to an index: new, changed and gone files, labels, refusals."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.corpora import NO_TAGGER, FaultyEngine, headlines, memory, paths, write, write_lines
from newsfind.errors import SourceUnreadable, TaggerUnavailable
from newsfind.index import sync
from newsfind.index.engines import open_engine
from newsfind.index.engines.memory.engine import MemoryEngine


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write(tmp_path / "news/one.txt", "Ferry sails")
    write(tmp_path / "news/sport/two.txt", "Rowers win")
    write_lines(tmp_path / "news/three.jsonl", 3)
    return tmp_path / "news"


@pytest.fixture
def engine() -> MemoryEngine:
    return memory()


def run(engine: MemoryEngine, *sources: Path, **options: object) -> sync.Report:
    return sync.synchronise(engine, sources, replace(NO_TAGGER, **options))  # type: ignore[arg-type]


def later(path: Path) -> None:
    """Gives a file another time, as a change of its text does."""
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1_000_000))


def test_the_first_run_adds_every_article_under_its_folders_label(engine: MemoryEngine, corpus: Path) -> None:
    report = run(engine, corpus)
    assert (report.added, report.updated, report.removed, report.unchanged, report.articles) == (5, 0, 0, 0, 5)
    assert report.skipped == ()
    assert {path.partition("#")[0] for path in paths(engine)} == {
        "news/one.txt",
        "news/sport/two.txt",
        "news/three.jsonl",
    }


def test_the_second_run_touches_nothing(engine: MemoryEngine, corpus: Path) -> None:
    run(engine, corpus)
    report = run(engine, corpus)
    assert (report.added, report.updated, report.removed, report.unchanged, report.articles) == (0, 0, 0, 5, 5)


def test_a_run_with_nothing_to_do_writes_nothing(tmp_path: Path, corpus: Path) -> None:
    (corpus / "broken.txt").symlink_to("nowhere.txt")
    written = []
    for _ in range(2):
        with closing(open_engine(tmp_path / "index", create=True)) as folder:
            report = sync.synchronise(folder, [corpus], NO_TAGGER)
        assert [item.path for item in report.skipped] == ["news/broken.txt"]
        written.append({path.name: path.stat().st_mtime_ns for path in (tmp_path / "index").iterdir()})
    assert written[0] == written[1]
    (corpus / "broken.txt").unlink()
    with closing(open_engine(tmp_path / "index")) as folder:
        assert sync.synchronise(folder, [corpus], NO_TAGGER).skipped == ()
        assert sync.decode_state(folder.state()).skipped == {}


def test_a_file_that_takes_the_place_of_a_folder_is_found(engine: MemoryEngine, corpus: Path) -> None:
    run(engine, corpus)
    shutil.rmtree(corpus / "sport")
    write(corpus / "sport", "Rowers lose").rename(corpus / "sport.txt")
    report = run(engine, corpus)
    assert (report.added, report.removed, report.unchanged) == (1, 1, 4)


def test_only_what_is_new_changed_or_gone_is_touched(engine: MemoryEngine, corpus: Path) -> None:
    run(engine, corpus)
    later(write(corpus / "one.txt", "Ferry does not sail"))
    write(corpus / "four.txt", "Bridge reopens")
    (corpus / "sport/two.txt").unlink()
    report = run(engine, corpus)
    assert (report.added, report.updated, report.removed, report.unchanged, report.articles) == (1, 1, 1, 3, 5)
    assert headlines(engine) == {"Ferry does not sail", "Bridge reopens", "Story 0", "Story 1", "Story 2"}


def test_articles_that_vanish_from_a_changed_file_are_removed(engine: MemoryEngine, corpus: Path) -> None:
    run(engine, corpus)
    later(write_lines(corpus / "three.jsonl", 1))
    report = run(engine, corpus)
    assert (report.updated, report.removed, report.articles) == (1, 2, 3)
    assert "Story 2" not in headlines(engine)


def test_a_change_within_the_same_second_and_size_is_seen_by_its_nanoseconds(
    engine: MemoryEngine, corpus: Path
) -> None:
    run(engine, corpus)
    before = (corpus / "one.txt").stat().st_mtime_ns
    write(corpus / "one.txt", "Ferry halts")
    os.utime(corpus / "one.txt", ns=(before, before + 1000))
    assert run(engine, corpus).updated == 1


def test_another_source_leaves_the_first_alone(engine: MemoryEngine, corpus: Path, tmp_path: Path) -> None:
    run(engine, corpus)
    other = write(tmp_path / "wire/five.txt", "Rain ends drought").parent
    report = run(engine, other)
    assert (report.added, report.removed, report.unchanged, report.articles) == (1, 0, 0, 6)


def test_no_source_means_those_of_all_runs_before(engine: MemoryEngine, corpus: Path, tmp_path: Path) -> None:
    run(engine, corpus)
    run(engine, write(tmp_path / "wire/five.txt", "Rain ends drought"))
    write(corpus / "four.txt", "Bridge reopens")
    write(tmp_path / "wire/never-asked-for.txt", "Beside the file that was asked for")
    report = run(engine)
    assert (report.added, report.articles) == (1, 7)
    assert sync.status_of(engine).read_from == (str(corpus), str(tmp_path / "wire/five.txt"))


def test_a_single_file_goes_by_its_folders_label_and_brings_nothing_else(engine: MemoryEngine, corpus: Path) -> None:
    assert run(engine, corpus / "one.txt").added == 1
    assert paths(engine) == {"news/one.txt"}
    assert run(engine, corpus).added == 4


def test_a_folder_inside_a_known_one_goes_by_its_label(engine: MemoryEngine, corpus: Path) -> None:
    run(engine, corpus)
    report = run(engine, corpus / "sport")
    assert (report.added, report.unchanged, report.articles) == (0, 1, 5)


def test_a_folder_around_a_known_one_does_not_index_it_twice(engine: MemoryEngine, corpus: Path) -> None:
    run(engine, corpus / "sport")
    report = run(engine, corpus)
    assert (report.added, report.unchanged, report.articles) == (4, 1, 5)
    shutil.rmtree(corpus / "sport")
    assert run(engine, corpus).removed == 1


def test_a_second_folder_of_the_same_name_gets_a_number(engine: MemoryEngine, corpus: Path, tmp_path: Path) -> None:
    run(engine, corpus)
    other = write(tmp_path / "elsewhere/news/one.txt", "Tram derails").parent
    assert run(engine, other).added == 1
    assert "news-2/one.txt" in paths(engine)
    assert run(engine, other, corpus).unchanged == 6


def test_a_folder_that_moved_keeps_its_label_and_its_articles(
    engine: MemoryEngine, corpus: Path, tmp_path: Path
) -> None:
    run(engine, corpus)
    (tmp_path / "moved").mkdir()
    moved = corpus.rename(tmp_path / "moved/news")
    report = run(engine, moved)
    assert (report.added, report.updated, report.removed, report.unchanged) == (0, 0, 0, 5)
    assert run(engine).unchanged == 5


def test_a_source_that_is_not_there_is_said_and_loses_nothing(
    engine: MemoryEngine, corpus: Path, tmp_path: Path
) -> None:
    run(engine, corpus)
    report = run(engine, corpus, tmp_path / "nowhere")
    assert [item.reason for item in report.skipped] == ["There is no such file or folder."]
    assert (report.unreadable, report.articles) == (1, 5)
    hidden = corpus.rename(tmp_path / "unmounted")
    with pytest.raises(SourceUnreadable, match="nothing to read"):
        run(engine, corpus)
    assert len(engine) == 5
    assert hidden.is_dir()


def test_hidden_files_and_the_index_itself_are_left_out_without_a_word(engine: MemoryEngine, corpus: Path) -> None:
    write(corpus / ".hidden.txt", "Secret")
    write(corpus / ".git/config.txt", "Settings")
    place = write(corpus / "index/segment.txt", "Bytes").parent
    report = run(engine, corpus, leave_out=place)
    assert (report.added, report.skipped) == (5, ())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among files")
def test_pipes_and_broken_links_are_skipped_with_a_reason(engine: MemoryEngine, corpus: Path) -> None:
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "nowhere.txt").symlink_to(corpus / "missing.txt")
    report = run(engine, corpus)
    assert {item.path: item.reason for item in report.skipped} == {
        "news/pipe.txt": "Not a regular file (a pipe, socket or device).",
        "news/nowhere.txt": "A link that leads nowhere.",
    }
    assert report.added == 5


def test_links_in_a_circle_end_and_a_linked_folder_is_read_once(engine: MemoryEngine, corpus: Path) -> None:
    (corpus / "again").symlink_to(corpus)
    (corpus / "a-link-first").symlink_to(corpus / "sport")
    run(engine, corpus)
    assert len(engine) == 5
    assert "news/sport/two.txt" in paths(engine)


def test_a_link_that_leads_out_of_the_sources_is_not_followed(
    engine: MemoryEngine, corpus: Path, tmp_path: Path
) -> None:
    secret = write(tmp_path / "elsewhere/secret.txt", "Secret words")
    (corpus / "passwords").symlink_to(secret)
    (corpus / "sport" / "folder").symlink_to(secret.parent)
    report = run(engine, corpus)
    out = "A link that leads out of what is indexed; name what it leads to, to index that too."
    assert {item.path: item.reason for item in report.skipped} == {"news/passwords": out, "news/sport/folder": out}
    assert report.added == 5
    report = run(engine, corpus, secret.parent)
    assert (report.added, report.skipped) == (1, ())
    assert "elsewhere/secret.txt" in paths(engine)


def test_a_linked_file_is_read_once_by_its_own_path_where_that_is_not_hidden(
    engine: MemoryEngine, corpus: Path
) -> None:
    two = corpus / "sport/two.txt"
    (corpus / "kept.txt").symlink_to(two)
    run(engine, corpus)
    assert "news/kept.txt" not in paths(engine)
    two.rename(two.with_name(".two.txt"))
    (corpus / "kept.txt").unlink()
    (corpus / "kept.txt").symlink_to(two.with_name(".two.txt"))
    run(engine, corpus)
    assert "news/kept.txt" in paths(engine)
    assert len(engine) == 5


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_may_not_be_read_loses_nothing(engine: MemoryEngine, corpus: Path) -> None:
    run(engine, corpus)
    (corpus / "sport").chmod(0)
    try:
        report = run(engine, corpus)
    finally:
        (corpus / "sport").chmod(0o755)
    assert (report.removed, report.unreadable, report.articles) == (0, 1, 5)


def test_a_file_that_is_refused_is_remembered_and_tried_again_only_when_it_changes(
    engine: MemoryEngine, corpus: Path
) -> None:
    bad = corpus / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02\x00\x00\xff" * 100)
    first = run(engine, corpus)
    assert [item.path for item in first.skipped] == ["news/bad.txt"]
    assert first.unreadable == 1
    assert run(engine, corpus).skipped == ()
    assert [item.path for item in sync.status_of(engine).skipped] == ["news/bad.txt"]
    later(write(bad, "Now it is text"))
    assert run(engine, corpus).added == 1
    assert sync.status_of(engine).skipped == ()


def test_a_file_of_no_known_kind_is_skipped_but_does_not_count_as_unreadable(
    engine: MemoryEngine, corpus: Path
) -> None:
    (corpus / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(64))
    report = run(engine, corpus)
    assert [item.path for item in report.skipped] == ["news/photo.jpg"]
    assert (report.added, report.unreadable) == (5, 0)


def test_names_that_are_not_utf8_are_shown_and_found_again(engine: MemoryEngine, corpus: Path) -> None:
    odd = os.fsencode(corpus) + b"/caf\xe9.txt"
    try:
        write(Path(os.fsdecode(odd)), "Cafe opens")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    run(engine, corpus)
    assert "news/caf\\xe9.txt" in paths(engine)
    assert run(engine, corpus).unchanged == 6


def test_a_rebuild_begins_anew_and_keeps_the_labels(engine: MemoryEngine, corpus: Path, tmp_path: Path) -> None:
    run(engine, corpus)
    other = write(tmp_path / "elsewhere/news/one.txt", "Tram derails").parent
    run(engine, other)
    report = run(engine, other, rebuild=True)
    assert (report.added, report.articles) == (1, 1)
    assert paths(engine) == {"news-2/one.txt"}
    assert sync.status_of(engine).read_from == (str(other),)


def test_a_rehearsal_reports_the_same_and_writes_nothing(engine: MemoryEngine, corpus: Path) -> None:
    rehearsed = sync.rehearse(engine, [corpus], NO_TAGGER)
    assert (len(engine), engine.state()) == (0, b"")
    real = run(engine, corpus)
    assert replace(rehearsed, seconds=0.0) == replace(real, seconds=0.0)
    assert sync.rehearse(None, [corpus], NO_TAGGER).articles == 5


def test_an_article_that_cannot_be_built_is_skipped_and_the_others_are_indexed(corpus: Path) -> None:
    engine = FaultyEngine()
    write(corpus / "odd.txt", "An odd one", "There is a fault in it.")
    report = run(engine, corpus)
    assert (report.added, report.articles) == (5, 5)
    [skipped] = report.skipped
    assert skipped.path == "news/odd.txt"
    assert "ValueError: this article cannot be built" in skipped.reason


@pytest.mark.parametrize("trouble", ["a full disk", "a fault"])
def test_what_no_single_article_is_to_blame_for_ends_the_run_and_changes_nothing(tmp_path: Path, trouble: str) -> None:
    engine = FaultyEngine()
    for number in range(3):
        write(tmp_path / f"news/{number}.txt", f"Story {number}", f"There is {trouble} in it.")
    with pytest.raises((OSError, ValueError)):
        run(engine, tmp_path / "news")
    assert (len(engine), engine.state()) == (0, b"")
    write(tmp_path / "good/one.txt", "Ferry sails")
    assert run(engine, tmp_path / "good").added == 1  # the lock was released


def test_a_tagger_that_does_not_exist_is_said_before_anything_is_done(engine: MemoryEngine, corpus: Path) -> None:
    with pytest.raises(TaggerUnavailable):
        run(engine, corpus, tagger="nobody")
    assert len(engine) == 0
    assert run(engine, corpus).added == 5  # and the lock was released


def test_the_tagger_fills_entities(engine: MemoryEngine, tmp_path: Path) -> None:
    body = "Ingrid Aasland met Katrin Müller in Copenhagen on Tuesday. Aasland said that the talks went well."
    write(tmp_path / "news/one.txt", "Ministers meet", body)
    sync.synchronise(engine, [tmp_path / "news"])
    [article] = engine.articles()
    assert "Ingrid Aasland" in {entity.name for entity in article.entities}


def test_articles_without_a_date_are_counted_in_a_note(engine: MemoryEngine, corpus: Path) -> None:
    assert run(engine, corpus).notes == ("No publication date was found for 5 of the articles read.",)


def test_progress_goes_from_nothing_to_everything(engine: MemoryEngine, corpus: Path) -> None:
    seen: list[sync.Progress] = []
    run(engine, corpus, progress=seen.append)
    assert (seen[0].done, seen[0].articles) == (0, 0)
    assert (seen[-1].done, seen[-1].articles) == (seen[-1].total, 5)
    assert [step.done for step in seen] == sorted(step.done for step in seen)
