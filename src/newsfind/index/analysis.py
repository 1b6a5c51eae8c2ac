"""Analysis: text -> tokens, the same for every engine, for articles and for queries.

A token is a run of letters and digits, folded: lower case, accents off, compatibility forms decomposed. There is no
stop list; every token has a position. Punctuation separates tokens, so `no-spy` is `no` `spy` and `O'Brien` is
`o` `brien`, with four exceptions, which people search as one word:

* abbreviations with dots: `U.S.` -> `us`, `J.R.R.` -> `jrr`;
* numbers: `1,000` -> `1000`, `3.5` -> `3.5`;
* an ampersand between one or two letters on each side: `AT&T` -> `at&t`, `R&D` -> `r&d`;
* a letter with `++` or `#`: `C++` -> `c++`, `F#` -> `f#`.

Chinese and Japanese characters are tokens of their own, so a quoted run of them is found anywhere.

No token crosses white space and none depends on what stands beyond it: text may be analysed chunk by chunk, which
makes indexing fast, and from any token's start, which makes highlighting fast.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

import Stemmer

LEAD_WORDS = 100
"""The lead is the first 100 tokens of the body (`lead:` in the query language)."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff"
)
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = r"[^\W\d_]"
INSIDE_WORDS = f"[{_MARKS}{_INVISIBLE}]"
"""Characters that are part of a word, but do not begin one."""
_WORD = rf"[^\W_](?:[^\W_]|{INSIDE_WORDS})*"
TOKEN = re.compile(
    rf"{_LETTER}(?:\.{_LETTER})+(?![^\W_])"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?[^\W_]*"
    r"|\d+(?:\.\d+)+[^\W_]*"
    rf"|{_LETTER}{{1,2}}&{_LETTER}{{1,2}}(?![^\W_])"
    rf"|{_LETTER}(?:\+\+|\#)(?![^\W_])"
    rf"|{_WORD}"
)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_NOT_INDEXED = re.compile(r"[^\w.&+#]|_")
_OWN_FOLDS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_LETTERS_DIGITS = re.compile(r"([^\W\d_]+)(\d+)\Z")
_POSSESSIVE = re.compile(r"['’ʼ]s?\Z", re.IGNORECASE)
_MOST_ALTERNATIVES = 8

_stemmer = Stemmer.Stemmer("english")
_batch_stemmer = Stemmer.Stemmer("english", 0)


class Token(NamedTuple):
    """A folded token and the characters [start, end) of the text that it came from."""

    form: str
    start: int
    end: int


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of a text, in order, from the character `start` on, which must begin a token or follow none."""
    for match in TOKEN.finditer(text, start):
        raw, begin, end = match[0], match.start(), match.end()
        if not raw.isascii() and _cjk().search(raw):
            yield from _split_cjk(raw, begin)
        elif form := fold(raw):
            yield Token(form, begin, end)


def forms(text: str) -> list[str]:
    """Only the folded forms of a text's tokens."""
    if text.isascii():
        return [text.lower()] if text.isalnum() else [form for raw in TOKEN.findall(text) if (form := fold(raw))]
    return [token.form for token in tokens(text)]


def fold(word: str) -> str:
    """One token's form: `Müller` -> `muller`, `U.S` -> `us`, `1,000` -> `1000`."""
    if word.isascii():
        word = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", word).casefold()
        word = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_OWN_FOLDS)
    if word.isalnum() or not word:
        return word
    if word[0].isalpha() and "." in word:
        word = word.replace(".", "")
    return _NOT_INDEXED.sub("", word)


@lru_cache(maxsize=1 << 12)
def fold_value(value: str) -> str:
    """How values of sections, people, sources ... are compared: case, accents and extra white space do not matter."""
    if value.isascii():
        return " ".join(value.lower().split())
    decomposed = unicodedata.normalize("NFKD", value).casefold()
    stripped = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_OWN_FOLDS)
    return " ".join(stripped.replace("’", "'").split())


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """The stem of a form (Snowball's English stemmer, "Porter2"); numbers and the like are their own stems."""
    return str(_stemmer.stemWord(form)) if form.isalpha() else form


def stems(forms: Sequence[str]) -> list[str]:
    """`stem` of many different forms at once, without filling its cache."""
    stemmed: Iterator[str] = iter(_batch_stemmer.stemWords([form for form in forms if form.isalpha()]))
    return [next(stemmed) if form.isalpha() else form for form in forms]


def word_forms(text: str) -> list[str]:
    """The forms of an unquoted word: as `forms`, but a possessive ending does not count (`Huawei’s` is `huawei`)."""
    return forms(_POSSESSIVE.sub("", text)) or forms(text)


