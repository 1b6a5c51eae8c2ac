"""A block and what is inside it -> paragraphs: lists and quotes as text, table rows as lines, no glued words."""

from __future__ import annotations

from newsfind.corpus.normalize.page.blocks import BREAK, Block

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LONGEST_HEADING = 120
_RUNNING_TEXT = 150
_NO_DATA = frozenset(("table", "ul", "ol", "h1", "h2", "h3", "blockquote", "section", "article"))
_CELLS = frozenset(("td", "th"))
_LARGEST_CELL = 400
_CARD_TAGS = frozenset(("div", "article", "section"))
_LEAST_CARDS = 3
_LARGEST_CARD = 450
_LEAST_LINK = 12
_MOST_CARD_WEIGHT = 0.5
_ITEMS = frozenset(("li", "dd", "dt"))


class Reading:
    """The paragraphs of a page as they are read out, with those that are headings."""

    def __init__(self, *, strict: bool = True) -> None:
        self.paragraphs: list[str] = []
        self._headings: dict[int, str] = {}
        self._strict = strict

    def read(self, block: Block) -> Reading:
        """Adds the paragraphs inside a measured block."""
        if block.tag == "table" and is_data(block):
            self._read_rows(block)
        elif block.tag in _HEADINGS:
            at = len(self.paragraphs)
            self._read_items(block)
            if len(self.paragraphs) == at + 1 and len(self.paragraphs[at]) <= _LONGEST_HEADING:
                self._headings[at] = block.tag
        else:
            self._read_items(block)
        return self

    def result(self) -> list[str]:
        """All paragraphs, without the headings under which nothing stands: what stood there was links."""
        kept: list[str] = []
        above = ""
        for at in range(len(self.paragraphs) - 1, -1, -1):
            level = self._headings.get(at, "p")
            if self._strict and level != "p" and (not above or above <= level):
                continue
            above = level if level != "p" else "z"
            kept.append(self.paragraphs[at])
        return kept[::-1]

    def _read_items(self, block: Block) -> None:
        open_text: list[str] = []
        items = block.items
        cards = _cards(block) if self._strict else frozenset()
        for at, item in enumerate(items):
            if isinstance(item, Block):
                self._close(open_text)
                if not self._strict or not (item in cards or _is_left_out(item)):
                    self.read(item)
            elif item is BREAK:
                if _is_double(items, at) or sum(map(len, open_text)) > 80:
                    self._close(open_text)
                else:
                    open_text.append(" ")
            else:
                open_text.append(item)
        self._close(open_text)

    def _close(self, open_text: list[str]) -> None:
        if open_text:
            text = " ".join("".join(open_text).split())
            open_text.clear()
            if text:
                self.paragraphs.append(text)

    def _read_rows(self, table: Block) -> None:
        if self._strict and table.links > 0.6 * table.chars:
            return
        lines = [line for row in _rows(table) if (line := " | ".join(cell for cell in row if cell))]
        if lines:
            self.paragraphs.append("\n".join(lines))


def _is_double(items: list[str | Block], at: int) -> bool:
    """Whether the break at this place is one of several in a row, which end a paragraph."""
    for following in items[at + 1 : at + 3]:
        if following is BREAK:
            return True
        if following != " ":
            return False
    return True


def _is_left_out(block: Block) -> bool:
    """Whether a block is navigation: mostly links, and not a paragraph that quotes at length."""
    tag, chars, links = block.tag, block.chars, block.links
    if tag == "h1" or not chars:
        return True
    if not links:
        return False
    if tag in _ITEMS:
        return links > 0.6 * chars and chars < 200
    if tag in _HEADINGS:
        return links > 0.7 * chars
    if tag == "p":
        return links > 0.8 * chars and chars < 200
    return chars < 2500 and links > 0.55 * chars and block.weight < _RUNNING_TEXT


def _cards(block: Block) -> frozenset[Block]:
    """The blocks inside that tease other stories: several alike, each a heading that is a link and a line or two."""
    if block.links < _LEAST_CARDS * _LEAST_LINK:
        return frozenset()
    cards = [item for item in block.items if isinstance(item, Block) and _is_card(item)]
    if len(cards) < _LEAST_CARDS or sum(card.weight for card in cards) > _MOST_CARD_WEIGHT * block.weight:
        return frozenset()
    return frozenset(cards)


def _is_card(block: Block) -> bool:
    """Whether a block is small and the first thing in it that is long enough to be a headline is all link."""
    if block.tag not in _CARD_TAGS or block.chars > _LARGEST_CARD or block.links < _LEAST_LINK:
        return False
    waiting = [block]
    while waiting:
        inner = waiting.pop()
        if inner.own >= _LEAST_LINK:
            return inner.own_links == inner.own
        waiting.extend(item for item in reversed(inner.items) if isinstance(item, Block))
    return False


def is_data(table: Block) -> bool:
    """Whether a table holds data, one line a cell, rather than the layout of the page."""
    waiting = [table]
    while waiting:
        for item in waiting.pop().items:
            if isinstance(item, Block):
                if item.tag in _NO_DATA or max(item.own, item.chars if item.tag in _CELLS else 0) > _LARGEST_CELL:
                    return False
                waiting.append(item)
    return True


def _rows(table: Block) -> list[list[str]]:
    rows: list[list[str]] = []
    for item in table.items:
        if isinstance(item, Block):
            if item.tag == "tr":
                rows.append([_cell(cell) for cell in item.items if isinstance(cell, Block)])
            elif item.tag == "caption":
                rows.append([item.text()])
            else:
                rows.extend(_rows(item))
    return rows


def _cell(cell: Block) -> str:
    return " ".join(Reading(strict=False).read(cell).paragraphs)
