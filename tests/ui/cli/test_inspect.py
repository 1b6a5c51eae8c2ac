"""`newsfind inspect`: what newsfind makes of a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsfind.ui.cli import run

TEXT = """Shipping

Ferry halts after a quarrel

By Ada Lindqvist

{slot9}The ferry to Varn stopped on Tuesday after the two ports failed to agree on lists of passengers.

The ports will meet again on Friday, said the harbour master.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT)
    return path


def test_each_field_is_shown_with_its_origin(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(story)]) == 0
    out = capsys.readouterr().out
    assert "read as txt" in out
    assert "Shipping (the first line)" in out
    assert "Ada Lindqvist (the byline)" in out
    assert "{slot9}" in out


def test_json_has_article_origins_removed_and_warnings(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", "--json", str(story)]) == 0
    shown = json.loads(capsys.readouterr().out)
    (item,) = shown["items"]
    assert shown["reader"] == "txt"
    assert item["article"]["headline"] == "Ferry halts after a quarrel"
    assert item["origins"]["section"] == "the first line"
    assert item["removed"] == ["{slot9}", "By Ada Lindqvist"]


def test_of_a_file_of_many_only_so_many_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"kopf": f"Story {n}", "text": "Some words of it."}) + "\n" for n in range(5)))
    assert run(["inspect", "--json", "-n", "2", "--map", "headline=kopf", str(path)]) == 0
    items = json.loads(capsys.readouterr().out)["items"]
    assert [item["article"]["headline"] for item in items] == ["Story 0", "Story 1"]


def test_a_file_that_is_no_article_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    assert run(["inspect", str(path)]) == 5
    assert "No reader knows" in capsys.readouterr().err


def test_a_bad_map_is_a_usage_error(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", "--map", "headline", str(story)]) == 2
    assert "FIELD=NAME" in capsys.readouterr().err
