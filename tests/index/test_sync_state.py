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
from newsfind.index.sync.state import FileRecord, Reading, Run, State, decode_state

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
    again = decode_state(state.encode())
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


def test_no_bytes_are_the_empty_state() -> None:
    assert decode_state(b"").paths == []


def test_a_newer_format_is_refused_in_a_sentence_that_says_what_to_do() -> None:
    newer = State().encode().replace(b"state 2", b"state 3", 1)
    with pytest.raises(IndexIncompatible, match="--rebuild"):
        decode_state(newer)


@pytest.mark.parametrize("at", [0, 3, 20, 40, -1])
def test_a_flipped_byte_is_noticed(at: int) -> None:
    data = bytearray(State().updated({"a/b.txt": FileRecord(1, 2, ("x" * 13,))}, ()).encode())
    data[at] ^= 0x55
    with pytest.raises((IndexCorrupt, IndexIncompatible)):
        decode_state(bytes(data))


@pytest.mark.parametrize("length", [1, 10, 17, 30])
def test_a_cut_state_is_noticed(length: int) -> None:
    data = State().updated({"a/b.txt": FileRecord(1, 2, ("x" * 13,))}, ()).encode()
    with pytest.raises(IndexCorrupt):
        decode_state(data[:length])


def test_a_hundred_thousand_files_load_in_a_moment() -> None:
    count = 100_000
    state = State(
        paths=[f"corpus/{number % 100}/article-{number}.txt" for number in range(count)],
        mtimes=np.arange(count),
        sizes=np.arange(count),
        counts=np.ones(count, np.int64),
        whole=np.ones(count, np.int64),
        ids=[f"{number:013}" for number in range(count)],
        claims=Claims(counts=np.zeros(count, np.int64)),
    )
    data = state.encode()
    began = time.perf_counter()
    assert len(decode_state(data).paths) == count
    assert time.perf_counter() - began < 1.0  # some 30 ms on a desktop; a loaded machine gets thirty times that
