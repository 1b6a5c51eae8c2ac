"""How much one request may ask for. The API's documentation states these numbers, and this is where they come from."""

from __future__ import annotations

from newsfind.errors import NewsfindError

MOST_CHARACTERS = 2_000
"""Of a query or a value."""

MOST_VALUES = 50
"""Values of each filter of a search."""

MOST_HITS = 100
"""Hits of one page of the API."""

MOST_OFFSET = 10_000
"""Hits that can be passed over; who wants them all takes an export."""

MOST_EXPORTED = 50_000
"""Hits of one export."""

MOST_COUNTS = 1_000
"""Values of one facet."""

MOST_QUERIES = 6
"""Queries of one trend."""

MOST_BODY = 16_384
"""Bytes of a request's body."""

PAGE_SIZE = 10
"""Hits of a search page."""

SECONDS = 10.0
"""That one answer may take."""

SECONDS_IN_LINE = 60.0
"""That a request waits for others before it."""

MOST_WAITING = 1_000
"""Requests that wait or are answered at a time; more are refused at once."""


class TooMuch(NewsfindError):
    """A request asks for more than the server gives at once; the message states the limit."""


def checked_text(text: str) -> str:
    """The text, if it is not too long."""
    if len(text) > MOST_CHARACTERS:
        raise TooMuch(f"A query or value of {len(text):,} characters is too long: at most {MOST_CHARACTERS:,}.")
    return text


def checked_offset(offset: int) -> None:
    """Refuses to go further into the hits than the limit."""
    if offset > MOST_OFFSET:
        raise TooMuch(f"Only the first {MOST_OFFSET:,} hits can be paged through. Narrow the search, or export it.")
