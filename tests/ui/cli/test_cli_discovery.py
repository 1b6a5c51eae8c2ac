"""Completion, look-alikes, stories and copies on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from ui.cli.conftest import FERRY, Newsfind, assert_golden, settled

REPRINT = (
    FERRY.replace("Shipping\n\n", "")
    .replace("Ferry to Varn halts after", "No ferry to Varn:")
    .replace("The ports will meet", "Both ports will meet")
)


@pytest.fixture
def wired(desk: Path, newsfind: Newsfind) -> Path:
    """The desk with a reprint of the story of the ferry."""
    (desk / "news/reprint.txt").write_text(REPRINT.replace("6 June 2023", "7 June 2023"), encoding="utf-8")
    assert newsfind("index", "news", "--tagger", "none", "-q").code == 0
    return desk


@pytest.fixture
def ferry_id(wired: Path, newsfind: Newsfind) -> str:
    return newsfind("search", "tomas reyl", "--sort", "oldest", "--ids", "-n", "1").out.strip()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("stories.txt", ("stories",)),
        ("stories.json", ("stories", "ferry", "--since", "2023", "--json")),
        ("complete.txt", ("complete", "f")),
        ("complete.json", ("complete", "Spo", "--json")),
        ("search-copies.txt", ("search", "tomas reyl")),
        ("search-copies.json", ("search", "tomas reyl", "--dupes", "group", "--json")),
    ],
)
def test_output_is_as_it_was(name: str, arguments: tuple[str, ...], wired: Path, newsfind: Newsfind) -> None:
    done = newsfind(*arguments)
    assert done.code == 0
    assert_golden(name, settled(done.out, wired))


def test_similar_is_as_it_was(ferry_id: str, wired: Path, newsfind: Newsfind) -> None:
    assert_golden("similar.txt", settled(newsfind("similar", ferry_id).out, wired))


def test_similar_leaves_out_the_article_and_its_copy(ferry_id: str, newsfind: Newsfind) -> None:
    found = json.loads(newsfind("similar", ferry_id, "--json").out)
    assert {hit["headline"] for hit in found["hits"]} == {
        "Rowers of Varn win the spring cup",
        "Council agrees to a new bridge",
    }


def test_similar_takes_a_text_from_a_file_or_from_stdin(
    wired: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wired / "draft.txt").write_text("Rowers and cups", encoding="utf-8")
    from_file = newsfind("similar", "--text", "draft.txt", "-n", "1")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"rowing for the cup")))
    from_stdin = newsfind("similar", "--text", "-", "-n", "1")
    for done in (from_file, from_stdin):
        assert done.code == 0
        assert "Rowers of Varn win the spring cup" in done.out


def test_similar_to_nothing_known_is_1(wired: Path, newsfind: Newsfind) -> None:
    done = newsfind("similar", "nobody")
    assert (done.code, done.out, done.err) == (1, "", "There is no article nobody in the index.\n")
    (wired / "draft.txt").write_text("Zebras.", encoding="utf-8")
    done = newsfind("similar", "--text", "draft.txt")
    assert (done.code, done.out, done.err) == (1, "", "Nothing found.\n")


@pytest.mark.parametrize("arguments", [("similar",), ("similar", "x", "--text", "y"), ("complete",)])
def test_a_wrong_use_is_2(wired: Path, newsfind: Newsfind, arguments: tuple[str, ...]) -> None:
    done = newsfind(*arguments)
    assert (done.code, done.out) == (2, "")


def test_no_stories_and_no_completions_are_1(wired: Path, newsfind: Newsfind) -> None:
    done = newsfind("stories", "bridge")
    assert (done.code, done.out, done.err) == (1, "", "No two articles of these print the same text.\n")
    assert newsfind("complete", "zz").code == 1


def test_stories_take_filters(wired: Path, newsfind: Newsfind) -> None:
    assert newsfind("stories", "--until", "2023-06-06").code == 1
    assert newsfind("stories", "--author", "Ada Lindqvist", "-n", "1").code == 0


def test_people_see_copies_as_one_hit_and_programs_see_all(wired: Path, newsfind: Newsfind) -> None:
    assert newsfind("search", "reyl").out.count("1. ") == 1
    assert len(newsfind("search", "reyl", "--ids").out.split()) == 2
    assert len(newsfind("search", "reyl", "--ids", "--dupes", "hide").out.split()) == 1
    assert newsfind("search", "reyl", "--count").out == "2\n"
    assert newsfind("search", "reyl", "--count", "--dupes", "hide").out == "1\n"
    assert "copy" not in newsfind("search", "reyl", "--dupes", "show").out
    assert "copy" not in newsfind("search", "reyl", "--dupes", "hide").out
    assert "2 articles in 1 story" in newsfind("search", "reyl", "--dupes", "hide").out


def test_did_you_mean_is_said_on_stderr(wired: Path, newsfind: Newsfind) -> None:
    done = newsfind("search", "harbuor")
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("Did you mean: harbour\n")
    done = newsfind("search", "bridge OR harbuor", "--json")
    assert done.code == 0
    assert "Did you mean: bridge OR harbour" in done.err
    assert json.loads(done.out)["suggestion"] == "bridge OR harbour"
