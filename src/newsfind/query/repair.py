"""Tokens in any order -> tokens that the grammar accepts: brackets in pairs, every operator between its operands.

The rule for what is misplaced: an operator that has nothing to join is left out, except that NEAR and ADJ are then
words; a query of nothing but operators searches for the words. So a half-typed query finds what its first half finds.
"""

from __future__ import annotations

from dataclasses import replace

from newsfind.query.problems import Problems, shown
from newsfind.query.tokens import BINARY, OPERANDS, Kind, Token

MAX_DEPTH = 50
"""Brackets within brackets; deeper ones are ignored."""

_VALUES = frozenset({Kind.WORD, Kind.PHRASE, Kind.OPEN})
_OPERATORS = BINARY | {Kind.NOT}
_ENDS = frozenset({Kind.WORD, Kind.PHRASE, Kind.CLOSE})


def repair(tokens: list[Token], text: str, problems: Problems) -> list[Token]:
    """The tokens without what makes no sense, a Problem for each thing left out."""
    typed = len(problems.found)
    kept = _with_left_sides(_with_right_sides(_balanced(tokens, problems), text, problems), text, problems)
    if kept or not tokens:
        return kept
    words = [_as_word(token, text) for token in tokens if token.kind in _OPERATORS and _has_letters(token, text)]
    if words:
        del problems.found[typed:]
        problems.add(words[0].start, "a word", "There was nothing to join, so the operators were searched as words.")
    return words


def _balanced(tokens: list[Token], problems: Problems) -> list[Token]:
    kept: list[Token] = []
    open_at: list[int] = []
    opened: list[bool] = []  # for each bracket that is open now, whether it was kept
    for token in tokens:
        if token.kind is Kind.OPEN:
            opened.append(len(open_at) < MAX_DEPTH)
            if not opened[-1]:
                note = f"Brackets more than {MAX_DEPTH} deep were ignored."
                problems.add(token.start, f"at most {MAX_DEPTH} brackets within brackets", note)
                continue
            open_at.append(token.start)
        elif token.kind is Kind.CLOSE:
            if not opened:
                problems.add(
                    token.start, "an opening bracket before this one", "A bracket was never opened; it was left out."
                )
                continue
            if not opened.pop():
                continue
            open_at.pop()
        kept.append(token)
    for start in reversed(open_at):
        problems.add(start, "a closing bracket for this one", "A bracket was never closed; it was closed at the end.")
        end = kept[-1].end
        kept.append(Token(Kind.CLOSE, "", end, end))
    return kept


def _with_right_sides(tokens: list[Token], text: str, problems: Problems) -> list[Token]:
    """From the right: what is not followed by what it needs goes, and so do brackets around nothing."""
    kept: list[Token] = []  # reversed
    for token in reversed(tokens):
        following = kept[-1].kind if kept else None
        if token.kind is Kind.OPEN and following is Kind.CLOSE:
            kept.pop()
            problems.add(token.start, "a word between the brackets", "Brackets around nothing were left out.")
        elif token.kind is Kind.FIELD and not _has_value(kept):
            note = f"“{token.text}:” has no value and was left out."
            problems.add(token.end, f"a value after {token.text}:", note)
        elif token.kind is Kind.AT_LEAST and following is not Kind.OPEN:
            problems.add(token.end, "a word between the brackets", "ATLEAST around nothing was left out.")
        elif token.kind in _OPERATORS and following not in OPERANDS:
            _misplaced(token, "after", kept, text, problems)
        else:
            kept.append(token)
    kept.reverse()
    return kept


def _with_left_sides(tokens: list[Token], text: str, problems: Problems) -> list[Token]:
    """From the left: AND, OR and proximities that do not follow an operand go."""
    kept: list[Token] = []
    for token in tokens:
        if token.kind in BINARY and not (kept and kept[-1].kind in _ENDS):
            _misplaced(token, "before", kept, text, problems)
        else:
            kept.append(token)
    return kept


def _has_value(kept: list[Token]) -> bool:
    """Whether a value follows, or one minus and then a value: `headline:-x`."""
    following = kept[-2:] if kept and kept[-1].kind is Kind.NOT else kept[-1:]
    return bool(following) and following[0].kind in _VALUES


def _misplaced(token: Token, side: str, kept: list[Token], text: str, problems: Problems) -> None:
    typed = text[token.start : token.end]
    if typed.isalpha() and token.kind is Kind.PROXIMITY:
        kept.append(_as_word(token, text))
        note = f"{typed} has nothing to join and was searched as a word."
    else:
        note = f"{shown(typed)} has nothing {side} it to join and was left out."
    problems.add(token.start, f"a word or phrase {side} {shown(typed)}", note)


def _as_word(token: Token, text: str) -> Token:
    return replace(token, kind=Kind.WORD, text=text[token.start : token.end], number=0, plain=True)


def _has_letters(token: Token, text: str) -> bool:
    return any(map(str.isalnum, text[token.start : token.end]))
