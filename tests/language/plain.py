"""The operators of the query language over plain texts, by brute force: lists of words, looked through from end to end.

Nothing here comes from newsfind. A term says where in a list of words it matches, a test whether an article passes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

Words: TypeAlias = Sequence[str]
Span: TypeAlias = tuple[int, int]
"""The first and the last of the words that match."""
Term: TypeAlias = Callable[[Words], list[Span]]

_WORD = re.compile(
    r"[a-z](?:\.[a-z])+\b|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\b[a-z]{1,2}&[a-z]{1,2}\b|\b[a-z]\+\+|[^\W_]+"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]*[A-ZÀ-Ý0-9])")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|St|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.[”’\"')]*$"
)
_LEAD = 100


def words(text: str) -> list[str]:
    """The words of a text in lower case without accents; U.S. is us, 1,000 is 1000."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\u00ad", "").replace("ø", "o").replace("æ", "ae"))
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lower()
    return [found.replace(",", "") if found[0].isdigit() else found.replace(".", "") for found in _WORD.findall(plain)]


@dataclass(frozen=True)
class Text:
    """An article: its texts, and what the list of the sample corpus says of it."""

    headline: str
    paragraphs: tuple[str, ...]
    about: dict[str, Any]

    @cached_property
    def head(self) -> list[str]:
        return words(self.headline)

    @cached_property
    def body(self) -> list[str]:
        return words("\n".join(self.paragraphs))

    @property
    def fields(self) -> tuple[Words, Words]:
        return self.head, self.body

    @cached_property
    def paragraph_words(self) -> list[list[str]]:
        return [self.head, *map(words, self.paragraphs)]

    @cached_property
    def sentence_words(self) -> list[list[str]]:
        return [self.head, *(words(part) for paragraph in self.paragraphs for part in sentences(paragraph))]


def sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph; what ends with an abbreviation goes on."""
    begun = ""
    for piece in _SENTENCE_END.split(paragraph):
        begun = f"{begun} {piece}".strip()
        if not _SHORTENED.search(begun):
            yield begun
            begun = ""
    if begun:
        yield begun


Passes: TypeAlias = Callable[[Text], bool]


def word(forms: str) -> Term:
    """Any of these forms: `trade trading traded`."""
    wanted = set(forms.split())
    return lambda text: [(at, at) for at, one in enumerate(text) if one in wanted]


def phrase(text: str) -> Term:
    """These words in this order."""
    wanted = text.split()
    return lambda found: [
        (at, at + len(wanted) - 1) for at in range(len(found)) if list(found[at : at + len(wanted)]) == wanted
    ]


def like(pattern: str) -> Term:
    """Words that fit a regular expression as a whole."""
    compiled = re.compile(pattern)
    return lambda text: [(at, at) for at, one in enumerate(text) if compiled.fullmatch(one)]


def either(*terms: Term) -> Term:
    return lambda text: [span for term in terms for span in term(text)]


def _pairs(one: Term, other: Term, text: Words, least: int, most: int) -> list[Span]:
    """Where the other follows the one, `least` to `most` words behind it (1: at once)."""
    return [
        (a[0], b[1]) for a in one(text) for b in other(text) if a != b and b[0] > a[1] and least <= b[0] - a[1] <= most
    ]


def before(one: Term, other: Term, most: int) -> Term:
    """The one and then the other, at most so many words on."""
    return lambda text: _pairs(one, other, text, 1, most)


def near(one: Term, other: Term, most: int) -> Term:
    """Both in either order, at most so many words apart."""
    return lambda text: _pairs(one, other, text, 1, most) + _pairs(other, one, text, 1, most)


def has(term: Term) -> Passes:
    return lambda article: any(term(field) for field in article.fields)


def in_headline(term: Term) -> Passes:
    return lambda article: bool(term(article.head))


def in_lead(term: Term) -> Passes:
    return lambda article: bool(term(article.body[:_LEAD]))


def in_body(term: Term) -> Passes:
    return lambda article: bool(term(article.body))


def mentions(least: int, term: Term) -> Passes:
    return lambda article: sum(len(set(term(field))) for field in article.fields) >= least


def same_sentence(one: Term, other: Term) -> Passes:
    return lambda article: any(one(part) and other(part) for part in article.sentence_words)


def same_paragraph(one: Term, other: Term) -> Passes:
    return lambda article: any(one(part) and other(part) for part in article.paragraph_words)


def both(*tests: Passes) -> Passes:
    return lambda article: all(test(article) for test in tests)


def some(*tests: Passes) -> Passes:
    return lambda article: any(test(article) for test in tests)


def without(test: Passes) -> Passes:
    return lambda article: not test(article)


def anything(_: Text) -> bool:
    return True


def field(name: str, *values: str) -> Passes:
    """Whether the list gives any of these values for a field."""

    def test(article: Text) -> bool:
        given = article.about[name]
        return bool(set(values) & set(given if isinstance(given, list) else [given]))

    return test


def published(first: str = "0", last: str = "9") -> Passes:
    """Whether the day lies between two, both included, given as far as they are given: 2024 to 2024-06."""

    def test(article: Text) -> bool:
        day = (article.about["date"] or "")[:10]
        return bool(day) and day[: len(first)] >= first and day[: len(last)] <= last

    return test


def undated(article: Text) -> bool:
    return article.about["date"] is None


def length(least: int, most: int = 10**6) -> Passes:
    """Of at least and at most so many words between spaces."""
    return lambda article: least <= sum(len(part.split()) for part in article.paragraphs) <= most
