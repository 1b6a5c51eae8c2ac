"""The process is killed: at each named point, and at random moments."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from newsfind.index.failpoints import POINTS, failing
from torture.newsroom import Newsroom, bring_up_to_date
from torture.runs import check_last_commit, check_resumed, end, kill, start
from torture.trial import Harm, Trial, must, share, some

ARTICLES = 2000
KILLS = 200


def at_named_points(folder: Path, much: float) -> Harm:
    """Kill at the first, second and fifth time that a run comes to each point."""
    harm = Harm()
    newsroom = Newsroom(folder / "news", share(ARTICLES, much, 300))
    bring_up_to_date(newsroom, folder / "index")
    times = (1, 2, 5) if much > 0.3 else (1,)
    for point in some(POINTS, much):
        for number in times:
            newsroom.change()
            shutil.rmtree(folder / "copies", ignore_errors=True)
            process = start(newsroom, folder / "index", folder / "copies", failing(f"{point}*{number}=kill"))
            _judge(harm, end(process) == -signal.SIGKILL, folder, newsroom)
    return harm


def at_random(folder: Path, much: float) -> Harm:
    """Kill at any moment of a run, from its first millisecond to its last."""
    harm = Harm()
    random = Random("moments")
    newsroom = Newsroom(folder / "news", share(ARTICLES, much, 300))
    bring_up_to_date(newsroom, folder / "index")
    takes = 1.0
    wanted = share(KILLS, much, 6)
    while harm.came[KILLED] < wanted:
        newsroom.change()
        shutil.rmtree(folder / "copies", ignore_errors=True)
        began = time.monotonic()
        process = start(newsroom, folder / "index", folder / "copies")
        killed = kill(process, random.random() * takes)
        if not killed:
            takes = (time.monotonic() - began) * 0.9
        elif harm.tried % 10 == 0:
            takes *= 1.05
        _judge(harm, killed, folder, newsroom)
    return harm


KILLED = "as of the last commit, sound, completed by the next run, nothing left over"


def _judge(harm: Harm, killed: bool, folder: Path, newsroom: Newsroom) -> None:
    harm.tried += 1
    check_last_commit(folder / "index", folder / "copies")
    check_resumed(newsroom, folder / "index")
    harm.note(KILLED if killed else "the run was over before")


def with_workers(folder: Path, much: float) -> Harm:
    """Kill `newsfind index --jobs 2` as a whole, at random moments, and only one of its workers."""
    harm = Harm()
    random = Random("workers")
    newsroom = Newsroom(folder / "news", share(ARTICLES, much, 300))
    bring_up_to_date(newsroom, folder / "index")
    command = [sys.executable, "-m", "newsfind", "index", str(newsroom.folder), "--index", str(folder / "index")]
    for number in range(share(20, much, 2)):
        newsroom.change()
        extra = {"NEWSFIND_FAIL": f"{random.choice(POINTS)}*{random.choice((1, 2))}=kill"} if number % 2 else {}
        with subprocess.Popen(
            [*command, "--jobs", "2", "--tagger", "none", "-q"],
            env=os.environ | extra,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                process.wait(None if extra else random.uniform(0.3, 2.0))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        must(process.returncode in (0, -signal.SIGKILL), f"the run ended with {process.returncode}")
        _judge(harm, process.returncode != 0, folder, newsroom)
    return harm


TRIALS = (
    Trial("Crashes", "SIGKILL at each named point of a run, the 1st, 2nd and 5th time", at_named_points, 120),
    Trial("Crashes", "SIGKILL at random moments of a run", at_random, 240),
    Trial("Crashes", "SIGKILL of `newsfind index --jobs 2` with its workers", with_workers, 60),
)
