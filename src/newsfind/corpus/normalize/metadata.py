"""What a page says of its article outside the text: headline, date, authors, section, source, language, url.

Each field is asked of these places, in this order; the first that answers with something of sense is believed.

| field | places |
|---|---|
| headline | JSON-LD `headline`, `og:title`, `twitter:title`, `<title>`, each without the site and as the `h1` has it |
| date | JSON-LD `datePublished`, meta tags, microdata, `<time>`, the url, a line near the heading, the last change |
| authors | JSON-LD `author`, meta tags, `rel=author`, microdata, bylines by class, a line near the heading |
| section | JSON-LD `articleSection`, `article:section` and other meta tags, breadcrumbs, the url's path |
| source | JSON-LD `publisher`, `og:site_name`, other meta tags, the host of the url |
| url | `<link rel=canonical>`, `og:url`, JSON-LD `url` |
| language | `<html lang>`, JSON-LD `inLanguage`, `og:locale` |
| entities | JSON-LD `about` and `mentions` that are of a person's, an organisation's or a place's type |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as date_type
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsfind.article import Entity, EntityType
from newsfind.corpus.normalize import jsonld
from newsfind.corpus.normalize.authors import find_authors, in_comments
from newsfind.corpus.normalize.characters import one_line
from newsfind.corpus.normalize.dates import find_date, parse_date
from newsfind.corpus.normalize.facts import SOURCE_METAS, PageFacts, clean, host_of, is_site
from newsfind.corpus.normalize.headline import find_headline
from newsfind.corpus.normalize.visible import VisibleLines

_DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date",
    "datepublished", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "dcterms.issued",
    "sailthru.date", "article.published", "publish-date", "publish_date", "pubdate", "publishdate", "date",
    "cxenseparse:recs:publishtime", "article_date_original", "published_time", "dc.date.created",
    "creation_date", "citation_publication_date", "citation_date", "article:post_date", "date.issued",
    "vf:published", "publication_date", "schema:datecreated",
)  # fmt: skip
_SECTION_METAS = (
    "article:section", "og:article:section", "section", "parsely-section", "article.section",
    "cxenseparse:category", "dc.subject.section", "category", "pagetype.section",
)  # fmt: skip
_DATE_NODES = (
    '[itemprop="datePublished"],[property$="dateCreated" i],time[pubdate],time[datetime],'
    ".published[title],abbr.published,.entry-date,.post-date,.date,"
    '.article-date,.published,[class*="publish" i][class*="date" i],[class*="post-date" i],[class*="article-date" i],'
    '[class*="pubdate" i],[class*="timestamp" i],[class*="dateline" i],[class*="datum" i]'
)
_CRUMBS = '[class*="breadcrumb" i] a,[itemtype*="BreadcrumbList"] [itemprop="name"],nav[aria-label*="breadcrumb" i] a'
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d|[a-z]{3})[/-]?(\d\d)(?:/|-|\b)")
_SCRIPTED = re.compile(
    r"\"(?:datePublished|publishedDate|publishDate|published_at|publishedAt|publicationDate|firstPublished|dateCreated|createdAt)"
    r"\\?\"\s*:\s*\\?\"(?P<date>(?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)"
)
_URL_SECTION = re.compile(r"[a-z][a-z-]{2,24}")
_NO_SECTION = frozenset(
    [
        "article",
        "articles",
        "story",
        "stories",
        "news",
        "content",
        "post",
        "posts",
        "blog",
        "index",
        "html",
        "archive",
        "archives",
        "amp",
        "en",
        "de",
        "fr",
        "uk",
        "us",
        "home",
        "detail",
        "details",
        "item",
        "items",
        "view",
        "page",
        "pages",
        "artikel",
        "world-news",
        "0",
        "www",
        "live",
        "video",
        "videos",
        "opinion-columns",
    ]
)
_TYPES: dict[str, EntityType] = {
    "Person": "person", "Organization": "organisation", "Corporation": "organisation", "SportsTeam": "organisation",
    "NewsMediaOrganization": "organisation", "GovernmentOrganization": "organisation", "Place": "place",
    "City": "place", "Country": "place",
    "AdministrativeArea": "place", "State": "place",
}  # fmt: skip


@dataclass(slots=True)
class Metadata:
    """What was found; "" and empty where nothing was. `date` is parsed, since only a date of sense is believed."""

    headline: str = ""
    section: str = ""
    date: datetime | None = None
    source: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    language: str = ""
    entities: tuple[Entity, ...] = ()
    kinds: frozenset[str] = frozenset()
    origins: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def read_metadata(tree: LexborHTMLParser, source: str, url: str = "") -> Metadata:
    """The metadata of a page, parsed and as `source`; scripts are taken out of the tree.

    `url` is where the page was saved from, if known.
    """
    facts = PageFacts(tree, url)
    found = Metadata(url=facts.url, kinds=frozenset(jsonld.types(facts.objects)))
    found.headline, found.origins["headline"] = find_headline(facts)
    found.date, found.origins["date"] = _date(facts, found)
    found.authors, found.origins["authors"] = find_authors(facts)
    found.section, found.origins["section"] = _section(facts)
    found.source, found.origins["source"] = _source(facts)
    if found.date is None or not found.authors:
        _look(facts, found, source)
    found.language, found.origins["language"] = _language(facts)
    found.entities = tuple(_entities(facts.article))
    if facts.broken:
        found.warnings.append("The page's JSON-LD is broken; its plain fields were picked out.")
    og_type = next((value for _, value in facts.meta("og:type")), "")
    if og_type:
        found.kinds |= {f"og:{og_type.lower()}"}
    return found


def _look(facts: PageFacts, found: Metadata, source: str) -> None:
    """Fills in a date and authors that are only seen, or only in the data of the page's scripts."""
    lines = VisibleLines(facts.tree, found.headline)
    day_first = _day_first(facts)
    if found.date is None:
        for origin, date in (
            ("a line near the heading", lines.date(day_first=day_first)),
            ("the headline", find_date(found.headline[:40], day_first=day_first)),
            ("the page's scripts", _scripted_date(source)),
            ("the date of the last change", _last_change(facts) or lines.change(day_first=day_first)),
        ):
            if date is not None:
                found.date, found.origins["date"] = date, origin
                break
    if found.origins["date"] == "the date of the last change":
        found.warnings.append("The page says only when it was last changed, not when it was published.")
    if not found.authors:
        found.authors = tuple(name for name in lines.authors() if not is_site(name, facts))
        found.origins["authors"] = "a line near the heading" if found.authors else ""


