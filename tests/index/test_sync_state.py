"""What an index remembers of its files."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfind.corpus.raw import Skipped
from newsfind.errors import IndexCorrupt, IndexIncompatible
from newsfind.index.sync.claims import Claim, Claims
from newsfind.index.sync.state import FileRecord, Reading, Run, State
from newsfind.index.sync.state_bytes import decode_state, encode_state

names = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1, max_size=12)
ids = st.lists(st.text("abcdefghij234567", min_size=13, max_size=13), max_size=4, unique=True).map(tuple)
claims = st.builds(Claim, st.integers(-(2**63), 2**63 - 1), names | st.just(""), st.booleans(), names)
records = st.builds(
    FileRecord,
    mtime_ns=st.integers(-1, 2**62),
    size=st.integers(0, 2**50),
    ids=ids,
    whole=st.booleans(),
    skipped=st.lists(st.builds(Skipped, names, names), max_size=2).map(tuple),
    claims=st.lists(claims, max_size=3).map(tuple),
)


@given(st.dictionaries(names, records, max_size=8), st.dictionaries(names, names, max_size=3))
def test_what_is_kept_comes_back(files: dict[str, FileRecord], roots: dict[str, str]) -> None:
    reading = Reading({"headline": "kopf"}, True)
    run = Run("2024-05-01T10:00:00+00:00", 1.5, 1, 2, 3)
    state = State(roots=roots, tagger="none", reading=reading, run=run).updated(files, ())
    again = decode_state(encode_state(state))
    assert again.records(list(files)) == files
    assert (again.roots, again.tagger, again.run, again.reading) == (roots, "none", run, reading)


@given(st.dictionaries(names, records, max_size=8), st.dictionaries(names, records, max_size=8), st.lists(names))
def test_an_update_replaces_and_forgets_exactly_what_it_says(
    before: dict[str, FileRecord], after: dict[str, FileRecord], gone: list[str]
) -> None:
    state = State().updated(before, ()).updated(after, gone)
    expected = {path: record for path, record in before.items() if path not in gone} | after
    assert state.records(list(expected)) == expected
    assert sorted(state.paths) == sorted(expected)
    assert len(state.ids) == sum(len(record.ids) for record in expected.values())


@given(st.dictionaries(names, records, max_size=8), st.dictionaries(names, records, max_size=8))
def test_files_lie_folder_by_folder_and_by_name(before: dict[str, FileRecord], after: dict[str, FileRecord]) -> None:
    state = State().updated(before, ()).updated(after, ())
    assert state.paths == sorted(state.paths, key=lambda path: (path[: path.rfind("/") + 1], path))
    assert len(set(state.folders)) == len(state.folders)
    assert [path for folder in state.folders for path in state.paths[state.rows_in(folder)]] == state.paths
    assert {path: state.paths[row] for path, row in state.rows([*before, "a\0b"]).items()} == {
        path: path for path in before
    }


def test_what_is_no_file_is_remembered_with_its_reason_until_it_is_gone() -> None:
    link = Skipped("a/link", "A link that leads nowhere.")
    state = decode_state(encode_state(State().updated({"a/b.txt": FileRecord(1, 2)}, (), [link])))
    assert (state.paths, state.no_files, state.skipped) == (["a/b.txt"], ["a/link"], {"a/link": (link,)})
    assert state.records(["a/link"]) == {"a/link": FileRecord(0, 0, skipped=(link,))}
    assert state.updated({}, ["a/link"]).skipped == {}


def test_the_columns_are_packed_again_only_when_they_change() -> None:
    state = decode_state(encode_state(State().updated({"a/b.txt": FileRecord(1, 2)}, ())))
    assert state.updated({}, ["a/other.txt"]).packed == state.packed != b""
    assert state.updated({}, ["a/b.txt"]).packed == b""


def test_no_bytes_are_the_empty_state() -> None:
    assert decode_state(b"").paths == []


def test_a_newer_format_is_refused_in_a_sentence_that_says_what_to_do() -> None:
    newer = encode_state(State()).replace(b"state 3", b"state 4", 1)
    with pytest.raises(IndexIncompatible, match="--rebuild"):
        decode_state(newer)


@pytest.mark.parametrize("at", [0, 3, 20, 40, -1])
def test_a_flipped_byte_is_noticed(at: int) -> None:
    data = bytearray(encode_state(State().updated({"a/b.txt": FileRecord(1, 2, ("x" * 13,))}, ())))
    data[at] ^= 0x55
    with pytest.raises((IndexCorrupt, IndexIncompatible)):
        decode_state(bytes(data))


@pytest.mark.parametrize("length", [1, 10, 17, 30])
def test_a_cut_state_is_noticed(length: int) -> None:
    data = encode_state(State().updated({"a/b.txt": FileRecord(1, 2, ("x" * 13,))}, ()))
    with pytest.raises(IndexCorrupt):
        decode_state(data[:length])


def test_a_hundred_thousand_files_load_in_a_moment() -> None:
    count = 100_000
    state = State(
        folders=[f"corpus/{number}/" for number in range(100)],
        files=np.full(100, count // 100),
        names=[f"article-{number}.txt" for number in range(count)],
        mtimes=np.arange(count),
        sizes=np.arange(count),
        counts=np.ones(count, np.int64),
        whole=np.ones(count, np.int64),
        ids=[f"{number:013}" for number in range(count)],
        claims=Claims(counts=np.zeros(count, np.int64)),
    )
    data = encode_state(state)
    began = time.perf_counter()
    assert len(decode_state(data).paths) == count
    assert time.perf_counter() - began < 1.0  # some 30 ms on a desktop; a loaded machine gets thirty times that
