"""Breaks newsfind on purpose and looks what becomes of the index: `python -m torture` (or `make torture`).

Each trial does one kind of harm many times, and fails when an answer is wrong, an article is lost, a file is left over
or memory grows. `tests/crash/` runs the same trials in a short form; docs/reliability.md is the table of the last run.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))  # the questions that tests ask of a damaged index