def _scripted_date(source: str) -> datetime | None:
    """The first date of publication in the data that a page hands to its scripts."""
    match = _SCRIPTED.search(source)
    return parse_date(match["date"]) if match else None


def _last_change(facts: PageFacts) -> datetime | None:
    texts = [text for _, text in facts.meta("article:modified_time", "og:updated_time")]
    texts += jsonld.strings(facts.article.get("dateModified"))
    return next((date for text in texts if (date := parse_date(text)) is not None), None)


def _day_first(facts: PageFacts) -> bool:
    root = facts.tree.css_first("html")
    language = (root.attributes.get("lang") or "").lower() if root is not None else ""
    return not language.startswith("en") or language.startswith("en-gb")


def _date(facts: PageFacts, found: Metadata) -> tuple[datetime | None, str]:
    day_first = _day_first(facts)
    for origin, text in _date_texts(facts):
        if (date := parse_date(text, day_first=day_first)) is not None:
            return _own_clock(facts, date), origin
        if origin.startswith("JSON-LD") or origin in _DATE_METAS:
            found.warnings.append(f"The date “{text[:60]}” ({origin}) is no date.")
    return None, ""


def _own_clock(facts: PageFacts, date: datetime) -> datetime:
    """The same moment by the publisher's clock, where the page has it in UTC and elsewhere with its own offset."""
    if date.utcoffset() or date.tzinfo is None:
        return date
    for node in facts.tree.css("time[datetime]")[:4]:
        other = parse_date(node.attributes.get("datetime") or "")
        if other is not None and other.tzinfo is not None and other == date:
            return other
    return date


def _date_texts(facts: PageFacts) -> Iterator[tuple[str, str]]:
    for text in jsonld.strings(facts.article.get("datePublished")):
        yield "JSON-LD datePublished", text
    yield from facts.meta(*_DATE_METAS)
    for item in facts.objects:
        for text in jsonld.strings(item.get("datePublished")):
            yield "JSON-LD datePublished", text
    addressed = _date_in_address(facts.url)
    for origin, text in _marked_dates(_date_nodes(facts)):
        date = parse_date(text)
        if not addressed or (date is not None and abs((date.date() - addressed).days) <= 1):
            yield origin, text
    if addressed:
        yield "the url", addressed.isoformat()


