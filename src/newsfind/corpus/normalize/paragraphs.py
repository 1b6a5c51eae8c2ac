"""Lines -> paragraphs: blank lines, indents, one line a paragraph, or hard-wrapped lines to be joined."""

from __future__ import annotations

import re
from itertools import pairwise

from newsfind.corpus.normalize.hyphens import Hyphens

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_ROW = re.compile(r"\s{3,}|\t|\s\|\s|^\s*(?:[-*•·–]|\d{1,2}[.)])\s")
_WRAP_LEAST, _WRAP_MOST = 40, 100


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, without white space at either end and without empty ones.

    Blank lines separate paragraphs where there are any. Inside a block, hard-wrapped lines are joined, an indented
    line begins a paragraph, and a long line is a paragraph by itself. Rows of a table or list stay rows.

    >>> split_paragraphs("One line,\\nand another.\\n\\n- first\\n- second\\n")
    ['One line,', 'and another.', '- first\\n- second']
    """
    text = text.strip("\n")
    blocks = [block for block in _BLANK.split(text) if block.strip()]
    wrapped = _is_wrapped(text)
    hyphens = Hyphens(text) if wrapped else None
    found: list[str] = []
    for block in blocks:
        found.extend(_of_block(block, hyphens))
    return [paragraph for paragraph in found if paragraph]


def _is_wrapped(text: str) -> bool:
    """Whether lines end where a column does: most lines that another follows are of a like, moderate length."""
    lines = [line.rstrip() for line in text[:20_000].split("\n")]
    inner = [len(line) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(inner) < 3:
        return False
    inner.sort()
    typical = inner[(len(inner) * 3) // 4]
    return _WRAP_LEAST <= typical <= _WRAP_MOST and inner[-1] <= _WRAP_MOST + 30


def _of_block(block: str, hyphens: Hyphens | None) -> list[str]:
    lines = [line.rstrip() for line in block.split("\n") if line.strip()]
    if len(lines) == 1:
        return [" ".join(lines[0].split())]
    if sum(1 for line in lines if _ROW.search(line.strip())) > len(lines) // 2:
        return ["\n".join(" ".join(line.split()) for line in lines)]
    if hyphens is None:
        return [" ".join(line.split()) for line in lines]
    return [_join(group, hyphens) for group in _by_indent(lines)]


def _by_indent(lines: list[str]) -> list[list[str]]:
    """Groups of lines, a new one at each line that is indented further than the line before."""
    indents = [len(line) - len(line.lstrip()) for line in lines]
    groups = [[lines[0]]]
    for at in range(1, len(lines)):
        if indents[at] > indents[at - 1] + 1 and indents[at] <= 12:
            groups.append([])
        groups[-1].append(lines[at])
    return groups


def _join(lines: list[str], hyphens: Hyphens) -> str:
    """One paragraph; a hyphen at a line's end goes where it only breaks a word."""
    parts = [hyphens.continued(line.rstrip(), after.lstrip()) for line, after in pairwise(lines)]
    return " ".join("".join([*parts, lines[-1]]).split())
