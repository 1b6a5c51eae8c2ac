"""What shells complete: tried in bash itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsfind.ui.cli.completion import SHELLS
from ui.cli.conftest import Newsfind

BASH = shutil.which("bash")


def completed(folder: Path, *words: str) -> list[str]:
    """What bash offers for the last of these words."""
    bin_folder = Path(sys.executable).parent
    line = "\n".join(
        (
            'eval "$(newsfind completion bash)"',
            f"COMP_WORDS=(newsfind {' '.join(words)}); COMP_CWORD={len(words)}",
            "_newsfind_completion newsfind",
            'printf "%s\\n" "${COMPREPLY[@]}"',
        )
    )
    environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [str(BASH), "-c", line], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.split("\n")[:-1]


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="needs bash")
def test_bash_completes_commands_options_and_what_the_index_has(indexed: Path) -> None:
    assert completed(indexed, "sto") == ["stories"]
    assert completed(indexed, "search", "--so") == ["--source", "--sort"]
    assert completed(indexed, "search", "--section", "sh") == ["Shipping"]
    assert completed(indexed, "search", "--author", "ada") == ["Ada\\ Lindqvist"]
    assert completed(indexed, "search", "--index", "nowhere", "--section", "sh") == [""]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_its_script(shell: str, newsfind: Newsfind) -> None:
    done = newsfind("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert f"_NEWSFIND_COMPLETE={shell}_complete" in done.out


def test_a_shell_that_is_not_known_is_refused(newsfind: Newsfind) -> None:
    assert newsfind("completion", "tcsh").code == 2
