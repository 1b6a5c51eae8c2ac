"""Which end of a query is being typed, and what it may become."""

from __future__ import annotations

import re

from newsfind.api.index import Index
from newsfind.results.hits import Completion

_MOST_WORDS = 3
_LEAST = 2
_BORDER = re.compile(r'["“”«»()|:]|\b(?:AND|OR|NOT)\b')


def completing(index: Index, typed: str, limit: int) -> tuple[str, tuple[Completion, ...]]:
    """The longest end of a few words that has completions, and these; nothing right after a blank or an operator."""
    last = typed[max((border.end() for border in _BORDER.finditer(typed)), default=0) :].lstrip(" -")
    starts = [word.start() for word in re.finditer(r"\S+", last)][-_MOST_WORDS:]
    for start in starts if last == last.rstrip() else ():
        end = last[start:]
        if len(end) >= _LEAST and (found := index.complete(end, limit=limit)):
            return end, found
    return "", ()
