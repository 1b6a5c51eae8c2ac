"""Many at once: one process writes, eight read; writers wait for each other; threads share one index."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import newsfind
from newsfind.article import Article
from newsfind.errors import IndexLocked
from newsfind.index.engine import Engine, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.query.ast import And, Not, Phrase, Query, Wildcard, Word
from torture.newsroom import Newsroom, bring_up_to_date, fingerprint
from torture.runs import end
from torture.trial import Harm, Trial, must, share

READERS = 8
SECONDS = 60
_WORDS = tuple(f"w{number}x" for number in range(40))
_QUERIES: tuple[Query, ...] = (
    *map(Word, _WORDS[:8]),
    And((Word(_WORDS[1]), Word(_WORDS[2]))),
    And((Word(_WORDS[3]), Not(Word(_WORDS[4])))),
    Phrase(f"{_WORDS[5]} {_WORDS[6]}"),
    Wildcard("w1?x"),
)


def one_writer_eight_readers(folder: Path, much: float) -> Harm:
    """Each answer that a reader gets is that of one commit, worked out from the articles without an index."""
    harm = Harm()
    index = folder / "index"
    open_engine(f"whoosh:{index}", create=True).close()
    until = time.monotonic() + max(3, SECONDS * much)
    writer = _child(lambda: _write(index, folder / "truth", until))
    readers = [_child(lambda n=n: _read(index, folder / f"read{n}", until, n)) for n in range(READERS)]  # type: ignore[misc]
    for process in (writer, *readers):
        must(end(process) == 0, "a writer or reader ended with an error")
    truth: dict[int, list[int]] = dict(map(json.loads, (folder / "truth").read_text().splitlines()))
    for number in range(READERS):
        last = 0
        for line in (folder / f"read{number}").read_text().splitlines():
            commit, answers = json.loads(line)
            must(commit >= last, "a reader went back in time")
            must(answers == truth[commit], f"an answer of no commit: {answers}, and not {truth[commit]}")
            last = commit
            harm.tried += 1
    harm.note("answers, each that of one commit", harm.tried)
    harm.note("commits meanwhile", len(truth))
    return harm


def _child(work: Callable[[], None]) -> int:
    process = os.fork()
    if process:
        return process
    code = 70
    try:
        work()
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _write(index: Path, told: Path, until: float) -> None:
    """Commit upon commit; what is true of each is worked out from the texts and written down before it counts."""
    random = Random(7)
    engine = open_engine(f"whoosh:{index}")
    texts: dict[str, str] = {}
    number = 0
    with told.open("w", encoding="utf-8", buffering=1) as truth:
        truth.write(json.dumps([0, [0] * len(_QUERIES)]) + "\n")
        while time.monotonic() < until:
            number += 1
            new = {f"a{random.randrange(400)}": " ".join(random.choices(_WORDS, k=12)) for _ in range(30)}
            gone = random.sample(sorted(texts), min(len(texts), 3))
            for name in gone:
                texts.pop(name)
            texts |= new
            truth.write(json.dumps([number, _true(texts)]) + "\n")
            with engine.writer() as writer:
                writer.remove(gone)
                writer.add([Article(name, "", text) for name, text in new.items()])
                writer.add([Article("left", "", f"commit{number}"), Article("right", "", f"commit{number}")])


def _true(texts: dict[str, str]) -> list[int]:
    w = _WORDS
    having = {word: {name for name, text in texts.items() if word in text.split()} for word in w}
    return [
        *(len(having[word]) for word in w[:8]),
        len(having[w[1]] & having[w[2]]),
        len(having[w[3]] - having[w[4]]),
        sum(f" {w[5]} {w[6]} " in f" {text} " for text in texts.values()),
        len(set().union(*(having[word] for word in w if re.fullmatch("w1.x", word)))),
    ]


def _read(index: Path, told: Path, until: float, number: int) -> None:
    """Ask everything of one snapshot, move on, ask again; the first snapshot must answer as ever at the end."""
    first = open_engine(f"whoosh:{index}")
    engine = open_engine(f"whoosh:{index}")
    before = fingerprint(first)
    with told.open("w", encoding="utf-8") as answers:
        while time.monotonic() < until:
            if number % 2:
                engine.refresh()
            else:
                engine.close()
                engine = open_engine(f"whoosh:{index}")
            found = [engine.search(SearchRequest(query, limit=3)).total for query in _QUERIES]
            answers.write(json.dumps([_commit_of(engine), found]) + "\n")
    must(fingerprint(first) == before, "an old snapshot changed its answers")


def _commit_of(engine: Engine) -> int:
    left, right = engine.get("left"), engine.get("right")
    must((left and left.body) == (right and right.body), "half of a commit was seen")
    return int(left.body.removeprefix("commit")) if left else 0


def snapshots_outlive_merges(folder: Path, much: float) -> Harm:
    """Readers that never refresh answer the same while all segments under them are merged and removed."""
    harm = Harm()
    newsroom = Newsroom(folder / "news", 400)
    bring_up_to_date(newsroom, folder / "index")
    held = []
    for _ in range(share(30, much, 5)):
        engine = open_engine(f"whoosh:{folder / 'index'}")
        held.append((engine, fingerprint(engine), set((folder / "index").glob("*.columns"))))
        newsroom.change(0.3)
        bring_up_to_date(newsroom, folder / "index")
    must(not held[0][2] & set((folder / "index").glob("*.columns")), "the first segments should be gone by now")
    for engine, before, _ in held:
        harm.tried += 1
        must(fingerprint(engine) == before, "an old snapshot changed its answers")
        harm.note("answers as when it was opened")
        must(engine.refresh() or engine is held[-1][0], "refresh did not move on")
        engine.close()
    return harm


def writers_wait(folder: Path, much: float) -> Harm:
    """A second writer waits, or says who writes since when; the lock of a process that was killed holds nobody up."""
    harm = Harm()
    (folder / "news").mkdir()
    (folder / "news/a.txt").write_text("Ferry\n\nThe ferry sails.\n", encoding="utf-8")
    newsfind.build(folder / "news", folder / "index", jobs=1, tagger="none")
    for _ in range(share(10, much, 2)):
        ready = folder / "ready"
        ready.unlink(missing_ok=True)
        holder = _child(lambda: _hold(folder / "index", folder / "ready"))
        while not ready.exists():
            time.sleep(0.01)
        engine = open_engine(f"whoosh:{folder / 'index'}")
        try:
            engine.writer(wait=0.05)
        except IndexLocked as error:
            must(re.search(rf"by process {holder} since \d{{4}}-\d\d-\d\dT", str(error)), str(error))
        else:
            must(False, "two writers at once")
        command = [sys.executable, "-m", "newsfind", "index", str(folder / "news"), "--index", str(folder / "index")]
        with subprocess.Popen([*command, "--wait", "60", "--tagger", "none", "-q"]) as waiting:
            time.sleep(0.2)
            must(waiting.poll() is None, "the second writer did not wait")
            os.kill(holder, signal.SIGKILL)
            must(end(holder) == -signal.SIGKILL, "the holder was not killed")
            must(waiting.wait(60) == 0, "the second writer did not get its turn")
        engine.close()
        harm.tried += 1
        harm.note("told who writes; waited; went on as soon as the holder was killed")
    return harm


def _hold(index: Path, ready: Path) -> None:
    with open_engine(f"whoosh:{index}").writer():
        ready.touch()
        time.sleep(600)


def threads(folder: Path, much: float) -> Harm:
    """Eight threads ask one open index all at once."""
    harm = Harm()
    newsroom = Newsroom(folder / "news", 1000)
    bring_up_to_date(newsroom, folder / "index")
    engine = open_engine(f"whoosh:{folder / 'index'}")
    ids = [article.id for article in engine.articles()]
    alone = {number: engine.get(number) for number in ids}
    right = {query: [(hit.id, hit.snippets) for hit in engine.search(SearchRequest(query))] for query in _ASKED}
    faults: list[object] = []
    asked = share(2000, much, 60)

    def ask(seed: int) -> None:
        random = Random(seed)
        for _ in range(asked):
            number, query = random.choice(ids), random.choice(_ASKED)
            try:
                if engine.get(number) != alone[number]:
                    faults.append(number)
                if seed % 2 and [(h.id, h.snippets) for h in engine.search(SearchRequest(query))] != right[query]:
                    faults.append(query)
            except Exception as error:
                faults.append(error)

    several = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in several:
        thread.start()
    for thread in several:
        thread.join()
    must(not faults, f"{len(faults)} wrong answers, as {faults[:1]}")
    harm.tried = 8 * asked
    harm.note("answers as to one thread alone", harm.tried)
    engine.close()
    return harm


_ASKED: tuple[Query, ...] = (Word("ferry"), Phrase("trade talks"), Wildcard("tr*"), And((Word("trade"), Word("flood"))))

TRIALS = (
    Trial("Many at once", "1 writer and 8 readers for a minute", one_writer_eight_readers, 60),
    Trial("Many at once", "readers that keep a snapshot while its segments are merged away", snapshots_outlive_merges),
    Trial("Many at once", "a second writer, and a writer killed while it holds the lock", writers_wait),
    Trial("Many at once", "8 threads on one open index", threads),
)
