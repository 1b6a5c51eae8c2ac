"""What a page says of its article outside the text: headline, date, authors, section, source, language, url.

Each field is asked of these places, in this order; the first that answers with something of sense is believed.

| field | places |
|---|---|
| headline | JSON-LD `headline`, `og:title`, `twitter:title`, the `h1` that repeats in `<title>`, `<title>` without the site |
| date | JSON-LD `datePublished`, `article:published_time` and other meta tags, microdata, `<time>`, the url |
| authors | JSON-LD `author`, meta tags, `rel=author`, microdata, elements of a byline's class |
| section | JSON-LD `articleSection`, `article:section` and other meta tags, breadcrumbs, the url's path |
| source | JSON-LD `publisher`, `og:site_name`, other meta tags, the host of the url |
| url | `<link rel=canonical>`, `og:url`, JSON-LD `url` |
| language | `<html lang>`, JSON-LD `inLanguage`, `og:locale` |
| entities | JSON-LD `about` and `mentions` that are of a person's, an organisation's or a place's type |
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsfind.article import Entity, EntityType
from newsfind.corpus.normalize import jsonld
from newsfind.corpus.normalize.characters import one_line
from newsfind.corpus.normalize.dates import parse_date
from newsfind.corpus.normalize.visible import VisibleLines
from newsfind.corpus.normalize.wire import split_authors

_DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date", "datepublished", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "dcterms.issued", "sailthru.date", "article.published", "publish-date", "publish_date",
    "pubdate", "publishdate", "date", "cxenseparse:recs:publishtime", "article_date_original", "published_time",
    "dc.date.created", "creation_date", "citation_publication_date", "citation_date", "article:post_date", "date.issued", "vf:published", "publication_date", "schema:datecreated",
)  # fmt: skip
_AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
    "article:author_name", "citation_author", "og:article:author", "cxenseparse:author", "article.author", "twitter:data1",
)  # fmt: skip
_SECTION_METAS = (
    "article:section", "og:article:section", "section", "parsely-section", "article.section", "cxenseparse:category", "dc.subject.section",
    "category", "pagetype.section",
)  # fmt: skip
_SOURCE_METAS = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher", "copyright")
_AUTHOR_NODES = (
    'a[rel~="author"],[itemprop="author"] [itemprop="name"],[itemprop="author"],[rel~="author"],.byline-name,.author-name,'
    ".byline__name,.byline .author,.byline a,.author a,.post-author,.entry-author,.p-author,.vcard .fn,.article-author,"
    '.article__author,.byline,.author,[class*="byline" i],[class*="author-name" i],[class*="authorname" i]'
)
_DATE_NODES = (
    '[itemprop="datePublished"],[property$="dateCreated" i],time[pubdate],time[datetime],.published[title],abbr.published,.entry-date,.post-date,.date,'
    '.article-date,.published,[class*="publish" i][class*="date" i],[class*="post-date" i],[class*="article-date" i],'
    '[class*="pubdate" i],[class*="timestamp" i],[class*="dateline" i],[class*="datum" i]'
)
_CRUMBS = '[class*="breadcrumb" i] a,[itemtype*="BreadcrumbList"] [itemprop="name"],nav[aria-label*="breadcrumb" i] a'
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d|[a-z]{3})[/-]?(\d\d)(?:/|-|\b)")
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
_TITLE_CUT = re.compile(r"\s+(?:[|•·»›>–—-]|::)\s+")
_TYPES: dict[str, EntityType] = {
    "Person": "person", "Organization": "organisation", "Corporation": "organisation", "NewsMediaOrganization": "organisation",
    "GovernmentOrganization": "organisation", "SportsTeam": "organisation", "Place": "place", "City": "place", "Country": "place",
    "AdministrativeArea": "place", "State": "place",
}  # fmt: skip
_TAG = re.compile(r"</?(?:p|br|b|i|em|strong|span|a|h[1-6]|div|su[bp]|u|font|mark|q|cite|img|small)\b[^<>]{0,300}>", re.I)
_MANY_AUTHORS = 12
_NOBODY = frozenset(
    (
        "admin",
        "redaktion",
        "editor",
        "staff",
        "author",
        "administrator",
        "webmaster",
        "unknown",
        "none",
        "autor",
        "home",
        "root",
    )
)


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


def clean(value: str) -> str:
    """One line of text, with entities that were escaped twice resolved and tags dropped."""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = _TAG.sub(" ", value)
    return one_line(value)


class PageFacts:
    """The places of a page that metadata come from, each read once."""

    def __init__(self, tree: LexborHTMLParser, url: str = "") -> None:
        self.tree = tree
        self.objects, self.broken = jsonld.objects(tree)
        self.article = jsonld.article_of(self.objects)
        self.metas = _metas(tree)
        self.url = self._url() or url
        self.site_names = self._site_names()

    def meta(self, *names: str) -> Iterator[tuple[str, str]]:
        """(name, value) of each meta tag of these names, in the order of the names."""
        for name in names:
            for value in self.metas.get(name, ()):
                yield name, value

    def _site_names(self) -> frozenset[str]:
        """Letters of the names that the site goes by: its own, its publisher's, its host's with and without the end."""
        host = _host(self.url)
        names = [value for _, value in self.meta(*_SOURCE_METAS)] + jsonld.strings(self.article.get("publisher"))
        names += [host, host.rpartition(".")[0]]
        return frozenset(re.sub(r"[\W_]+", "", name.casefold()) for name in names if name)

    def _url(self) -> str:
        link = self.tree.css_first('link[rel="canonical" i][href]')
        candidates = [link.attributes.get("href") or ""] if link is not None else []
        candidates += [value for _, value in self.meta("og:url")]
        candidates += jsonld.strings(self.article.get("url"), "@id")
        return next((url.strip() for url in candidates if url.strip().startswith(("http://", "https://"))), "")


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        value = attributes.get("content")
        if not value or len(value) > 2000:
            continue
        for key in ("property", "name", "itemprop"):
            if name := attributes.get(key):
                found.setdefault(name.strip().lower(), []).append(clean(value))
    return found


def read_metadata(tree: LexborHTMLParser, url: str = "") -> Metadata:
    """The metadata of a page that is parsed; the tree is not changed. `url` is where it was saved from, if known."""
    facts = PageFacts(tree, url)
    found = Metadata(url=facts.url, kinds=frozenset(jsonld.types(facts.objects)))
    found.headline, found.origins["headline"] = _headline(facts)
    found.date, found.origins["date"] = _date(facts, found)
    found.authors, found.origins["authors"] = _authors(facts)
    found.section, found.origins["section"] = _section(facts)
    found.source, found.origins["source"] = _source(facts)
    if found.date is None or not found.authors:
        _look(facts, found)
    found.language, found.origins["language"] = _language(facts)
    found.entities = tuple(_entities(facts.article))
    if facts.broken:
        found.warnings.append("The page's JSON-LD is broken; its plain fields were picked out.")
    og_type = next((value for _, value in facts.meta("og:type")), "")
    if og_type:
        found.kinds |= {f"og:{og_type.lower()}"}
    return found


def _look(facts: PageFacts, found: Metadata) -> None:
    """Fills in a date and authors that are only seen."""
    lines = VisibleLines(facts.tree, found.headline)
    if found.date is None:
        found.date = lines.date(day_first=_day_first(facts))
        found.origins["date"] = "a line near the heading" if found.date else ""
    if found.date is None:
        _last_change(facts, found)
    if not found.authors:
        found.authors = tuple(name for name in lines.authors() if not _is_site(name, facts))
        found.origins["authors"] = "a line near the heading" if found.authors else ""


def _last_change(facts: PageFacts, found: Metadata) -> None:
    """Better than no date: when the page was last changed; said as a warning."""
    texts = [
        *facts.meta("article:modified_time", "og:updated_time"),
        *(("", text) for text in jsonld.strings(facts.article.get("dateModified"))),
    ]
    for _, text in texts:
        if (date := parse_date(text)) is not None:
            found.date, found.origins["date"] = date, "the date of the last change"
            found.warnings.append("The page says only when it was last changed, not when it was published.")
            return


def _day_first(facts: PageFacts) -> bool:
    root = facts.tree.css_first("html")
    language = (root.attributes.get("lang") or "").lower() if root is not None else ""
    return not language.startswith("en") or language.startswith("en-gb")


def _headline(facts: PageFacts) -> tuple[str, str]:
    headings = [one_line(node.text(deep=True, separator=" ")) for node in facts.tree.css("h1")[:4]]
    headings = [heading for heading in headings if heading and not _is_site(heading, facts)]
    for text in jsonld.strings(facts.article.get("headline")):
        if title := clean(text):
            return _as_headed(_without_site(title, facts), headings), "JSON-LD headline"
    for name, value in facts.meta("og:title", "twitter:title", "dc.title", "title"):
        if (title := _without_site(value, facts)) and not _is_site(title, facts):
            return _as_headed(title, headings), name
    node = facts.tree.css_first("title")
    title = _without_site(clean(node.text()), facts) if node is not None else ""
    if title and (headed := _as_headed(title, headings)) != title:
        return headed, "h1"
    if len(headings) == 1:
        return headings[0], "h1"
    return (title, "title") if title or not headings else (headings[0], "h1")


def _as_headed(title: str, headings: list[str]) -> str:
    """The page's own heading where the title is the same with other quotes, or with a kicker or the site around it."""
    plain = _letters(title)
    for heading in headings:
        letters = _letters(heading)
        if letters == plain or (len(letters) >= 12 and (plain.endswith(letters) or plain.startswith(letters))):
            return heading
    return title


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _without_site(title: str, facts: PageFacts) -> str:
    """The title without `| Site` behind it or `Site - ` before it."""
    parts = _TITLE_CUT.split(title)
    while len(parts) > 1 and _is_site_part(parts[-1], facts):
        title = title[: title.rindex(parts.pop())].rstrip(" |•·»›>–—:-")
    if len(parts) > 1 and _letters(parts[0]) in facts.site_names:
        title = title[len(parts[0]) :].lstrip(" |•·»›>–—:-")
    return title


