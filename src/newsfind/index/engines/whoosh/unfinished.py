"""Whether a writer was killed before it was done: what only the next writer makes good, though no file has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.commits import HOLDER, Commit, left_over, names_path
from newsfind.index.engines.whoosh.merging import due_at_the_end


def is_unfinished(folder: Path, commit: Commit, segments: Sequence[Segment]) -> bool:
    """Files of no commit are there, merges are due, or the names were not worked out."""
    tokens = {entry.name: int(segment.starts[-1]) for entry, segment in zip(commit.segments, segments, strict=True)}
    return (
        (folder / HOLDER).exists()
        or not names_path(folder, commit.generation).exists()
        or any(left_over(folder, commit))
        or bool(due_at_the_end(commit.segments, tokens))
    )
