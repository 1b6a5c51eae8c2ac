"""WordPress exports (WXR): posts and pages that were published, streamed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.source import Source
from newsfind.corpus.readers.xml_tree import Element, stream

_MARK = re.compile(rb"wordpress\.org/export/|WordPress eXtended RSS|<wp:wxr_version")
_BREAKS = re.compile(r"\n\s*\n")
_NO_ARTICLE = frozenset(
    ("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "wp_global_styles")
)


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
    terms = [found.text() for found in item.all("category") if found.get("domain") == "category" and found.text()]
    login = item.text("creator")
    date = item.text("post_date_gmt")
    return RawArticle(
        path=path,
        record=record,
        html=_paragraphs(html),
        headline=item.text("title"),
        section=terms[0] if terms else "",
        other_sections=tuple(terms[1:]),
        date=f"{date}+00:00"
        if date and not date.startswith("0000")
        else item.text("post_date") or item.text("pubDate"),
        source=site,
        authors=tuple(filter(None, [people.get(login) or login])),
        url=item.text("link"),
    )


def _raw(element: Element) -> str:
    return "".join(child for child in element.children if isinstance(child, str))


def _paragraphs(html: str) -> str:
    """WordPress keeps paragraphs as blank lines and makes them `<p>` only when it shows them."""
    return html if "<p" in html else "".join(f"<p>{part}</p>" for part in _BREAKS.split(html))


reader = _Wxr()
