"""The trials of `make torture`, each in a short form: a few tries in place of hundreds or thousands."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from torture.trial import Trial, collect
from torture.trials import MODULES

pytestmark = [
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="the trials look at disks and processes as Linux has them"
    ),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


@pytest.mark.parametrize("trial", collect(MODULES), ids=lambda trial: trial.name)
def test_newsfind_stands_what_a_trial_does(trial: Trial, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    harm = trial.do(tmp_path, float(os.environ.get("NEWSFIND_TORTURE", "0.02")))
    assert harm.tried > 0 or "not tried" in str(harm), capfd.readouterr()
    assert "Traceback" not in capfd.readouterr().err
