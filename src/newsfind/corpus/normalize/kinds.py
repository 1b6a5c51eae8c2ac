"""Pages that are no article: section fronts, galleries, paywall stubs, error pages; each with its reason."""

from __future__ import annotations

import re

from newsfind.corpus.normalize.html import PageParts

_ERROR = re.compile(
    r"^(?:error\s+)?(?:403|404|410|50[0234])\b|^(?:page|article|file|site)\s+(?:not\s+found|unavailable|cannot\s+be\s+found)|"
    r"\bpage\s+not\s+found\b|^access\s+denied|^forbidden$|^(?:just\s+a\s+moment|attention\s+required|are\s+you\s+a\s+robot)|"
    r"^seite\s+nicht\s+gefunden|^page\s+(?:introuvable|non\s+trouvée)",
    re.I,
)
_LEAST_WORDS = 20


def why_no_article(parts: PageParts) -> str:
    """The reason why a page is no article, as a sentence; "" where it is one."""
    words = sum(len(paragraph.split()) for paragraph in parts.paragraphs)
    if _ERROR.search(parts.metadata.headline) and words < 150:
        return f"The page is an error page (“{parts.metadata.headline[:60]}”)."
    if words < _LEAST_WORDS:
        return f"The page holds no article: {words} words of running text."
    return ""
