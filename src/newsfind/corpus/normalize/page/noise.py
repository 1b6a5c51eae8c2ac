"""Which elements of a page are page furniture, told by their names: classes, ids, roles."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

# One word of a class or id. Taken from reading the pages that the extraction benchmark gets wrong, and kept where a
# word helped more pages than it hurt.
_WORDS = frozenset(
    (
        "comment", "comments", "commentlist", "commenting", "disqus", "respond", "reply", "replies", "related",
        "recirc", "recirculation", "recommend", "recommended", "recommendation", "recommendations", "share",
        "shares", "sharing", "sharedaddy", "sharebar", "sharethis", "addthis", "addtoany", "social", "socials",
        "newsletter", "newsletters", "subscribe", "subscription", "subscriptions", "promo", "promos",
        "promotion", "sidebar", "sponsor", "sponsored", "sponsors", "advert", "adverts", "advertisement",
        "advertising", "ad", "ads", "adbox", "adslot", "adsense", "outbrain", "taboola", "cookie", "cookies",
        "consent", "gdpr", "popup", "modal", "overlay", "lightbox", "breadcrumb", "breadcrumbs", "pagination",
        "pager", "paging", "paginator", "tags", "taglist", "tagcloud", "menu", "submenu", "nav", "navbar",
        "navi", "navigation", "footer", "masthead", "byline", "authorbio", "bio", "caption", "credit",
        "credits", "copyright", "disclaimer", "widget", "widgets", "trending", "popular", "teasers", "toolbar",
        "signup", "login", "banner", "toc", "hidden", "infobox", "timestamp", "dateline", "poll", "quiz",
        "carousel", "slideshow", "gallery", "slider", "jp", "relatedposts", "yarpp", "donate", "donation",
        "rating", "ratings", "ratingblock", "postmeta", "entrymeta", "postmetadata", "metadata", "meta",
        "skiplink", "skip", "hatom", "noprint", "printonly", "screenreader", "crp", "wpcnt", "likes",
        "zemanta", "pingback", "pingbacks", "trackback", "trackbacks", "disclosure", "affiliate", "nextstory",
        "citate", "saboxplugin", "akismet", "contactbox", "cta", "authorbox", "aboutauthor", "backlink",
        "backlinks", "permalink", "shariff", "sociable", "upprev",
    )
)  # fmt: skip
_PAIRS = frozenset(
    (
        "read-more", "read-next", "read-also", "more-stories", "more-news", "more-from", "more-on",
        "more-articles", "most-read", "most-popular", "tag-list", "tag-cloud", "about-author", "author-bio",
        "author-info", "author-box", "author-card", "sign-up", "log-in", "side-bar", "print-only", "sr-only",
        "visually-hidden", "screen-reader", "entry-meta", "post-meta", "article-meta", "entry-footer",
        "article-footer", "post-footer", "post-navigation", "post-nav", "article-tags", "post-tags",
        "entry-tags", "post-share", "article-share", "see-also", "also-read", "further-reading", "no-print",
        "next-story", "page-header", "site-header", "site-footer", "site-title", "blog-title",
    )
)  # fmt: skip
# Classes that say how an element is laid out, not what it is; on the element that holds everything as a rule.
_LAYOUT = re.compile(
    r"(?:has|no|with|without|show|single|is|not|js|layout|left|right|two|template|theme|columns?|field|elementor|tag|category"
    r"|post|type|hidden|u|col|overflow|flex|grid|label|view|block|vc|page|product|et|uk|mt|mb|pt|pb)-{1,2}.*|hentry|.*sidebar-wrap.*|content-?sidebar.*|.*contentsidebar|.*with-?sidebar.*",
    re.I,
)
_KEPT_LAYOUT = re.compile(r"(?:post|block|page|single|js|view|product|field|left|right|vc)-{1,2}", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LEAST_HUMP = 3
_SHORT_HUMPS = frozenset(("ad", "on", "in", "of", "to", "my", "is", "el", "no", "id"))
_ANCHOR_WORDS = 5
_SPLIT = re.compile(r"[\s_:./-]+|\d+")


@lru_cache(maxsize=1 << 15)
def is_noise(name: str) -> bool:
    """Whether the classes and ids in `name` (as the page has them, separated by spaces) say that this is furniture."""
    classes = name.split()
    if "widget" in classes and "Blog" in classes:
        return False
    return any(_is_noise_class(one) for one in classes)


def is_comments(name: str) -> bool:
    """Whether an element of this name holds readers' comments, which may be longer than the article."""
    return "comment" in name.lower()


@lru_cache(maxsize=1 << 15)
def _is_noise_class(name: str) -> bool:
    if _LAYOUT.fullmatch(name) and ("__" in name or not _KEPT_LAYOUT.match(name)):
        return False
    words = _words(name)
    if len(words) > 1 and words[0] in ("field", "elementor", "hidden"):
        return False
    if len(words) >= _ANCHOR_WORDS and "_" not in name and name.islower():
        return False
    if not _WORDS.isdisjoint(words):
        return True
    return any(f"{left}-{right}" in _PAIRS for left, right in pairwise(words))


def _words(name: str) -> list[str]:
    """The words of a class or id; what a build tool has made up (`hJpRRP`, `css-kAdx2`) has none inside."""
    words: list[str] = []
    for part in _SPLIT.split(name):
        humps = [hump.lower() for hump in _CAMEL.split(part)]
        if (
            len(humps) > 1
            and any(len(hump) < _LEAST_HUMP for hump in humps)
            and not _SHORT_HUMPS.issuperset(hump for hump in humps if len(hump) < _LEAST_HUMP)
        ):
            continue
        words += [word for word in humps if word]
    return words


_BODY = re.compile(
    r"article-?_*body|body-?text|story-?_*body|post-?body|entry-?content|post-?content|article-?_*content|article-?_*text|"
    r"story-?_*content|story-?_*text|articletext|news-?text|text-?body|rich-?text|content-?body|body-?content|"
    r"post-?entry|postentry|single-?content|article-?main|news-?content|field-name-body|td-post-content|"
    r"post_content|entry_content|article_body|article_text|post-text|blog-?content",
    re.I,
)
_LIKELY = re.compile(r"article|body|content|story|entry|post|main|text|beitrag|artikel|inhalt", re.I)


@lru_cache(maxsize=1 << 15)
def body_bonus(name: str) -> float:
    """How much more an element of this name is likely to be the article's body than one without a name."""
    if _BODY.search(name):
        return 1.6
    return 1.1 if _LIKELY.search(name) else 1.0


_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|leader|lede|intro|introduction|introtext|standfirst|subtitle|sub-?head\w*|subheadline|deck|dek|summary|abstract|chapo|"
    r"sommario|perex|vorspann|teaser|teaser-?text|article-?teaser|excerpt|kicker-?text|strapline|description|drop-?head|bajada|occhiello|ingress)(?:$|[\s_-])",
    re.I,
)


@lru_cache(maxsize=1 << 15)
def is_lead(name: str) -> bool:
    """Whether an element of this name is an article's standfirst."""
    return _LEAD.search(name) is not None
