"""Console blocks of a page: what stands after `$` is run, and must print what stands below it.

NEWSFIND_GOLDEN=write puts what is printed into the page instead.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from newsfind.ui.cli import run
from newsfind.ui.cli.exits import FOUND, NOT_ALL_READ, NOTHING_FOUND

ROOT = Path(__file__).resolve().parents[2]

_BLOCK = re.compile(r"^```([\w{}-]+)\n(.*?)^```$", re.M | re.S)
_CHANGING = (
    (re.compile(r"\b\d+(?:\.\d+)? (?:ms|s)\b"), "TIME"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"), "NOW"),
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b"), "NOW"),
    (re.compile(r"\b\d+(?:\.\d+)? kB\b"), "SIZE"),
    (re.compile(r"^read from  .*$", re.M), "read from"),
)
_PLAIN = re.compile(r"newsfind [^|>&$`;\n]*")
_COLORS = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class Step:
    """A command of a console block and the lines that follow it."""

    command: str
    output: str


def prose(text: str) -> str:
    """The page without its blocks."""
    return _BLOCK.sub("", text)


def blocks(text: str, language: str) -> list[str]:
    """What stands in the blocks of a language."""
    return [inside for kind, inside in _BLOCK.findall(text) if kind == language]


def languages(text: str) -> set[str]:
    """Of which languages there are blocks; every fence must be one of a whole block."""
    found = _BLOCK.findall(text)
    assert text.count("```") == 2 * len(found)
    return {kind for kind, _ in found}


def steps(text: str) -> list[Step]:
    """Every command of every console block; a line that ends in a backslash goes on."""
    found = []
    for block in blocks(text, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            match = re.match(r"((?:[^\n]*\\\n)*[^\n]*)\n?(.*)", part, re.S)
            assert match is not None
            found.append(Step(match[1], match[2].rstrip("\n")))
    return found


def shell(command: str, desk: Path, path: Path | None = None) -> str:
    """Both streams of a command, stdout first, without colours; codes that are no fault are taken as they come.

    `path` goes before what is installed.
    """
    done = subprocess.run(
        re.sub(r"(?:(?<=\s)|^)\S*newsfind (?!=)", lambda _: f'"{sys.executable}" -m newsfind ', command),
        shell=True,
        cwd=desk,
        env=_environment(desk) | ({"PYTHONPATH": str(path)} if path else {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return _told(done.returncode, done.stdout, done.stderr)


def here(command: str, desk: Path) -> str:
    """As `shell`, for a command of newsfind without anything that a shell would do: run in this process, and sooner."""
    out, err = StringIO(), StringIO()
    with (
        chdir(desk),
        patch.dict(os.environ, _environment(desk), clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run(shlex.split(command)[1:])
    return _told(code, out.getvalue(), err.getvalue())


def _environment(desk: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FORCE_COLOR", "NEWSFIND_"))}
    home = {name: str(desk / ".home") for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA")}
    return kept | home | {"COLUMNS": "80"}


def _told(code: int, out: str, err: str) -> str:
    assert code in (FOUND, NOTHING_FOUND, NOT_ALL_READ), out + err
    return _COLORS.sub("", out + err).rstrip("\n")


def python(code: str, desk: Path) -> str:
    """What a piece of Python prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=desk, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.rstrip("\n")


def agrees(written: str, real: str) -> bool:
    """Whether the output is as written, but for times, sizes and the place of the desk."""
    return _settled(written) == _settled(real)


def _settled(text: str) -> str:
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text


def check(page: Path, desk: Path, path: Path | None = None) -> None:
    """Run the commands of a page from the first to the last; each prints what the page says that it prints."""
    text = page.read_text(encoding="utf-8")
    for step in steps(text):
        plain = path is None and _PLAIN.fullmatch(step.command)
        real = (here(step.command, desk) if plain else shell(step.command, desk, path)).replace(
            str(desk), "/home/ada/desk"
        )
        if agrees(step.output, real):
            continue
        assert os.environ.get("NEWSFIND_GOLDEN") == "write", f"{page.name}: {step.command}\n{real}\n(make pages)"
        before = f"$ {step.command}\n{step.output}\n" if step.output else f"$ {step.command}\n"
        assert before in text, step.command
        text = text.replace(before, f"$ {step.command}\n{real}\n" if real else f"$ {step.command}\n", 1)
        page.write_text(text, encoding="utf-8")


def fill(page: Path, language: str, content: str) -> None:
    """The page's only block of a language is this content, or becomes it where that is asked for."""
    text = page.read_text(encoding="utf-8")
    [written] = blocks(text, language)
    if os.environ.get("NEWSFIND_GOLDEN") == "write":
        page.write_text(text.replace(f"```{language}\n{written}```", f"```{language}\n{content}```"), encoding="utf-8")
    else:
        assert written == content, f"{page.name} (make pages)"
