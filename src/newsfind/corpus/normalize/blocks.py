"""A part of a page -> its paragraphs: block elements end them, lists and quotes are text, table rows are lines."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

PARAGRAPH_TAGS = frozenset(
    ("p", "pre", "blockquote", "li", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figcaption", "caption")
)
BLOCK_TAGS = PARAGRAPH_TAGS | frozenset(
    (
        "ul", "ol", "h1", "td", "th", "tr", "table", "thead", "tbody", "tfoot", "div", "section", "article", "main", "dl",
        "hr", "header", "footer", "body", "center", "details", "summary", "address", "aside", "figure", "form", "fieldset",
        "nav", "noscript", "html",
    )
)  # fmt: skip
_DEEPEST = 400


def squeeze(node: LexborNode) -> str:
    """The text of a node on one line."""
    return " ".join(node.text(deep=True).split())


def link_length(node: LexborNode) -> int:
    """Characters of text inside links."""
    return sum(len(link.text(deep=True)) for link in node.css("a"))


class Walker:
    """Collects the paragraphs of a part of a page; `strict` leaves out what is mostly links."""

    def __init__(self, *, strict: bool = True) -> None:
        self.found: list[str] = []
        self._open: list[str] = []
        self._strict = strict

    def walk(self, node: LexborNode, depth: int = 0) -> list[str]:
        """Adds the paragraphs of a node and returns all so far."""
        self._into(node, depth)
        self._close()
        return self.found

    def _close(self) -> None:
        if self._open:
            text = " ".join("".join(self._open).split())
            self._open.clear()
            if text:
                self.found.append(text)

    def _into(self, node: LexborNode, depth: int) -> None:
        child = node.first_child
        while child is not None:
            self._child(child, depth)
            child = child.next

    def _child(self, child: LexborNode, depth: int) -> None:
        tag = child.tag
        if tag == "-text":
            self._open.append(child.text_content or "")
        elif tag == "br":
            self._break(child)
        elif tag in BLOCK_TAGS:
            self._close()
            self._block(child, tag or "", depth)
            self._close()
        elif tag and tag[0] not in "-!_":
            if depth < _DEEPEST and child.css_first("p,div,ul,ol,table,blockquote,h2,h3,li,br"):
                self._into(child, depth + 1)
            else:
                self._open.append(child.text(deep=True))

    def _break(self, node: LexborNode) -> None:
        """One `<br>` is a line of the same paragraph, two are a new one; long stretches always are."""
        after = node.next
        while after is not None and after.tag == "-text" and not (after.text_content or "").strip():
            after = after.next
        if (after is not None and after.tag == "br") or sum(map(len, self._open)) > 80:
            self._close()
        else:
            self._open.append(" ")

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        if tag == "h1" or depth >= _DEEPEST:
            return
        if tag == "table":
            self._table(node, depth)
            return
        text = squeeze(node)
        if not text or (self._strict and _is_links(node, tag, text)):
            return
        self._into(node, depth + 1)

    def _table(self, table: LexborNode, depth: int) -> None:
        """A table of data as rows; a table that lays out the page as its cells."""
        if table.css_first("p,div,table table,h2,h3,ul"):
            for row in table.css("tr"):
                self._into(row, depth + 1)
                self._close()
            return
        rows = [[squeeze(cell) for cell in row.css("td,th")] for row in table.css("tr")]
        lines = [" | ".join(cell for cell in row if cell) for row in rows]
        text = "\n".join(line for line in lines if line)
        if text and not (self._strict and link_length(table) > 0.6 * len(text)):
            self.found.append(text)


def _is_links(node: LexborNode, tag: str, text: str) -> bool:
    """Whether a block is navigation: mostly links, and not a paragraph that quotes at length."""
    if node.css_first("a") is None:
        return False
    links = link_length(node)
    if tag in ("li", "dd", "dt"):
        return links > 0.6 * len(text) and len(text) < 200
    if tag in ("h2", "h3", "h4", "h5", "h6"):
        return links > 0.7 * len(text)
    if tag == "p":
        return links > 0.8 * len(text) and len(text) < 200
    return len(text) < 2500 and links > 0.55 * len(text)
