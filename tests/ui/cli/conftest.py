"""A small index, and the command line run in this process, as `newsfind` runs it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsfind.ui.cli import run

GOLDEN = Path(__file__).parent / "golden"
_CHANGING = (
    (re.compile(r"\b\d+(\.\d+)? ms\b"), "N ms"),
    (re.compile(r"\b\d+\.\d s\b"), "N s"),
    (re.compile(r'("took_ms"|"seconds"|"score"|"bytes"): [\d.]+'), r"\1: 0"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"), "NOW"),
    (re.compile(r"\b\d+(\.\d)? (kB|bytes)\b"), "SIZE"),
)

FERRY = """Shipping

Ferry to Varn halts after “no-spy” agreement fails

By Ada Lindqvist

Published: 6 June 2023

The ferry to Varn stopped on Tuesday after the two ports failed to sign a “no-spy” agreement on passenger lists.

Harbour master Tomas Reyl said that the agreement was close. “We need a week,” Reyl said. The ferry carries 1,200 \
people a day between the two ports, most of them to work, and the town has begun to feel its absence in shops and \
schools alike.

The ports will meet again on Friday.
"""
ROWING = """Sport

Rowers of Varn win the spring cup

Published: 2 May 2024

The rowing club of Varn won the spring cup on Sunday, its first since 1998. The ferry brought three hundred supporters.
"""
COUNCIL = "Council agrees to a new bridge\n\nThe council said that an agreement on the bridge to Varn is near.\n"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str


Newsfind = Callable[..., Done]


@pytest.fixture
def newsfind(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Newsfind:
    for name in ("NO_COLOR", "FORCE_COLOR", "NEWSFIND_INDEX", "NEWSFIND_CONFIG", "NEWSFIND_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path_factory.mktemp("user")))

    def call(*arguments: str) -> Done:
        capsys.readouterr()
        code = run(list(arguments))
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a folder `news` of three articles."""
    (tmp_path / "news/town").mkdir(parents=True)
    (tmp_path / "news/ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "news/rowing.txt").write_text(ROWING, encoding="utf-8")
    (tmp_path / "news/town/council.txt").write_text(COUNCIL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def indexed(desk: Path, newsfind: Newsfind) -> Path:
    """The same with an index of them in `index`."""
    assert newsfind("index", "news", "--tagger", "none", "-q").code == 0
    return desk


def settled(text: str, desk: Path) -> str:
    """A command's output without what differs from run to run."""
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text.replace(str(desk), "DESK").replace("\\\\", "/")


def assert_golden(name: str, text: str) -> None:
    """Compare with a golden file; NEWSFIND_GOLDEN=write writes it instead (read the difference before a commit)."""
    path = GOLDEN / name
    if os.environ.get("NEWSFIND_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
        pytest.skip(f"wrote {path.name}")
    assert text == path.read_text(encoding="utf-8")
