"""`newsfind entities`: a person has the last word on names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newsfind as package
from newsfind.index.engines.whoosh.names import OVERRULES
from ui.cli.conftest import Newsfind

TEXTS = {
    "one.txt": "Mayor resigns\n\nBill Carver, the mayor of Oslo, said on Monday that he would resign.\n",
    "two.txt": "Mayor stays\n\nWilliam Carver, the mayor of Oslo, said on Tuesday that he would stay.\n",
    "three.txt": "Mayor sings\n\nThe mayor of Oslo, Bill Carver, sang. William Carver, his father, said nothing.\n",
}


@pytest.fixture
def news(tmp_path: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        (tmp_path / "news").mkdir(exist_ok=True)
        (tmp_path / "news" / name).write_text(text, encoding="utf-8")
    assert newsfind("index", "news", "-q", "--jobs", "1").code == 0
    return tmp_path


def people(newsfind: Newsfind) -> dict[str, int]:
    found = json.loads(newsfind("facets", "people", "--json").out)["values"]
    return {value["value"]: value["count"] for value in found}


def test_names_are_listed_with_their_articles(news: Path, newsfind: Newsfind) -> None:
    done = newsfind("entities", "list", "--type", "person")
    assert done.out.splitlines() == ["Bill Carver  person  2", "William Carver  person  2"]
    assert newsfind("entities", "list", "zzz").code == 1


def test_merged_names_are_one_for_the_command_line_and_for_python(news: Path, newsfind: Newsfind) -> None:
    done = newsfind("entities", "merge", "Bill Carver", "william carver")
    assert done.out == "Bill Carver  person  3  = William Carver  (decided)\n"
    assert people(newsfind) == {"Bill Carver": 3}
    assert newsfind("search", "--entity", "William Carver", "--count").out == "3\n"
    assert newsfind("search", 'person:"Bill Carver"', "--count").out == "3\n"
    with package.open_index(news / "index") as index:
        assert [(one.name, one.others) for one in index.entities(kind="person")] == [
            ("Bill Carver", ("William Carver",))
        ]
        index.split_entities("Bill Carver", "William Carver")
        assert len(index.entities(kind="person")) == 2
    assert people(newsfind) == {"Bill Carver": 2, "William Carver": 2}


def test_the_decisions_are_a_file_that_people_can_write_too(news: Path, newsfind: Newsfind) -> None:
    (news / "index" / OVERRULES).write_text("# ours\nmerge person: Carver the Elder = William Carver\n", "utf-8")
    assert people(newsfind) == {"Bill Carver": 2, "Carver the Elder": 2}
    newsfind("entities", "merge", "Carver the Elder", "Bill Carver")
    text = (news / "index" / OVERRULES).read_text("utf-8")
    assert text.startswith("# ours\n")
    assert people(newsfind) == {"Carver the Elder": 3}
    (news / "index" / OVERRULES).write_text(text + "merge persons: A = B\n", "utf-8")
    assert "note: entities.txt: Line 4 is left out" in newsfind("entities", "list").err
    newsfind("index", "news", "--rebuild", "-q", "--jobs", "1")
    assert people(newsfind) == {"Carver the Elder": 3}


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("merge", "Bill Carver", "Willam Carver"), 2, "No article has the entity “Willam Carver”. Did you mean “Will"),
        (("merge", "Bill Carver"), 2, "Give two different names or more to merge."),
        (("split", "Bill Carver", "Oslo"), 2, "are not of one type"),
        (("merge", "Bill Carver", "Oslo", "--type", "place"), 2, "No article has the place “Bill Carver”"),
    ],
)
def test_what_cannot_be_decided_says_why(
    news: Path, newsfind: Newsfind, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    done = newsfind("entities", *arguments)
    assert (done.code, sentence in done.err) == (code, True)
    assert not (news / "index" / OVERRULES).exists()
