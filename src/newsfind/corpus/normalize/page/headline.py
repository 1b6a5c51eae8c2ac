"""The headline of a page: as its metadata have it, without the site, and as the page itself heads the article."""

from __future__ import annotations

import re

from newsfind.corpus.normalize.characters import letters, one_line, plain_line
from newsfind.corpus.normalize.page import jsonld
from newsfind.corpus.normalize.page.facts import PageFacts, is_site, is_site_part

_TITLE_CUT = re.compile(r"\s+(?:[|•·»›>–—-]|::)\s+")


def find_headline(facts: PageFacts) -> tuple[str, str]:
    """(headline, origin)."""
    headings = [one_line(node.text(deep=True, separator=" ")) for node in facts.tree.css("h1")[:4]]
    headings = [heading for heading in headings if heading and not is_site(heading, facts)]
    for text in jsonld.strings(facts.article.get("headline")):
        if title := plain_line(text):
            return _as_headed(_without_site(title, facts), headings), "JSON-LD headline"
    for name, value in facts.meta("og:title", "twitter:title", "dc.title", "title"):
        if (title := _without_site(value, facts)) and not is_site(title, facts):
            return _as_headed(title, headings), name
    node = facts.tree.css_first("title")
    title = _without_site(plain_line(node.text()), facts) if node is not None else ""
    if title and (headed := _as_headed(title, headings)) != title:
        return headed, "h1"
    if len(headings) == 1:
        return headings[0], "h1"
    return (title, "title") if title or not headings else (headings[0], "h1")


def _as_headed(title: str, headings: list[str]) -> str:
    """The page's own heading where the title is the same with other quotes, or with a kicker or the site around it."""
    plain = letters(title)
    for heading in headings:
        seen = letters(heading)
        if seen == plain or (len(seen) >= 12 and (plain.endswith(seen) or plain.startswith(seen))):
            return heading
    return title


def _without_site(title: str, facts: PageFacts) -> str:
    """The title without `| Site` behind it or `Site - ` before it."""
    parts = _TITLE_CUT.split(title)
    while len(parts) > 1 and is_site_part(parts[-1], facts):
        title = title[: title.rindex(parts.pop())].rstrip(" |•·»›>–—:-")
    if len(parts) > 1 and letters(parts[0]) in facts.site_names:
        title = title[len(parts[0]) :].lstrip(" |•·»›>–—:-")
    return title
