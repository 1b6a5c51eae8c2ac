"""What a citation needs of an article, whatever the format."""

from __future__ import annotations

import re
from hashlib import blake2b

from newsfind.article import Article
from newsfind.index.analysis import forms
from newsfind.results.render import harmless
from newsfind.ui.wording import day_in_words

_ORGANISED = re.compile(
    r"\b(?:staff|desk|agency|agencies|news|reuters|afp|press|team|editors?|correspondents?|and)\b", re.I
)
_BEFORE_NAMES = "al bin da de del della den der di dos du el ibn la le ten ter van von zu zur"
_PARTICLES = frozenset(_BEFORE_NAMES.split())


def one_line(text: str) -> str:
    """The text without line breaks and control characters."""
    return " ".join(harmless(text).split())


def family_first(name: str) -> str | None:
    """`Ana de la Cruz` -> `de la Cruz, Ana`; None for the name of a desk or an agency, or of one word."""
    words = one_line(name).split()
    if len(words) < 2 or _ORGANISED.search(name) or "," in name:
        return None
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return f"{' '.join(words[first:])}, {' '.join(words[:first])}"


def cite_key(article: Article) -> str:
    """A key in ASCII, the same in every run: a word for who, the year, a word for what, and a piece of a hash."""
    who = (article.authors or (article.source or "news",))[0].split()
    what = next((form for form in forms(article.headline) if len(form) > 3), "")
    year = str(article.date.year) if article.date else "undated"
    mark = blake2b(article.id.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    words = (_ascii("".join(forms(who[-1])) if who else ""), year, _ascii(what), mark)
    return "-".join(word for word in words if word)


def _ascii(word: str) -> str:
    return "".join(char for char in word if char.isascii() and char.isalnum())


def reference(article: Article) -> str:
    """The article in one line, for a footnote: who, “what”, where, when, address; what is not known is left out."""
    parts = (
        ", ".join(article.authors),
        f"“{article.headline or '(no headline)'}”",
        article.source,
        day_in_words(article.date) if article.date else "",
        article.url,
    )
    return one_line(", ".join(part for part in parts if part))
