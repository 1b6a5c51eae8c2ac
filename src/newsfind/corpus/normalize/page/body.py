"""The part of a page that is the article: paragraphs vote for the blocks around them, the best is read out."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsfind.corpus.normalize.page.blocks import Block, build
from newsfind.corpus.normalize.page.noise import body_bonus, is_lead
from newsfind.corpus.normalize.page.reading import Reading, is_data

_SHORT = 25
_LITTLE = 300
_LONG_LEAD = 100
_HEADINGS = frozenset(("h2", "h3", "h4"))
_PARAGRAPHS = frozenset(("p", "pre", "blockquote"))
_LOOSE = frozenset(("div", "td", "section", "article", "center", "body", "main"))
_MOST_LINKS, _FEW_LINKS = 0.5, 0.1
_TABLE_PARTS = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "table"))
_SHARES = (1.0, 0.5, 0.25, 0.1)


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of the article of a page, and what else is known from reading it.

    `linked_headings` counts the headings that are links to other articles; `cut` names the elements left out.
    """

    paragraphs: list[str]
    linked_headings: int = 0
    cut: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Characters of text."""
        return sum(map(len, self.paragraphs))


def find_body(tree: LexborHTMLParser) -> Body:
    """The article of a page; where cutting leaves little, the page is read again with less cut."""
    if tree.body is None:
        return Body([])
    found = _attempt(tree.body, careful=False)
    if found.size >= _LITTLE:
        return found
    again = _attempt(tree.body, careful=True)
    return again if again.size > 1.5 * found.size else found


def _attempt(body: LexborNode, *, careful: bool) -> Body:
    root, blocks, cut = build(body, careful=careful)
    _measure(blocks)
    links = sum(1 for block in blocks if block.tag in _HEADINGS and block.links > 0.7 * block.chars > 14)
    best = _best(blocks)
    if best is None:
        return Body(Reading().read(root).result(), links, cut)
    return Body([*_lead(blocks, best), *Reading().read(best).result()], links, cut)


def _measure(blocks: list[Block]) -> None:
    """Adds up text, link text and paragraph weight from the inside out."""
    for block in reversed(blocks):
        block.chars += block.own
        block.links += block.own_links
        block.weight += _own_weight(block)
        if (parent := block.parent) is not None:
            parent.chars += block.chars
            parent.links += block.links
            parent.weight += block.weight


def _own_weight(block: Block) -> float:
    """What a block's own text says for its being part of an article: length without links, more with commas."""
    own = block.own
    if own < _SHORT or block.own_links > 0.5 * own:
        return 0.0
    tag = block.tag
    if tag in _PARAGRAPHS:
        share = 1.0
    elif tag in _LOOSE:
        share = 0.9 if own > 80 else 0.3
    elif tag == "li":
        share = 0.4
    else:
        return 0.0
    text = block.text()
    return share * (own - block.own_links) * (1 + 0.1 * min(text.count(",") + text.count("，") + text.count("、"), 10))


def _best(blocks: list[Block]) -> Block | None:
    """The block whose paragraphs, near and below, weigh the most."""
    score: dict[Block, float] = {}
    for block in blocks:
        own = _own_weight(block)
        if not own:
            continue
        node = block.parent if block.tag in _PARAGRAPHS or block.tag == "li" else block
        for share in _SHARES:
            if node is None:
                break
            score[node] = score.get(node, 0.0) + own * share
            node = node.parent
    if not score:
        return None
    for block in score:
        score[block] *= _bonus(block)
    return _climb(max(score, key=score.__getitem__), score)


def _lead(blocks: list[Block], best: Block) -> list[str]:
    """The standfirst: paragraphs between the page's heading and the body, which often stand outside of it."""
    end = blocks.index(best)
    start = max((at for at in range(end) if blocks[at].tag == "h1"), default=-1)
    found: list[str] = []
    for block in blocks[start + 1 : end]:
        if block.own < _SHORT or block.own_links > 0.3 * block.own or _is_around(block, best):
            continue
        named = is_lead(block.name) or any(is_lead(outer.name) for outer in _two_up(block))
        lone = (block.tag in ("p", "h2") and block.own >= 60) or (block.tag == "div" and block.own >= _LONG_LEAD)
        if named or (start >= 0 and lone):
            text = block.text()
            if text not in found:
                found.append(text)
    return found[:3]


def _two_up(block: Block) -> list[Block]:
    parent = block.parent
    return [outer for outer in (parent, parent.parent if parent else None) if outer is not None]


def _is_around(block: Block, inner: Block) -> bool:
    node: Block | None = inner
    while node is not None:
        if node is block:
            return True
        node = node.parent
    return False


def _bonus(block: Block) -> float:
    if block.tag == "body":
        return 0.7
    bonus = body_bonus(block.name) if len(block.name) > 1 else 1.0
    return max(bonus, 1.25) if block.tag == "article" else bonus


def _climb(best: Block, score: dict[Block, float]) -> Block:
    """Up, while the block around holds notably more of the same."""
    start = score[best]
    node = best.parent
    while node is not None and node.tag != "body":
        if node.weight > 1.15 * best.weight and _is_more_of_it(node, best, near=score.get(node, 0.0) > 0.15 * start):
            best = node
        node = node.parent
    return _around_data(best)


def _around_data(best: Block) -> Block:
    """The block around the table where the best is a part of a table of data, which is read as a whole."""
    node: Block | None = best
    while node is not None and node.tag in _TABLE_PARTS:
        if node.tag == "table" and is_data(node):
            return node.parent or node
        node = node.parent
    return best


def _is_more_of_it(node: Block, best: Block, *, near: bool) -> bool:
    """Whether what a block has around the best one is article too: near and few links, or plainly running text."""
    chars, links = node.chars - best.chars, node.links - best.links
    if near or node.tag in ("article", "main"):
        return links < _MOST_LINKS * chars
    return links < _FEW_LINKS * chars and node.weight - best.weight > chars
