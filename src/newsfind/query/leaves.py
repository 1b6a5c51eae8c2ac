"""What stands in one token: a word, a pattern, a misspelt word, or the value of a field."""

from __future__ import annotations

import re
from datetime import date

from newsfind.query.ast import Equals, Everything, Fuzzy, Length, Near, Query, Wildcard, Word
from newsfind.query.combine import conjoin
from newsfind.query.dates import EXPECTED, read_dates
from newsfind.query.fields import DATE_FIELDS, LENGTH_FIELDS, META_FIELDS
from newsfind.query.problems import Problems, shown
from newsfind.query.tokens import Token

MAX_EDITS = 2
_MOST_PIECES = 4
_AFTER = ",;:!?…"  # a `?` that ends a word is a question's, not a pattern's
_FUZZY = re.compile(r"(.+)~([0-9.]*)")
_BETWEEN_WORDS = re.compile(r"[-'/:~\\,;]")
_LENGTH_RANGE = re.compile(r"([0-9,_]*)\.\.+([0-9,_]*)")
_LENGTH = re.compile(r"(>=|<=|>|<|=)?\s*([0-9][0-9,_]*)")
LONGEST = 10**9


def read_word(token: Token, problems: Problems) -> Query:
    """The node for an unquoted word."""
    if token.plain:
        return Word(token.text)
    text = token.text.rstrip(_AFTER)
    if not any(map(str.isalnum, text)):
        return Everything()
    if (match := _FUZZY.fullmatch(text)) and any(map(str.isalnum, match[1])):
        return _fuzzy(match[1], match[2], token, problems)
    return _pattern(text) if "*" in text or "?" in text else Word(text)


def _fuzzy(word: str, edits: str, token: Token, problems: Problems) -> Query:
    position = token.end - len(edits) - 1
    if "*" in word or "?" in word:
        note = f"{shown(token.text)} has both a wildcard and a ~; the ~ was left out."
        problems.add(position, "either a wildcard or a ~", note)
        return _pattern(word)
    if edits in ("", "1", "2"):
        return Fuzzy(word, int(edits or 1))
    distance = 1 if edits[0] in "0." else MAX_EDITS
    note = f"{shown(token.text)} was read with ~{distance}: a misspelt word is 1 or {MAX_EDITS} edits away."
    problems.add(position + 1, f"1 to {MAX_EDITS} edits", note)
    return Fuzzy(word, distance)


def _pattern(text: str) -> Query:
    """A pattern matches one word of the index; of `anti-govern*` only the second is one, right after `anti`."""
    pieces = [_piece(piece) for piece in _BETWEEN_WORDS.split(text) if any(map(str.isalnum, piece))]
    if len(pieces) > _MOST_PIECES:
        return conjoin(pieces)
    joined = pieces[0]
    for piece in pieces[1:]:
        joined = Near(joined, piece, 1, ordered=True)
    return joined


def _piece(text: str) -> Query:
    pattern = re.sub(r"\*+", "*", text).rstrip(_AFTER + ".")
    return Wildcard(pattern) if "*" in pattern or "?" in pattern else Word(pattern)


def read_value(field: str, text: str, position: int, today: date, problems: Problems) -> Query | None:
    """The node for `field:text`; None where that says nothing, which is a Problem at `position`."""
    if field in META_FIELDS:
        return Equals(META_FIELDS[field], text.rstrip(",;") or text)
    read = _read_length(text) if field in LENGTH_FIELDS else read_dates(text, today, DATE_FIELDS[field])
    if read is None:
        kind, expected = ("length", "a length such as >1000, <=500 or 200..500")
        if field in DATE_FIELDS:
            kind, expected = "date", EXPECTED
        problems.add(position, expected, f"{shown(text)} was not understood as a {kind}, so it narrows nothing.")
    return read


def _read_length(text: str) -> Length | None:
    if match := _LENGTH_RANGE.fullmatch(text):
        least, most = (_count(side) if side.strip(",_") else None for side in match.groups())
        if least is not None and most is not None and most < least:
            least, most = most, least
        return Length(least, most)
    if match := _LENGTH.fullmatch(text):
        count = _count(match[2])
        match match[1]:
            case ">":
                return Length(count + 1, None)
            case ">=":
                return Length(count, None)
            case "<":
                return Length(None, count - 1)
            case "<=":
                return Length(None, count)
            case _:
                return Length(count, count)
    return None


def _count(digits: str) -> int:
    plain = digits.replace(",", "").replace("_", "")
    return int(plain) if len(plain) < len(str(LONGEST)) else LONGEST
