"""`newsfind serve` and `newsfind mcp` as commands."""

from __future__ import annotations

import builtins
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from .conftest import Newsfind


def started(place: Path, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "newsfind", "serve", "--index", str(place / "index"), "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def test_it_prints_its_address_answers_there_and_ends_when_interrupted(indexed: Path) -> None:
    process, address = started(indexed, "--token", "new")
    with process:
        assert address.startswith("http://127.0.0.1:")
        page, _, token = address.partition("?token=")
        assert len(token) > 20
        asked = Request(f"{page}api/v1/search?q=ferry", headers={"Authorization": f"Bearer {token}"})
        with urlopen(asked, timeout=10) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode in (0, 130)
        assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--index", "nowhere"), 3, "There is no index at nowhere"),
        (("--host", "192.0.2.1"), 2, "cannot be listened on"),
        (("--token", "short"), 2, "A token is at least 8"),
        (("--port", "99999"), 2, "99999"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    indexed: Path, newsfind: Newsfind, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = newsfind("serve", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_a_port_that_is_taken_is_said(indexed: Path, newsfind: Newsfind) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = newsfind("serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "Try --port 0" in done.err


@pytest.mark.parametrize(("command", "package", "extra"), [("serve", "uvicorn", "web"), ("mcp", "mcp", "mcp")])
def test_a_missing_extra_says_how_to_get_it(
    indexed: Path, newsfind: Newsfind, monkeypatch: pytest.MonkeyPatch, command: str, package: str, extra: str
) -> None:
    real = builtins.__import__

    def without(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - as Python has it
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> object:
        if level == 0 and name.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
        return real(name, globals, locals, fromlist, level)

    for known in [name for name in sys.modules if name.startswith(("newsfind.ui.web", "newsfind.ui.mcp", package))]:
        monkeypatch.delitem(sys.modules, known)
    monkeypatch.setattr(builtins, "__import__", without)
    done = newsfind(command)
    assert done.code == 2
    assert f"pip install 'newsfind[{extra}]'" in done.err