def _is_site_part(part: str, facts: PageFacts) -> bool:
    plain = _letters(part)
    if not plain:
        return True
    return any(
        plain == name or (len(plain) > 4 and plain in name) or (len(name) > 4 and name in plain)
        for name in facts.site_names
    )


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
    nodes = facts.tree.css(_DATE_NODES)[:12]
    for node in nodes:
        attributes = node.attributes
        for name in ("datetime", "content", "title"):
            if value := attributes.get(name):
                yield f"<{node.tag} {name}>", value
    for node in nodes:
        text = one_line(node.text(deep=True, separator=" "))
        if 6 <= len(text) <= 60:
            yield f"<{node.tag}>", text
    if match := _URL_DATE.search(facts.url):
        yield (
            "the url",
            f"{match[1]}-{match[2]}-{match[3]}" if match[2].isdigit() else f"{match[3]} {match[2]} {match[1]}",
        )


def _authors(facts: PageFacts) -> tuple[tuple[str, ...], str]:
    for origin, values in _author_texts(facts):
        names: list[str] = []
        for value in values:
            names.extend(name for name in split_authors(clean(value)) if name not in names)
        names = [name for name in names if not _is_site(name, facts)]
        if names:
            return tuple(names[:_MANY_AUTHORS]), origin
    return (), ""


