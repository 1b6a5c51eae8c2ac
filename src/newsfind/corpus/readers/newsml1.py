"""NewsML 1: news items with news components inside; text as NITF, XHTML or plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsfind.corpus.normalize.agencies import agency_of
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.iptc import WITHOUT_TIME, is_withdrawn, subject_name
from newsfind.corpus.readers.nitf import nitf_markup
from newsfind.corpus.readers.source import Source
from newsfind.corpus.readers.xml_tree import Element, markup, root_name, stream


class _Newsml1:
    name = "NewsML 1"
    suffixes = (".xml", ".newsml")
    many = True

    def sniff(self, head: bytes) -> bool:
        """A `NewsML` element at the root."""
        return root_name(head) == "NewsML"

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article a news item."""
        with source.open() as opened:
            items = list(stream(opened, "NewsItem"))
        if not items:
            yield Skipped(source.path, "There is no NewsItem in the file.")
        for number, item in enumerate(items, 1):
            yield _article(source.path, "" if len(items) == 1 else _record(item, number), item)


def _record(item: Element, number: int) -> str:
    return item.text("Identification/NewsIdentifier/NewsItemId") or str(number)


def _article(path: str, record: str, item: Element) -> RawArticle | Skipped:
    html, text = _content(item)
    management = item.first("NewsManagement") or Element("NewsManagement")
    status = _formal_name(management.all("Status"))
    if not html and not text and not is_withdrawn(status):
        return Skipped(f"{path}#{record}" if record else path, "The NewsML item has no text in it.")
    lines = list(item.descendants("NewsLines"))
    identifier = item.first("Identification/NewsIdentifier") or Element("NewsIdentifier")
    return RawArticle(
        path=path,
        record=record,
        html=html,
        text=text,
        headline=_line(lines, "HeadLine"),
        sections=tuple(_sections(item)),
        date=management.text("FirstCreated") or management.text("ThisRevisionCreated") or identifier.text("DateId"),
        source=_line(lines, "CopyrightLine/CopyrightHolder") or _party(item),
        authors=tuple(filter(None, [_line(lines, "ByLine")])),
        agency=agency_of(_party(item)),
        language=_formal_name(item.descendants("Language")),
        guid=identifier.text("PublicIdentifier").rpartition(":")[0] or identifier.text("NewsItemId"),
        version=identifier.text("RevisionId"),
        withdrawn=is_withdrawn(status),
        embargo=_embargo(management, status),
        notes=tuple(f"Urgency {found.get('FormalName')}." for found in management.all("Urgency")),
    )


def _formal_name(elements: Iterable[Element]) -> str:
    return next((name for element in elements if (name := element.get("FormalName"))), "")


def _embargo(management: Element, status: str) -> str:
    """Until when an item is not to be seen: it says to what its status will change, and at what time."""
    if status.lower() != "embargoed":
        return ""
    return management.text("StatusWillChange/DateAndTime") or WITHOUT_TIME


def _line(lines: list[Element], name: str) -> str:
    return next((text for line in lines if (text := line.text(name))), "")


def _party(item: Element) -> str:
    return _formal_name(party for provider in item.descendants("Provider", "Source") for party in provider.all("Party"))


def _sections(item: Element) -> Iterator[str]:
    for subject in item.descendants("SubjectCode"):
        for found in subject.descendants("Subject", "SubjectMatter", "SubjectDetail"):
            if name := subject_name(found.get("FormalName")):
                yield name


def _content(item: Element) -> tuple[str, str]:
    """(HTML, plain text) of the longest piece of content: an item also carries summaries, style sheets and the like."""
    best = ("", "")
    for content in item.descendants("DataContent"):
        found = _piece(content)
        if len("".join(found)) > len("".join(best)):
            best = found
    return best


def _piece(content: Element) -> tuple[str, str]:
    for inner in content.descendants("body.content"):
        return nitf_markup(inner), ""
    for inner in content.descendants("body"):
        return markup(inner), ""
    if next(iter(content), None) is not None:
        return markup(content), ""
    text = "".join(child for child in content.children if isinstance(child, str)).strip()
    return (text, "") if "<p" in text.lower() else ("", text)


reader = _Newsml1()
