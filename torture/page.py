"""The table of docs/reliability.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from torture.trial import Done, Harm

BEGIN = "<!-- made by make torture: begin -->"
END = "<!-- made by make torture: end -->"


def write_table(page: Path, done: Sequence[Done]) -> None:
    """Put the table between its two marks on the page."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n\n{_table(done)}\n{END}{after}", encoding="utf-8")


def _table(done: Sequence[Done]) -> str:
    lines = []
    for part, rows in groupby(done, key=lambda one: one.trial.part):
        lines += [f"**{part}**", "", "| fault | how often | what happened |", "|---|---:|---|"]
        for one in rows:
            assert isinstance(one.came, Harm)
            often = f"{one.came.tried:,}" + (f" ({one.much:g} of a whole run)" if one.much < 1 else "")
            lines.append(f"| {one.trial.fault} (`{one.trial.name}`) | {often} | {one.came} |")
        lines.append("")
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    if all(one.much == 1 for one in done):
        system += f"; {sum(one.took.cpu for one in done) / 60:.0f} minutes of a processor for all of it, two at a time"
    return "\n".join([*lines, f"{system}.", ""])
