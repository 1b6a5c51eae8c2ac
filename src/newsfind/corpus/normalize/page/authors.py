"""The authors of a page: from JSON-LD, meta tags, the elements that bylines stand in, and lines near the heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from newsfind.corpus.normalize.bylines import byline_authors, split_authors
from newsfind.corpus.normalize.characters import one_line, plain_line
from newsfind.corpus.normalize.page import jsonld
from newsfind.corpus.normalize.page.facts import PageFacts, is_site

_AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
    "article:author_name", "citation_author", "og:article:author", "cxenseparse:author", "article.author",
    "twitter:data1",
)  # fmt: skip
_AUTHOR_NODES = (
    'a[rel~="author"],[itemprop="author"] [itemprop="name"],[itemprop="author"],[rel~="author"],.byline-name,'
    ".author-name,"
    ".byline__name,.byline .author,.byline a,.author a,.post-author,.entry-author,.p-author,.vcard .fn,.article-author,"
    '.article__author,.byline,.author,[class*="byline" i],[class*="author-name" i],[class*="authorname" i]'
)
_MANY_AUTHORS = 12
_LONGEST_LINE = 160
_CREDIT: Final = re.compile(
    r"^(?:autor(?:in|en)?|author|auteur|autore|text|redaktion|interview|text\s+(?:von|by)|ein\s+(?:beitrag|artikel|gastbeitrag)\s+von|"
    r"artikel\s+von|geschrieben\s+von|verfasst\s+von|written\s+by|posted\s+by|veröffentlicht\s+von|erstellt\s+von|escrito\s+por)\s*:?\s+",
    re.I,
)
_BY: Final = frozenset(("von", "by", "por", "par", "di", "von:", "by:", "autor:", "author:", "text:"))


def find_authors(facts: PageFacts) -> tuple[tuple[str, ...], str]:
    """(names, origin) from the first place that names anyone but the site itself."""
    for origin, values in _author_texts(facts):
        names: list[str] = []
        for value in values:
            names.extend(name for name in split_authors(plain_line(value)) if name not in names)
        names = [name for name in names if not is_site(name, facts)]
        if names:
            return tuple(names[:_MANY_AUTHORS]), origin
    return (), ""


def authors_in_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The names of the first byline among the lines around a heading; its `by` may stand in a line of its own."""
    before = ""
    for line in map(one_line, lines):
        if len(line) > _LONGEST_LINE:
            continue
        text = f"by {line}" if before in _BY else line
        before = line.lower()
        if (names := byline_authors(_CREDIT.sub("by ", text))) is not None:
            return names
    return ()


def is_of_others(node: LexborNode) -> bool:
    """Whether a node belongs to a reader's comment, or to a post that is embedded in a quote."""
    outer: LexborNode | None = node
    for _ in range(6):
        if outer is None:
            return False
        attributes = outer.attributes
        if outer.tag == "blockquote":
            return True
        if "comment" in f"{attributes.get('class')} {attributes.get('id')}".lower():
            return outer.css_first("h1") is None
        outer = outer.parent
    return False


def _author_texts(facts: PageFacts) -> Iterator[tuple[str, list[str]]]:
    yield "JSON-LD author", jsonld.strings(facts.article.get("author")) or jsonld.strings(facts.article.get("creator"))
    for name in _AUTHOR_METAS:
        yield name, facts.metas.get(name, [])
    for node in facts.tree.css(_AUTHOR_NODES)[:6]:
        if is_of_others(node):
            continue
        text = one_line(node.text(deep=True, separator=" "))
        if 3 < len(text) < 90:
            yield (
                f"<{node.tag} {node.attributes.get('class') or node.attributes.get('itemprop') or 'rel=author'}>",
                [text],
            )
