"""Every block of the README is run: commands must print what it says they print, Python must run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_TIMES = re.compile(r"\b\d+(?:\.\d+)? (?:ms|s)\b")
_COLORS = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class Step:
    """A command of a console block and the lines that follow it."""

    command: str
    output: str


def blocks(language: str) -> list[str]:
    return [text for kind, text in _BLOCK.findall(README) if kind == language]


def steps() -> list[Step]:
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            found.append(Step(command, output.rstrip("\n")))
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory as the README has it: the sample corpus, and what the demo leaves behind."""
    desk = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "corpus", desk / "corpus")
    return desk


@pytest.fixture(scope="module")
def demo(desk: Path) -> str:
    """What `make demo` prints, with its two commands run here; the environment that it builds is left out."""
    lines = [line.strip() for line in (ROOT / "Makefile").read_text().partition("\ndemo:")[2].splitlines()[1:]]
    commands = [line.replace("$(BIN)", ".venv/bin") for line in lines[: lines.index("")]]
    return "\n".join(line for command in commands for line in (command, shell(command, desk)))


def shell(command: str, desk: Path) -> str:
    """Both streams of a command, stdout first, without colours."""
    environment = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NEWSFIND_INDEX")}
    command = re.sub(r"^\S*newsfind ", lambda _: f'"{sys.executable}" -m newsfind ', command)
    done = subprocess.run(
        command,
        shell=True,
        cwd=desk,
        env=environment | {"COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return _COLORS.sub("", done.stdout + done.stderr).rstrip("\n")


def agrees(written: str, real: str) -> bool:
    """Whether the output is as written, but for how long it took."""
    return _TIMES.sub("TIME", written) == _TIMES.sub("TIME", real)


def test_the_demo_prints_what_the_readme_shows(demo: str) -> None:
    [shown] = [step.output for step in steps() if step.command == "make demo"]
    assert agrees(shown, demo), demo


@pytest.mark.parametrize(
    "step", [step for step in steps() if step.command.startswith("newsfind")], ids=lambda s: s.command
)
def test_a_command_prints_what_the_readme_shows(step: Step, desk: Path, demo: str) -> None:
    assert demo
    real = shell(step.command, desk)
    assert agrees(step.output, real), real


def test_the_two_lines_of_use_run_as_they_stand(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    [block] = blocks("sh")
    assert "1 article" in [shell(command, tmp_path) for command in block.splitlines()][-1]


def test_what_is_to_be_installed_is_this_project() -> None:
    name = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"]
    assert [step.command for step in steps() if step.command.startswith("pip")] == [f"pip install {name}"]


def test_the_python_blocks_run(desk: Path, demo: str) -> None:
    assert demo
    script = "\n".join(blocks("python"))
    done = subprocess.run([sys.executable, "-c", script], cwd=desk, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Denmark asks Korvane" in done.stdout


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    assert {kind for kind, _ in _BLOCK.findall(README)} == {"console", "sh", "python"}
    assert all(step.command.startswith(("newsfind ", "make demo", "pip install ")) for step in steps())
    assert README.count("```") == 2 * len(_BLOCK.findall(README))


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"])
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (ROOT / target).exists(), target
