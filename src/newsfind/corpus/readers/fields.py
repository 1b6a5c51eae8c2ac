"""Records of named fields (JSON, CSV, front matter) -> RawArticle, by the names that data sets use for them.

A name is compared in lower case without `_`, `-`, `.` and spaces. A person's own field map (`headline=title`) is
asked first. The table below is the documentation; what it does not name is not read.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from newsfind.article import Entity, EntityType
from newsfind.corpus.raw import RawArticle, Skipped, given_entities

ALIASES: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "title", "webtitle", "headlinetext", "articletitle", "heading", "hed", "name", "subject"),
    "text": (
        "text", "body", "bodytext", "content", "articletext", "articlebody", "maintext", "fulltext", "plaintext",
        "story", "article", "rawtext", "contenttext", "leadparagraph", "description", "summary", "abstract",
    ),
    "html": ("html", "bodyhtml", "contenthtml", "rawhtml", "bodyxhtml", "contentencoded", "htmlbody", "pagehtml"),
    "section": (
        "section", "sectionname", "category", "categories", "desk", "newsdesk", "channel", "topic", "topics",
        "articlesection", "rubric", "ressort", "pillarname",
    ),
    "date": (
        "date", "published", "publishdate", "publisheddate", "publishedat", "publicationdate", "pubdate",
        "datepublished",
        "webpublicationdate", "firstpublished", "datetime", "publishedtime", "publishedon", "created", "createdat",
        "timestamp", "time", "datepublish", "dategmt", "versioncreated",
    ),
    "source": (
        "source", "sourcename", "publication", "publisher", "outlet", "newspaper", "site", "sitename", "provider",
        "sourcedomain", "domain",
    ),
    "authors": ("authors", "author", "byline", "by", "creator", "writer", "writers", "reporter"),
    "agency": ("agency", "newsagency", "wire"),
    "url": ("url", "link", "weburl", "canonicalurl", "permalink", "articleurl", "uri", "href"),
    "language": ("language", "lang", "inlanguage", "languagecode"),
    "record": ("id", "guid", "uuid", "articleid", "docid", "newid", "documentid", "key"),
}  # fmt: skip
_ENTITY_FIELDS: dict[EntityType, tuple[str, ...]] = {
    "person": ("people", "persons", "person"),
    "organisation": ("organisations", "organizations", "orgs", "organisation", "organization", "companies"),
    "place": ("places", "place", "locations", "location", "geo"),
}
_INNER = (
    "rendered", "main", "name", "value", "text", "original", "label", "title", "headline", "$oid", "$date",
    "$numberlong", "prefname",
)  # fmt: skip
"""Under these names an object keeps what it is: `{"name": "Ann Lee", "id": 5}`."""
_WRAPPERS = ("article", "_source", "fields")
"""Under these names a record keeps fields a level deeper; what is named on both levels is that of the outer one."""
_SEPARATORS = re.compile(r"[_\-.\s:]+")
_TAGS = re.compile(r"</?(?:p|div|br|h[1-6]|ul|li|em|strong|b|i|a|span|blockquote|img|table)\b[^<>]*>", re.I)
_LIST_SPLIT = re.compile(r"\s*[;|]\s*")
_LONGEST_NULL = 8
_LONGEST_WRITTEN = 200_000
"""Characters of a list in a cell, enough for a long article. Python's reader takes up to 150 bytes for each of them."""
_DEPTH = 4


@lru_cache(maxsize=1 << 12)
def _plain(name: str) -> str:
    return _SEPARATORS.sub("", name.strip().lower()) or name


def _strings(value: object, depth: int = _DEPTH) -> Iterator[str]:
    """The texts in a value of any shape: `"x"`, `["x", {"name": "y"}]`, `{"rendered": "z"}`, 5."""
    if isinstance(value, str):
        if (listed := _written_list(value)) is not None and depth:
            yield from _strings(listed, depth - 1)
        elif value.strip() and (len(value) > _LONGEST_NULL or value.strip().lower() not in ("null", "none", "nan")):
            yield value
    elif isinstance(value, bool) or value is None or depth == 0:
        return
    elif isinstance(value, int | float):
        yield f"{value:.15g}" if isinstance(value, float) else str(value)
    elif isinstance(value, Mapping):
        yield from _inner_strings(value, depth - 1)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part, depth - 1)


