"""Folders made by strangers: what is in them is no news, or is not there when it is read, or never ends."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

import newsfind
from newsfind.index.sync.state_bytes import decode_state
from torture.newsroom import opened
from torture.seeds import seeds
from torture.trial import Harm, Trial, must, share

LONG = 1 << 30
MOST_MEMORY = 500 * 1024 * 1024


def odd_files(folder: Path, much: float) -> Harm:
    """Each kind of thing that a folder can hold besides news, all in one folder."""
    del much
    harm = Harm()
    news = folder / "news"
    news.mkdir()
    (news / "good.txt").write_text("Ferry\n\nThe ferry sails.\n", encoding="utf-8")
    name = os.fsencode(news) + b"/caf\xe9 \xff.txt"
    Path(os.fsdecode(name)).write_text("Latin\n\nA name that is not UTF-8.\n", encoding="utf-8")
    Path(news, "new\nline \x1b[2J.txt").write_text("Steering\n\nA name that steers terminals.\n", encoding="utf-8")
    os.mkfifo(news / "pipe.txt")
    if os.geteuid() == 0:
        os.mknod(news / "zeros.txt", 0o600 | 0o020000, os.makedev(1, 5))
    else:
        (news / "zeros.txt").symlink_to("/dev/zero")
    (news / "endless.jsonl").symlink_to("/dev/zero")
    (news / "loop").symlink_to(news)
    (news / "ring1").symlink_to(news / "ring2")
    (news / "ring2").symlink_to(news / "ring1")
    (news / "nowhere.txt").symlink_to(news / "gone.txt")
    deep = news
    for _ in range(40):
        deep = deep / "deeper"
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_text("Deep\n\nFar down.\n", encoding="utf-8")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(news)
        bound.bind("socket.txt")
        os.chdir(here)
        report = newsfind.build(news, folder / "index", jobs=1, tagger="none")
    must(report.articles == 4, f"{report.articles} articles, and not 4")
    left = {item.path for item in report.skipped}
    for odd in ("pipe.txt", "zeros.txt", "endless.jsonl", "ring1", "ring2", "nowhere.txt", "socket.txt"):
        must(f"news/{odd}" in left, f"{odd} is not listed as left out")
        harm.tried += 1
    with opened(folder / "index") as engine:
        known = {item.path for items in decode_state(engine.state()).skipped.values() for item in items}
    must(left <= known, f"not in the status: {left - known}")
    status = subprocess.run(
        [sys.executable, "-m", "newsfind", "status", "-v", "--index", str(folder / "index")],
        capture_output=True,
        check=True,
    )
    must(b"\x1b" not in status.stdout, "a file's name reached the terminal as it is")
    harm.note("left out with a reason, listed by the status; the news beside it was indexed", harm.tried)
    return harm


def vanishing(folder: Path, much: float) -> Harm:
    """Files that are there when the folder is looked through, and gone, or a pipe, when they are to be read."""
    harm = Harm()
    for number in range(share(20, much, 2)):
        news = folder / str(number)
        news.mkdir()
        for name, content in seeds().items():
            (news / name).write_bytes(content)
        (news / "good.txt").write_text("Ferry\n\nThe ferry sails.\n", encoding="utf-8")
        gone: list[str] = []

        def progress(told: object, news: Path = news, gone: list[str] = gone, number: int = number) -> None:
            del told
            if not gone:
                for name in sorted(seeds())[number % 3 :: 3]:
                    (news / name).unlink()
                    if number % 2:
                        os.mkfifo(news / name)
                    gone.append(name)

        report = newsfind.build(news, folder / f"index{number}", jobs=1, tagger="none", progress=progress)
        left = {item.path for item in report.skipped}
        must({f"{number}/{name}" for name in gone} <= left, "a file that vanished is not listed")
        must(report.articles > 0, "nothing was indexed")
        harm.tried += len(gone)
    harm.note("left out with a reason; the others were indexed", harm.tried)
    return harm


def endless_lines(folder: Path, much: float) -> Harm:
    """A gigabyte without the end of a line, under the name of each format."""
    harm = Harm()
    news = folder / "news"
    news.mkdir()
    size = LONG if much > 0.1 else LONG >> 3
    names = sorted(seeds()) if much > 0.1 else sorted(seeds())[::5]
    first = news / "long.txt"
    with first.open("wb") as file:
        for _ in range(size >> 20):
            file.write(b"word and " * 116_508 + b"words ")
    for name in names:
        os.link(first, news / name)
    (news / "good.txt").write_text("Ferry\n\nThe ferry sails.\n", encoding="utf-8")
    command = [sys.executable, "-m", "newsfind", "index", str(news), "--index", str(folder / "index")]
    done = subprocess.run(
        [*command, "--tagger", "none", "--jobs", "1", "--json"], capture_output=True, text=True, check=False
    )
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    must(done.returncode == 5, f"exit code {done.returncode}: {done.stderr[-300:]}")
    must(most < MOST_MEMORY or much <= 0.1, f"{most >> 20} MB of memory")
    harm.tried = len(names) + 1
    harm.note("left out with a reason, the news beside it indexed", harm.tried)
    harm.note(f"at most {most >> 20} MB of memory in all")
    return harm


TRIALS = (
    Trial("Strangers' files", "pipes, devices, sockets, loops of links, names that are not UTF-8", odd_files),
    Trial("Strangers' files", "files that vanish, or become pipes, between being found and being read", vanishing),
    Trial("Strangers' files", "1 GB without the end of a line, under the name of each format", endless_lines, 60),
)
