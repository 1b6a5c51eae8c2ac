"""Pictures of a terminal: what commands print, in their colours, as SVG.

python -m docs.generate.recordings
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.generate.pages import ROOT
from rich.console import Console
from rich.text import Text

WIDTH = 88
IMAGES = ROOT / "docs/images"
RECORDINGS: dict[str, tuple[str, ...]] = {
    "terminal-search": ('newsfind search "no-spy agreement"', "newsfind search Korvane -n 0 --facet section"),
    "terminal-trend": ("newsfind trend Korvane 'ferry OR harbour' --by year", "newsfind stories -n 1"),
}
"""The pictures, by their names, and the commands that are typed in each."""


def main() -> None:
    """Writes every picture."""
    with TemporaryDirectory() as folder:
        desk = Path(folder)
        shutil.copytree(ROOT / "corpus", desk / "corpus")
        _run("newsfind index corpus/", desk)
        for name, commands in RECORDINGS.items():
            record(name, commands, desk)
            print(f"wrote {name}.svg")


def record(name: str, commands: tuple[str, ...], desk: Path) -> None:
    """A picture of commands and what they print."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    for command in commands:
        console.print(Text.assemble(("$ ", "bold green"), command))
        console.print(Text.from_ansi(_run(command, desk).rstrip("\n")), soft_wrap=True)
        console.print()
    picture = console.export_svg(title="newsfind", unique_id=name)
    own_fonts = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.S)  # rich would have them loaded from another host
    (IMAGES / f"{name}.svg").write_text(own_fonts, encoding="utf-8", newline="\n")


def _run(command: str, desk: Path) -> str:
    environment = os.environ | {"COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "NEWSFIND_CONFIG": os.devnull}
    line = command.replace("newsfind ", f'"{sys.executable}" -m newsfind ', 1)
    done = subprocess.run(
        line, shell=True, cwd=desk, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


if __name__ == "__main__":
    main()
