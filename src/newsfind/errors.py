"""What can go wrong, one class per kind of trouble. Each message says what happened, where, and what to do next."""

from __future__ import annotations

from pathlib import Path


class NewsfindError(Exception):
    """The parent of every error that newsfind raises on purpose."""


class QuerySyntaxError(NewsfindError):
    """A query that strict parsing refuses: the text, the character (from 0) and what was expected there.

    >>> newsfind.parse("ferry AND")
    Traceback (most recent call last):
    newsfind.errors.QuerySyntaxError: The query cannot be read at character 7: expected a word or phrase after “AND”.
    """

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.text, self.position, self.expected = text, position, expected
        super().__init__(f"The query cannot be read at character {position + 1}: expected {expected}.")

    def pointer(self, width: int = 80) -> str:
        """Two lines: the query, or as much of it as fits, and below it a caret at the character."""
        start = max(0, min(self.position - width // 2, len(self.text) - width))
        shown = "".join(sign if sign.isprintable() else " " for sign in self.text[start : start + width])
        return f"{shown}\n{' ' * (self.position - start)}^"


class UnsupportedQuery(NewsfindError):
    """An engine was asked something that it cannot do; the message names the part of the query."""


class IndexNotFound(NewsfindError):
    """There is no index at the given place.

    >>> newsfind.open_index("nowhere")
    Traceback (most recent call last):
    newsfind.errors.IndexNotFound: There is no index at nowhere. Make one: newsfind index SOURCE --index nowhere
    """

    def __init__(self, place: str | Path) -> None:
        super().__init__(f"There is no index at {place}. Make one: newsfind index SOURCE --index {place}")


class IndexLocked(NewsfindError):
    """Another process is writing to the index."""


class IndexCorrupt(NewsfindError):
    """A file of the index is damaged; the message names it."""


class IndexIncompatible(NewsfindError):
    """The index was written in a format that this version does not read; the message names both."""


class EngineUnavailable(NewsfindError):
    """No engine of that name is installed, or its extra is missing."""


class TaggerUnavailable(NewsfindError):
    """No tagger of that name is installed, or its model or extra is missing."""


class SourceUnreadable(NewsfindError):
    """A source given to be indexed does not exist or may not be read."""


class IndexUnavailable(NewsfindError):
    """Whoever keeps the index does not answer, or refuses; the message says why, and what to do."""
