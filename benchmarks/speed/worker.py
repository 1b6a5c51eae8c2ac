"""One peer in a process of its own: commands as JSON lines on stdin, answers on stdout.

python -m benchmarks.speed.worker PEER FOLDER
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from benchmarks.speed.corpora import load as load_articles
from benchmarks.speed.corpora import repeated
from benchmarks.speed.costs import forget_peak, mapped_mb, measured, memory_mb
from benchmarks.speed.peers import Peer, load
from benchmarks.speed.questions import Question

AT_ONCE = 100
"""Articles of one update."""


def build(peer: Peer, command: Mapping[str, Any]) -> dict[str, Any]:
    """Articles are in memory before the clock starts; only what comes on top of them counts as memory."""
    articles = load_articles(Path(command["articles"]))
    gc.collect()
    gc.freeze()
    before = memory_mb("VmRSS")
    forget_peak()
    cost = measured(lambda: peer.build(repeated(articles, command["times"]))).cost
    return {"version": peer.version(), **asdict(replace(cost, peak_mb=memory_mb() - before))}


def ask(peer: Peer, command: Mapping[str, Any]) -> dict[str, Any]:
    question = Question(command["kind"], tuple(command["words"]), ())
    answering = peer.page if command["do"] == "page" else peer.top
    done = measured(lambda: answering(question))
    return {"answer": asdict(done.value) if done.value else None, **asdict(done.cost)}


def update(peer: Peer, command: Mapping[str, Any]) -> dict[str, Any]:
    """The `number`th hundred of the articles, each with a sentence more."""
    start = command["number"] * AT_ONCE
    first = load_articles(Path(command["articles"]))[start : start + AT_ONCE]
    suffix = "-0" if command["times"] > 1 else ""
    changed = [replace(one, id=one.id + suffix, body=f"{one.body}\n\nThis was corrected later.") for one in first]
    gc.collect()
    done = measured(lambda: peer.update(changed))
    return {"possible": done.value, **asdict(done.cost)}


def open_index(peer: Peer, command: Mapping[str, Any]) -> dict[str, Any]:
    del command
    return asdict(measured(peer.open).cost)


def peak(peer: Peer, command: Mapping[str, Any]) -> dict[str, Any]:
    """The most memory, and how much of it is files that are mapped, which the system takes back where it needs to."""
    del peer, command
    return {"answering_mb": memory_mb(), "mapped_mb": mapped_mb()}


COMMANDS = {"build": build, "open": open_index, "top": ask, "page": ask, "update": update, "peak": peak}


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # so that nothing that an engine prints gets between the answers
    peer = load(sys.argv[1], Path(sys.argv[2]))
    for line in sys.stdin:
        command = json.loads(line)
        print(json.dumps(COMMANDS[command["do"]](peer, command)), file=answers, flush=True)


if __name__ == "__main__":
    main()
