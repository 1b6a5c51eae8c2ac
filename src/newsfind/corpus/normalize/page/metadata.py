"""What a page says of its article outside the text: headline, date, authors, section, source, language, url.

Each field is asked of these places, in this order; the first that answers with something of sense is believed.

| field | places |
|---|---|
| headline | JSON-LD `headline`, `og:title`, `twitter:title`, `<title>`, each without the site and as the `h1` has it |
| date | JSON-LD `datePublished`, meta tags, then what the page shows: see `publication.py` |
| authors | JSON-LD `author`, meta tags, `rel=author`, microdata, bylines by class, a line near the heading |
| section | JSON-LD `articleSection`, `article:section` and other meta tags, breadcrumbs, the url's path |
| source | `og:site_name`, JSON-LD `publisher`, other meta tags, the host of the url |
| url | `<link rel=canonical>`, `og:url`, JSON-LD `url` |
| language | `<html lang>`, JSON-LD `inLanguage`, `og:locale` |
| entities | JSON-LD `about` and `mentions` that are of a person's, an organisation's or a place's type |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from newsfind.article import Entity, EntityType
from newsfind.corpus.normalize.characters import one_line, plain_line
from newsfind.corpus.normalize.language import language_code
from newsfind.corpus.normalize.page import jsonld
from newsfind.corpus.normalize.page.authors import authors_in_lines, find_authors
from newsfind.corpus.normalize.page.facts import SOURCE_METAS, PageFacts, is_site, path_of
from newsfind.corpus.normalize.page.headline import find_headline
from newsfind.corpus.normalize.page.publication import find_publication
from newsfind.corpus.normalize.page.shown import Shown
from newsfind.corpus.raw import given_entities

_SECTION_METAS = (
    "article:section", "og:article:section", "section", "parsely-section", "article.section",
    "cxenseparse:category", "dc.subject.section", "category", "pagetype.section",
)  # fmt: skip
_CRUMBS = '[class*="breadcrumb" i] a,[itemtype*="BreadcrumbList"] [itemprop="name"],nav[aria-label*="breadcrumb" i] a'
_URL_SECTION = re.compile(r"[a-z][a-z-]{2,24}")
_NO_SECTION = frozenset(
    (
        "article", "articles", "story", "stories", "news", "content", "post", "posts", "blog", "index", "html",
        "archive", "archives", "amp", "home", "detail", "details", "item", "items", "view", "page", "pages", "artikel",
        "world-news", "www", "live", "video", "videos", "opinion-columns",
    )
)  # fmt: skip
_TYPES: dict[str, EntityType] = {
    "Person": "person", "Organization": "organisation", "Corporation": "organisation", "SportsTeam": "organisation",
    "NewsMediaOrganization": "organisation", "GovernmentOrganization": "organisation", "Place": "place",
    "City": "place", "Country": "place",
    "AdministrativeArea": "place", "State": "place",
}  # fmt: skip


@dataclass(slots=True)
class Metadata:
    """What was found; "" and empty where nothing was. `date` is parsed, since only a date of sense is believed.

    `body` is the text that the page states for search engines, uncleaned.
    """

    headline: str = ""
    section: str = ""
    date: datetime | None = None
    source: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    language: str = ""
    entities: tuple[Entity, ...] = ()
    body: str = ""
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
    shown = Shown(facts, found.headline)
    published = find_publication(facts, shown, found.headline, source)
    found.date, found.origins["date"] = published.date, published.origin
    found.warnings += published.warnings
    found.authors, found.origins["authors"] = find_authors(facts)
    if not found.authors:
        found.authors = tuple(name for name in authors_in_lines(shown.lines()) if not is_site(name, facts))
        found.origins["authors"] = "a line near the heading" if found.authors else ""
    found.section, found.origins["section"] = _section(facts)
    found.source, found.origins["source"] = _source(facts)
    found.language, found.origins["language"] = _language(facts)
    found.entities = given_entities(_named_in(facts.article))
    found.body = next(iter(jsonld.strings(facts.article.get("articleBody"))), "")
    if facts.broken:
        found.warnings.append("The page's JSON-LD is broken; its plain fields were picked out.")
    og_type = next((value for _, value in facts.meta("og:type")), "")
    if og_type:
        found.kinds |= {f"og:{og_type.lower()}"}
    return found


def _section(facts: PageFacts) -> tuple[str, str]:
    for text in jsonld.strings(facts.article.get("articleSection")):
        if section := plain_line(text):
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
    for part in path_of(facts.url).split("/")[:-1]:
        part = unquote(part).lower()
        if _URL_SECTION.fullmatch(part) and part not in _NO_SECTION:
            return part.replace("-", " ").capitalize(), "the url"
    return "", ""


def _source(facts: PageFacts) -> tuple[str, str]:
    for name, value in facts.meta("og:site_name"):
        if value:
            return value, name
    for text in jsonld.strings(facts.article.get("publisher")):
        if source := plain_line(text):
            return source, "JSON-LD publisher"
    for name, value in facts.meta(*SOURCE_METAS):
        if value and len(value) <= 60 and not value.startswith("http"):
            return value, name
    return facts.host, "the url" if facts.host else ""


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


def _named_in(article: Mapping[str, Any]) -> Iterator[tuple[str, EntityType]]:
    for place in ("about", "mentions"):
        value = article.get(place)
        for item in value if isinstance(value, list) else [value]:
            if not isinstance(item, Mapping):
                continue
            kind = next((_TYPES[name] for name in jsonld.strings(item.get("@type")) if name in _TYPES), None)
            name = next((plain_line(text) for text in jsonld.strings(item.get("name"))), "")
            if kind:
                yield name, kind
