"""NITF, the News Industry Text Format: a file of its own, or inside NewsML."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.article import Entity, EntityType
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.source import Source
from newsfind.corpus.readers.subjects import subject_name
from newsfind.corpus.readers.xml_tree import Element, markup, parse, root_name

_WITHDRAWN = frozenset(("canceled", "cancelled", "withheld", "killed"))
_NAMED: dict[str, EntityType] = {"person": "person", "org": "organisation", "location": "place"}


class _Nitf:
    name = "NITF"
    suffixes = (".nitf", ".xml")
    many = False

    def sniff(self, head: bytes) -> bool:
        """A `nitf` element at the root."""
        return root_name(head) == "nitf"

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article."""
        yield raw_of_nitf(source.path, parse(source.read()))


def raw_of_nitf(path: str, nitf: Element) -> RawArticle | Skipped:
    """The article of a `nitf` element."""
    content = nitf.first("body/body.content") or Element("body.content")
    data = nitf.first("head/docdata") or Element("docdata")
    withdrawn = data.get("management-status").lower() in _WITHDRAWN
    if not content.text() and not withdrawn:
        return Skipped(path, "The NITF item has no text.")
    sections = _sections(nitf, data)
    return RawArticle(
        path=path,
        html=nitf_markup(content),
        headline=nitf.text("body/body.head/hedline/hl1") or nitf.text("head/title"),
        section=sections[0] if sections else "",
        other_sections=tuple(sections[1:]),
        date=_date(nitf, data),
        source=_source(nitf, data),
        authors=tuple(byline.text() for byline in nitf.all("body/body.head/byline") if byline.text()),
        agency=nitf.text("body/body.head/distributor"),
        url=_first_attribute(nitf, "head/pubdata", "ex-ref"),
        language=nitf.get("lang") or _first_attribute(nitf, "body", "lang"),
        entities=tuple(_entities(nitf)),
        guid=_first_attribute(data, "doc-id", "id-string"),
        version=_first_attribute(data, "du-key", "version"),
        withdrawn=withdrawn,
        embargo=_embargo(data),
        notes=tuple(_notes(data)),
    )


def nitf_markup(content: Element) -> str:
    """The text as HTML: captions, footnotes and tables of results keep their own blocks."""
    kept = [child for child in content.children if not (isinstance(child, Element) and child.name == "media")]
    return markup(Element("body", children=[_renamed(child) for child in kept]))


def _renamed(child: str | Element) -> str | Element:
    if isinstance(child, str):
        return child
    name = {"block": "div", "bq": "blockquote", "hl1": "h2", "hl2": "h2"}.get(child.name, child.name)
    inner = [_renamed(item) for item in child.children if not (isinstance(item, Element) and item.name == "media")]
    return Element(name, {}, inner)


def _first_attribute(element: Element, path: str, name: str) -> str:
    return next((found.get(name) for found in element.all(path) if found.get(name)), "")


def _sections(nitf: Element, data: Element) -> list[str]:
    named = [found.get("position.section") for found in nitf.all("head/pubdata")]
    for subject in nitf.all("head/tobject/tobject.subject"):
        code = subject.get("tobject.subject.refnum")
        named.append(subject.get("tobject.subject.type") or subject_name(code) or subject.get("tobject.subject.matter"))
    if not any(named):
        named = [found.get("fixture.identifier") or found.get("fixture") for found in data.all("fixture")]
    return list(dict.fromkeys(name for name in named if name))


def _date(nitf: Element, data: Element) -> str:
    story = nitf.first("body/body.head/dateline/story.date")
    places = [data.first("date.issue"), data.first("date.release"), story]
    found = [place.get("norm") or place.text() for place in places if place is not None]
    found += [place.get("date.publication") for place in nitf.all("head/pubdata")]
    return next((date for date in found if date), "")


def _source(nitf: Element, data: Element) -> str:
    named = [found.get("name") for found in nitf.all("head/pubdata")]
    named += [found.get("holder") for found in data.all("doc.copyright")]
    named += [found.text() for found in nitf.all("body/body.head/rights/rights.owner")]
    return next((name for name in named if name), "")


def _entities(nitf: Element) -> Iterator[Entity]:
    seen = set()
    places = [
        found for found in (nitf.first("head/docdata/identified-content"), nitf.first("body/body.content")) if found
    ]
    for place in places:
        for found in place.descendants(*_NAMED):
            name = found.get("value") or found.text()
            if 1 < len(name) <= 100 and (name, found.name) not in seen:
                seen.add((name, found.name))
                yield Entity(name, _NAMED[found.name], given=True)


def _embargo(data: Element) -> str:
    if data.get("management-status").lower() != "embargoed":
        return ""
    return _first_attribute(data, "date.release", "norm") or "a time that is not given"


def _notes(data: Element) -> Iterator[str]:
    if urgency := _first_attribute(data, "urgency", "ed-urg"):
        yield f"Urgency {urgency}."
    for message in data.all("ed-msg"):
        if text := message.get("info"):
            yield f"Note to editors: {text}"


reader = _Nitf()
