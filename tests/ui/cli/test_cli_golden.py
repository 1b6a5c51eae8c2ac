"""What people and programs see, kept in golden files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.cli.conftest import Newsfind, assert_golden, settled

COMMANDS = {
    "search.txt": ("search", "no-spy agreement"),
    "search-color.txt": ("search", "ferry", "--color", "always", "--facet", "section"),
    "search-page.txt": ("search", "varn", "-n", "1", "--offset", "1"),
    "search-facets.txt": ("search", "--facet", "section", "--facet", "month:1", "-n", "0"),
    "search.json": ("search", "no-spy agreement", "--facet", "section", "--json"),
    "search.jsonl": ("search", "ferry", "--sort", "newest", "--jsonl"),
    "search.csv": ("search", "ferry", "--sort", "oldest", "--csv"),
    "search-help.txt": ("search", "-h"),
    "facets.txt": ("facets", "section", "varn"),
    "facets.json": ("facets", "year", "--json"),
    "status.txt": ("status",),
    "status.json": ("status", "--json"),
    "check.txt": ("check",),
    "index-dry-run.json": ("index", "news", "--rebuild", "--dry-run", "--json"),
    "help.txt": ("-h",),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_as_it_was(name: str, indexed: Path, newsfind: Newsfind) -> None:
    done = newsfind(*COMMANDS[name])
    assert done.code == 0
    assert_golden(name, settled(done.out, indexed))


def test_a_whole_article_is_as_it_was(indexed: Path, newsfind: Newsfind) -> None:
    [article_id] = newsfind("search", "tomas reyl", "--ids").out.split()
    shown = newsfind("show", article_id, "--query", "no-spy agreement", "--color", "always")
    assert_golden("show.txt", settled(shown.out, indexed))


def test_a_whole_article_as_json_is_as_it_was(indexed: Path, newsfind: Newsfind) -> None:
    [article_id] = newsfind("search", "tomas reyl", "--ids").out.split()
    shown = newsfind("show", article_id, "--query", "no-spy agreement", "--json")
    assert_golden("show.json", settled(shown.out, indexed))
