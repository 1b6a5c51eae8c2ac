"""WordPress exports (WXR): posts and pages that were published, streamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timezone

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.source import Source
from newsfind.corpus.readers.xml_tree import Element, stream

_MARK = re.compile(rb"wordpress\.org/export/|WordPress eXtended RSS|<wp:wxr_version")
_BREAKS = re.compile(r"\n\s*\n")
_BLOCK = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)*</?(?:p|div|h[1-6]|[uod]l|li|d[td]|blockquote|pre|table|t[rdh]|tbody|figure|section|article|hr)\b",
    re.I | re.S,
)
_NO_ARTICLE = frozenset(
    (
        "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request",
        "wp_block", "wp_font_face", "wp_font_family", "wp_global_styles", "wp_navigation", "wp_template",
        "wp_template_part",
    )
)  # fmt: skip
"""WordPress's own types of posts that are parts of the site; a plugin's type may be an article."""


class _Wxr:
    name = "WordPress export"
    suffixes = (".xml", ".wxr")
    many = True

    def sniff(self, head: bytes) -> bool:
        """The export's name space or its introduction."""
        return _MARK.search(head) is not None

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article a post; menus, attachments and drafts are no articles."""
        people: dict[str, str] = {}
        site = ""
        with source.open() as opened:
            for element in stream(opened, "item", "author", "title"):
                if element.name == "author":
                    people[element.text("author_login")] = element.text("author_display_name")
                elif element.name == "title":
                    site = site or element.text()
                elif element.text("post_type") not in _NO_ARTICLE:
                    yield _article(source.path, element, people, site)


def _article(path: str, item: Element, people: dict[str, str], site: str) -> RawArticle | Skipped:
    record = item.text("post_id") or item.text("guid")
    where = f"{path}#{record}"
    status = item.text("status")
    if status and status != "publish":
        return Skipped(where, f"The post is not published (its status is {status}).")
    html = next((_raw(found) for found in item.all("encoded") if _raw(found).strip()), "")
    if not html:
        return Skipped(where, "The post is empty.")
    login = item.text("creator")
    return RawArticle(
        path=path,
        record=record,
        html=_paragraphs(html),
        headline=item.text("title"),
        sections=tuple(found.text() for found in item.all("category") if found.get("domain") == "category"),
        date=_date(item.text("post_date"), item.text("post_date_gmt")) or item.text("pubDate"),
        source=site,
        authors=tuple(filter(None, [people.get(login) or login])),
        url=item.text("link"),
    )


def _date(local: str, utc: str) -> str:
    """The time of the site's own clock, with its zone, which is what the same time in UTC tells.

    >>> _date("2024-05-05 23:30:00", "2024-05-06 05:30:00")
    '2024-05-05T23:30:00-06:00'
    """
    try:
        ahead = datetime.fromisoformat(local) - (written := datetime.fromisoformat(utc))
        return written.replace(tzinfo=UTC).astimezone(timezone(ahead)).isoformat()
    except (ValueError, OverflowError):  # the year 0000 is what an unset time has
        return local if not local.startswith("0000") else ""


def _raw(element: Element) -> str:
    return "".join(child for child in element.children if isinstance(child, str))


def _paragraphs(html: str) -> str:
    """WordPress keeps paragraphs as blank lines and makes them `<p>` only when it shows them."""
    parts = _BREAKS.split(html)
    return "\n".join(part if _BLOCK.match(part) else f"<p>{part}</p>" for part in parts)


reader = _Wxr()
