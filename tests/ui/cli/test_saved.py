"""`newsfind saved`, as a librarian and as cron uses it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from newsfind.index.saved import FILE
from ui.cli.conftest import Newsfind

BRIDGE = "Bridge to Varn opens\n\nThe new bridge to Varn opened after the agreement of the council.\n"


def test_only_what_came_since_the_last_run_is_new(indexed: Path, newsfind: Newsfind) -> None:
    assert newsfind("saved", "add", "bridge", "bridge").code == 0
    first = newsfind("saved", "run", "bridge", "--new")
    assert first.code == 0
    assert "Council agrees to a new bridge" in first.out
    assert newsfind("saved", "run", "bridge", "--new").code == 1
    (indexed / "news/bridge.txt").write_text(BRIDGE, encoding="utf-8")
    newsfind("index", "news", "--tagger", "none", "-q")
    third = newsfind("saved", "run", "bridge", "--new")
    assert third.code == 0
    assert "Bridge to Varn opens" in third.out
    assert "Council agrees" not in third.out
    assert newsfind("saved", "run", "bridge", "--new").code == 1


def test_without_new_all_that_is_found_is_shown_and_counts_as_shown(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("saved", "add", "varn", "varn")
    assert len(newsfind("saved", "run", "varn", "--ids").out.split()) == 3
    assert len(newsfind("saved", "run", "varn", "--ids").out.split()) == 3
    assert newsfind("saved", "run", "varn", "--new", "--ids").out == ""


def test_all_searches_run_without_a_name_and_quiet_ones_say_nothing(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("saved", "add", "ferry", "ferry")
    newsfind("saved", "add", "nothing", "zeppelin")
    done = newsfind("saved", "run", "--new", "-q")
    assert (done.code, "zeppelin" in done.out) == (0, False)
    again = newsfind("saved", "run", "--new", "-q")
    assert (again.code, again.out, again.err) == (1, "", "")


def test_hits_as_lines_of_json_name_their_search(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("saved", "add", "cup", "spring cup")
    [line] = newsfind("saved", "run", "cup", "--jsonl").out.splitlines()
    assert json.loads(line)["search"] == "cup"
    assert json.loads(line)["headline"] == "Rowers of Varn win the spring cup"


def test_the_newest_articles_come_first_and_the_rest_counts_as_shown_too(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("saved", "add", "varn", "varn")
    done = newsfind("saved", "run", "varn", "--new", "-n", "1")
    assert "Rowers of Varn" in done.out
    assert "3 new" in done.out
    assert newsfind("saved", "run", "varn", "--new").code == 1


def test_what_narrows_a_search_is_kept_with_it(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("saved", "add", "sport", "varn", "--section", "Sport", "--since", "2024")
    assert len(newsfind("saved", "run", "sport", "--ids").out.split()) == 1
    assert newsfind("saved", "list").out.startswith("sport  varn · sections: Sport · since: 2024  (last run ")
    shown = json.loads(newsfind("saved", "show", "sport", "--json").out)
    assert (shown["query"], shown["narrowing"], shown["shown"]) == ("varn", {"sections": ["Sport"], "since": "2024"}, 1)


def test_a_name_is_not_taken_twice_unless_that_is_asked_for(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("saved", "add", "a", "ferry")
    refused = newsfind("saved", "add", "a", "bridge")
    assert refused.code == 2
    assert "--overwrite" in refused.err
    assert newsfind("saved", "add", "a", "bridge", "--overwrite").code == 0
    assert newsfind("saved", "show", "a").out.startswith("bridge\n")


def test_removed_and_unknown_searches_are_said_to_be_unknown(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("saved", "add", "a", "ferry")
    assert newsfind("saved", "remove", "a").code == 0
    for command in (("remove", "a"), ("show", "a"), ("run", "a")):
        done = newsfind("saved", *command)
        assert (done.code, done.out) == (2, "")
        assert "There is no saved search “a”" in done.err
    assert newsfind("saved", "list").code == 1


def test_searches_outlive_a_rebuild_of_the_index(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("saved", "add", "a", "ferry")
    newsfind("index", "news", "--tagger", "none", "-q", "--rebuild")
    assert newsfind("saved", "run", "a").code == 0


def test_a_damaged_file_is_said_to_be_damaged(indexed: Path, newsfind: Newsfind) -> None:
    (indexed / "index" / FILE).write_text('{"format": 1, "searches": {"a": 3}}', encoding="utf-8")
    done = newsfind("saved", "list")
    assert done.code == 4
    assert FILE in done.err
    assert "damaged" in done.err


def test_a_search_that_cannot_be_run_is_not_saved(indexed: Path, newsfind: Newsfind) -> None:
    assert newsfind("saved", "add", "a", "ferry", "--since", "soonish").code == 2
    assert newsfind("saved", "list").code == 1


def test_an_index_that_is_not_there_has_no_saved_searches_and_nothing_is_made_for_it(
    desk: Path, newsfind: Newsfind
) -> None:
    done = newsfind("saved", "list", "--index", "opensearch:http://127.0.0.1:9/typo")
    assert (done.code, done.out) == (1, "")
    assert not list(Path(os.environ["XDG_DATA_HOME"]).iterdir())


def test_a_search_is_shown_as_it_is_understood_with_its_options(indexed: Path, newsfind: Newsfind) -> None:
    newsfind("saved", "add", "a", "spring cup", "--phrase", "--since", "2023")
    newsfind("saved", "add", "b", "spring bridge", "--any")
    assert newsfind("saved", "list").out.splitlines() == [
        'a  "spring cup" · since: 2023  (not run yet)',
        "b  spring OR bridge  (not run yet)",
    ]
    assert newsfind("saved", "show", "b").out.splitlines()[1:4] == ["any of", "  word spring", "  word bridge"]
