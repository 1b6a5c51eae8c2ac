"""What is set by variables and in newsfind.toml."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest

from newsfind.ui.cli import cli
from newsfind.ui.cli.config import command as config
from newsfind.ui.cli.settings import KEYS
from newsfind.ui.user_folders import config_folder
from ui.cli.conftest import Newsfind


def origins(newsfind: Newsfind) -> dict[tuple[str | None, str], tuple[object, str]]:
    rows = json.loads(newsfind("config", "--json").out)["settings"]
    return {(row["command"], row["name"]): (row["value"], row["origin"]) for row in rows}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_flag_goes_before_a_variable_and_a_variable_before_a_file(
    indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(*more: str) -> int:
        return len(json.loads(newsfind("search", "*", "--json", *more).out)["hits"])

    write(config_folder() / "newsfind.toml", "limit = 0")
    assert shown() == 0
    write(indexed / "newsfind.toml", "limit = 1")
    assert shown() == 1
    monkeypatch.setenv("NEWSFIND_LIMIT", "2")
    assert shown() == 2
    assert shown("-n", "3") == 3


def test_a_command_goes_before_all_commands(indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch) -> None:
    write(indexed / "newsfind.toml", "limit = 5\n[search]\nlimit = 1")
    assert origins(newsfind)["search", "limit"] == (1, "newsfind.toml")
    assert origins(newsfind)["stories", "limit"] == (5, "newsfind.toml")
    monkeypatch.setenv("NEWSFIND_SEARCH_LIMIT", "7")
    assert origins(newsfind)["search", "limit"] == ("7", "NEWSFIND_SEARCH_LIMIT")
    assert origins(newsfind)["stories", "limit"] == (5, "newsfind.toml")


def test_the_index_is_a_flag_or_here_or_a_variable_or_in_a_file(
    indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert origins(newsfind)[None, "index"] == ("index/", "the folder here")
    (indexed / "index").rename(indexed / "archive")
    assert newsfind("search", "ferry").code == 3
    write(indexed / "newsfind.toml", 'index = "archive"')
    assert newsfind("search", "ferry").code == 0
    assert origins(newsfind)[None, "index"] == ("archive", "newsfind.toml")
    monkeypatch.setenv("NEWSFIND_INDEX", "elsewhere")
    assert newsfind("search", "ferry").code == 3
    assert newsfind("search", "ferry", "--index", "archive").code == 0


def test_an_index_named_by_a_file_is_beside_the_file(
    indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(indexed / "mine.toml", 'index = "index"')
    monkeypatch.setenv("NEWSFIND_CONFIG", str(indexed / "mine.toml"))
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert newsfind("search", "ferry").code == 0
    assert origins(newsfind)[None, "index"] == (str(indexed / "index"), str(indexed / "mine.toml"))


def test_a_variable_can_turn_files_off(indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch) -> None:
    write(indexed / "newsfind.toml", "nonsense")
    assert newsfind("search", "ferry").code == 2
    monkeypatch.setenv("NEWSFIND_CONFIG", os.devnull)
    assert newsfind("search", "ferry").code == 0


def test_lists_are_lists_in_a_file_and_have_commas_in_a_variable(
    indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(indexed / "newsfind.toml", '[search]\nfacet = ["section", "year"]')
    assert set(json.loads(newsfind("search", "*", "--json").out)["facets"]) == {"section", "year"}
    monkeypatch.setenv("NEWSFIND_FACET", "section, source")
    assert set(json.loads(newsfind("search", "*", "--json").out)["facets"]) == {"section", "source"}


def test_what_is_printed_is_a_file_that_says_the_same(indexed: Path, newsfind: Newsfind) -> None:
    write(indexed / "newsfind.toml", 'sort = "newest"\nfacet = ["section"]\n[similar]\nlimit = 3')
    printed = newsfind("config", "--show-origin").out
    assert tomllib.loads(printed)["similar"] == {"limit": 3}
    before = newsfind("config").out
    write(indexed / "newsfind.toml", before)
    assert newsfind("config").out == before
    assert 'sort = "newest"                 # newsfind.toml' in printed.splitlines()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("limt = 3", "there is no setting “limt”. Did you mean limit?"),
        ("xyz = 3", "there is no setting “xyz”. newsfind config lists all."),
        ('[search]\nlimit = "many"', "limit: 'many' is not a valid"),
        ('sort = "best"', "sort: 'best' is not one of"),
        ("[serch]\nlimit = 3", "there is no command “serch”"),
        ("[index]\njobs = 3", "jobs, tagger and the like stand at the top"),
        ("limit = 1979-05-27", "limit is a text, a number"),
        ("limit = ", "cannot be read"),
        ('index = "opensearch:https://stranger.example/x"', "an index that is no folder is not taken from there"),
        ('[serve]\nhost = "0.0.0.0"', "host is not taken from a working directory"),
        ('token = "known-to-all"', "token is not taken from a working directory"),
    ],
)
def test_a_bad_file_gets_one_sentence(written: str, said: str, indexed: Path, newsfind: Newsfind) -> None:
    write(indexed / "newsfind.toml", written)
    done = newsfind("search", "ferry")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("newsfind: newsfind.toml")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_bad_variable_is_named(indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFIND_LIMIT", "-4")
    assert "NEWSFIND_LIMIT: limit: -4 is not in the range" in newsfind("search", "ferry").err
    assert (
        "'-5' is not" in newsfind("search", "ferry", "--offset=-5").err or newsfind("search", "x", "-n", "-5").code == 2
    )


def test_a_file_that_is_named_must_be_there(indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFIND_CONFIG", "gone.toml")
    done = newsfind("search", "ferry")
    assert (done.code, done.err) == (2, "newsfind: $NEWSFIND_CONFIG names gone.toml, which is no file.\n")


def test_ones_own_file_may_name_a_cluster_and_open_a_port_and_its_token_is_not_shown(
    desk: Path, newsfind: Newsfind
) -> None:
    write(
        config_folder() / "newsfind.toml",
        'index = "opensearch:https://search.example/news"\n[serve]\nhost = "0.0.0.0"\ntoken = "known-to-me"',
    )
    found = origins(newsfind)
    assert found[None, "index"][0] == "opensearch:https://search.example/news"
    assert found[None, "host"][0] == "0.0.0.0"
    assert found[None, "token"][0] == "***"


def test_every_key_is_an_option_of_some_command(newsfind: Newsfind) -> None:
    assert {name for _, name in origins(newsfind)} == set(KEYS)
    assert cli.get_command(config.make_context("config", []), "config") is config
