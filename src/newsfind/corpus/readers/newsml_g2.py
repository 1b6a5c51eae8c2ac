"""NewsML-G2: news items, messages of several items, with NITF, XHTML or plain text inside."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.article import EntityType
from newsfind.corpus.normalize.agencies import agency_of
from newsfind.corpus.raw import RawArticle, Skipped, given_entities
from newsfind.corpus.readers.iptc import is_withdrawn, subject_name
from newsfind.corpus.readers.nitf import nitf_markup
from newsfind.corpus.readers.source import Source
from newsfind.corpus.readers.xml_tree import Element, markup, root_name, stream

_OTHER_ITEMS = {
    "packageItem": "a package, which lists other items and has no text of its own",
    "conceptItem": "a concept, not an article",
    "knowledgeItem": "a list of concepts, not an article",
    "planningItem": "a plan of coverage, not an article",
    "catalogItem": "a catalog of schemes, not an article",
}
_ITEMS = ("newsItem", *_OTHER_ITEMS)
_TYPES: dict[str, EntityType] = {"person": "person", "organisation": "organisation", "geoArea": "place", "poi": "place"}


class _NewsmlG2:
    name = "NewsML-G2"
    suffixes = (".xml", ".g2", ".newsml")
    many = True

    def sniff(self, head: bytes) -> bool:
        """An item or a message at the root."""
        return root_name(head) in ("newsMessage", *_ITEMS)

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """The items of a file; of several versions of one item in a message, the highest."""
        newest: dict[str, Element] = {}
        with source.open() as opened:
            for number, item in enumerate(stream(opened, *_ITEMS), 1):
                key = item.get("guid") or str(number)
                if key not in newest or _version(item) >= _version(newest[key]):
                    newest[key] = item
        if not newest:
            yield Skipped(source.path, "There is no item in the NewsML-G2 message.")
        alone = len(newest) == 1
        for key, item in newest.items():
            yield _article(source.path, "" if alone else key, item)


def _version(item: Element) -> int:
    version = item.get("version")
    return int(version) if version.isdigit() else 0


def _code(element: Element | None) -> str:
    """The last part of a code: `canceled` of `stat:canceled` or of a whole uri."""
    if element is None:
        return ""
    return (element.get("qcode") or element.get("uri")).replace("/", ":").rpartition(":")[2]


def _article(path: str, record: str, item: Element) -> RawArticle | Skipped:
    where = f"{path}#{record}" if record else path
    if item.name != "newsItem":
        return Skipped(where, f"The item is {_OTHER_ITEMS[item.name]}.")
    withdrawn = is_withdrawn(_code(item.first("itemMeta/pubStatus")))
    html, text = _content(item)
    if not html and not text and not withdrawn:
        kind = _code(item.first("itemMeta/itemClass")) or "unknown"
        return Skipped(where, f"The item has no text in it (its class is {kind}).")
    meta = item.first("contentMeta") or Element("contentMeta")
    return RawArticle(
        path=path,
        record=record,
        html=html,
        text=text,
        headline=meta.text("headline") or item.text("itemMeta/title"),
        sections=tuple(_sections(meta)),
        date=_date(item, meta),
        source=_source(item, meta),
        authors=_authors(meta),
        agency=agency_of(_named(item.first("itemMeta/provider"))),
        url=next(
            (found.get("href") for found in item.all("itemMeta/link") if found.get("rel").endswith("canonical")), ""
        ),
        language=next((found.get("tag") for found in meta.all("language")), item.get("lang")),
        entities=given_entities(_named_in(item, meta)),
        guid=item.get("guid"),
        version=item.get("version"),
        withdrawn=withdrawn,
        embargo=item.text("itemMeta/embargoed"),
        notes=tuple(_notes(meta)),
    )


def _content(item: Element) -> tuple[str, str]:
    """(HTML, plain text) of the item's content; one of them, or none for a picture."""
    for inline in item.all("contentSet/inlineXML"):
        inner = next(iter(inline), None)
        if inner is None:
            continue
        if inner.name == "nitf":
            content = inner.first("body/body.content")
            if content is not None and content.text():
                return nitf_markup(content), ""
            continue
        body = inner.first("body") if inner.name == "html" else inner
        if body is not None and body.text() and (inner.name == "html" or "html" in inline.get("contenttype")):
            return markup(body), ""
    for inline in item.all("contentSet/inlineData"):
        if text := "".join(child for child in inline.children if isinstance(child, str)).strip():
            return (text, "") if "html" in inline.get("contenttype") else ("", text)
    return "", ""


def _named(element: Element | None) -> str:
    if element is None:
        return ""
    return element.text("name") or element.get("literal") or _code(element)


def _sections(meta: Element) -> Iterator[str]:
    for subject in meta.all("subject"):
        if _code_of_type(subject) not in _TYPES:
            yield subject_name(subject.get("qcode") or subject.get("uri")) or _english(subject)


def _english(element: Element) -> str:
    """The element's name in English where it has several, else the first."""
    names = element.all("name")
    english = [name for name in names if name.get("lang").lower().startswith("en")]
    return (english or names)[0].text() if names else ""


def _code_of_type(subject: Element) -> str:
    return subject.get("type").rpartition(":")[2]


def _date(item: Element, meta: Element) -> str:
    places = ("itemMeta/firstCreated", "itemMeta/versionCreated")
    found = [meta.text("contentCreated"), *(item.text(place) for place in places), meta.text("contentModified")]
    return next((date for date in found if date), "")


def _source(item: Element, meta: Element) -> str:
    return (
        _named(meta.first("infoSource"))
        or item.text("rightsInfo/copyrightHolder/name")
        or _named(item.first("itemMeta/provider"))
    )


def _authors(meta: Element) -> tuple[str, ...]:
    bylines = [found.text() for found in meta.all("by") if found.text()]
    return tuple(bylines or [name for found in meta.all("creator") if (name := found.text("name"))])


def _named_in(item: Element, meta: Element) -> Iterator[tuple[str, EntityType]]:
    for subject in [*meta.all("subject"), *item.all("assert")]:
        if kind := _TYPES.get(_code_of_type(subject)) or _TYPES.get(_code(subject.first("type"))):
            yield _english(subject), kind


def _notes(meta: Element) -> Iterator[str]:
    if urgency := meta.text("urgency"):
        yield f"Urgency {urgency}."
    if place := meta.text("dateline"):
        yield f"Dateline: {place}."


reader = _NewsmlG2()
