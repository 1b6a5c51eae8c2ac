"""Dates that a page shows: around its heading, in lines that say what they date, or alone in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from selectolax.lexbor import LexborNode

from newsfind.corpus.normalize.characters import letters, one_line
from newsfind.corpus.normalize.dates import parse_date
from newsfind.corpus.normalize.page.authors import is_of_others
from newsfind.corpus.normalize.page.facts import PageFacts
from newsfind.corpus.normalize.page.near_heading import (
    Near,
    around,
    find_headings,
    line_of,
    lines_around,
    only_heading,
    texts_of,
)
from newsfind.corpus.normalize.written_dates import find_date, find_date_at

_LONGEST = 160
_LABELLED = 120
_SHORT = 80
_A_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_MOST_WORDS = 8
_SENTENCE_WORDS = 4
_ALONE = 32
_PUBLISHED: Final = (
    r"(?:first\s+)?published|posted|written|created|publication\s+date|date|veröffentlicht|publiziert|erstellt|erschienen|online\s+seit|"
    r"stand|datum|vom|publié|mis\s+en\s+ligne|paru|publicado|publicada|pubblicato|pubblicata|data|opublikowano|gepubliceerd|"
    r"geplaatst|publicerad|publisert|udgivet|offentliggjort|julkaistu|опубликовано|дата|zveřejněno|vydáno|közzétéve|megjelent|"
    r"publicat|yayınlanma|giriş|δημοσιεύτηκε|发布时间|发表时间|公開日|掲載|입력|등록"
)
_LABEL: Final = re.compile(
    rf"^\W*(?:{_PUBLISHED}|(?:this\s+(?:entry|post|article)|diese[rs]?\s+(?:artikel|beitrag|eintrag)|cet\s+article|"
    rf"est[ae]\s+(?:entrada|artículo|post))\s+(?:was|wurde|a\s+été|fue|foi))\b[\w\s,]{{0,30}}?\W{{0,4}}(?=\d|$|[^\W\d]+\.?\s\d)",
    re.I,
)
_CHANGE: Final = re.compile(
    r"\b(?:last\s+(?:edited|modified|updated|changed)|updated?|modified|edited|revised|zuletzt|aktualisiert|aktualisierung|geändert|editiert|"
    r"mis(?:e)?\s+à\s+jour|modifié|actualizado|actualización|atualizado|aggiornato|bijgewerkt|gewijzigd|oppdatert|uppdaterad|"
    r"opdateret|päivitetty|aktualizováno|aktualizacja|frissítve|обновлено|изменено|güncelleme|güncellendi|ενημερώθηκε)\b"
    r"|更新|수정",
    re.I,
)
_DATED: Final = re.compile(r"^\W{0,3}(?:[A-ZÀ-Þ][\w. -]{1,24},\s(?:den\s|le\s)?)?$")
_DATE_NODES: Final = (
    '[itemprop="datePublished"],[property$="dateCreated" i],time[pubdate],time[datetime],'
    ".published[title],abbr.published,.entry-date,.post-date,.date,"
    '.article-date,.published,[class*="publish" i][class*="date" i],[class*="post-date" i],[class*="article-date" i],'
    '[class*="pubdate" i],[class*="timestamp" i],[class*="dateline" i],[class*="datum" i]'
)
_DIGIT: Final = re.compile(r"\d")
_MOST_NODES = 12
_LABEL_LENGTH = 40
_FEW_WORDS = 2
_CLOCK_WORDS: Final = re.compile(r"\b(?:uhr|gmt|utc|hkt|est|edt|cet|am|pm|updated?)\b", re.I)
_FIRST_WEB_YEAR = 1990
_NO_TRUST = 3
_A_NAME_IS_WORTH = 8
_CLOCK: Final = re.compile(r"^\W{0,3}\d{1,2}\s?[:.h]\s?\d\d\b")
_VALUES: Final = ("datetime", "content", "title")
_LEAST_LABEL = 3

Dated = tuple[str, datetime]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that has a date between two places, and the piece of text before it."""

    text: str
    label: str
    date: datetime
    start: int
    end: int

    @property
    def is_change(self) -> bool:
        """Whether the line says that it dates a change."""
        return bool(_CHANGE.search(self.text) or _CHANGE.search(self.label))


