"""Snippet -> plain text, a terminal's text, or HTML. The one place that escapes, and the last before a user's eyes.

What comes from the web may hold characters that steer a terminal or turn the order of what is read. For terminals
they are replaced by U+FFFD, one for one; in HTML, where they can do neither outside their element, they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfind.results.hits import Snippet

BOLD_YELLOW = "\x1b[1;33m"
RESET = "\x1b[0m"

_STEERING = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, delete, C1: ESC and all that begins a sequence
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, overrides and isolates of writing direction
    "\ud800-\udfff]"  # halves of characters, which no output can encode
)
_UNENCODABLE = "[\ud800-\udfff]"
_REPLACEMENT = "\ufffd"


def harmless(text: str) -> str:
    """The text for a terminal or a text file, character for character: nothing in it but text, tabs and newlines."""
    return text if text.isprintable() else re.sub(_STEERING, _REPLACEMENT, text)


def as_plain(snippet: Snippet, before: str = "", after: str = "") -> str:
    """The text, made harmless, with something before and after each match if that is asked for."""
    pieces = (f"{before}{piece}{after}" if marked else piece for piece, marked in _pieces(snippet))
    return "".join(pieces) if before or after else harmless(snippet.text)


def as_ansi(snippet: Snippet, style: str = BOLD_YELLOW) -> str:
    """The text, made harmless, with each match in a style. A style ends with its line, as pagers want it."""
    return "".join(_styled(piece, style) if marked else piece for piece, marked in _pieces(snippet))


def as_html(snippet: Snippet) -> str:
    """The text, escaped, with each match in `<mark>`; fit for an element's content and a quoted attribute."""
    parts: list[str] = []
    at = 0
    for start, end in snippet.marks:
        parts += [_escaped(snippet.text[at:start]), "<mark>", _escaped(snippet.text[start:end]), "</mark>"]
        at = end
    parts.append(_escaped(snippet.text[at:]))
    return "".join(parts)


def _pieces(snippet: Snippet) -> Iterator[tuple[str, bool]]:
    """The text, made harmless, cut at the marks: each piece and whether it matched."""
    text, at = harmless(snippet.text), 0
    for start, end in snippet.marks:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def _styled(piece: str, style: str) -> str:
    return "\n".join(f"{style}{line}{RESET}" if line else "" for line in piece.split("\n"))


def _escaped(text: str) -> str:
    from html import escape  # noqa: PLC0415 - brings two thousand names of characters, and a terminal needs none

    return escape(re.sub(_UNENCODABLE, _REPLACEMENT, text), quote=True)
