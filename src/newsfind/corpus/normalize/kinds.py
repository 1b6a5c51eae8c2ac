"""Pages that are no article: section fronts, galleries, paywall stubs, error pages; each with its reason."""

from __future__ import annotations

import re

from newsfind.corpus.normalize.html import PageParts

_ERROR = re.compile(
    r"^(?:error\s+)?(?:403|404|410|50[0234])\b|^(?:page|article|file|site)\s+(?:not\s+found|unavailable|cannot\s+be\s+found)|"
    r"\bpage\s+not\s+found\b|^access\s+denied|^forbidden$|^(?:just\s+a\s+moment|attention\s+required|are\s+you\s+a\s+robot)|"
    r"^seite\s+nicht\s+gefunden|^page\s+(?:introuvable|non\s+trouvée)|^página\s+no\s+encontrada",
    re.I,
)
_PAYWALL = re.compile(
    r"\b(?:subscribe|register|sign\s+in|log\s+in)\b[^.]{0,60}\b(?:to\s+(?:continue|read|keep)|for\s+(?:full|unlimited))|"
    r"\b(?:already|not\s+yet)\s+a\s+subscriber\b|\bsubscribers?[- ]only\b|\bthis\s+(?:article|content|story)\s+is\s+"
    r"(?:for|reserved\s+for)\s+(?:our\s+)?subscribers\b|\bjetzt\s+(?:weiterlesen|abonnieren)\b|\bréservé\s+aux\s+abonnés\b|\bcontenido\s+exclusivo\s+para\s+suscriptores\b",
    re.I,
)
_ARTICLE_KINDS = re.compile(r"Article|BlogPosting|Report|LiveBlog|^og:article$")
_GALLERY_KINDS = frozenset(("ImageGallery", "MediaGallery", "VideoGallery"))
_LEAST_WORDS = 20
_STUB_WORDS = 120
_FRONT_HEADINGS = 8
_FRONT_MOST_WORDS = 300
_FRONT_WORDS_A_HEADING = 20


def why_no_article(parts: PageParts) -> str:
    """The reason why a page is no article, as a sentence; "" where it is one.

    What a page says of itself counts: one that declares an article is only doubted where next to no text is found.
    """
    words = sum(len(paragraph.split()) for paragraph in parts.paragraphs)
    letters = sum(map(len, parts.paragraphs))
    kinds = parts.metadata.kinds
    declared = any(_ARTICLE_KINDS.search(kind) for kind in kinds)
    if _ERROR.search(parts.metadata.headline) and words < 150:
        return f"The page is an error page (“{parts.metadata.headline[:60]}”)."
    if words < _STUB_WORDS and any(_PAYWALL.search(text) for text in (*parts.paragraphs, *parts.removed)):
        return f"The page is the stub of an article behind a paywall: {words} words."
    if (
        not declared
        and parts.linked_headings >= _FRONT_HEADINGS
        and words < min(_FRONT_WORDS_A_HEADING * parts.linked_headings, _FRONT_MOST_WORDS)
    ):
        return f"The page is a front of other articles: {parts.linked_headings} headings are links."
    if kinds & _GALLERY_KINDS and words < _STUB_WORDS:
        return f"The page is a gallery: {words} words beside its pictures."
    if words < _LEAST_WORDS and letters < 5 * _LEAST_WORDS:
        return f"The page holds no article: {words} words of running text."
    return ""