def _written_list(text: str) -> list[Any] | None:
    """The list that a cell of a table holds as a program writes one, `['Ann Lee', 'Bo Chan']`; None for other texts."""
    if len(text) > _LONGEST_WRITTEN or not text.startswith(("['", '["')) or not text.endswith(("']", '"]')):
        return None
    try:
        with warnings.catch_warnings(action="ignore"):  # of backslashes that escape nothing
            found = ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    return found if isinstance(found, list) else None


def _inner_strings(value: Mapping[Any, Any], depth: int) -> Iterator[str]:
    by_name = {_plain(str(key)): inner for key, inner in value.items()}
    for key in _INNER:
        found = list(_strings(by_name.get(_plain(key)), depth))
        if found:
            yield from found
            return


class Record:
    """One record's fields, found by our names for them. `field_map` maps our names to the record's own."""

    def __init__(self, values: Mapping[str, Any], field_map: Mapping[str, str] | None = None) -> None:
        nested = [values[name] for name in _WRAPPERS if isinstance(values.get(name), Mapping)]
        outer = {name: value for name, value in values.items() if not any(value is inner for inner in nested)}
        self._values = {_plain(str(name)): value for part in (*nested, outer) for name, value in part.items()}
        self._map = field_map or {}

    def all(self, field: str) -> list[str]:
        """The texts of the first of the field's names that holds any."""
        own = self._map.get(field)
        names = (_plain(own),) if own else ALIASES[field]
        for name in names:
            value = self._values.get(name)
            if value is not None and (found := list(_strings(value))):
                return found
        return []

    def one(self, field: str) -> str:
        """The first text of the field, "" where it has none."""
        return next(iter(self.all(field)), "").strip()

    def entities(self) -> tuple[Entity, ...]:
        """People, organisations and places that the record names itself."""
        fields = ((name, kind) for kind, names in _ENTITY_FIELDS.items() for name in names)
        texts = ((text, kind) for name, kind in fields for text in _strings(self._values.get(name)))
        return given_entities((part, kind) for text, kind in texts for part in _LIST_SPLIT.split(text))


def raw_of_record(
    path: str, number: int, values: Mapping[str, Any], field_map: Mapping[str, str] | None = None
) -> RawArticle | Skipped:
    """The article of one record; `number` (from 1) names it where it has no id of its own.

    >>> found = raw_of_record("a.json", 1, {"webTitle": "Ferry", "bodyText": "It runs.", "byline": {"name": "Ann Lee"}})
    >>> found.record, found.headline, found.text, found.authors
    ('1', 'Ferry', 'It runs.', ('Ann Lee',))
    """
    record = Record(values, field_map)
    html, text = record.one("html"), "\n\n".join(record.all("text"))
    if not html and _TAGS.search(text):
        html = text
    name = record.one("record") or str(number)
    if not html and not text.strip():
        return Skipped(f"{path}#{name}", "The record has no text (looked for: text, body, content, html ...).")
    return RawArticle(
        path=path,
        record=name,
        text="" if html else text,
        html=html,
        headline=record.one("headline"),
        sections=tuple(name for name in record.all("section") if any(map(str.isalpha, name))),  # no numbers of one
        date=record.one("date"),
        source=record.one("source"),
        authors=tuple(record.all("authors")),
        agency=record.one("agency"),
        url=record.one("url"),
        language=record.one("language"),
        entities=record.entities(),
    )


def is_known(name: str) -> bool:
    """Whether a column or key of this name is understood without a field map."""
    return _plain(name) in _KNOWN


_KNOWN = frozenset(alias for aliases in ALIASES.values() for alias in aliases)