class Shown:
    """What a page shows of its article's date; each place is looked at when it is first asked for."""

    def __init__(self, facts: PageFacts, headline: str) -> None:
        self._tree = facts.tree
        self._headline = headline
        self._day_first = facts.day_first
        self._named = find_headings(facts.tree, headline)
        self._headings = self._named or only_heading(facts.tree)
        self._around: dict[int, list[Near]] = {}
        self._dated: list[_Line] | None = None
        self._near: list[Dated] | None = None

    def near(self) -> list[Dated]:
        """(origin, date) of what is shown around the heading, most trusted first.

        What is named as the publication comes before what is only near, and that in order of distance; what is
        named as a change is left out.
        """
        if self._near is None:
            found: list[tuple[tuple[int, bool], Dated]] = []
            for at in range(len(self._headings)):
                found = found or sorted(self._at_heading(at), key=lambda item: item[0])
            self._near = [dated for _, dated in found] or self._by_text()
        return self._near

    def stamps(self) -> Iterator[datetime]:
        """Dates in the page's attributes and around its heading, also of changes, for telling its clock."""
        for node in self._tree.css("time[datetime]")[:_MOST_NODES]:
            if (date := self._parse(node.attributes.get("datetime") or "")) is not None:
                yield date
        pieces = [near for near in self._pieces() if near.text]
        for at, near in enumerate(pieces):
            if _DIGIT.search(near.text) is None:
                continue
            line = line_of(near.node)[:_LONGEST]
            if at + 1 < len(pieces) and _CLOCK.match(pieces[at + 1].text):
                line = f"{line} {pieces[at + 1].text}"
            if (date := find_date(line, day_first=self._day_first)) is not None:
                yield date

    def _parse(self, text: str) -> datetime | None:
        return parse_date(text, day_first=self._day_first)

    def _pieces(self, at: int = 0) -> list[Near]:
        """What stands around the first element that shows the headline, or around another of them."""
        if at not in self._around:
            self._around[at] = around(self._headings[at]) if self._headings else []
        return self._around[at]

    def _at_heading(self, at: int) -> Iterator[tuple[tuple[int, bool], Dated]]:
        """((distance, side), what is dated) of everything around a heading."""
        label = ""
        for near in self._pieces(at):
            if near.text:
                found = self._of_line(near, label)
                trust = 1
                label = near.text
            else:
                found, trust = self._of_attributes(near.node), _trust(near.node)
                if _CHANGE.search(label[-_LABEL_LENGTH:]):
                    trust = _NO_TRUST
            if found is not None and trust < _NO_TRUST and not is_of_others(near.node):
                yield (near.steps + _A_NAME_IS_WORTH * trust, not near.behind), found

    def _of_attributes(self, node: LexborNode) -> Dated | None:
        attributes = node.attributes
        if node.tag not in ("time", "abbr") and "datePublished" not in (attributes.get("itemprop") or ""):
            return None
        for name in _VALUES:
            if (value := attributes.get(name)) and (date := self._parse(value)) is not None:
                return f"<{node.tag} {name}>", date
        return None

    def _of_line(self, near: Near, label: str) -> Dated | None:
        """The date of a line that holds a date and little else, and that is not labelled as that of a change."""
        if _DIGIT.search(near.text) is None or _CHANGE.search(label[-_LABEL_LENGTH:]):
            return None
        parent = near.node.parent
        if parent is not None and _trust(parent) == _NO_TRUST:
            return None
        found = self._of_text(line_of(near.node))
        return ("a line near the heading", found) if found is not None else None

    def _of_text(self, line: str) -> datetime | None:
        found = find_date_at(line, day_first=self._day_first)
        if found is None or found[0].year < _FIRST_WEB_YEAR or letters(line) in letters(self._headline):
            return None
        return found[0] if _is_dated_line(line, *found[1:]) else None

    def _by_text(self) -> list[Dated]:
        """As around the heading, where no element but only a line of text shows the headline."""
        if self._named:
            return []
        lines = lines_around(self._tree, self._headline)
        dates = [date for line in lines if (date := self._of_text(line)) is not None]
        return [("a line near the heading", date) for date in dates]

    def marked(self) -> Iterator[Dated]:
        """(origin, date) of elements that their names call dates, first those around the article's heading."""
        outer = self._tree.css_first("article:has(h1), main:has(h1)")
        nodes = outer.css(_DATE_NODES)[:8] if outer is not None else []
        nodes = [node for node in [*nodes, *self._tree.css(_DATE_NODES)[:_MOST_NODES]] if not is_of_others(node)]
        nodes = [node for node in nodes if _trust(node) == 0 or not _CHANGE.search(line_of(node)[:_LONGEST])]
        for node in nodes:
            attributes = node.attributes
            for name in _VALUES:
                if (value := attributes.get(name)) and (date := self._parse(value)) and _trust(node) < _NO_TRUST:
                    yield f"<{node.tag} {name}>", date
        for node in nodes:
            text = one_line(node.text(deep=True, separator=" "))
            if 6 <= len(text) <= 60 and not _CHANGE.search(text) and (date := self._parse(text)) is not None:
                yield f"<{node.tag}>", date

    def _whole_page(self) -> list[_Line]:
        """Every line of the page that has a date, none of readers' comments and embedded posts."""
        if self._dated is None:
            self._dated = list(self._scan())
        return self._dated

    def _scan(self) -> Iterator[_Line]:
        label = ""
        for node in texts_of(self._tree):
            text = " ".join((node.text_content or "").split())
            if _DIGIT.search(text) and len(text) <= _LONGEST and not is_of_others(node):
                line = line_of(node)
                found = find_date_at(line[:_LABELLED], day_first=self._day_first)
                if found is not None:
                    yield _Line(line, label[-_LABEL_LENGTH:], *found)
            label = text or label

    def labelled(self) -> datetime | None:
        """The date of the first line that says that it dates a publication."""
        for line in self._whole_page():
            before = f"{line.label} {line.text[: line.start]}" if line.start < _LEAST_LABEL else line.text[: line.start]
            if _LABEL.match(f"{before} 1") and not _CHANGE.search(before):
                return line.date
        return None

    def alone(self) -> datetime | None:
        """The date of the first line of the page that is a date and little else, if need be with a name beside it."""
        lines = [line for line in self._whole_page() if not line.is_change]
        short = (line.date for line in lines if len(line.text) <= _ALONE)
        stamps = (
            line.date for line in lines if len(line.text) <= _SHORT and _is_dated_line(line.text, line.start, line.end)
        )
        return next(short, None) or next(stamps, None)

    def changes(self) -> list[datetime]:
        """The dates of lines that say when the page was last changed."""
        return [line.date for line in self._whole_page() if line.is_change]

    def lines(self) -> list[str]:
        """The pieces of text around the heading: those behind it, then those before it, each in order of distance."""
        return [near.text for near in self._pieces() if near.text] or lines_around(self._tree, self._headline)


