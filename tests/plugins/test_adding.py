"""The pages that say how to add something do it: what they show is installed, and their commands are run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.console import ROOT, blocks, check, fill, shell
from plugins.installing import HERE, install

PAGES = ROOT / "docs/howto"
SCRIPT = """ON AIR: 2024-02-05
SLUG: Harbour council votes for a longer quay
READ BY: Ann Lee

The harbour council voted nine to four on Monday to lengthen the northern quay by eighty metres, so that the new
ferries to Varn can lie there in any weather.

Ada Lindqvist, who leads the council, said that she had waited for this since she was a girl.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    desk = tmp_path / "desk"
    shutil.copytree(ROOT / "corpus", desk / "corpus")
    (desk / "scripts").mkdir()
    (desk / "scripts/quay.radio").write_text(SCRIPT, encoding="utf-8")
    (desk / "scripts/empty.radio").write_text("ON AIR: 2024-02-06\n\n", encoding="utf-8")
    return desk


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def entry_points(name: str) -> str:
    """What a plugin's pyproject.toml says to newsfind."""
    return (HERE / name / "pyproject.toml").read_text(encoding="utf-8").partition("\n[project.entry")[2]


@pytest.mark.parametrize(("page", "name"), [("add-a-reader.md", "radio"), ("add-an-engine.md", "onefile")])
def test_a_plugin_is_added_as_its_page_says(page: str, name: str, desk: Path, site: Path) -> None:
    fill(PAGES / page, "python", (HERE / name / f"newsfind_{name}.py").read_text(encoding="utf-8"))
    fill(PAGES / page, "toml", f"[project.entry{entry_points(name)}")
    check(PAGES / page, desk, install(name, site))


@pytest.mark.skipif("NEWSFIND_TEST_PACKAGE" not in os.environ, reason="make package runs this")
def test_an_engine_of_a_plugin_is_held_to_the_contract(site: Path) -> None:
    """Some of it: the command on the page runs all."""
    [command] = [text for text in blocks((PAGES / "add-an-engine.md").read_text(), "text") if "pytest" in text]
    variable, _, rest = command.partition(" pytest ")
    assert rest == "tests/engines -k onefile\n"
    files = [ROOT / "tests/engines" / f"test_engine_{part}.py" for part in ("words", "writer", "facets")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-k", "onefile", "-p", "no:cacheprovider", *files],
        cwd=ROOT,
        env={**dict([variable.split("=")]), "PYTHONPATH": str(install("onefile", site)), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def patched(page: str, source: Path) -> None:
    """Changes a copy of the source as the differences on a page say."""
    for difference in blocks((PAGES / page).read_text(encoding="utf-8"), "diff"):
        head, *lines = difference.splitlines()
        file = source / head.removeprefix("--- src/")
        before, after = ("\n".join(line[1:] for line in lines if line.startswith(sign)) for sign in "-+")
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{page} changes what is not there: {before}"
        file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the source, changed as the page on operators says."""
    source = tmp_path / "src"
    shutil.copytree(ROOT / "src/newsfind", source / "newsfind", ignore=shutil.ignore_patterns("__pycache__"))
    patched("add-a-query-operator.md", source)
    return source


def test_an_operator_is_added_as_its_page_says(desk: Path, changed: Path) -> None:
    check(PAGES / "add-a-query-operator.md", desk, changed)
    assert shell("newsfind search 'talks BESIDE trade' --count", desk)[0] == "0"  # an ordinary word, without the change


@pytest.mark.skipif("NEWSFIND_TEST_PACKAGE" not in os.environ, reason="make package runs this")
def test_a_node_that_nobody_handles_is_an_error_of_type_checking_in_each_engine(changed: Path) -> None:
    ast = changed / "newsfind/query/ast.py"
    text = ast.read_text(encoding="utf-8")
    ast.write_text(text.replace("    | Everything\n", "    | Everything\n    | Loud\n"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", "-p", "newsfind"],
        cwd=changed.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    told = set(re.findall(r"newsfind/([\w/]+)\.py:\d+: error", done.stdout))
    assert {"query/printing", "index/engines/whoosh/compile", "index/engines/opensearch/compile"} <= told, done.stdout
    assert any(path.startswith("index/engines/memory/") for path in told), told
