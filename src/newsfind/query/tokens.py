"""Typed text -> tokens of the query language. Every string has tokens; what is odd becomes a Problem.

White space and punctuation on its own mean nothing. Inside a token nothing is interpreted yet but what decides where
it ends: quotes, brackets, `|`, the colon after a field's name, the minus and the backslash in front of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from newsfind.query.fields import FIELD_NAMES, META_FIELDS, TEXT_FIELDS
from newsfind.query.fold import drop_invisible
from newsfind.query.problems import Problems, shown
from newsfind.values import dataclass

MAX_DISTANCE = 1000
DEFAULT_DISTANCE = 10
"""Words between the sides of a bare NEAR."""


class Kind(Enum):
    """What a token is to the parser."""

    WORD = auto()
    PHRASE = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    PROXIMITY = auto()
    FIELD = auto()
    AT_LEAST = auto()


BINARY = frozenset({Kind.AND, Kind.OR, Kind.PROXIMITY})
OPERANDS = frozenset({Kind.WORD, Kind.PHRASE, Kind.OPEN, Kind.FIELD, Kind.AT_LEAST, Kind.NOT})
"""What can begin an operand."""


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as typed (folded), from the character `start` to `end`.

    `number` is a phrase's slop, a proximity's distance (0: same sentence or paragraph) or the mentions of ATLEAST;
    `plain` says that a word's `*`, `?` and `~` are nothing special.
    """

    kind: Kind
    text: str
    start: int
    end: int
    number: int = 0
    plain: bool = False


_SPACE = re.compile(r"\s+")
_RUN = re.compile(r'[^\s"()|]+')
_AT_LEAST = re.compile(r"atleast/?\s*([0-9]+)\s*(?=\()", re.IGNORECASE)
_HALF_AT_LEAST = re.compile(r"(?i:atleast)|ATLEAST/?([0-9]+)")
_PROXIMITY = re.compile(r"(?:(w|near|pre|adj)?/([0-9]+)|(near|adj)([0-9]+)|(?:w|near)?/(s|p|sent|para))", re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z_]+):")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PUNCTUATION = ",;:!¡¿…"
"""In front of a word this is a sentence's, never the query's."""
_SLOP = re.compile(r"~([0-9]*)")
_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_BARE_PROXIMITIES = {"NEAR": ("W", DEFAULT_DISTANCE), "ADJ": ("PRE", 1)}
_NUMBERLESS = {f"{name}/": (name, DEFAULT_DISTANCE) for name in ("W", "PRE")} | {
    f"{name}/": bare for name, bare in _BARE_PROXIMITIES.items()
}
"""In capitals only: `w/` is short for with."""


def tokenize(text: str, problems: Problems) -> list[Token]:
    """The tokens of a typed and folded query, in order."""
    return list(_Scanner(text, problems).tokens())


def is_word(text: str) -> bool:
    """Whether there is anything in it to search for: a letter, a digit or a `*`."""
    return "*" in text or any(map(str.isalnum, text))


