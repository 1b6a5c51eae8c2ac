"""Saved searches as values in a file that several processes write."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from newsfind.errors import IndexLocked
from newsfind.index import saved as module
from newsfind.index.saved import FILE, SavedSearches, UnknownSearch


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    SavedSearches(tmp_path).add(
        "ä b", "“x” -y", {"sections": ("A", "B"), "since": "2019", "any_word": True, "phrase": 0}
    )
    [saved] = SavedSearches(tmp_path)
    assert (saved.name, saved.query, saved.last_run, saved.seen) == ("ä b", "“x” -y", None, frozenset())
    assert saved.narrowing == {"sections": ("A", "B"), "since": "2019", "any_word": True}
    assert saved.created is not None


def test_shown_articles_are_no_longer_new_even_if_a_later_run_does_not_find_them(tmp_path: Path) -> None:
    searches = SavedSearches(tmp_path)
    searches.add("a", "x", {})
    searches.shown("a", ["one", "two"])
    searches.shown("a", ["three"])
    saved = searches.get("a")
    assert [saved.is_new(article_id) for article_id in ("one", "two", "three", "four")] == [False, False, False, True]
    assert saved.last_run is not None


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    searches = SavedSearches(tmp_path)
    searches.add("a", "x", {})
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: SavedSearches(tmp_path).shown("a", [f"id {number}"]), range(40)))
    assert len(searches.get("a").seen) == 40


def test_a_writer_that_waits_too_long_is_told_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WAIT", 0.05)
    with FileLock(tmp_path / "saved-searches.lock"), pytest.raises(IndexLocked, match="by another process"):
        SavedSearches(tmp_path).add("a", "x", {})


def test_a_change_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    searches = SavedSearches(tmp_path)
    searches.add("a", "x", {})
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(UnknownSearch):
        searches.remove("b")
    assert (tmp_path / FILE).read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} <= {FILE, "saved-searches.lock"}


def test_a_hundred_thousand_shown_articles_take_less_than_two_megabytes(tmp_path: Path) -> None:
    searches = SavedSearches(tmp_path)
    searches.add("a", "x", {})
    searches.shown("a", (f"article {number}" for number in range(100_000)))
    assert (tmp_path / FILE).stat().st_size < 2_000_000
    assert len(searches.get("a").seen) == 100_000


def test_half_a_character_as_shells_hand_it_over_is_kept(tmp_path: Path) -> None:
    SavedSearches(tmp_path).add("caf\udce9", "caf\udce9", {})
    [saved] = SavedSearches(tmp_path)
    assert (saved.name, saved.query) == ("caf\udce9", "caf\udce9")
    assert not list(tmp_path.glob("*.new"))


def test_a_folder_is_made_for_what_is_kept_and_not_for_looking(tmp_path: Path) -> None:
    searches = SavedSearches(tmp_path / "none" / "yet")
    assert list(searches) == []
    assert not (tmp_path / "none").exists()
    searches.add("a", "x", {})
    assert [saved.name for saved in searches] == ["a"]
