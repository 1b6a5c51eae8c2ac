"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from newsfind.corpus.normalize.encodings import decode
from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.source import Source, Unreadable


class _JsonFeed:
    name = "JSON Feed"
    suffixes = (".json",)
    many = True

    def sniff(self, head: bytes) -> bool:
        """The version that a JSON Feed must name."""
        return b"jsonfeed.org/version" in head.replace(b"\\/", b"/")

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article an item."""
        try:
            feed = json.loads(decode(source.read()).lstrip("\ufeff"), strict=False)
        except (ValueError, RecursionError) as error:
            raise Unreadable("The file is no JSON.") from error
        items = feed.get("items") if isinstance(feed, Mapping) else None
        if not isinstance(items, list):
            raise Unreadable("There is no item in the JSON Feed.")
        for number, item in enumerate(items, 1):
            if isinstance(item, Mapping):
                yield _article(source.path, number, item, feed)


def _article(path: str, number: int, item: Mapping[str, Any], feed: Mapping[str, Any]) -> RawArticle | Skipped:
    record = str(item.get("id") or item.get("url") or number)
    html = str(item.get("content_html") or "")
    text = "" if html else str(item.get("content_text") or item.get("summary") or "")
    if not html.strip() and not text.strip():
        return Skipped(f"{path}#{record}", "The item has no content.")
    people = (
        item.get("authors") or [item.get("author")]
        if item.get("authors") or item.get("author")
        else feed.get("authors") or []
    )
    tags = [str(tag) for tag in item.get("tags") or () if tag]
    return RawArticle(
        path=path,
        record=record,
        html=html,
        text=text,
        headline=str(item.get("title") or ""),
        section=tags[0] if tags else "",
        other_sections=tuple(tags[1:]),
        date=str(item.get("date_published") or ""),
        source=str(feed.get("title") or ""),
        authors=tuple(str(person["name"]) for person in people if isinstance(person, Mapping) and person.get("name")),
        url=str(item.get("url") or item.get("external_url") or ""),
        language=str(item.get("language") or feed.get("language") or ""),
    )


reader = _JsonFeed()
