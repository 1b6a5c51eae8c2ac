"""The table of docs/reliability.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from torture.trial import Harm, Took, Trial

BEGIN = "<!-- made by make torture: begin -->"
END = "<!-- made by make torture: end -->"


def write_table(page: Path, done: Sequence[tuple[Trial, Harm | str, Took]]) -> None:
    """Put the table between its two marks on the page."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n\n{_table(done)}\n{END}{after}", encoding="utf-8")


def _table(done: Sequence[tuple[Trial, Harm | str, Took]]) -> str:
    lines = []
    for part, rows in groupby(done, key=lambda one: one[0].part):
        lines += [f"**{part}**", "", "| fault | how often | what happened |", "|---|---:|---|"]
        for trial, harm, _ in rows:
            assert isinstance(harm, Harm)
            lines.append(f"| {trial.fault} (`{trial.name}`) | {harm.tried:,} | {harm} |")
        lines.append("")
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    took = sum(took.cpu for _, _, took in done) / 60
    return "\n".join([*lines, f"{system}; all trials together {took:.0f} minutes of a processor, two at a time.", ""])
