"""When a page's article was published: what its metadata declare, checked against what the page shows.

In order of trust:

1. JSON-LD `datePublished` of the article, meta tags that name the publication,
2. microdata and dated elements around the heading, and lines there that hold a date and little else,
3. lines anywhere that say what they date ("Published: ..."),
4. meta tags that may as well mean the last change (`date`, `dc.date`), and JSON-LD of other things on the page,
5. the day in the address, the data that the page hands to its scripts, and at last the last change.

A declared date stands alone against what a page shows: an edited page shows the edit. But where another meta tag and
the line under the heading agree on another day, the two are believed. Dates in running text are never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as date_type
from datetime import datetime, time, timedelta
from itertools import chain
from typing import Final

from newsfind.corpus.normalize.dates import parse_date
from newsfind.corpus.normalize.page import jsonld
from newsfind.corpus.normalize.page.clock import can_be_one, own_clock, own_day
from newsfind.corpus.normalize.page.facts import PageFacts
from newsfind.corpus.normalize.page.shown import Shown
from newsfind.corpus.normalize.written_dates import find_date

_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date",
    "datepublished", "sailthru.date", "article.published", "publish-date", "publish_date", "pubdate", "publishdate",
    "cxenseparse:recs:publishtime", "article_date_original", "published_time", "dc.date.issued", "dcterms.issued",
    "citation_publication_date", "citation_date", "article:post_date", "date.issued", "vf:published",
    "publication_date", "publicationdate", "pub_date", "displaydate", "rnews:datepublished",
)  # fmt: skip
_VAGUE: Final = (
    "date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "creation_date", "schema:datecreated",
)  # fmt: skip
_CHANGED: Final = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_URL_DATE: Final = (
    re.compile(
        r"/(?P<year>(?:19|20)\d\d)(?P<sign>[/-])(?P<month>\d{1,2}|[a-z]{3})(?P=sign)(?P<day>\d{1,2})(?:[/-]|$|\b)", re.I
    ),
    re.compile(r"[/-](?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:/|-|\.|$)"),
    re.compile(r"/(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>(?:19|20)\d\d)(?:/|\.|$)"),
)
_SCRIPTED: Final = re.compile(
    r"\"(?:datePublished|publishedDate|publishDate|publish_date|published_at|publishedAt|publicationDate|firstPublished|"
    r"dateCreated|createdAt)\\?\"\s*:\s*\\?\"(?P<date>(?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)"
)
_DAY: Final = timedelta(days=1)
_NULL: Final = (date_type(1970, 1, 1), date_type(1969, 12, 31))


@dataclass(slots=True)
class Publication:
    """When an article was published, and where that is said; None and "" where nothing says it."""

    date: datetime | None = None
    origin: str = ""
    warnings: list[str] = field(default_factory=list)


def find_publication(facts: PageFacts, shown: Shown, headline: str, source: str) -> Publication:
    """The publication of the page's article; `source` is the page as text."""
    return _Search(facts, shown, headline, source).result


