"""The command as a real process: pipes, locales, signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import newsfind

NEWSFIND = (sys.executable, "-m", "newsfind")


def call(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIO"))}
    return subprocess.run([*NEWSFIND, *arguments], cwd=cwd, env=clean | environment, capture_output=True, check=False)


def test_the_module_is_the_command_and_codes_reach_the_shell(indexed: Path) -> None:
    assert call("search", "ferry", cwd=indexed).returncode == 0
    assert call("search", "zebra", cwd=indexed).returncode == 1
    assert call("search", "x", "--facet", "colour", cwd=indexed).returncode == 2
    assert call("search", "x", "--index", "nowhere", cwd=indexed).returncode == 3


@pytest.mark.parametrize("locale", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}])
def test_output_is_utf8_whatever_the_locale(indexed: Path, locale: dict[str, str]) -> None:
    done = call("search", "no-spy agreement", cwd=indexed, **locale)
    assert "“no-spy” agreement" in done.stdout.decode("utf-8")
    assert done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no closed pipes of this kind")
def test_a_closed_pipe_is_quiet(indexed: Path) -> None:
    process = subprocess.Popen(
        [*NEWSFIND, "search", "varn", "--json"], cwd=indexed, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=20), complaint) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no Ctrl-C for a single process")
def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(tmp_path: Path) -> None:
    page = "The ferry ran on time and the harbour was calm, as it had been all week. " * 140
    with (tmp_path / "big.jsonl").open("w") as file:
        for number in range(1200):
            file.write(json.dumps({"id": str(number), "title": f"Story {number}", "text": page}) + "\n")
    run = [*NEWSFIND, "index", "big.jsonl", "--jobs", "1", "--tagger", "none"]
    process = subprocess.Popen(run, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while not list((tmp_path / "index").glob("*.columns")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert "Stopping when what is done is safe" in err
    assert "Traceback" not in err
    with newsfind.open_index(tmp_path / "index") as index:
        done = len(index)
        assert index.check() == []
    assert 0 < done < 1200
    report = newsfind.build(tmp_path / "big.jsonl", tmp_path / "index", tagger="none", dry_run=True)
    assert (report.added, report.articles) == (1200 - done, 1200)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a killed process's children in its own way")
def test_a_killed_run_leaves_no_worker_behind_and_the_next_run_completes_it(tmp_path: Path) -> None:
    page = "The ferry ran on time and the harbour was calm, as it had been all week. " * 140
    (tmp_path / "news").mkdir()
    for number in range(600):
        (tmp_path / f"news/{number}.txt").write_text(f"Story {number}\n\n{page}\n")
    run = [*NEWSFIND, "index", "news", "--jobs", "2", "--tagger", "none"]
    process = subprocess.Popen(run, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while not list((tmp_path / "index").glob("*.columns")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    assert process.stderr is not None
    process.stderr.read()  # comes to its end only when every process that holds it has ended
    process.stderr.close()
    assert process.wait(timeout=20) < 0
    report = newsfind.build(tmp_path / "news", tmp_path / "index", tagger="none")
    assert (report.articles, report.skipped) == (600, ())
    with newsfind.open_index(tmp_path / "index") as index:
        assert index.check() == []
    assert len(list((tmp_path / "index").glob("*.columns"))) <= 4