def _is_site(name: str, facts: PageFacts) -> bool:
    """`admin`, the site's own name and the like are no authors."""
    plain = re.sub(r"[\W_]+", "", name.casefold())
    if plain in _NOBODY:
        return True
    return bool(plain) and plain in facts.site_names


def _in_comments(node: LexborNode) -> bool:
    """Whether a node belongs to a reader's comment."""
    outer: LexborNode | None = node
    for _ in range(6):
        if outer is None:
            return False
        attributes = outer.attributes
        if "comment" in f"{attributes.get('class')} {attributes.get('id')}".lower():
            return True
        outer = outer.parent
    return False


def _author_texts(facts: PageFacts) -> Iterator[tuple[str, list[str]]]:
    yield "JSON-LD author", jsonld.strings(facts.article.get("author")) or jsonld.strings(facts.article.get("creator"))
    for name in _AUTHOR_METAS:
        yield name, facts.metas.get(name, [])
    for node in facts.tree.css(_AUTHOR_NODES)[:6]:
        if _in_comments(node):
            continue
        text = one_line(node.text(deep=True, separator=" "))
        if 3 < len(text) < 90:
            yield (
                f"<{node.tag} {node.attributes.get('class') or node.attributes.get('itemprop') or 'rel=author'}>",
                [text],
            )


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
    for name, value in facts.meta(*_SOURCE_METAS):
        if value and len(value) <= 60 and not value.startswith("http"):
            return value, name
    host = _host(facts.url)
    return host, "the url" if host else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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
