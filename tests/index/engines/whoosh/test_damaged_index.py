"""Whatever byte of an index is damaged, an answer is right or says which file is damaged.

By default some bytes of each file are tried; with NEWSFIND_EVERY_BYTE=1 each of them.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from index.engines.whoosh import damage
from newsfind.article import Article
from newsfind.errors import IndexCorrupt, IndexLocked
from newsfind.index.engine import SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh.codec.file import ColumnFile, ColumnFileWriter
from newsfind.query.ast import Word

TRIED = None if os.environ.get("NEWSFIND_EVERY_BYTE") else 60
"""Bytes of a file that are tried, None for all."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small index; a test that changes it puts everything back."""
    folder = tmp_path_factory.mktemp("damaged") / "index"
    damage.make(folder)
    return folder


@pytest.fixture(scope="module")
def sound(folder: Path) -> list[object]:
    return damage.answers(folder)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with segments of several pages, so that some damage lies where nobody looks."""
    folder = tmp_path_factory.mktemp("long") / "index"
    random = Random(5)
    words = [f"w{random.randrange(10**6)}" for _ in range(8000)]
    many = [Article(f"n{n}", "", " ".join(random.choices(words, k=160))) for n in range(220)]
    damage.make(folder, [*many, *damage.ARTICLES])
    return folder


def files(folder: Path) -> list[Path]:
    """What newsfind reads: the commit and its segments."""
    return sorted(path for path in folder.iterdir() if path.suffix in (".columns", ".commit"))


def some(path: Path, count: int | None, seed: str) -> list[int]:
    """Places in a file: all, or some of them, the first and last always among them."""
    size = path.stat().st_size
    if count is None or count >= size:
        return list(range(size))
    return sorted({*range(20), *range(size - 28, size), *Random(seed).sample(range(size), count)})


def test_a_sound_index_answers_every_question(folder: Path, sound: list[object]) -> None:
    assert [path.suffix for path in files(folder)] == [".columns", ".columns", ".commit"]
    assert not [answer for answer in sound if isinstance(answer, Exception)]
    assert damage.faults(folder) == []


def test_no_flipped_byte_gives_a_wrong_answer_or_passes_the_check(folder: Path, sound: list[object]) -> None:
    random = Random("which bits")
    for path in files(folder):
        for at in some(path, TRIED, path.suffix):
            with damage.changed(path, at, random.randrange(1, 256)):
                assert damage.check_answers(folder, path.name, sound), at
                assert any(path.name in fault for fault in damage.faults(folder)), at
    assert damage.answers(folder) == sound


def test_flipped_bytes_that_no_answer_needs_change_no_answer(long: Path) -> None:
    sound = damage.answers(long)
    [path] = [path for path in files(long) if path.stat().st_size > 4 * 2**16]
    random = Random("which bits")
    refused = []
    for at in random.sample(range(path.stat().st_size), 40 if TRIED else 2000):
        with damage.changed(path, at, random.randrange(1, 256)):
            refused.append(damage.check_answers(long, path.name, sound))
    assert min(refused) < len(sound) // 4 < len(sound) // 2 < max(refused)
    with damage.changed(path, path.stat().st_size // 2, 1):
        assert [path.name in fault for fault in damage.faults(long)] == [True]


def test_no_shortened_file_gives_a_wrong_answer_or_passes_the_check(folder: Path, sound: list[object]) -> None:
    for path in files(folder):
        whole = path.read_bytes()
        for length in {*range(0, len(whole), 512 if TRIED else 1), 1, 15, 16, 43, 44, len(whole) - 28, len(whole) - 1}:
            path.write_bytes(whole[:length])
            assert damage.check_answers(folder, path.name, sound) == len(sound)
            assert any(path.name in fault for fault in damage.faults(folder))
        path.write_bytes(whole)
    assert damage.answers(folder) == sound


def test_segments_cut_at_the_borders_of_pages_are_refused(long: Path) -> None:
    [path] = [path for path in files(long) if path.stat().st_size > 4 * 2**16]
    whole = path.read_bytes()
    for border in range(2**16, len(whole), 2**16):
        for length in (border - 1, border, border + 1):
            path.write_bytes(whole[:length])
            with pytest.raises(IndexCorrupt, match=path.name):
                open_engine(f"whoosh:{long}")
    path.write_bytes(whole)


def test_a_missing_segment_is_named(folder: Path, sound: list[object]) -> None:
    for path in files(folder)[:2]:
        whole = path.read_bytes()
        path.unlink()
        assert damage.check_answers(folder, path.name, sound) == len(sound)
        path.write_bytes(whole)


def test_damage_of_what_only_plain_whoosh_reads_changes_no_answer(folder: Path, sound: list[object]) -> None:
    [toc] = folder.glob("*.toc")
    for at in some(toc, 1, "toc")[::10]:
        with damage.changed(toc, at, 255):
            assert damage.answers(folder) == sound


def test_a_commit_of_a_stranger_cannot_name_a_file_outside_of_the_index(tmp_path: Path) -> None:
    from newsfind.index.engines.whoosh.commits import Commit, SegmentEntry, write_commit

    damage.make(tmp_path / "index")
    for name in ("../outside", "/etc/passwd", "MAIN_../x", "MAIN_a/b", "", "MAIN_a\n"):
        write_commit(tmp_path / "index", Commit(99, (SegmentEntry(name, 1),)))
        with pytest.raises(IndexCorrupt, match="names a segment that cannot be one of this index"):
            open_engine(f"whoosh:{tmp_path}/index")


@pytest.mark.parametrize("suffix", [".columns", ".commit"])
def test_a_damaged_index_refuses_to_be_changed_and_can_be_rebuilt(tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "index"
    damage.make(folder)
    engine = open_engine(f"whoosh:{folder}")
    for path in folder.glob(f"*{suffix}"):
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 3] ^= 4
        path.write_bytes(raw)
    before = {path.name for path in files(folder)}
    for _ in range(2):
        with pytest.raises(IndexCorrupt, match=suffix), engine.writer() as writer:
            writer.add([damage.ARTICLES[0]])
    assert before <= {path.name for path in files(folder)}
    with engine.writer(rebuild=True) as writer:
        writer.add(damage.ARTICLES[:2])
        with pytest.raises(IndexLocked):
            engine.writer()
        assert before <= {path.name for path in files(folder)}
    assert engine.refresh()
    assert len(engine) == engine.search(SearchRequest(query=Word("trade"))).total == 2
    assert engine.check() == []
    assert not before & {path.name for path in folder.glob("*.columns")}


def test_forms_that_stand_under_a_wrong_stem_are_a_fault_and_not_an_error_of_the_program(tmp_path: Path) -> None:
    damage.make(tmp_path / "index")
    forged = max(
        (path for path in files(tmp_path / "index") if path.suffix == ".columns"), key=lambda p: p.stat().st_size
    )
    file = ColumnFile(forged)
    out = ColumnFileWriter(forged)
    for name in file.names():
        column = file.array(name)
        out.append(name, column[::-1] if name == "stem.forms" else column, column.dtype.str)
    out.finish()
    assert any(forged.name in fault and "other forms" in fault for fault in damage.faults(tmp_path / "index"))
    damage.answers(tmp_path / "index")
