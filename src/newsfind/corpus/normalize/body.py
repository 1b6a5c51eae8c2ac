"""The part of a page that is the article: noise is cut, paragraphs vote for the elements around them, the best wins."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsfind.corpus.normalize.blocks import Walker, link_length, squeeze

_NEVER = (
    "script,style,noscript,template,button,svg,iframe,select,input,textarea,object,embed,video,audio,dialog,canvas,map,"
    '[role="dialog"],link,meta'
)
_RARELY = (
    'nav,aside,footer,form,figure,figcaption,[hidden],[aria-hidden="true"],[role="navigation"],[role="complementary"],'
    '[role="banner"],[role="contentinfo"],[style*="display:none"],[style*="display: none"]'
)
_NAMED = ",".join(
    f"{tag}[{attribute}]"
    for tag in ("div", "section", "ul", "ol", "p", "span", "header", "h2", "h3", "h4", "a", "li", "dl", "table")
    for attribute in ("class", "id")
)
_NOISE = re.compile(
    r"""(?:^|[\s_-])(?:
    comments?|commentlist|disqus|respond|replies|related\w*|recirc\w*|recommend\w*|share\w*|sharing|social\w*|newsletter\w*|subscri\w*|
    promo\w*|sidebar|side-bar|sponsor\w*|advert\w*|ads?|adbox|adslot|outbrain|taboola|cookie\w*|consent|gdpr|popup|modal|overlay|
    breadcrumbs?|pagination|pager|tags?|tag-?list|taglist|menu|nav\w*|footer|masthead|byline|author-?(?:bio|info|box|card)|about-?author|
    bio|caption|credits?|copyright|disclaimer|widget\w*|trending|most-?(?:read|popular)|popular|teaser\w*|toolbar|tools|signup|sign-up|login|
    banner|toc|infobox|read-?(?:more|next|also)|more-?(?:stories|news|from|on|articles)|hidden|visually-hidden|sr-only|screen-reader\w*|
    print-?only|meta|metadata|timestamp|dateline|poll|quiz|carousel|slideshow|gallery|jp-relatedposts|sharedaddy|post-?meta|entry-?meta|
    entry-?footer|article-?footer|post-?footer|navigation|skip-?link|hatom-extra|yarpp\w*|paywall|donat\w*|rating\w*
    )(?:$|[\s_-])""",
    re.I | re.X,
)
_CONTENT = re.compile(r"article|body|content|story|entry|post|main|text", re.I)
_LARGE = frozenset(("form", "div", "section", "aside", "footer", "span", "figure", "header", "table", "ul", "ol"))
_SHORT = 25


def find_body(html: str) -> list[str]:
    """The paragraphs of the article of a page; where cutting leaves little, the page is read again with less cut."""
    tree = LexborHTMLParser(html)
    found = _attempt(tree, careful=False)
    if sum(map(len, found)) >= 300:
        return found
    again = _attempt(LexborHTMLParser(html), careful=True)
    return again if sum(map(len, again)) > 1.5 * sum(map(len, found)) else found


def _attempt(tree: LexborHTMLParser, *, careful: bool) -> list[str]:
    body = tree.body
    if body is None:
        return []
    for node in body.css(_NEVER):
        node.decompose()
    if not careful:
        _cut_noise(body)
    best = _best(body)
    return Walker().walk(best if best is not None else body)


def _paragraph_text(node: LexborNode) -> int:
    return sum(len(paragraph.text(deep=True)) for paragraph in node.css("p"))


def _cut_noise(body: LexborNode) -> None:
    total = _paragraph_text(body) or 1
    for node in body.css(_RARELY):
        if node.tag in _LARGE and _paragraph_text(node) > 0.3 * total:
            continue
        node.decompose()
    for node in body.css(_NAMED):
        attributes = node.attributes
        name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if _NOISE.search(name):
            if node.tag in _LARGE and _paragraph_text(node) > 0.3 * total:
                continue
            node.decompose()


def _weight(text: str) -> float:
    return 1 + 0.1 * min(text.count(","), 10)


def _best(body: LexborNode) -> LexborNode | None:
    """The element whose paragraphs, near and below, hold the most text."""
    score: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}

    def vote(node: LexborNode | None, value: float) -> None:
        if node is not None:
            key = node.mem_id
            score[key] = score.get(key, 0.0) + value
            nodes[key] = node

    for paragraph in body.css("p,pre,blockquote"):
        text = squeeze(paragraph)
        if len(text) < _SHORT:
            continue
        links = link_length(paragraph)
        if links > 0.5 * len(text):
            continue
        value = (len(text) - links) * _weight(text)
        node = paragraph.parent
        for share in (1.0, 0.5, 0.25):
            vote(node, value * share)
            node = node.parent if node is not None else None
    for block in body.css("div,td,section,article"):
        own = " ".join(block.text(deep=False).split())
        if len(own) > 400 or (len(own) > 140 and block.css_first("br") is not None):
            vote(block, len(own) * _weight(own) * 0.9)
            vote(block.parent, len(own) * 0.4)
    if not score:
        return None
    for key, node in nodes.items():
        score[key] *= _bonus(node)
    top = max(score, key=lambda key: score[key])
    return _climb(nodes[top], score)


def _bonus(node: LexborNode) -> float:
    if node.tag in ("body", "html"):
        return 0.7
    attributes = node.attributes
    name = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('itemprop') or ''}"
    if node.tag == "article" or "articleBody" in name:
        return 1.25
    return 1.1 if _CONTENT.search(name) else 1.0


def _climb(best: LexborNode, score: dict[int, float]) -> LexborNode:
    """Up, while the element around holds notably more of the same."""
    start = score[best.mem_id]
    held = max(_paragraph_text(best), len(squeeze(best)))
    node = best.parent
    while node is not None and node.tag not in ("body", "html"):
        text = _paragraph_text(node)
        nearby = score.get(node.mem_id, 0.0)
        if (text > 1.15 * held and node.tag in ("article", "main")) or (text > 1.6 * held and nearby > 0.4 * start):
            best, held = node, text
        node = node.parent
    return best
