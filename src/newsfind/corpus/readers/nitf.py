"""NITF, the News Industry Text Format: a file of its own, or inside NewsML."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.article import EntityType
from newsfind.corpus.raw import RawArticle, Skipped, given_entities
from newsfind.corpus.readers.iptc import WITHOUT_TIME, is_withdrawn, subject_name
from newsfind.corpus.readers.source import Source
from newsfind.corpus.readers.xml_tree import Element, markup, parse, root_name

_NAMED: dict[str, EntityType] = {"person": "person", "org": "organisation", "location": "place"}
_OF_PLACES = ("sublocation", "city", "state", "region", "country")


class _Nitf:
    name = "NITF"
    suffixes = (".nitf", ".xml")
    many = False

    def sniff(self, head: bytes) -> bool:
        """A `nitf` element at the root."""
        return root_name(head) == "nitf"

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article."""
        yield _article(source.path, parse(source.read()))


def _article(path: str, nitf: Element) -> RawArticle | Skipped:
    content = nitf.first("body/body.content") or Element("body.content")
    data = nitf.first("head/docdata") or Element("docdata")
    withdrawn = is_withdrawn(data.get("management-status"))
    if not content.text() and not withdrawn:
        return Skipped(path, "The NITF item has no text.")
    return RawArticle(
        path=path,
        html=nitf_markup(content),
        headline=nitf.text("body/body.head/hedline/hl1") or nitf.text("head/title"),
        sections=tuple(_sections(nitf, data)),
        date=_date(nitf, data),
        source=_source(nitf, data),
        authors=tuple(_authors(nitf)),
        agency=nitf.text("body/body.head/distributor"),
        url=_first_attribute(nitf, "head/pubdata", "ex-ref"),
        language=nitf.get("lang") or _first_attribute(nitf, "body", "lang"),
        entities=given_entities(_named_in(nitf)),
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
    return named


def _authors(nitf: Element) -> Iterator[str]:
    """The people named in a byline, without their titles, which stand in elements of their own; else all of it."""
    for byline in nitf.all("body/body.head/byline"):
        people = [_spaced(person) for person in byline.all("person")]
        yield from filter(None, people or [_spaced(byline)])


def _spaced(element: Element) -> str:
    """The text of an element with a blank between its parts, which are fields: `name.given`, `name.family`."""
    parts = (child if isinstance(child, str) else child.text() for child in element.children)
    return " ".join(" ".join(parts).split())


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


def _named_in(nitf: Element) -> Iterator[tuple[str, EntityType]]:
    for part in [*nitf.all("head/docdata/identified-content"), *nitf.all("body/body.content")]:
        for found in part.descendants(*_NAMED):
            fields = (found.text(name) for name in _OF_PLACES)  # of a city in a state, the city
            yield found.get("value") or next(filter(None, fields), "") or _spaced(found), _NAMED[found.name]


def _embargo(data: Element) -> str:
    if data.get("management-status").lower() != "embargoed":
        return ""
    return _first_attribute(data, "date.release", "norm") or WITHOUT_TIME


def _notes(data: Element) -> Iterator[str]:
    if urgency := _first_attribute(data, "urgency", "ed-urg"):
        yield f"Urgency {urgency}."
    for message in data.all("ed-msg"):
        if text := message.get("info"):
            yield f"Note to editors: {text}"


reader = _Nitf()
