"""Where a text node matches in one document: its spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Protocol, TypeAlias

from newsfind.errors import UnsupportedQuery
from newsfind.index.analysis import LEAD_WORDS, alternatives, stem, word_alternatives
from newsfind.index.places.document import BODY, HEADLINE, Document, Span
from newsfind.query.ast import Fuzzy, Near, Or, Phrase, Query, Scope, TextField, Unit, Wildcard, Within, Word

Found: TypeAlias = dict[Span, frozenset[Span]]
"""The spans that match, each with the stretches that are marked for it."""


class Forms(Protocol):
    """Knows what wildcards and fuzzy words stand for in an index."""

    def wildcard(self, pattern: str) -> Sequence[Container[str]]:
        """For each part of a pattern the forms it stands for."""
        ...

    def fuzzy(self, text: str, distance: int) -> Sequence[Container[str]]:
        """For each token of a fuzzy word the forms it stands for."""
        ...


def find(query: Query, document: Document, lexicon: Forms, fields: tuple[TextField, ...] = ()) -> Found:
    """The spans of a text node in the part of the document that is in all of `fields`.

    Raises:
        UnsupportedQuery: The node, or one below it, has no spans.
    """
    match query:
        case Word(text):
            found = _word(text, document)
        case Phrase(text, slop):
            found = _phrase(text, slop, document)
        case Wildcard(pattern):
            found = _sequence(lexicon.wildcard(pattern), document)
        case Fuzzy(text, distance):
            found = _sequence(lexicon.fuzzy(text, distance), document)
        case Or(parts):
            return _union(find(part, document, lexicon, fields) for part in parts)
        case Scope(field, part):
            return find(part, document, lexicon, (*fields, field))
        case Near(left, right, distance, ordered):
            return _pairs(
                find(left, document, lexicon, fields),
                find(right, document, lexicon, fields),
                lambda a, b: _gap(a, b) <= distance and (a < b or not ordered),
            )
        case Within(left, right, unit):
            return _pairs(
                find(left, document, lexicon, fields),
                find(right, document, lexicon, fields),
                lambda a, b: len(_units(a, unit, document) | _units(b, unit, document)) == 1,
            )
        case _:
            raise UnsupportedQuery(
                f"{type(query).__name__} cannot stand inside Near, Within or AtLeast: only words, phrases, "
                "wildcards, fuzzy words, proximities, fields and OR of these have places in the text."
            )
    return {span: marked for span, marked in found.items() if all(in_field(span, field) for field in fields)}


def in_field(span: Span, field: TextField) -> bool:
    """Whether a span lies wholly in a field."""
    in_lead = span.zone == BODY and span.last < LEAD_WORDS
    match field:
        case "headline":
            return span.zone == HEADLINE
        case "body":
            return span.zone == BODY
        case "lead":
            return in_lead
        case "hlead":
            return span.zone == HEADLINE or in_lead


def _word(text: str, document: Document) -> Found:
    spellings = word_alternatives(text)
    exact = _union(_sequence([{form} for form in spelling], document) for spelling in spellings)
    if not spellings or len(spellings[0]) > 1:
        return exact
    return _union([_inflections(spellings[0][0], document), exact])


def _inflections(form: str, document: Document) -> Found:
    spans = [
        Span(number, at, at)
        for number, zone in enumerate(document.zones)
        for at, other in enumerate(zone.stems)
        if other == stem(form)
    ]
    return {span: frozenset({span}) for span in spans}


def _phrase(text: str, slop: int, document: Document) -> Found:
    spellings = alternatives(text)
    if spellings and slop > 0 and len(spellings[0]) > 1:
        return _loose(spellings[0], slop, document)
    return _union(_sequence([{form} for form in spelling], document) for spelling in spellings)


def _sequence(parts: Sequence[Container[str]], document: Document) -> Found:
    """Tokens that follow each other, each with a form out of its part."""
    spans = [
        Span(number, first, first + len(parts) - 1)
        for number, zone in enumerate(document.zones)
        for first in range(len(zone.tokens) - len(parts) + 1)
        if parts and all(zone.tokens[first + i].form in part for i, part in enumerate(parts))
    ]
    return {span: frozenset({span}) for span in spans}


def _loose(words: Sequence[str], slop: int, document: Document) -> Found:
    """The smallest stretches that hold all the words; marked are all words of the phrase in them."""
    needed = Counter(words)
    found: Found = {}
    for number, zone in enumerate(document.zones):
        forms = [token.form for token in zone.tokens]
        whole = [
            Span(number, first, last)
            for first in range(len(forms))
            for last in range(first, min(first + len(words) - 2 + slop, len(forms) - 1) + 1)
            if needed <= Counter(forms[first : last + 1])
        ]
        for span in whole:
            if not any(other != span and span.first <= other.first and other.last <= span.last for other in whole):
                at = [i for i in range(span.first, span.last + 1) if forms[i] in needed]
                found[span] = frozenset(Span(number, i, i) for i in at)
    return found


def _union(several: Iterable[Found]) -> Found:
    union: Found = {}
    for found in several:
        for span, marked in found.items():
            union[span] = union.get(span, frozenset()) | marked
    return union


def _pairs(left: Found, right: Found, allowed: Callable[[Span, Span], bool]) -> Found:
    """Of the pairs that are allowed those in which one is the other's nearest on its side, each as one span."""
    pairs = [
        (a, b) for a in left for b in right if a.zone == b.zone and (a.last < b.first or b.last < a.first)
        if allowed(a, b)
    ]  # fmt: skip
    nearest: dict[tuple[str, Span, bool], tuple[Span, Span]] = {}
    for a, b in sorted(pairs, key=lambda pair: (_gap(*pair), _length(pair[1]))):
        nearest.setdefault(("left", a, a < b), (a, b))
    for a, b in sorted(pairs, key=lambda pair: (_gap(*pair), _length(pair[0]))):
        nearest.setdefault(("right", b, a < b), (a, b))
    return _union(
        {Span(a.zone, min(a.first, b.first), max(a.last, b.last)): left[a] | right[b]} for a, b in nearest.values()
    )


def _gap(a: Span, b: Span) -> int:
    return max(a.first, b.first) - min(a.last, b.last)


def _length(span: Span) -> int:
    return span.last - span.first


def _units(span: Span, unit: Unit, document: Document) -> set[int]:
    """The numbers of the sentences or paragraphs that a span touches."""
    zone = document.zones[span.zone]
    numbers = zone.sentences if unit == "sentence" else zone.paragraphs
    return set(numbers[span.first : span.last + 1])