def _trust(node: LexborNode) -> int:
    """0 for an element that is named as the publication's date, _NO_TRUST for one of a change, 1 or 2 between."""
    attributes = node.attributes
    named = f"{attributes.get('itemprop') or ''} {attributes.get('class') or ''}".lower()
    if "modified" in named or "lastmod" in named or "last-updated" in named:
        return _NO_TRUST
    if _CHANGE.search(node.text(deep=True)[:_SHORT]):
        return _NO_TRUST
    if "publish" in named or "pubdate" in attributes:
        return 0
    return 2 if "updated" in named else 1


def is_stamp(line: str) -> bool:
    """Whether a whole line is there for the sake of a date in it: `Updated 6 May 2024`, `By Ann Lee | 6 May 2024`."""
    found = find_date_at(line) if len(line) <= _ALONE + _LABEL_LENGTH else None
    if found is None:
        return False
    rest = _CHANGE.sub("", line[: found[1]]) + " " + _CLOCK_WORDS.sub("", line[found[2] :])
    return len(_A_WORD.findall(rest)) <= _FEW_WORDS


def _is_dated_line(line: str, start: int, end: int) -> bool:
    """Whether a line with a date between these places is there for the date's sake, and no sentence that has one."""
    before, behind = line[:start], line[end:]
    if _CHANGE.search(before[-_LABEL_LENGTH:]):
        return False
    if _DATED.match(before) and (not behind or behind[:3].strip(" .,")[:1] in ("-", "–", "—", ":", "|", "„", "“", "")):
        return True
    words = _A_WORD.findall(before) + _A_WORD.findall(behind)
    if len(line) > _LONGEST or (len(words) > _MOST_WORDS and not _LABEL.match(line)):
        return False
    return not (line.endswith((".", "?", "!")) and len(words) >= _SENTENCE_WORDS)
