"""Reuters-21578 SGML: latin-1 with control characters as numbers; one REUTERS element a story.

TOPICS become sections; PLACES, PEOPLE, ORGS, EXCHANGES and COMPANIES become entities under the names that the
collection gives them, so that facet counts are those of a count over the files.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from newsfind.article import EntityType
from newsfind.corpus.raw import RawArticle, Skipped, given_entities
from newsfind.corpus.readers.source import Source

_END = b"</REUTERS>"
_CHUNK = 1 << 18
_LONGEST = 4 * 1024 * 1024
_STORY = re.compile(r"<REUTERS\b(?P<attributes>[^>]{0,2000})>(?P<inside>.*)$", re.S)
_NUMBER = re.compile(r'NEWID="(\d+)"')
_CONTROL = re.compile(r"&#(?:[0-8]|1[1-9]|2\d|3[01]|127);")
_LISTS: tuple[tuple[str, EntityType], ...] = (
    ("PLACES", "place"),
    ("PEOPLE", "person"),
    ("ORGS", "organisation"),
    ("EXCHANGES", "organisation"),
    ("COMPANIES", "organisation"),
)
_DAY = re.compile(r"(\d{1,2}-[A-Z]{3}-\d{4})(?:\s+(\d\d:\d\d:\d\d))?")
_AUTHOR_LINE = re.compile(r"^\s*by\s+", re.I)


class _ReutersSgml:
    name = "Reuters SGML"
    suffixes = (".sgm", ".sgml")
    many = True

    def sniff(self, head: bytes) -> bool:
        """The collection's own document type or element."""
        return b"<!DOCTYPE lewis" in head or b"<REUTERS " in head

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article a story, stories without a title or body included where they have any text."""
        count = 0
        with source.open() as stream:
            waiting = b""
            while data := stream.read(_CHUNK):
                *stories, waiting = (waiting + data).split(_END)
                for story in stories:
                    count += 1
                    yield _article(source.path, count, story.decode("latin-1"))
                if len(waiting) > _LONGEST:
                    yield Skipped(source.path, "A story of the file never ends; the rest is not read.")
                    return
        if not count or b"<REUTERS" in waiting:
            yield Skipped(
                source.path, "The file ends in the middle of a story." if count else "No REUTERS element in it."
            )


def _inside(name: str, text: str) -> str:
    """The inside of the first element of a name; each text is looked through once, whatever it holds."""
    start = re.search(rf"<{name}\b[^>]{{0,500}}>", text)
    end = text.find(f"</{name}>", start.end()) if start else -1
    return text[start.end() : end] if start and end >= 0 else ""


def _listed(name: str, text: str) -> list[str]:
    return [html.unescape(value).strip() for value in re.findall(r"<D>([^<]{1,200})</D>", _inside(name, text))]


def _article(path: str, count: int, story: str) -> RawArticle | Skipped:
    match = _STORY.search(_CONTROL.sub(" ", story))
    if match is None:
        return Skipped(f"{path}#{count}", "The story is no REUTERS element.")
    number = _NUMBER.search(match["attributes"])
    inside = match["inside"]
    block = re.search(r"<TEXT\b([^>]{0,500})>(.*?)(?:</TEXT>|$)", inside, re.S)
    if block is None:
        return Skipped(f"{path}#{number[1] if number else count}", "The story has no TEXT element.")
    title, body = html.unescape(_inside("TITLE", block[2])).strip(), _body(block[1], block[2])
    author = _AUTHOR_LINE.sub("", html.unescape(_inside("AUTHOR", block[2])).strip())
    return RawArticle(
        path=path,
        record=number[1] if number else str(count),
        text=body or title,
        headline=title or _first_line(body),
        sections=tuple(_listed("TOPICS", inside)),
        date=_date(_inside("DATE", inside)),
        source="Reuters",
        agency="Reuters",
        authors=(author.split(",")[0].title(),) if author else (),
        language="en",
        entities=given_entities((name, kind) for tag, kind in _LISTS for name in _listed(tag, inside)),
    )


def _date(text: str) -> str:
    match = _DAY.search(text)
    return " ".join(part for part in match.groups() if part) if match else ""


def _body(attributes: str, text: str) -> str:
    """The story's text with its dateline; UNPROC stories have no inner elements."""
    if 'TYPE="UNPROC"' in attributes:
        return html.unescape(text).strip()
    body = html.unescape(_inside("BODY", text))
    dateline = html.unescape(_inside("DATELINE", text)).strip()
    body = re.sub(r"\n?\s*reuter\s*$", "", body.rstrip(), flags=re.I)
    return f"{dateline} {body.lstrip()}" if dateline and body else body or dateline


def _first_line(body: str) -> str:
    return next((" ".join(line.split()) for line in body.splitlines() if line.strip()), "")


reader = _ReutersSgml()
