"""Pages that are made from the program are as the program would make them now: `make pages` makes them anew."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import pytest
from docs.generate.commands import described
from docs.generate.pages import PAGES, ROOT

from newsfind import __version__
from newsfind.ui.cli import COMMANDS
from newsfind.ui.cli import exits as codes

MANUAL = ROOT / "share/man/man1/newsfind.1"


@pytest.mark.parametrize(("path", "make"), PAGES.items(), ids=PAGES)
def test_a_page_is_what_the_program_would_make_of_it(path: str, make: Callable[[], str]) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == make(), "make pages makes it anew"


def test_every_command_is_described() -> None:
    assert set(COMMANDS) <= {command.name for command in described()}


def test_every_exit_code_is_in_the_manual() -> None:
    known = {str(value) for name, value in vars(codes).items() if name.isupper() and isinstance(value, int)}
    told = MANUAL.read_text(encoding="utf-8").partition(".SH EXIT STATUS")[2]
    assert {line.removeprefix(".B ") for line in told.splitlines() if line.startswith(".B ")} == known


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_the_manual_is_read_without_a_complaint() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", str(MANUAL)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    assert "newsfind search" in done.stdout


def test_the_citation_names_this_version() -> None:
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