def alternatives(text: str) -> tuple[tuple[str, ...], ...]:
    """The token sequences that a typed phrase stands for, the literal one first.

    Besides the literal sequence, letters and digits that are written together or with a hyphen stand for both:
    `G-20 summit` -> (g 20 summit), (g20 summit); `G20` -> (g20), (g 20). At most 8; () if there is no token.
    """
    per_chunk = [spellings for chunk in text.split() if (spellings := _spellings(chunk))]
    if not per_chunk:
        return ()
    combined = (tuple(form for part in parts for form in part) for parts in product(*per_chunk))
    return tuple(dict.fromkeys(islice(combined, _MOST_ALTERNATIVES)))


def word_alternatives(text: str) -> tuple[tuple[str, ...], ...]:
    """As `alternatives`, for an unquoted word: `word_forms` first, so a possessive ending does not count."""
    return alternatives(_POSSESSIVE.sub("", text)) or alternatives(text)


def _spellings(chunk: str) -> list[tuple[str, ...]]:
    literal = tuple(forms(chunk))
    if not literal:
        return []
    if len(literal) == 1 and (match := _LETTERS_DIGITS.match(literal[0])):
        return [literal, (match[1], match[2])]
    if len(literal) == 2 and literal[0].isalpha() and literal[1].isdigit() and "-" in chunk:
        return [literal, (literal[0] + literal[1],)]
    return [literal]


@cache
def _cjk() -> re.Pattern[str]:
    """A Chinese or Japanese character. It is slow to compile, and most searches have no use for it."""
    return re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def _split_cjk(raw: str, begin: int) -> Iterator[Token]:
    at = 0
    for match in _cjk().finditer(raw):
        yield from _between(raw, at, match.start(), begin)
        yield Token(match[0], begin + match.start(), begin + match.end())
        at = match.end()
    yield from _between(raw, at, len(raw), begin)


def _between(raw: str, start: int, end: int, begin: int) -> Iterator[Token]:
    """The token beside Chinese characters, if there is one; what is invisible does not begin it."""
    first = _LETTER_OR_DIGIT.search(raw, start, end)
    if first and (form := fold(raw[first.start() : end])):
        yield Token(form, begin + first.start(), begin + end)


CLOSERS = "\"'”’»)]}*_"
"""What may stand between the end of a sentence and the white space behind it."""
OPENERS = "\"'“‘«([{*_¿¡"
"""What may stand before the first letter of a sentence."""
ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "rep",
        "gov",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "cmdr",
        "adm",
        "maj",
        "pvt",
        "rev",
        "hon",
        "st",
        "jr",
        "sr",
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "plc",
        "bros",
        "vs",
        "v",
        "no",
        "nos",
        "vol",
        "pp",
        "fig",
        "est",
        "dept",
        "univ",
        "assn",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mt",
        "ft",
        "messrs",
    ]
)


def ends_sentence(chunk: str) -> bool:
    """Whether a chunk of text between white space can be the last of a sentence (`talks.”` yes, `Mr.` no)."""
    core = chunk.rstrip(CLOSERS)
    if not core or core[-1] not in ".!?…。！？":
        return False
    if core[-1] != ".":
        return True
    word = core.rstrip(".").lstrip(OPENERS)
    return "." not in word and word.lower() not in ABBREVIATIONS and not (len(word) == 1 and word.isupper())


def starts_sentence(chunk: str) -> bool:
    """Whether a chunk can be the first of a sentence: it does not begin with a lower-case letter or punctuation."""
    core = chunk.lstrip(OPENERS)
    return bool(core) and core[0].isalnum() and not core[0].islower()


class Breaks(NamedTuple):
    """Numbers of the tokens with which sentences and paragraphs begin, ascending, the first one (0) included."""

    sentences: list[int]
    paragraphs: list[int]


def breaks(text: str) -> Breaks:
    """Where sentences and paragraphs begin, in tokens: the plain definition, which faster code must agree with.

    Paragraphs are separated by a blank line. A sentence ends with its paragraph, with its line, or after a chunk
    that `ends_sentence` before one that `starts_sentence`.
    """
    sentences, paragraphs, count = [0], [0], 0
    for paragraph in text.split("\n\n"):
        _begin(paragraphs, count)
        for line in paragraph.split("\n"):
            _begin(sentences, count)
            before = ""
            for chunk in line.split():
                if ends_sentence(before) and starts_sentence(chunk):
                    _begin(sentences, count)
                count += len(forms(chunk))
                before = chunk
    return Breaks([s for s in sentences if s < count or s == 0], [p for p in paragraphs if p < count or p == 0])


def _begin(starts: list[int], at: int) -> None:
    if starts[-1] != at:
        starts.append(at)
