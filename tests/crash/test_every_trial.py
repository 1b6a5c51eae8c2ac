"""The trials of `make torture`, each in a short form: a few tries in place of hundreds or thousands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from torture.trials import MODULES

ROOT = Path(__file__).parents[2]
MUCH = "0.003"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="trials look at disks and processes as Linux has them")
@pytest.mark.parametrize("module", MODULES)
def test_newsfind_stands_what_the_trials_do(module: str) -> None:
    command = [sys.executable, "-m", "torture", f"{module}.", "--much", MUCH, "--jobs", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert " times; " in done.stdout
