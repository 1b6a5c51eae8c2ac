"""Every block of the README is run: commands must print what it says they print, Python must run."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from docs.console import ROOT, Step, agrees, blocks, languages, python, shell, steps
from quality.test_entities_floor import HELD_OUT_FLOORS as NAMES
from quality.test_extraction_floor import FLOORS as PAGES

README = (ROOT / "README.md").read_text(encoding="utf-8")
STEPS = steps(README)


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


def test_the_demo_prints_what_the_readme_shows(demo: str) -> None:
    [shown] = [step.output for step in STEPS if step.command == "make demo"]
    assert agrees(shown, demo), demo


@pytest.mark.parametrize(
    "step", [step for step in STEPS if step.command.startswith("newsfind")], ids=lambda s: s.command
)
def test_a_command_prints_what_the_readme_shows(step: Step, desk: Path, demo: str) -> None:
    assert demo
    real = shell(step.command, desk)
    assert agrees(step.output, real), real


def test_the_two_lines_of_use_run_as_they_stand(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    [block] = blocks(README, "sh")
    assert "1 article" in [shell(command, tmp_path) for command in block.splitlines()][-1]


def test_what_is_to_be_installed_is_this_project() -> None:
    name = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"]
    assert [step.command for step in STEPS if step.command.startswith("pip")] == [f"pip install {name}"]


def test_the_python_blocks_run(desk: Path, demo: str) -> None:
    assert demo
    assert "Denmark asks Korvane" in python("\n".join(blocks(README, "python")), desk)


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    assert languages(README) == {"console", "sh", "python"}
    assert all(step.command.startswith(("newsfind ", "make demo", "pip install ")) for step in STEPS)


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"])
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_what_the_readme_says_of_quality_is_held_by_a_test() -> None:
    """No figure in it is larger than the floor of the test that holds it."""
    said = " ".join(README.partition("## Limits")[2].split())
    text, date, author = map(
        float, re.findall(r"F1 of at least ([\d.]+) .* date to ([\d.]+), the author to ([\d.]+):", said)[0]
    )
    assert text <= PAGES["f1"]
    assert date <= PAGES["date"]
    assert author <= PAGES["author"]
    names = map(float, re.findall(r"held to at least ([\d.]+) .*?, ([\d.]+) \(web text\), ([\d.]+) \(reports", said)[0])
    held = (NAMES["wikigold, every fifth article"], NAMES["UNER-EWT test"], NAMES["re3d"])
    assert all(claim <= floor for claim, floor in zip(names, held, strict=True))
