"""What we know of the terminal: encoding, colour, width; and lines that fit it."""

from __future__ import annotations

import io
import os
import re
import sys
import unicodedata

from newsfind.results.hits import Snippet
from newsfind.results.render import as_ansi, as_plain
from newsfind.values import dataclass

WIDEST = 100
"""Columns of text; longer lines are hard to read."""

_WORD = re.compile(r"\S+")


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what cannot be encoded becomes `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def text_width() -> int:
    """Columns to fill: the terminal's ($COLUMNS counts), 80 where there is none, at most 100."""
    return max(20, min(WIDEST, _size().columns))


def _size() -> os.terminal_size:
    """$COLUMNS and $LINES, the terminal's, or 80 and 24; as in `shutil`, which brings every compression along."""
    try:
        real = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1)
    except (OSError, ValueError):
        real = os.terminal_size((0, 0))
    columns, lines = (
        int(text) if (text := os.environ.get(name, "")).isdecimal() else 0 for name in ("COLUMNS", "LINES")
    )
    return os.terminal_size((columns or real.columns or 80, lines or real.lines or 24))


def fits_terminal(lines: int) -> bool:
    """Whether so many lines need no pager: they leave room for a prompt, or nobody looks at a terminal."""
    return not (sys.stdin.isatty() and sys.stdout.isatty()) or lines < _size().lines


def wants_color(choice: str) -> bool:
    """Whether to colour stdout: `--color`, then NO_COLOR, FORCE_COLOR, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes plain text, or with colours."""

    color: bool

    def bold(self, text: str) -> str:
        """Text that stands out."""
        return self._styled(text, "1")

    def dim(self, text: str) -> str:
        """Text that stands back."""
        return self._styled(text, "2")

    def bar(self, text: str) -> str:
        """Bars of a chart."""
        return self._styled(text, "36")

    def marked(self, snippet: Snippet) -> str:
        """A snippet, with what matched in a colour; unchanged text where there are no colours."""
        return as_ansi(snippet) if self.color else as_plain(snippet)

    def headline(self, snippet: Snippet) -> str:
        """As `marked`, in bold all through."""
        if not self.color:
            return as_plain(snippet)
        return "\x1b[1m" + as_ansi(snippet).replace("\x1b[0m", "\x1b[0;1m") + "\x1b[0m"

    def _styled(self, text: str, style: str) -> str:
        plain = as_plain(Snippet(text))
        return f"\x1b[{style}m{plain}\x1b[0m" if self.color and plain else plain


def wrapped(snippet: Snippet, width: int) -> list[Snippet]:
    """The snippet in lines of at most `width` columns, broken between words where it can be; marks are kept."""
    lines: list[tuple[int, int]] = []
    for word in _WORD.finditer(snippet.text):
        start, end = word.span()
        if (
            lines
            and columns(snippet.text[lines[-1][0] : end]) <= width
            and "\n" not in snippet.text[lines[-1][1] : start]
        ):
            lines[-1] = (lines[-1][0], end)
        else:
            lines += _pieces(snippet.text, start, end, width)
    return [_cut(snippet, start, end) for start, end in lines]


def _pieces(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """One word, in pieces where it is wider than a line."""
    pieces = []
    while columns(text[start:end]) > width:
        middle = start + 1
        while middle < end and columns(text[start : middle + 1]) <= width:
            middle += 1
        pieces.append((start, middle))
        start = middle
    return [*pieces, (start, end)] if start < end else pieces


def _cut(snippet: Snippet, start: int, end: int) -> Snippet:
    marks = ((max(first, start) - start, min(last, end) - start) for first, last in snippet.marks)
    return Snippet(snippet.text[start:end], tuple((first, last) for first, last in marks if first < last))


def columns(text: str) -> int:
    """How wide a terminal shows the text: Chinese, Japanese and Korean take two columns, combining marks none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)
