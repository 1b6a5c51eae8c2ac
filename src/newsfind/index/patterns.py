"""What wildcard patterns and fuzzy words stand for, in terms of forms, and how a search tells that it cut them short.

The rules are every engine's: a pattern or fuzzy word is taken apart as a text would be, so `no-sp*` is the word `no`
and then the pattern `sp*`, found where forms that fit follow each other. Each part stands for the forms in the index
that fit it, at most so many of them: those with the most occurrences in headlines and bodies for a pattern, ties by
form; the nearest, then the commonest, then by form for a fuzzy word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfind.index.analysis import Token, tokens

MOST_WILDCARD_FORMS = 1000
MOST_FUZZY_FORMS = 100

_PIECE = re.compile(r"[*?]|[^*?]+")


def pattern_parts(pattern: str) -> tuple[str, ...]:
    """The parts of a wildcard pattern, folded: `No-sp*` -> (`no`, `sp*`); () if it has no letter or digit.

    A token is joined to the `*` and `?` that touch it; those that touch none are a part of their own, any word.
    """
    parts: list[str] = []
    glues, end = False, -1
    for text, start, stop in _pieces(pattern):
        wild = text in "*?"
        if start == end and (wild or glues):
            parts[-1] += text
        else:
            parts.append(text)
        glues, end = wild, stop
    return tuple(parts) if any(part.strip("*?") for part in parts) else ()


def _pieces(pattern: str) -> Iterator[Token]:
    for match in _PIECE.finditer(pattern):
        if match[0] in "*?":
            yield Token(match[0], match.start(), match.end())
        else:
            begin = match.start()
            yield from (Token(form, begin + start, begin + end) for form, start, end in tokens(match[0]))


def nothing_note(text: str) -> str:
    """Said of a word, phrase, pattern or fuzzy word without a letter or digit; it matches no article."""
    return f"Nothing to search for in “{text}”."


def wildcard_note(pattern: str) -> str:
    """Said of a pattern that more than `MOST_WILDCARD_FORMS` forms fit."""
    return f"More than {MOST_WILDCARD_FORMS:,} words fit “{pattern}”: only the commonest {MOST_WILDCARD_FORMS:,} count."


def fuzzy_note(text: str) -> str:
    """Said of a fuzzy word that more than `MOST_FUZZY_FORMS` forms resemble."""
    return f"More than {MOST_FUZZY_FORMS} words resemble “{text}”: only the nearest {MOST_FUZZY_FORMS} count."
