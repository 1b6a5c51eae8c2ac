"""Every command on a page of the documentation prints what the page says; every piece of Python runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from docs.console import ROOT, blocks, check, languages, prose, python

HOW_TO = [page for page in sorted((ROOT / "docs/howto").glob("*.md")) if not page.name.startswith("add-")]
PAGES = [ROOT / "docs/tutorial.md", ROOT / "docs/python.md", *HOW_TO]
_SHOWN = {"text", "toml", "json", "ini", "{eval-rst}"}
"""Blocks that are read, not run."""
EVERY = [path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A working directory as the pages have it: the sample corpus, and a file of each format that they speak of."""
    desk = tmp_path / "desk"
    shutil.copytree(ROOT / "docs/samples", desk)
    shutil.copytree(ROOT / "corpus", desk / "corpus")
    return desk


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_prints_what_it_says(page: Path, desk: Path) -> None:
    assert languages(page.read_text(encoding="utf-8")) <= {"console", "python", *_SHOWN}
    check(page, desk)
    if scripts := blocks(page.read_text(encoding="utf-8"), "python"):
        python("\n".join(scripts), desk)


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose(page.read_text(encoding="utf-8"))):
        assert target.startswith(("https://", "http://")) or (page.parent / target).exists(), target
