"""What a run tells: Report at its end, Progress on its way."""

from __future__ import annotations

from newsfind.corpus.raw import Skipped
from newsfind.values import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did.

    `added`, `updated`, `removed` and `unchanged` count articles under the given sources; `articles` is what the index
    holds afterwards. `skipped` is what this run left out, each with its reason; `unreadable` of them could not be
    read at all (the others were read and hold no article). `notes` are further facts worth telling.
    """

    added: int
    updated: int
    removed: int
    unchanged: int
    articles: int
    skipped: tuple[Skipped, ...] = ()
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `done` of `total` bytes (estimated where files are compressed), `articles` made so far."""

    done: int
    total: int
    articles: int
