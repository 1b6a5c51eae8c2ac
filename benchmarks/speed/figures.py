"""Times of a run -> percentiles and ratios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median
from typing import Any

OURS = "newsfind"


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds over the questions that a peer answers; of each question the median of its rounds counts.

    `ours` says how often newsfind could answer in the time the peer takes: the geometric mean, over the questions
    that both answer, of the peer's time by newsfind's. `cpu` is the same of CPU time.
    """

    questions: int
    p50: float
    p95: float
    p99: float
    ours: float
    cpu: float


def times(answers: Sequence[Mapping[str, Any]], what: str, peer: str, kind: str | None = None) -> Times | None:
    """The times of a peer for the questions of a kind (None: all); None where it answers none."""
    both = [
        (answer[what][peer], answer[what][OURS])
        for answer in answers
        if peer in answer[what] and OURS in answer[what] and kind in (None, answer["kind"])
    ]
    if not both:
        return None
    walls = sorted(median(theirs["wall"]) for theirs, _ in both)
    return Times(
        len(both),
        percentile(walls, 0.5),
        percentile(walls, 0.95),
        percentile(walls, 0.99),
        _mean_ratio([(median(theirs["wall"]), median(ours["wall"])) for theirs, ours in both]),
        _mean_ratio([(median(theirs["cpu"]), median(ours["cpu"])) for theirs, ours in both]),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """By linear interpolation between the two nearest ranks."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def slowest(answers: Sequence[Mapping[str, Any]], what: str, count: int) -> list[tuple[str, float, int]]:
    """newsfind's slowest questions: as asked, milliseconds, articles found."""
    own = [(answer["question"], median(answer[what][OURS]["wall"]), answer[what][OURS]["total"]) for answer in answers]
    return sorted(own, key=lambda row: -row[1])[:count]


def differing(answers: Sequence[Mapping[str, Any]], peer: str) -> float | None:
    """The median, over the questions, of how far a peer's total lies from newsfind's, as a share of the larger."""
    shares = [
        abs(answer["top"][peer]["total"] - answer["top"][OURS]["total"])
        / max(answer["top"][peer]["total"], answer["top"][OURS]["total"], 1)
        for answer in answers
        if peer in answer["top"] and answer["top"][peer]["total"] is not None
    ]
    return median(shares) if shares else None


def _mean_ratio(pairs: Sequence[tuple[float, float]]) -> float:
    return exp(sum(log(max(theirs, 1e-3) / max(ours, 1e-3)) for theirs, ours in pairs) / len(pairs))
