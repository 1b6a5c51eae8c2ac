"""What something cost: wall time, CPU time, memory."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
_BETWEEN_LOOKS = 0.1
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, CPU seconds of all threads and finished children, and the most memory in megabytes (0: not measured)."""

    wall: float
    cpu: float
    peak_mb: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured(Generic[T]):
    value: T
    cost: Cost


def measured(work: Callable[[], T]) -> Measured[T]:
    """Do something in this process; memory is not looked at."""
    children = _children_seconds()
    cpu, wall = time.process_time(), time.perf_counter()
    value = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Measured(value, Cost(wall, cpu + _children_seconds() - children))


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory_mb(field: str = "VmHWM") -> float:
    """Of this process: most memory so far, or now (`VmRSS`). Linux tells exactly; elsewhere it is the most so far."""
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return _status_mb(field)


def mapped_mb() -> float:
    """Of this process's memory, what is files that are mapped; 0 where the system does not tell."""
    return _status_mb("RssFile") if _STATUS.exists() else 0.0


def _status_mb(field: str) -> float:
    lines = _STATUS.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:"))


def forget_peak() -> None:
    """From here on `VmHWM` counts anew, where the system allows it."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def run(
    command: Sequence[str | Path], *, watch: bool = False, memory: str = "Pss", allowed: Sequence[int] = (0,)
) -> Cost:
    """Run a command without output. `watch` also follows the memory of it and its children: "Pss", shared pages counted
    once, or "Anonymous", without the files that are mapped.

    Raises:
        RuntimeError: It ended with an exit code that is not allowed.
    """
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watcher = _Watcher(process.pid, memory) if watch else None
    assert process.stderr is not None
    with process.stderr as stream:
        errors = stream.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise RuntimeError(f"{' '.join(map(str, command))} failed: {errors.decode(errors='replace')[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, watcher.stop() if watcher else 0.0)


class _Watcher:
    def __init__(self, pid: int, memory: str) -> None:
        self._pid, self._memory, self._peak, self._ended = pid, memory, 0.0, Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(_BETWEEN_LOOKS):
            self._peak = max(self._peak, sum(_memory_mb(pid, self._memory) for pid in _family(self._pid)))

    def stop(self) -> float:
        self._ended.set()
        self._thread.join()
        return self._peak


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(member for child in children for member in _family(int(child)))]


def _memory_mb(pid: int, memory: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{memory}:")), 0.0)
