"""Pages that are no article: section fronts, galleries, paywall stubs, error pages; each with its reason.

A lost article is worse than a page too many, so every rule asks for two things at once: what the page says of itself,
and that next to no running text was found.
"""

from __future__ import annotations

import re
from typing import Final

from newsfind.corpus.normalize.page.html import PageParts

_CODE = r"(?:http\s+)?(?:error\s+|fehler\s+|erreur\s+)?(?:401|403|404|410|429|50[0234])"
_ERROR: Final = re.compile(
    rf"{_CODE}(?:\s*[-–—:|.,!]\s*|\s+)?(?:error|not\s+found|forbidden|unauthorized|gone|bad\s+gateway|service\s+unavailable|"
    r"internal\s+server\s+error|(?:page|file|seite|fehler|page\s+web)\b.{0,40})?[.!]?"
    r"|(?:oops|sorry|whoops)?\W*(?:the\s+|this\s+|that\s+)?(?:requested\s+)?(?:page|article|file|site|content|url)(?:\s+(?:you\s+\w+|was|is|could|can|has|been|be|not|no"
    r"|longer|can['’]t|be|you're\s+looking\s+for)){0,6}\s+(?:found|not\s+(?:be\s+)?found|unavailable|available|exist|missing|removed)\W*"
    r"|(?:page|article|file|site)\s+(?:not\s+found|unavailable|cannot\s+be\s+found)\W*|access\s+(?:to\s+this\s+page\s+(?:has\s+been\s+|is\s+)?)?denied\W*"
    r"|forbidden\W*|just\s+a\s+moment\W*|attention\s+required\b.{0,20}|are\s+you\s+a\s+(?:robot|human)\W*|(?:please\s+)?verify\s+you\s+are\s+(?:a\s+)?human\W*"
    r"|(?:die\s+)?seite\s+(?:wurde\s+)?nicht\s+gefunden\W*|page\s+(?:introuvable|non\s+trouvée)\W*|página\s+no\s+encontrada\W*|pagina\s+non\s+trovata\W*"
    r"|página\s+não\s+encontrada\W*|pagina\s+niet\s+gevonden\W*|nie\s+znaleziono\s+strony\W*|sidan\s+(?:hittades\s+inte|kunde\s+inte\s+hittas)\W*"
    r"|страница\s+не\s+найдена\W*|sayfa\s+bulunamadı\W*|ページが見つかりません\W*",
    re.I,
)  # fmt: skip
_PAYWALL: Final = re.compile(
    r"\b(?:subscribe|register|sign\s+in|log\s+in)\b[^.]{0,60}\b(?:to\s+(?:continue|read|keep|unlock)|for\s+(?:full|unlimited))"
    r"|\b(?:already|not\s+yet)\s+a\s+subscriber\b|\bsubscribers?[- ]only\b|\b(?:for|to)\s+subscribers\s+only\b"
    r"|\bthis\s+(?:article|content|story)\s+is\s+(?:for|reserved\s+for|only\s+available\s+to)\s+(?:our\s+)?subscribers\b"
    r"|\bto\s+continue\s+reading\b[^.]{0,60}\b(?:subscri|register|log\s?in|account)"
    r"|\bjetzt\s+(?:weiterlesen|abonnieren|testen|freischalten)\b|\bweiterlesen\s+mit\b|\bartikel\s+freischalten\b"
    r"|\b(?:exklusiv|nur)\s+für\s+abonnent"
    r"|\b(?:réservée?|réservés)\s+(?:aux|à\s+nos)\s+abonnés\b|\babonnez-vous\s+pour\b|\bil\s+vous\s+reste\s+\d+(?:[.,]\d+)?\s*%"
    r"|\b(?:contenido|artículo)\s+(?:exclusivo|solo)\s+para\s+suscriptores\b|\bsuscríbete\s+para\b"
    r"|\bcontenuto\s+riservato\s+agli\s+abbonati\b|\babbonati\s+per\b"
    r"|\bexclusivo\s+para\s+assinantes\b|\bassine\s+para\b"
    r"|\balleen\s+voor\s+abonnees\b|\bvoor\s+abonnees\b[^.]{0,40}\blezen\b|\bendast\s+för\s+prenumeranter\b"
    r"|\bkun\s+for\s+abonnent|\bdostępn\w+\s+tylko\s+dla\s+subskrybentów\b|有料会員限定|会員限定",
    re.I,
)
_ARTICLE_KINDS: Final = re.compile(r"Article|BlogPosting|Report|LiveBlog|^og:article$")
_LIST_KINDS: Final = frozenset(("CollectionPage", "SearchResultsPage", "ProfilePage"))
_GALLERY_KINDS: Final = frozenset(("ImageGallery", "MediaGallery", "VideoGallery"))
_AROUND_HEADING: Final = ("a line near the heading", "<time", "<abbr", "<meta")
_LEAST_WORDS = 20
_STUB_WORDS = 120
_ERROR_WORDS = 150
_FRONT_HEADINGS = 8
_LIST_HEADINGS = 3
_FRONT_MOST_WORDS = 250
_FRONT_WORDS_A_HEADING = 20
_LETTERS_A_WORD = 5


def why_no_article(parts: PageParts) -> str:
    """The reason why a page is no article, as a sentence; "" where it is one.

    What a page says of itself counts: one that declares an article, or that heads its text with a headline and a
    date, is only doubted where next to no text is found.
    """
    words = _words(parts)
    found = parts.metadata
    if words < _ERROR_WORDS and _ERROR.fullmatch(found.headline.strip()):
        return f"The page is an error page (“{found.headline[:60]}”)."
    if words < _STUB_WORDS and any(_PAYWALL.search(text) for text in (*parts.paragraphs, *parts.removed)):
        return f"The page is the stub of an article behind a paywall: {words} words."
    headings = parts.linked_headings
    few = words < min(_FRONT_WORDS_A_HEADING * headings, _FRONT_MOST_WORDS)
    if few and headings >= _headings_of_a_front(parts) and not _is_declared(parts):
        return f"The page is a front of other articles: {headings} headings are links."
    if found.kinds & _GALLERY_KINDS and words < _STUB_WORDS:
        return f"The page is a gallery: {words} words beside its pictures."
    if words < _LEAST_WORDS:
        return f"The page holds no article: {words} words of running text."
    return ""


def _headings_of_a_front(parts: PageParts) -> int:
    return _LIST_HEADINGS if parts.metadata.kinds & _LIST_KINDS else _FRONT_HEADINGS


def _words(parts: PageParts) -> int:
    """Words of running text; where no spaces part them, by the letters of a usual word."""
    return sum(max(len(text.split()), len(text) // _LETTERS_A_WORD) for text in parts.paragraphs)


def _is_declared(parts: PageParts) -> bool:
    """Whether the page says that it is an article, or is built as one: a heading of its own with a date by it."""
    found = parts.metadata
    kinds = {kind for kind in found.kinds if _ARTICLE_KINDS.search(kind)}
    if found.kinds & _LIST_KINDS:
        kinds.discard("og:article")
    if kinds:
        return True
    return found.origins.get("headline") == "h1" and found.origins.get("date", "").startswith(_AROUND_HEADING)
