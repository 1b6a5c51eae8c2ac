"""A parsed page -> a light tree of blocks, each with its own text; inline elements melt into the block around them.

Building it is one walk over the page, which is what extraction costs; everything after works on this tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from newsfind.corpus.normalize.page.noise import is_comments, is_noise

BREAK = "\n"
"""What stands in `Block.items` for a `<br>`; other strings there hold no line end."""

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
"""Ends a paragraph of text that is shown as it is typed, as old wires and press releases are."""
_NEVER = frozenset(
    (
        "script", "style", "noscript", "template", "button", "svg", "iframe", "select", "input", "textarea",
        "object", "embed", "video", "audio", "dialog", "canvas", "map", "link", "meta", "head", "math",
        "picture", "img", "source", "label", "-comment", "!doctype", "base", "param", "option", "progress",
        "datalist",
    )
)  # fmt: skip
_RARELY = frozenset(("nav", "aside", "footer", "form", "figure", "figcaption", "menu"))
_ROLES = frozenset(
    ("navigation", "complementary", "banner", "contentinfo", "dialog", "search", "alert", "tablist", "menu", "tooltip")
)
_LARGE = frozenset(
    (
        "form",
        "div",
        "section",
        "aside",
        "footer",
        "span",
        "figure",
        "header",
        "table",
        "ul",
        "ol",
        "article",
        "main",
        "td",
        "tr",
    )
)
_BLOCKS = frozenset(
    (
        "p", "pre", "blockquote", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr",
        "table", "thead", "tbody", "tfoot", "div", "section", "article", "main", "dl", "dd", "dt", "hr",
        "header", "footer", "body", "center", "details", "summary", "address", "aside", "figure", "figcaption",
        "form", "fieldset", "nav", "caption", "html", "hgroup", "menu",
    )
)  # fmt: skip
_ANCHORS = frozenset(("h2", "h3", "h4", "h5", "h6", "p", "li", "a", "span"))
_LONGEST_NAME = 80
_MAIN_SHARE = 0.3
_NESTED = 4  # running text is counted once for each list item or paragraph around it: hardly ever more often than this
_NEXT_TO_NOTHING = 300
_LONG_PARAGRAPH = 400
_LOOKS = 20
_SPARE = 100_000
_DEEPEST = 300
_MOST_NODES = 200_000


@dataclass(slots=True, eq=False)
class Block:
    """One block element: its tag, its classes and ids, its text and inner blocks in order.

    `own` counts the characters of its own text, `own_links` those of them inside links; `chars`, `links` and
    `weight` add up over the blocks inside (see `body.py`).
    """

    tag: str
    name: str = ""
    parent: Block | None = None
    items: list[str | Block] = field(default_factory=list)
    own: int = 0
    own_links: int = 0
    chars: int = 0
    links: int = 0
    weight: float = 0.0

    def text(self) -> str:
        """Its own text on one line."""
        return " ".join("".join([item for item in self.items if isinstance(item, str)]).split())


def build(body: LexborNode, *, careful: bool = False) -> tuple[Block, list[Block], list[str]]:
    """The tree of a page's `body`, all its blocks in the page's order, and the names of what was cut as furniture.

    `careful` keeps what only its name makes furniture, for pages where cutting by name leaves too little.
    """
    root = Block("body")
    blocks = [root]
    cut: list[str] = []
    cutter = _Cutter(0 if careful else max(_running_text(body), 1))
    waiting: list[tuple[LexborNode | None, Block, bool]] = []
    node, block, link = body.first_child, root, False
    count = 0
    while True:
        if node is None:
            if not waiting:
                return root, blocks, cut
            node, block, link = waiting.pop()
            continue
        following = node.next
        tag = node.tag or ""
        count += 1
        if tag == "-text":
            _add_text(block, node.text_content or "", link)
        elif tag == "br":
            block.items.append(BREAK)
        elif (tag in _NEVER and not (careful and tag == "noscript")) or count > _MOST_NODES or len(waiting) > _DEEPEST:
            pass
        elif (child := node.first_child) is not None:
            attributes = node.attributes
            name = _name(tag, attributes) if attributes else ""
            if (attributes or tag in _RARELY) and cutter.is_cut(node, tag, name, attributes):
                cut.append(f"<{tag} {' '.join(name.split())}>"[:_LONGEST_NAME])
            else:
                waiting.append((following, block, link))
                if tag in _BLOCKS:
                    block = _open(block, tag, name, attributes, blocks)
                else:
                    link = link or tag == "a"
                node = child
                continue
        node = following


def _name(tag: str, attributes: dict[str, str | None]) -> str:
    """Classes and id; a heading's id is an anchor that repeats its words and says nothing."""
    name = attributes.get("class") or ""
    own_id = attributes.get("id")
    return f"{name} {own_id}" if own_id and tag not in _ANCHORS else name


def _open(parent: Block, tag: str, name: str, attributes: dict[str, str | None], blocks: list[Block]) -> Block:
    if prop := attributes.get("itemprop"):
        name = f"{name} {prop}"
    block = Block(tag, name, parent)
    parent.items.append(block)
    blocks.append(block)
    return block


def _add_text(block: Block, text: str, link: bool) -> None:
    size = len(text.strip())
    if size:
        for number, part in enumerate(_BLANK_LINE.split(text) if block.tag == "pre" else (text,)):
            block.items += [BREAK, BREAK] if number else []
            block.items.append(part.replace("\n", " "))
        block.own += size
        if link:
            block.own_links += size
    elif text:
        block.items.append(" ")


def _running_text(node: LexborNode) -> int:
    """Characters of text in paragraphs, in text as it was typed, and in blocks that break their lines by `<br>`."""
    return sum([len(paragraph.text(deep=True)) for paragraph in node.css("p,pre,div:has(> br),li,td:has(> br)")])


class _Cutter:
    """Says which elements are left out. Its look into large ones is bounded, however a page nests them."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._budget = _LOOKS * max(total, 1) + _SPARE

    def is_cut(self, node: LexborNode, tag: str, name: str, attributes: dict[str, str | None]) -> bool:
        """Whether an element is left out: hidden, or called furniture, and not the greater part of the page."""
        if attributes.get("aria-hidden") == "true" or "hidden" in attributes or attributes.get("role") in _ROLES:
            return not self._is_main(node, tag)
        style = attributes.get("style")
        if style and "display" in style and "display:none" in style.replace(" ", "").lower():
            return not self._is_main(node, tag)
        if self._total == 0:
            return tag in ("nav", "footer")
        if tag in _RARELY or (len(name) > 1 and tag not in ("html", "body") and is_noise(name)):
            return not (self._is_all(node) if is_comments(name) else self._is_main(node, tag))
        return False

    def _is_all(self, node: LexborNode) -> bool:
        """Whether next to nothing is left without an element, as where a whole page is called `comments-open`."""
        return self._total - _running_text(node) < _NEXT_TO_NOTHING

    def _is_main(self, node: LexborNode, tag: str) -> bool:
        """Whether so much of the page's text is in an element that it is no furniture, whatever it is called."""
        if tag not in _LARGE:
            return tag == "p" and len(node.text(deep=True)) > _LONG_PARAGRAPH
        if self._budget < 0:
            return True
        if len(node.text(deep=True)) * _NESTED < _MAIN_SHARE * self._total:
            return False
        text = _running_text(node)
        self._budget -= text
        return text > _MAIN_SHARE * max(self._total, 1)
