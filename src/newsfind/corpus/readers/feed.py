"""RSS, Atom and RDF files: full content where the feed has it, the summary otherwise."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.source import Source, Unreadable
from newsfind.corpus.readers.xml_tree import root_name

_ROOTS = frozenset(("rss", "feed", "RDF", "rdf", "channel"))


class _Feed:
    name = "RSS, Atom or RDF"
    suffixes = (".rss", ".atom", ".rdf", ".xml")
    many = True

    def sniff(self, head: bytes) -> bool:
        """A feed's element at the root; WordPress exports, which are RSS too, are asked for before."""
        return root_name(head) in _ROOTS

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article an entry."""
        data = source.read()
        if b"<!ENTITY" in data[:65536]:
            raise Unreadable("The feed declares entities of its own, which are not expanded.")
        try:
            found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise Unreadable(f"The feed is damaged ({type(error).__name__}).") from error
        if not found.entries:
            reason = f" ({found.bozo_exception})" if found.bozo else ""
            raise Unreadable(f"There is no entry in the feed{reason}.")
        for number, entry in enumerate(found.entries, 1):
            yield _article(source.path, number, entry, found.feed)


def _article(path: str, number: int, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> RawArticle | Skipped:
    link = str(entry.get("link") or "")
    record = str(entry.get("id") or link or number)
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    html = max([*contents, str(entry.get("summary") or "")], key=len)
    if not html.strip():
        return Skipped(f"{path}#{record}", "The entry has neither content nor summary.")
    is_markup = "<" in html or "&" in html
    return RawArticle(
        path=path,
        record=record,
        html=html if is_markup else "",
        text="" if is_markup else html,
        headline=str(entry.get("title") or ""),
        sections=tuple(str(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags") or ()),
        date=str(entry.get("published") or entry.get("updated") or ""),
        source=str((entry.get("source") or {}).get("title") or feed.get("title") or ""),
        authors=_authors(entry),
        url=link
        if link.startswith(("http://", "https://"))
        else "",  # else the entry's id, which feedparser puts there
        language=str(feed.get("language") or ""),
        notes=("The feed has only a summary of it.",) if not contents else (),
    )


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    named = [str(part.get("name") or "") for part in entry.get("authors") or ()]
    return tuple(name for name in named if name) or tuple(filter(None, [str(entry.get("author") or "")]))


reader = _Feed()
