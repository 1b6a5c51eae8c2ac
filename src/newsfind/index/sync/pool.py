"""Tasks -> outcomes, in the order of the tasks: in this process, or in several of them.

Workers are fresh processes (spawned, never forked), the same on every system. Only a few tasks are under way at a
time, so memory stays bounded however long the corpus is. A task on which a worker dies (out of memory, a fault in a
C library) is cut in halves until the one file or record is found that kills it; that is left out, the rest goes on.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing.connection import wait
from multiprocessing.sharedctypes import SynchronizedArray

import zstandard

from newsfind.corpus.entities import open_tagger
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.index.engine import Builder
from newsfind.index.sync import processes
from newsfind.index.sync.outcome import FileOutcome, Outcome, Stopped
from newsfind.index.sync.prepare import Advance, Preparer
from newsfind.index.sync.state import AS_USUAL, FileRecord, Reading
from newsfind.index.sync.tasks import LEAST_BYTES, FilesTask, Task, cut, expected_bytes
from newsfind.index.sync.walk import Found

LOOK_EVERY = 0.2
"""Seconds between two looks at progress and at whether to stop."""

SPARE_TASKS = 2
"""Tasks that wait ready, beyond one for each worker, so that none is ever idle."""

Look = Callable[[int, int], None]
"""Told the bytes and articles done so far; raises Stopped when the run should stop."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker needs to know. Without a builder nothing is tagged or built."""

    builder: Builder | None
    tagger: str
    reading: Reading = AS_USUAL

    def preparer(self, advance: Advance) -> Preparer:
        """What does its tasks; no tagger, which may take seconds to load, is opened for nothing."""
        return Preparer(
            self.builder, open_tagger("none" if self.builder is None else self.tagger), advance, self.reading
        )


def outcomes(
    files: Sequence[Found], before: Mapping[str, FileRecord], job: Job, look: Look, jobs: int
) -> Iterator[Outcome]:
    """What comes of files, of which `before` is remembered, read by up to `jobs` processes, if that is worth it.

    Raises:
        TaggerUnavailable: There is no such tagger. Said by this process, at once.
    """
    workers = min(jobs, max(1, sum(map(expected_bytes, files)) // LEAST_BYTES))
    if workers > 1 or job.builder is None:  # else it is opened here before anything is done
        open_tagger(job.tagger)
    tasks = cut(files, before, workers, job.reading)
    if workers == 1:
        return outcomes_here(tasks, job, look)
    return outcomes_in_processes(tasks, job, look, workers)


def outcomes_here(tasks: Iterator[Task], job: Job, look: Look) -> Iterator[Outcome]:
    """The outcomes of the tasks, one after the other, in this process."""
    size = articles = 0
    looked = time.monotonic()

    def advance(more_bytes: int, more_articles: int) -> None:
        nonlocal size, articles, looked
        size, articles = size + more_bytes, articles + more_articles
        if time.monotonic() - looked >= LOOK_EVERY:
            looked = time.monotonic()
            look(size, articles)

    preparer = job.preparer(advance)
    for task in tasks:
        yield preparer.do(task)
        look(size, articles)


def outcomes_in_processes(tasks: Iterator[Task], job: Job, look: Look, workers: int) -> Iterator[Outcome]:
    """The outcomes of the tasks, in their order, from as many worker processes."""
    yield from _Pool(job, look, workers).outcomes(tasks)


class _Pool:
    def __init__(self, job: Job, look: Look, workers: int) -> None:
        self._job = job
        self._look = look
        self._workers = workers
        self._context = processes.FRESH
        self._tally = self._context.Array("q", 3)  # bytes, articles, 1 to stop

    def outcomes(self, tasks: Iterator[Task]) -> Iterator[Outcome]:
        executor = self._executor(self._workers)
        try:
            waiting: deque[tuple[bytes, Future[Outcome]]] = deque()
            while True:
                for packed in map(_packed, islice(tasks, self._workers + SPARE_TASKS - len(waiting))):
                    waiting.append((packed, _submit(executor, packed)))
                if not waiting:
                    return
                packed, future = waiting.popleft()
                try:
                    outcome = self._result(future)
                    processes.give_back()  # before whoever gets it merges segments
                    yield outcome
                    self._look(self._tally[0], self._tally[1])
                except BrokenProcessPool:
                    executor.shutdown(wait=True, cancel_futures=True)
                    yield from self._carefully(_unpacked(packed))
                    executor = self._executor(self._workers)
                    waiting = deque((packed, _submit(executor, packed)) for packed, _ in waiting)
        finally:
            self._tally[2] = 1
            executor.shutdown(wait=True, cancel_futures=True)

    def _executor(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, self._context, initializer=_start_worker, initargs=(self._job, self._tally))

    def _result(self, future: Future[Outcome]) -> Outcome:
        while True:
            try:
                return future.result(timeout=LOOK_EVERY)
            except TimeoutError:
                if future.done():
                    raise
                self._look(self._tally[0], self._tally[1])

    def _carefully(self, task: Task) -> Iterator[Outcome]:
        """The outcomes of a task on which a worker may have died: alone, then each half of it alone."""
        executor = self._executor(1)
        try:
            yield self._result(_submit(executor, _packed(task)))
            return
        except BrokenProcessPool:
            halves = _halves(task)
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
        if not halves:
            yield _lost(task)
        for half in halves:
            yield from self._carefully(half)


def _packed(task: Task) -> bytes:
    """A task as it waits and as it is sent: text, which is most of it, takes far less so."""
    return zstandard.ZstdCompressor(level=1).compress(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))


def _unpacked(packed: bytes) -> Task:
    task: Task = pickle.loads(zstandard.ZstdDecompressor().decompress(packed))  # noqa: S301 - packed by this program
    return task


def _submit(executor: ProcessPoolExecutor, packed: bytes) -> Future[Outcome]:
    with processes.no_main_module():
        return executor.submit(_do, packed)


_worker: dict[str, Preparer] = {}
"""The one Preparer of a worker process."""


def _start_worker(job: Job, tally: SynchronizedArray[int]) -> None:
    """Runs first in each worker. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def advance(size: int, articles: int) -> None:
        with tally.get_lock():
            tally[0] += size
            tally[1] += articles
        if tally[2]:
            raise Stopped

    _worker["preparer"] = job.preparer(advance)


def _do(packed: bytes) -> Outcome:
    try:
        return _worker["preparer"].do(_unpacked(packed))
    finally:
        processes.give_back()


def _end_with_parent() -> None:
    """A parent that is killed cannot tell its workers to end, so each watches for itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _halves(task: Task) -> tuple[Task, ...]:
    """The task in two, none if it is one file or one record."""
    if isinstance(task, FilesTask):
        middle = len(task.files) // 2
        return (FilesTask(task.files[:middle]), FilesTask(task.files[middle:])) if middle else ()
    middle = len(task.items) // 2
    if not middle:
        return ()
    first = replace(task, items=task.items[:middle], size=task.size // 2, last=False)
    return first, replace(task, items=task.items[middle:], size=task.size - first.size)


def _lost(task: Task) -> Outcome:
    """The outcome of the one file or record that kills whoever works on it."""
    reason = "A worker process died on it."
    if isinstance(task, FilesTask):
        file = task.files[0].shown
        return Outcome(None, (FileOutcome(file, (), (Skipped(file, reason),), 1),))
    skipped = tuple(
        Skipped(f"{item.path}#{item.record}", reason) if isinstance(item, RawArticle) else item for item in task.items
    )
    return Outcome(None, (FileOutcome(task.file, (), skipped, len(skipped), task.last),))
