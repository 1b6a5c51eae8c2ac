"""A file of columns gives back what was written, whole and in parts, and notices every damaged byte that it reads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.making import column_file, many
from newsfind.errors import IndexCorrupt, IndexIncompatible
from newsfind.index.engines.whoosh.codec.file import FORMAT, PAGE, Array, ColumnFile, ColumnFileWriter

TYPES = ["<u1", "<u2", "<i4", "<u4", "<i8", "<u8"]


def columns_of(drawn: list[tuple[str, int, int]]) -> dict[str, Array]:
    """Random columns: type, number of items, seed."""
    found = {}
    for number, (kind, count, seed) in enumerate(drawn):
        raw = np.random.default_rng(seed).bytes(count * np.dtype(kind).itemsize)
        found[f"column {number}"] = np.frombuffer(raw, kind)
    return found


some_columns = st.lists(
    st.tuples(
        st.sampled_from(TYPES), st.integers(0, 50) | st.sampled_from([PAGE - 16, PAGE, 70_000]), st.integers(0, 9)
    ),
    max_size=5,
).map(columns_of)


def write(path: Path, columns: Mapping[str, Array]) -> Path:
    out = ColumnFileWriter(path)
    for name, values in columns.items():
        out.append(name, values)
    assert out.finish() == path.stat().st_size
    return path


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    """A file with a column in its first page and one in its second and third."""
    first = np.arange(1000, dtype="<u4")
    return write(tmp_path / "some.columns", {"first": first, "rest": np.arange(PAGE // 2, dtype="<u4")})


@many
@given(some_columns, st.data())
def test_columns_can_be_read_again_when_their_memory_was_given_back(
    columns: dict[str, Array], data: st.DataObject
) -> None:
    given_back = [name for name in columns if data.draw(st.booleans())]

    def write(out: ColumnFileWriter) -> None:
        for name, values in columns.items():
            out.append(name, values)

    with column_file(write) as file:
        before = {name: file.array(name) for name in columns}
        file.rest(*given_back)
        for name, values in columns.items():
            assert before[name].tolist() == file.array(name).tolist() == values.tolist()


@many
@given(some_columns, st.data())
def test_columns_come_back_whole_and_in_parts(columns: dict[str, Array], data: st.DataObject) -> None:
    def append(out: ColumnFileWriter) -> None:
        for name, values in columns.items():
            out.append(name, values)

    with column_file(append) as file:
        file.verify_all()
        for name, values in columns.items():
            assert name in file
            assert file.length(name) == len(values)
            start, stop = sorted(data.draw(st.tuples(st.integers(0, len(values)), st.integers(0, len(values)))))
            assert file.part(name, start, stop).tolist() == values[start:stop].tolist()
            assert file.array(name).tobytes() == values.tobytes()
            assert file.array(name).dtype == values.dtype
            if values.dtype.itemsize == 1:
                assert file.bytes(name, start, stop) == values[start:stop].tobytes()


@many
@given(st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=5), max_size=8))
def test_pieces_of_several_columns_may_be_appended_in_turn(pieces: list[list[int]]) -> None:
    def append(out: ColumnFileWriter) -> None:
        for piece in pieces:
            out.append("numbers", np.array(piece, np.int64), "<u4")
            out.append("bytes", bytes(value & 255 for value in piece))

    values = [value for piece in pieces for value in piece]
    with column_file(append) as file:
        if pieces:
            assert file.array("numbers").tolist() == values
            assert file.array("bytes").tolist() == [value & 255 for value in values]
        assert ("numbers" in file) is bool(pieces)


def test_pieces_beyond_what_memory_may_hold_wait_in_files_that_are_gone_afterwards(tmp_path: Path) -> None:
    piece = np.arange(200_000, dtype="<u8")
    out = ColumnFileWriter(tmp_path / "some.columns")
    for _ in range(3):
        out.append("numbers", piece)
    out.finish()
    assert ColumnFile(out.path).array("numbers").tolist() == piece.tolist() * 3
    assert [path.name for path in tmp_path.iterdir()] == ["some.columns"]


def test_a_file_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    out = ColumnFileWriter(tmp_path / "some.columns")
    out.append("numbers", np.arange(5))
    out.discard()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("start", "stop"), [(-1, 2), (0, 1001), (5, 4), (1000, 1001)])
def test_items_outside_of_a_column_are_damage(two_pages: Path, start: int, stop: int) -> None:
    file = ColumnFile(two_pages)
    with pytest.raises(IndexCorrupt, match=r"some\.columns is damaged: its column first points outside"):
        file.part("first", start, stop)


def test_arrays_outlive_the_file_that_they_came_from(two_pages: Path) -> None:
    values = ColumnFile(two_pages).array("rest")
    assert values[-1] == PAGE // 2 - 1


def flip(path: Path, at: int, by: int = 1) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= by
    path.write_bytes(raw)


def test_damage_is_noticed_where_it_is_read_and_not_before(two_pages: Path) -> None:
    flip(two_pages, 2 * PAGE + 5)
    file = ColumnFile(two_pages)
    assert file.array("first")[-1] == 999
    assert file.part("rest", 0, 100).tolist() == list(range(100))
    for read in (lambda: file.array("rest"), lambda: file.part("rest", PAGE // 2 - 9, PAGE // 2), file.verify_all):
        with pytest.raises(IndexCorrupt, match=r"some\.columns is damaged: the bytes from 131072 on"):
            read()


@pytest.mark.parametrize("by", [1, 255])
def test_no_byte_of_a_file_can_change_unnoticed(tmp_path: Path, by: int) -> None:
    path = write(
        tmp_path / "some.columns", {"a": np.arange(9, dtype="<u2"), "b": np.empty(0, "<i4"), "c": np.arange(3)}
    )
    sound = path.read_bytes()
    for at in range(len(sound)):
        flip(path, at, by)
        with pytest.raises((IndexCorrupt, IndexIncompatible), match=r"some\.columns"):
            ColumnFile(path).verify_all()
        path.write_bytes(sound)


def test_no_file_that_is_cut_short_or_has_something_behind_it_passes(two_pages: Path) -> None:
    sound = two_pages.read_bytes()
    lengths = {
        0,
        1,
        15,
        16,
        27,
        28,
        43,
        44,
        64,
        PAGE,
        2 * PAGE,
        len(sound) - 1,
        *Random(0).sample(range(len(sound)), 40),
    }
    for length in lengths:
        two_pages.write_bytes(sound[:length])
        with pytest.raises(IndexCorrupt, match=r"some\.columns is damaged: it is cut short"):
            ColumnFile(two_pages)
    for more in (b"\0", b"newsfind", sound[-28:]):
        two_pages.write_bytes(sound + more)
        with pytest.raises(IndexCorrupt, match=r"some\.columns is damaged"):
            ColumnFile(two_pages)


def test_a_file_of_another_format_is_named_with_both_numbers(two_pages: Path) -> None:
    flip(two_pages, 8, FORMAT ^ 77)
    with pytest.raises(IndexIncompatible, match=rf"some\.columns has format 77; .* reads format {FORMAT}\..*--rebuild"):
        ColumnFile(two_pages)


def test_a_file_of_something_else_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "some.columns"
    path.write_bytes(os.urandom(500))
    with pytest.raises(IndexCorrupt, match="does not begin as a newsfind file does"):
        ColumnFile(path)