def _date_nodes(facts: PageFacts) -> list[LexborNode]:
    """Elements that show dates: first those around the article's heading, none of readers' comments."""
    around = facts.tree.css_first("article:has(h1), main:has(h1)")
    nodes = around.css(_DATE_NODES)[:8] if around is not None else []
    nodes += facts.tree.css(_DATE_NODES)[:12]
    return [node for node in nodes if not in_comments(node)]


def _marked_dates(nodes: list[LexborNode]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        attributes = node.attributes
        for name in ("datetime", "content", "title"):
            if value := attributes.get(name):
                yield f"<{node.tag} {name}>", value
    for node in nodes:
        text = one_line(node.text(deep=True, separator=" "))
        if 6 <= len(text) <= 60:
            yield f"<{node.tag}>", text


def _date_in_address(url: str) -> date_type | None:
    """The day in an address: `/2024/05/06/`, `/2024-05-06-`, `/2024/may/06/`."""
    match = _URL_DATE.search(url)
    if match is None:
        return None
    year, month, day = match.groups()
    found = parse_date(f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}")
    return found.date() if found else None


def _section(facts: PageFacts) -> tuple[str, str]:
    for text in jsonld.strings(facts.article.get("articleSection")):
        if section := clean(text):
            return section, "JSON-LD articleSection"
    for name, value in facts.meta(*_SECTION_METAS):
        if value and len(value) <= 60 and not value.startswith("http"):
            return value, name
    crumbs = [one_line(node.text(deep=True, separator=" ")) for node in facts.tree.css(_CRUMBS)[:6]]
    named = [
        crumb
        for crumb in crumbs
        if 2 < len(crumb) <= 30 and crumb.casefold() not in ("home", "homepage", "start", "startseite")
    ]
    if named:
        return named[0], "breadcrumbs"
    for part in urlsplit(facts.url).path.split("/")[:-1]:
        part = unquote(part).lower()
        if _URL_SECTION.fullmatch(part) and part not in _NO_SECTION:
            return part.replace("-", " ").capitalize(), "the url"
    return "", ""


def _source(facts: PageFacts) -> tuple[str, str]:
    for name, value in facts.meta("og:site_name"):
        if value:
            return value, name
    for text in jsonld.strings(facts.article.get("publisher")):
        if source := clean(text):
            return source, "JSON-LD publisher"
    for name, value in facts.meta(*SOURCE_METAS):
        if value and len(value) <= 60 and not value.startswith("http"):
            return value, name
    host = host_of(facts.url)
    return host, "the url" if host else ""


def _language(facts: PageFacts) -> tuple[str, str]:
    root = facts.tree.css_first("html")
    candidates = [
        ("<html lang>", (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else "")
    ]
    candidates += [
        ("JSON-LD inLanguage", text) for text in jsonld.strings(facts.article.get("inLanguage"), "alternateName")
    ]
    candidates += list(facts.meta("og:locale", "language", "content-language", "dc.language"))
    for origin, value in candidates:
        if code := language_code(value):
            return code, origin
    return "", ""


def language_code(value: str) -> str:
    """ISO 639-1 out of `en-US`, `en_GB`, `EN`; "" for anything else."""
    match = re.match(r"\s*([A-Za-z]{2})(?:[-_][A-Za-z0-9-]+)?\s*$", value)
    return match[1].lower() if match else ""


def _entities(article: Mapping[str, Any]) -> Iterator[Entity]:
    seen = set()
    for place in ("about", "mentions"):
        value = article.get(place)
        for item in value if isinstance(value, list) else [value]:
            if not isinstance(item, Mapping):
                continue
            kind = next((_TYPES[name] for name in jsonld.strings(item.get("@type")) if name in _TYPES), None)
            name = next((clean(text) for text in jsonld.strings(item.get("name"))), "")
            if kind and 1 < len(name) <= 100 and (name, kind) not in seen:
                seen.add((name, kind))
                yield Entity(name, kind, given=True)