class _Search:
    """The search through all places of one page."""

    def __init__(self, facts: PageFacts, shown: Shown, headline: str, source: str) -> None:
        self._facts = facts
        self._source = source
        self._headline = headline
        self._day_first = facts.day_first
        self._shown = shown
        self._addressed = _day_in_address(facts.url)
        self.result = Publication()
        if (found := next(self._places(), None)) is not None:
            self.result.origin, self.result.date = found

    def _places(self) -> Iterator[tuple[str, datetime]]:
        declared = list(self._declared())
        if declared:
            yield self._confirmed(declared)
        for origin, date in self._shown.near():
            if self._fits_address(date):
                yield self._precise(origin, date)
        if self._addressed is None and (labelled := self._shown.labelled()) is not None:
            yield self._precise("a line that says what it dates", labelled)
        yield from self._vague()
        yield from (dated for dated in self._shown.marked() if self._fits_address(dated[1]))
        if self._addressed is not None:
            yield "the url", datetime.combine(self._addressed, time())
        yield from self._last_resorts()

    def _fits_address(self, date: datetime) -> bool:
        return self._addressed is None or abs(date.date() - self._addressed) <= _DAY

    def _declared(self) -> Iterator[tuple[str, datetime]]:
        facts = self._facts
        stated = [("JSON-LD datePublished", text) for text in jsonld.strings(facts.article.get("datePublished"))]
        stated += [(name, facts.metas[name][0]) for name in _PUBLISHED if name in facts.metas]
        for origin, text in stated:
            if (date := self._parse(text)) is not None:
                yield origin, date
            else:
                self.result.warnings.append(f"The date “{text[:60]}” ({origin}) is no date.")

    def _parse(self, text: str) -> datetime | None:
        """The date that a tag states; none for the first day of 1970, which is what systems make of an empty field."""
        date = parse_date(text, day_first=self._day_first)
        return date if date is None or date.date() not in _NULL else None

    def _confirmed(self, declared: list[tuple[str, datetime]]) -> tuple[str, datetime]:
        """The first declared date, or another that the page shows too; by the publisher's clock."""
        origin, date = declared[0]
        stated = [*declared[1:], *self._vague()]
        if any(other.date() != date.date() for _, other in stated):  # else the page could say nothing against it
            origin, date = self._shown_too(origin, date, stated)
        if date.utcoffset() == timedelta(0):
            moments = (other for _, other in [*declared, *stated])
            date = own_clock(date, chain(moments, self._shown.stamps()))
        if date.utcoffset() == timedelta(0) and (shown := next(iter(self._shown.near()), None)) is not None:
            date = own_day(date, shown[1])
        return origin, date

    def _shown_too(self, origin: str, date: datetime, stated: list[tuple[str, datetime]]) -> tuple[str, datetime]:
        """What is declared, or what is stated elsewhere and shown by the heading, where the two disagree."""
        shown = next(iter(self._shown.near()), None)
        if shown is not None and not can_be_one(date, shown[1]):
            changed = self._changes()
            for name, other in stated:
                if other.date() == shown[1].date() and other not in changed:
                    return name, other
        return origin, date

    def _precise(self, origin: str, date: datetime) -> tuple[str, datetime]:
        """The same day with its time, where a vague meta tag has one."""
        if date.hour or date.minute:
            return origin, date
        return next(((name, other) for name, other in self._vague() if other.date() == date.date()), (origin, date))

    def _vague(self) -> Iterator[tuple[str, datetime]]:
        for origin, text in self._facts.meta(*_VAGUE):
            if (date := self._parse(text)) is not None:
                yield origin, date

    def _last_resorts(self) -> Iterator[tuple[str, datetime]]:
        for item in self._facts.objects:
            for text in jsonld.strings(item.get("datePublished")):
                if (date := parse_date(text)) is not None:
                    yield "JSON-LD of something else on the page", date
        if (date := find_date(self._headline[:40], day_first=self._day_first)) is not None:
            yield "the headline", date
        if (match := _SCRIPTED.search(self._source)) and (date := parse_date(match["date"])) is not None:
            yield "the page's scripts", date
        if (date := self._shown.alone()) is not None:
            yield "a line that is a date", date
        for date in self._changes() or self._shown.changes():
            self.result.warnings.append("The page says only when it was last changed, not when it was published.")
            yield "the date of the last change", date

    def _changes(self) -> list[datetime]:
        texts = [text for _, text in self._facts.meta(*_CHANGED)]
        texts += jsonld.strings(self._facts.article.get("dateModified"))
        return [date for text in texts if (date := parse_date(text)) is not None]


def _day_in_address(url: str) -> date_type | None:
    """The day in an address: `/2024/05/06/`, `/2024-05-06-`, `/2024/may/06/`, `-20240506`, `/06-05-2024`."""
    for pattern in _URL_DATE:
        match = pattern.search(url)
        if match is not None:
            year, month, day = match.group("year", "month", "day")
            found = parse_date(f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}")
            if found is not None:
                return found.date()
    return None
