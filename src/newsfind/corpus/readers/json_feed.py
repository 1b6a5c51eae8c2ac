"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.json_values import parsed
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
        feed = parsed(source.read())
        if not isinstance(feed, Mapping) or not (items := _listed(feed.get("items"))):
            raise Unreadable("There is no item in the JSON Feed.")
        for number, item in enumerate(items, 1):
            if isinstance(item, Mapping):
                yield _article(source.path, number, item, feed)
            else:
                yield Skipped(f"{source.path}#{number}", "The item is no object with fields.")


def _listed(value: object) -> list[Any]:
    """The parts of a list; of what should be one and is not, itself."""
    return value if isinstance(value, list) else [value] if value else []


def _article(path: str, number: int, item: Mapping[str, Any], feed: Mapping[str, Any]) -> RawArticle | Skipped:
    record = str(item.get("id") or item.get("url") or number)
    html = str(item.get("content_html") or "")
    text = "" if html else str(item.get("content_text") or item.get("summary") or "")
    if not html.strip() and not text.strip():
        return Skipped(f"{path}#{record}", "The item has no content.")
    people = next((found for name in ("authors", "author") if (found := _listed(item.get(name)))), feed.get("authors"))
    return RawArticle(
        path=path,
        record=record,
        html=html,
        text=text,
        headline=str(item.get("title") or ""),
        sections=tuple(str(tag) for tag in _listed(item.get("tags")) if tag),
        date=str(item.get("date_published") or ""),
        source=str(feed.get("title") or ""),
        authors=tuple(
            str(person["name"]) for person in _listed(people) if isinstance(person, Mapping) and person.get("name")
        ),
        url=str(item.get("url") or item.get("external_url") or ""),
        language=str(item.get("language") or feed.get("language") or ""),
    )


reader = _JsonFeed()
