"""Dates and bylines that only the eye finds: short lines around a page's heading that no markup names."""

from __future__ import annotations

import re
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from newsfind.corpus.normalize.characters import one_line
from newsfind.corpus.normalize.dates import find_date
from newsfind.corpus.normalize.wire import byline_authors

_BEFORE, _AFTER = 10, 24
_NO_LETTERS = re.compile(r"[\W_]+")
_LONGEST = 110
_STAMP = re.compile(
    r"\b(?:published|posted|veröffentlicht|erstellt|publié|publicado|pubblicato|stand|datum|date|erschienen|online\s+seit|vom|"
    r"opublikowano|data)\b\W{0,3}",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:last\s+(?:edited|modified|updated|changed)|zuletzt|aktualisiert|modifié\s+le|actualizado)\b", re.I
)
_DATED_LINE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\s*[-–—|:„“]")
_CREDIT = re.compile(
    r"^(?:autor(?:in|en)?|author|auteur|autore|text|redaktion|interview|text\s+(?:von|by)|ein\s+(?:beitrag|artikel|gastbeitrag)\s+von|"
    r"artikel\s+von|geschrieben\s+von|verfasst\s+von|written\s+by|posted\s+by|veröffentlicht\s+von|erstellt\s+von|escrito\s+por)\s*:?\s+",
    re.I,
)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()


class VisibleLines:
    """The lines of a page as they are seen, and where its heading stands among them."""

    def __init__(self, tree: LexborHTMLParser, headline: str) -> None:
        body = tree.body
        if body is not None:
            for node in body.css("script,style"):
                node.decompose()
        text = body.text(deep=True, separator="\n") if body is not None else ""
        self._lines = [line for line in map(str.strip, text.split("\n")) if line]
        self._at = self._find(headline)

    def _find(self, headline: str) -> int:
        """The place of the heading: the only line that begins like it, or else the second (the first is a link)."""
        start = _letters(headline)[:18]
        if len(start) < 4:
            return -1
        places = [at for at, line in enumerate(self._lines[:1500]) if _letters(line[:60]).startswith(start)]
        if len(places) < 2:
            return places[0] if places else -1
        return next((at for at in places[1:] if at < len(self._lines) * 0.6), places[0])

    def _nearby(self) -> list[str]:
        """The lines after the heading, nearest first, then those before it."""
        if self._at < 0:
            return []
        after = self._lines[self._at + 1 : self._at + 1 + _AFTER]
        before = self._lines[max(0, self._at - _BEFORE) : self._at]
        return [*after, *reversed(before)]

    def date(self, *, day_first: bool) -> datetime | None:
        """The date of a line near the heading that holds little else, or of a line that says what it dates."""
        for line in self._nearby():
            if (len(line) <= 60 or _DATED_LINE.match(line)) and (
                date := find_date(line, day_first=day_first)
            ) is not None:
                return date
        for at, line in enumerate(self._lines):
            match = _STAMP.search(line[:60]) if len(line) <= _LONGEST else None
            if match is None:
                continue
            following = self._lines[at + 1] if at + 1 < len(self._lines) else ""
            rest = line[match.end() :] or following[:40]
            if (date := find_date(rest[:40], day_first=day_first)) is not None:
                return date
        return self._lone_date(day_first)

    def change(self, *, day_first: bool) -> datetime | None:
        """The date of a line that says when the page was last changed."""
        for line in self._lines:
            if len(line) <= _LONGEST and _CHANGED.search(line) and (date := find_date(line, day_first=day_first)):
                return date
        return None

    def _lone_date(self, day_first: bool) -> datetime | None:
        """The first line that is a date and little else."""
        for line in self._lines:
            if len(line) <= 32 and (date := find_date(line, day_first=day_first)) is not None:
                return date
        return None

    def authors(self) -> tuple[str, ...]:
        """The names of a byline near the heading."""
        lines = [line for line in self._nearby() if len(line) <= _LONGEST]
        for at, line in enumerate(lines):
            text = one_line(line)
            if text.lower() in (
                "von",
                "by",
                "por",
                "par",
                "di",
                "von:",
                "by:",
                "autor:",
                "author:",
                "text:",
            ) and at + 1 < len(lines):
                text = f"by {one_line(lines[at + 1])}"
            text = _CREDIT.sub("by ", text)
            if (names := byline_authors(text)) is not None:
                return names
        return ()
