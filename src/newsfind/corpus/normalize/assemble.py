"""Puts an article together: what the format says comes first, then what the text or page shows."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newsfind.article import Article
from newsfind.corpus.normalize.agencies import agency_in_credit, agency_of
from newsfind.corpus.normalize.bylines import split_authors
from newsfind.corpus.normalize.characters import letters, one_line, plain_line
from newsfind.corpus.normalize.dates import parse_date
from newsfind.corpus.normalize.embargo import why_embargoed
from newsfind.corpus.normalize.language import detect, language_code
from newsfind.corpus.normalize.page import Metadata, PageParts, is_page, read_fragment, read_page, why_no_article
from newsfind.corpus.normalize.text import TextParts, first_sentence, read_text
from newsfind.corpus.normalize.wire import dateline_agency
from newsfind.corpus.raw import RawArticle, Skipped

_GENERIC_FOLDER = re.compile(
    r"[\W\d_]*|(?:txt|texts?|html?|data|raw|files?|articles?|news|corpus|docs?|documents?|exports?|archives?|pages?)",
    re.I,
)
_LONGEST_HEADLINE = 500
_FORMAT = "the format"
"""The origin of what the file's format itself says of an article."""


def article_id(path: str, record: str = "") -> str:
    """13 lower-case letters and digits that stand for an article: base32 of 8 bytes of blake2b over `path#record`.

    >>> article_id("wire/a.jsonl", "7")
    'bot3qguwxnge4'
    """
    digest = hashlib.blake2b(f"{path}#{record}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the normalizer came to an article: which source gave each field, what was removed, what is doubtful."""

    origins: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Assembly:
    """One article in the making; `result` and `provenance` are what came of it."""

    def __init__(self, raw: RawArticle, *, keep_all: bool) -> None:
        self._raw = raw
        self._keep_all = keep_all
        self._origins: dict[str, str] = {}
        self._warnings: list[str] = list(raw.notes)
        self._removed: list[str] = []
        self._where = f"{raw.path}#{raw.record}" if raw.record else raw.path
        self.result = self._make()

    @property
    def provenance(self) -> Provenance:
        """How the result came about."""
        return Provenance(dict(self._origins), tuple(self._removed), tuple(self._warnings))

    def _make(self) -> Article | Skipped:
        raw = self._raw
        if raw.withdrawn:
            return Skipped(self._where, "The publisher took the article back.")
        if (reason := why_embargoed(raw.embargo)) and not self._keep_all:
            return Skipped(self._where, reason, passing=True)
        if raw.embargo:
            self._warnings.append(reason or f"It was under embargo until {one_line(raw.embargo)}.")
        if raw.html and is_page(raw.html):
            return self._from_page(read_page(raw.html, raw.url))
        text = raw.text
        if raw.html:
            fragment = read_fragment(raw.html)
            text = "\n\n".join(fragment.paragraphs)
            self._removed += fragment.removed
        return self._from_text(read_text(text, has_headline=bool(raw.headline.strip())))

    def _first(self, name: str, *choices: tuple[str, str]) -> str:
        """The first choice (value, origin) with a value; its origin is noted."""
        for value, origin in choices:
            if value:
                self._origins[name] = origin
                return value
        return ""

    def _from_text(self, parts: TextParts) -> Article | Skipped:
        raw = self._raw
        self._removed += parts.removed
        self._drop_repeated(parts.paragraphs)
        if not parts.paragraphs:
            return Skipped(self._where, "There is no text in it.")
        origins = dict(parts.origins)
        section = parts.section
        if not section and not _GENERIC_FOLDER.fullmatch(raw.folder):
            section, origins["section"] = _folder_name(raw.folder), "the folder"
        found = Metadata(parts.headline, section, source=parts.source, authors=parts.authors, origins=origins)
        date = self._date((raw.date, _FORMAT), (parts.date, origins.get("date", "")))
        return self._article(parts.paragraphs, found, date)

    def _drop_repeated(self, paragraphs: list[str]) -> None:
        """Takes out lines at the head that only repeat headline, author or source, as exports of pages have them."""
        raw = self._raw
        told = {letters(plain_line(line)) for line in (raw.headline, raw.source, *raw.authors)} - {""}
        for paragraph in paragraphs[:3]:
            if len(paragraphs) > 1 and letters(paragraph) in told:
                paragraphs.remove(paragraph)
                self._removed.append(paragraph)

    def _from_page(self, parts: PageParts) -> Article | Skipped:
        raw, found = self._raw, parts.metadata
        self._removed += parts.removed
        self._warnings += found.warnings
        reason = why_no_article(parts)
        if reason and not self._keep_all:
            return Skipped(self._where, reason)
        if reason:
            self._warnings.append(reason)
        origins = found.origins
        self._origins["body"] = origins.get("body", "the part of the page whose paragraphs weigh most")
        if raw.headline:  # a format that gives a headline gives the section too, where there is one
            found.section = "" if origins["section"] == "the url" else found.section
            found.source = "" if origins["source"] == "the url" else found.source
        date = self._date((raw.date, _FORMAT))
        if date is None and found.date is not None:
            date, self._origins["date"] = found.date, origins["date"]
        return self._article(parts.paragraphs, found, date)

    def _date(self, *choices: tuple[str, str]) -> datetime | None:
        for text, origin in choices:
            if not text.strip():
                continue
            if (date := parse_date(text)) is not None:
                self._origins["date"] = origin
                return date
            self._warnings.append(f"“{text.strip()[:60]}” is no date.")
        return None

    def _authors(self, found: tuple[str, ...], origin: str) -> tuple[str, ...]:
        lines = [line for text in self._raw.authors for line in text.splitlines()]
        given = tuple(dict.fromkeys(name for line in lines for name in split_authors(plain_line(line))))
        if given:
            self._origins["authors"] = _FORMAT
            return given
        if found:
            self._origins["authors"] = origin
        return found

    def _article(self, paragraphs: list[str], found: Metadata, date: datetime | None) -> Article:
        raw, origins = self._raw, found.origins

        def first(name: str, given: str, own: str) -> str:
            return self._first(name, (given, _FORMAT), (own, origins.get(name, "")))

        body = "\n\n".join(paragraphs)
        sections = [section for section in dict.fromkeys(map(plain_line, raw.sections)) if section]
        section = first("section", next(iter(sections), ""), found.section)
        source = first("source", plain_line(raw.source), found.source)
        headline = first("headline", plain_line(raw.headline), found.headline)
        if not headline and paragraphs:
            headline = self._first("headline", (first_sentence(paragraphs[0]), "the first sentence"))
        language = first("language", language_code(raw.language), found.language)
        authors = self._authors(found.authors, origins.get("authors", ""))
        return Article(
            id=article_id(raw.path, raw.record),
            headline=headline[:_LONGEST_HEADLINE],
            body=body,
            section=section,
            date=date,
            source=source,
            authors=authors,
            agency=self._agency(paragraphs, authors, source),
            url=self._first("url", (found.url, "the page"), (raw.url.strip(), _FORMAT)),
            path=self._where,
            language=language or self._first("language", (detect(body), "the text")),
            entities=raw.entities or found.entities,
            other_sections=tuple(sections[1:]),
        )

    def _agency(self, paragraphs: list[str], authors: tuple[str, ...], source: str) -> str:
        by_author = next((found for name in authors if (found := agency_in_credit(name))), "")
        return self._first(
            "agency",
            (agency_of(self._raw.agency) or one_line(self._raw.agency), _FORMAT),
            (dateline_agency(paragraphs[0]) if paragraphs else "", "the dateline"),
            (by_author, "the byline"),
            (agency_of(source), "the source"),
            (_last_credit(paragraphs), "the credit at the end"),
        )


def _folder_name(folder: str) -> str:
    """A folder's name as a section: `us-politics` is `Us politics`, `Sport` stays."""
    name = " ".join(re.split(r"[\s_-]+", folder)).strip()
    return name[:1].upper() + name[1:] if name.islower() else name


def _last_credit(paragraphs: list[str]) -> str:
    """An agency that stands alone at the end: `(Reuters)`, `dpa`, `— AP`."""
    if not paragraphs:
        return ""
    last = paragraphs[-1]
    if len(last) <= 40:
        return agency_of(last.strip(" —–-()[]."))
    return ""
