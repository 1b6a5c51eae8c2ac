"""Each script in examples/ is run on the sample corpus, as its first lines say."""

from __future__ import annotations

import csv
import re
import runpy
import shlex
import shutil
import sys
from pathlib import Path

import pytest

import newsfind

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "corpus", desk / "corpus")
    newsfind.build(desk / "corpus", desk / "index", jobs=1)
    return desk


def usage(script: str) -> list[str]:
    """The arguments that a script's own description shows."""
    text = (ROOT / "examples" / script).read_text(encoding="utf-8")
    [line] = re.findall(rf"^python examples/{script} (.*)$", text, re.M)
    return list(shlex.split(line.partition(" > ")[0]))


def run(
    script: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> str:
    monkeypatch.chdir(desk)
    monkeypatch.setattr(sys, "argv", [script, *(arguments or usage(script))])
    runpy.run_path(str(ROOT / "examples" / script), run_name="__main__")
    return capsys.readouterr().out


def test_there_are_five() -> None:
    assert len(SCRIPTS) == 5


def test_a_concordance_shows_every_match_with_its_words_in_the_middle(
    indexed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = run("concordance.py", indexed, monkeypatch, capsys).splitlines()
    assert len(lines) >= 3
    assert all(re.search(r"\[trade talks\]", line, re.I) for line in lines)
    assert lines == sorted(lines, key=lambda line: line[:10])


def test_a_table_of_sources_adds_up(
    indexed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    head, *rows = csv.reader(run("sources_table.py", indexed, monkeypatch, capsys).splitlines())
    assert head == ["source", "2023", "2024", "all"]
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in rows)
    with newsfind.open_index(indexed / "index") as index:
        assert sum(int(row[-1]) for row in rows) == index.search("Korvane", limit=0).total


def test_pairs_of_people_come_from_articles_that_name_both(
    indexed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = run("named_together.py", indexed, monkeypatch, capsys).splitlines()[0]
    count, one, other = re.fullmatch(r" *(\d+)  (.*) and (.*)", first).groups()  # type: ignore[union-attr]
    with newsfind.open_index(indexed / "index") as index:
        assert index.search(f'Korvane entity:"{one}" entity:"{other}"', limit=0).total >= int(count) >= 2


def test_a_timeline_is_in_order_and_marks_what_matched(
    indexed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = run("timeline.py", indexed, monkeypatch, capsys)
    months = re.findall(r"^## (\w+ \d+)$", text, re.M)
    assert months[0] == "February 2023"
    assert len(months) == len(set(months))
    assert "**Korvane**" in text


def test_what_is_new_is_told_once(
    indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(indexed / "corpus/meridian", tmp_path / "corpus/meridian")
    with pytest.raises(SystemExit) as first:
        run("whats_new.py", tmp_path, monkeypatch, capsys)
    told = capsys.readouterr().out.splitlines()
    with pytest.raises(SystemExit) as second:
        run("whats_new.py", tmp_path, monkeypatch, capsys)
    assert (first.value.code, second.value.code) == (0, 1)
    assert any(line.startswith("Korvane: ") for line in told)
    assert capsys.readouterr().out == ""