class _Scanner:
    """Reads a folded text from left to right; each method takes what begins at `self._at`."""

    def __init__(self, text: str, problems: Problems) -> None:
        self._text = text
        self._problems = problems
        self._at = 0
        self._last: Token | None = None

    def tokens(self) -> Iterator[Token]:
        while True:
            if space := _SPACE.match(self._text, self._at):
                self._at = space.end()
            if self._at >= len(self._text):
                return
            if token := self._next():
                self._last = token
                yield token

    def _next(self) -> Token | None:
        match self._text[self._at]:
            case "(":
                return self._token(Kind.OPEN, self._at + 1)
            case ")":
                return self._token(Kind.CLOSE, self._at + 1)
            case "|":
                end = self._at + 1
                while self._text.startswith("|", end):
                    end += 1
                return self._token(Kind.OR, end)
            case '"':
                return self._quote()
            case _:
                return self._run()

    def _token(self, kind: Kind, end: int, text: str = "", *, number: int = 0, plain: bool = False) -> Token:
        token = Token(kind, text, self._at, end, number, plain)
        self._at = end
        return token

    def _quote(self) -> Token | None:
        at = self._at
        if self._is_stray(at):
            return self._stray_quote(at)
        closing = self._text.find('"', at + 1)
        inner = self._text[at + 1 : closing if closing >= 0 else None]
        phrase = " ".join(drop_invisible(inner).split())
        end = closing + 1 if closing >= 0 else len(self._text)
        if not any(map(str.isalnum, phrase)):
            self._problems.add(at, "words between the quotation marks", "Quotation marks without words were left out.")
            return self._skip(end)
        if closing < 0:
            note = "A quotation mark was never closed; the phrase was read to the end."
            self._problems.add(at, 'a closing quotation mark (")', note)
        return self._phrase(phrase, end)

    def _is_stray(self, at: int) -> bool:
        """Whether a quotation mark stands behind something and before nothing, so that it cannot open a phrase."""
        before, after = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        return bool(before) and not before.isspace() and before not in "(|-:" and not after.isalnum()

    def _stray_quote(self, at: int) -> Token | None:
        if not self._text[at - 1].isdigit():  # 5'10" is a height, not half a phrase
            note = "A quotation mark that belongs to no phrase was left out."
            self._problems.add(at, "a quotation mark only at either end of a phrase", note)
        return self._skip(at + 1)

    def _phrase(self, phrase: str, end: int) -> Token:
        slop = _SLOP.match(self._text, end)
        if slop is None:
            return self._token(Kind.PHRASE, end, phrase)
        if not slop[1]:
            self._problems.add(end + 1, "a number of words after ~", "A ~ without a number of words was left out.")
        return self._token(Kind.PHRASE, slop.end(), phrase, number=self._number(slop[1] or "0", end + 1, least=0))

    def _number(self, digits: str, position: int, *, least: int) -> int:
        number = int(digits) if len(digits) <= len(str(MAX_DISTANCE)) else MAX_DISTANCE + 1
        clamped = min(max(number, least), MAX_DISTANCE)
        if clamped != number:
            note = f"The number {digits[:12]} was read as {clamped}."
            self._problems.add(position, f"a number from {least} to {MAX_DISTANCE}", note)
        return clamped

    def _run(self) -> Token | None:
        match = _RUN.match(self._text, self._at)
        assert match is not None, "white space, quotes and brackets were taken before"
        run, end = match[0], match.end()
        if field := self._valued_field():
            is_value = is_word(run) or (".." in run and field not in META_FIELDS)
            return self._token(Kind.WORD, end, run) if is_value else self._skip(end)
        if run[0] in _PUNCTUATION:
            return self._skip(end - len(run.lstrip(_PUNCTUATION)))
        if not is_word(run):
            return self._minus(run, end) if run.endswith("-") else self._skip(end)
        if run[0] == "-":
            return self._minus(run, end)
        if run[0] == "\\":
            if not any(map(str.isalnum, run)):
                return self._skip(end)
            return self._token(Kind.WORD, end, drop_invisible(run[1:]), plain=True)
        if self._is_half_a_count(run, end):
            return self._skip(end)
        return self._operator(run, end) or self._field(run, end) or self._token(Kind.WORD, end, drop_invisible(run))

    def _is_half_a_count(self, run: str, end: int) -> bool:
        """Whether this is `ATLEAST(` without a number, or `ATLEAST3` without a bracket."""
        match = _HALF_AT_LEAST.fullmatch(run)
        if match is None or self._glued() or _AT_LEAST.match(self._text, self._at):
            return False
        if not match[1] and not self._text.startswith("(", end):
            return False
        note = f"{run} was left out: it needs a number and brackets, as in ATLEAST3(huawei)."
        self._problems.add(self._at, "a number and brackets, as in ATLEAST3(huawei)", note)
        return True

    def _skip(self, end: int) -> Token | None:
        self._at = end
        return None

    def _valued_field(self) -> str:
        """The field whose value stands here, to be taken as it is; "" where a search expression is to be read."""
        last = self._last
        return last.text if last and last.kind is Kind.FIELD and last.text not in TEXT_FIELDS else ""

    def _minus(self, run: str, end: int) -> Token | None:
        """One hyphen right before a word, a quote or a bracket negates; more are a dash, which is punctuation."""
        hyphens = len(run) - len(run.lstrip("-"))
        if hyphens == 1 and (len(run) > 1 or self._text[end : end + 1] in ('"', "(")):
            return self._token(Kind.NOT, self._at + 1, "-")
        return self._skip(self._at + max(hyphens, 1))

    def _glued(self) -> bool:
        """Whether a minus or a field's colon stands right before: `place:OR` and `-AND` are words."""
        return self._at > 0 and self._text[self._at - 1] in "-:"

    def _operator(self, run: str, end: int) -> Token | None:
        if at_least := _AT_LEAST.match(self._text, self._at):
            number = self._number(at_least[1], at_least.start(1), least=1)
            return self._token(Kind.AT_LEAST, at_least.end(), at_least[0].strip(), number=number)
        if self._glued():
            return None
        if kind := _OPERATORS.get(run):
            return self._token(kind, end, run)
        if bare := _BARE_PROXIMITIES.get(run) or self._numberless(run, end):
            connector, distance = bare
            return self._token(Kind.PROXIMITY, end, connector, number=distance)
        if match := _PROXIMITY.fullmatch(run):
            return self._proximity(match, end)
        return None

    def _numberless(self, run: str, end: int) -> tuple[str, int] | None:
        """What `NEAR/` without a number stands for."""
        read = _NUMBERLESS.get(run)
        if read:
            note = f"{run} has no number of words; it was read as {read[0]}/{read[1]}."
            self._problems.add(end, f"a number of words, as in {run}5", note)
        return read

    def _proximity(self, match: re.Match[str], end: int) -> Token:
        if unit := match[5]:
            return self._token(Kind.PROXIMITY, end, unit[0].upper())
        name, digits = (match[1] or match[3] or "w").upper(), match[2] or match[4]
        number = self._number(digits, end - len(digits), least=1)
        return self._token(Kind.PROXIMITY, end, "PRE" if name in ("PRE", "ADJ") else "W", number=number)

    def _field(self, run: str, end: int) -> Token | None:
        match = _FIELD.match(run)
        if match is None or _ADDRESS.match(run):
            return self._token(Kind.WORD, end, drop_invisible(run), plain=True) if match else None
        name, after = match[1].lower(), self._at + match.end()
        if name in FIELD_NAMES:
            return self._token(Kind.FIELD, after, name)
        if after == len(self._text) or self._text[after].isspace():
            return None
        note = f"{shown(match[0])} is not a field; it was searched as a word."
        self._problems.add(self._at, "one of the fields " + ", ".join(f"{each}:" for each in FIELD_NAMES), note)
        return self._token(Kind.WORD, end, drop_invisible(run), plain=True)
