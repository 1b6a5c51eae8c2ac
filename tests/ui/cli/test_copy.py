"""`newsfind copy`: what people did with an index goes with its articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsfind.ui.saving import saved_searches
from ui.cli.conftest import Newsfind

TEXTS = {
    "one.txt": "Mayor resigns\n\nBill Carver, the mayor of Oslo, said on Monday that he would resign.\n",
    "two.txt": "Mayor stays\n\nWilliam Carver, the mayor of Oslo, said on Tuesday that he would stay.\n",
}


def people(newsfind: Newsfind, place: str) -> dict[str, int]:
    found = json.loads(newsfind("facets", "people", "--json", "--index", place).out)["values"]
    return {value["value"]: value["count"] for value in found}


def test_decisions_and_saved_searches_go_with_the_articles(
    tmp_path: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "news" / name).write_text(text, encoding="utf-8")
    assert newsfind("index", "news", "-q", "--jobs", "1").code == 0
    newsfind("entities", "merge", "Bill Carver", "William Carver")
    newsfind("saved", "add", "mayors", "mayor")
    newsfind("saved", "run", "mayors")
    done = newsfind("copy", "index/", "other/")
    assert (done.code, done.err) == (0, "")
    assert "other/ has 2 articles: copied from index/" in done.out
    assert people(newsfind, "other/") == people(newsfind, "index/") == {"Bill Carver": 2}
    [saved] = saved_searches("other/")
    assert (saved.name, saved.query, len(saved.seen)) == ("mayors", "mayor", 2)
    assert newsfind("index", "news", "--index", "other/", "--jobs", "1").out.splitlines()[0].startswith("other/ has 2")


def test_a_copy_over_another_index_has_the_decisions_of_its_source_and_all_saved_searches(
    tmp_path: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(TEXTS["one.txt"], encoding="utf-8")
    for place in ("index/", "other/"):
        assert newsfind("index", "one.txt", "-q", "--jobs", "1", "--index", place).code == 0
        newsfind("saved", "add", "mayors", f"mayor {place[:5]}", "--index", place)
    newsfind("saved", "add", "oslo", "oslo", "--index", "index/")
    (tmp_path / "other/entities.txt").write_text("merge person: Bill Carver = Oslo Carver\n", encoding="utf-8")
    assert newsfind("copy", "index/", "other/").code == 2
    assert newsfind("copy", "index/", "other/", "--rebuild", "-q").code == 0
    assert (tmp_path / "other/entities.txt").read_text(encoding="utf-8") == ""
    assert [(saved.name, saved.query) for saved in saved_searches("other/")] == [
        ("mayors", "mayor other"),
        ("oslo", "oslo"),
    ]
