"""Leaf -> what it matches in one segment: spans in the token stream, articles and their weighted frequencies."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from functools import cached_property
from itertools import pairwise
from typing import Protocol, TypeAlias

import numpy as np

from newsfind.errors import UnsupportedQuery
from newsfind.index.analysis import LEAD_WORDS, alternatives, word_alternatives, word_forms
from newsfind.index.deadline import OutOfTime, check_time
from newsfind.index.engines.whoosh.codec.file import Array, Ints
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.weights import weights_at
from newsfind.index.engines.whoosh.compile import Leaf
from newsfind.index.engines.whoosh.lexicon import Lexicon
from newsfind.index.engines.whoosh.spans import (
    NO_POSITIONS,
    NO_SPANS,
    Spans,
    in_ranges,
    loose,
    near,
    tokens,
    union,
    within,
)
from newsfind.index.patterns import pattern_parts
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, LEAD_WEIGHT, MOST_FREQUENCY
from newsfind.query.ast import AtLeast, Fuzzy, Near, Or, Phrase, Query, Scope, TextField, Wildcard, Within, Word
from newsfind.query.walk import children

Windows: TypeAlias = tuple[Array, Array]
"""Ranges [low, high) of positions, ascending, to which a search is confined."""

STRETCH = 1 << 20
"""Positions in which a leaf that pairs very many is looked for at a time: some 100 MB while it is done."""


class Finder:
    """Finds spans in one segment, or in windows of it."""

    def __init__(self, segment: Segment, number: int, lexicon: Lexicon, windows: Windows | None = None) -> None:
        self._segment, self._number, self._lexicon, self._windows = segment, number, lexicon, windows

    def leaf(self, leaf: Leaf) -> Spans:
        """A leaf's spans; those of an `AtLeast` in articles that have enough."""
        if not isinstance(leaf.query, AtLeast):
            return self.find(leaf.query, leaf.fields)
        spans = self.find(leaf.query.part, leaf.fields)
        article = self._segment.articles_at(spans.first)
        if not len(article):
            return spans
        return spans.keep(np.bincount(article)[article] >= leaf.query.count)

    def leaves(self, leaves: Sequence[Leaf]) -> list[Spans]:
        """The spans of several leaves. In windows, inflected words are looked for all at once: that takes little longer
        than one of them.
        """
        forms = {leaf.number: form for leaf in leaves if (form := inflected(leaf)) is not None}
        if self._windows is None or len(forms) <= 1:
            return [self.leaf(leaf) for leaf in leaves]
        check_time()
        stems = {number: self._segment.stem_number(form) for number, form in forms.items()}
        wanted = [
            (form, number)
            for number, stem in stems.items()
            if stem >= 0
            for form in self._segment.forms_of_stem(stem).tolist()
        ]
        positions, place, _ = self._segment.positions.within_many([form for form, _ in wanted], *self._windows)
        of = np.array([number for _, number in wanted], np.int64)[place]
        return [
            tokens(np.sort(positions[of == leaf.number], kind="stable")) if leaf.number in forms else self.leaf(leaf)
            for leaf in leaves
        ]

    def find(self, query: Query, fields: tuple[TextField, ...] = ()) -> Spans:
        """The spans of a text node that lie in all of `fields`."""
        check_time()
        match query:
            case Word(text):
                found = self._word(text)
            case Phrase(text, slop):
                found = self._phrase(text, slop)
            case Wildcard(pattern):
                found = self._sequence([self._pattern(part) for part in pattern_parts(pattern)])
            case Fuzzy(text, distance):
                found = self._sequence([self._fuzzy(form, distance) for form in word_forms(text)])
            case Or(parts):
                return union([self.find(part, fields) for part in parts])
            case Scope(field, part):
                return self.find(part, (*fields, field))
            case Near(left, right, distance, ordered):
                pair = self.find(left, fields), self.find(right, fields)
                return near(*pair, distance, ordered=ordered, zones=self._segment.zones)
            case Within(left, right, unit):
                units = self._segment.sentences if unit == "sentence" else self._segment.paragraphs
                return within(self.find(left, fields), self.find(right, fields), units)
            case _:
                raise UnsupportedQuery(f"{type(query).__name__} has no places in the text.")
        for field in fields:
            found = in_ranges(found, *field_ranges(self._segment, field))
        return found

    def places(self, query: Query) -> int:
        """About how many places the words below a text node stand at; none is decoded."""
        occurrences = self._segment.occurrences
        match query:
            case Word(text):
                spellings = word_alternatives(text)
                number = self._segment.stem_number(spellings[0][0]) if spellings else -1
                return int(occurrences(self._segment.forms_of_stem(number)).sum()) if number >= 0 else 0
            case Phrase(text, _):
                numbers = [self._segment.forms.find(form) for forms in alternatives(text) for form in forms]
                return int(occurrences(np.array([n for n in numbers if n >= 0], np.int64)).sum())
            case Wildcard(pattern):
                return sum(int(occurrences(self._pattern(part)).sum()) for part in pattern_parts(pattern))
            case Fuzzy(text, distance):
                return sum(int(occurrences(self._fuzzy(form, distance)).sum()) for form in word_forms(text))
            case _:
                return sum(map(self.places, children(query)))

    def stem(self, form: str) -> Ints:
        """The positions of every form that shares this one's stem."""
        number = self._segment.stem_number(form)
        return NO_POSITIONS if number < 0 else self._positions(self._segment.forms_of_stem(number).tolist())

    def form(self, form: str) -> Ints:
        """The positions of one form."""
        number = self._segment.forms.find(form)
        return NO_POSITIONS if number < 0 else self._positions([number])

    def _positions(self, forms: list[int]) -> Ints:
        return self._segment.positions_of(forms, self._windows)

    def _word(self, text: str) -> Spans:
        spellings = word_alternatives(text)
        if not spellings:
            return NO_SPANS
        inflected = [tokens(self.stem(spellings[0][0]))] if len(spellings[0]) == 1 else []
        exact = spellings[1:] if inflected else spellings
        return union([*inflected, *(self._exactly(spelling) for spelling in exact)])

    def _phrase(self, text: str, slop: int) -> Spans:
        spellings = alternatives(text)
        if spellings and slop > 0 and len(spellings[0]) > 1:
            positions = {form: self.form(form) for form in spellings[0]}
            return loose([positions[form] for form in spellings[0]], slop, self._segment.zones)
        return union([self._exactly(spelling) for spelling in spellings])

    def _exactly(self, forms: Sequence[str]) -> Spans:
        numbers = [self._segment.forms.find(form) for form in forms]
        return self._sequence([np.array([number]) for number in numbers]) if min(numbers) >= 0 else NO_SPANS

    def _pattern(self, part: str) -> Array:
        return self._lexicon.pattern(part)[0][self._number]

    def _fuzzy(self, form: str, distance: int) -> Array:
        return self._lexicon.resembling(form, distance)[0][self._number]

    def _sequence(self, parts: Sequence[Array]) -> Spans:
        """Tokens that follow each other, each with one of its part's forms; the rarest part is looked up first."""
        if not parts or not all(len(part) for part in parts):
            return NO_SPANS
        order = sorted(range(len(parts)), key=lambda i: int(self._segment.occurrences(parts[i]).sum()))
        rarest = order[0]
        begins = self._positions(parts[rarest].tolist()) - rarest
        for i in order[1:]:
            begins = begins[begins >= 0]
            begins = self._segment.standing(parts[i], begins + i) - i
        return Spans(begins, begins + (len(parts) - 1)) if len(parts) > 1 else tokens(begins)


def field_ranges(segment: Segment, field: TextField) -> tuple[Array, Array]:
    """The ranges of positions that a field takes in every article."""
    starts, bodies, ends = segment.starts[:-1], segment.bodies, segment.starts[1:]
    match field:
        case "headline":
            return starts, bodies
        case "body":
            return bodies, ends
        case "lead":
            return bodies, np.minimum(bodies + LEAD_WORDS, ends)
        case "hlead":
            return starts, np.minimum(bodies + LEAD_WORDS, ends)


class Matches(Protocol):
    """The articles of one segment that a leaf matches."""

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    @property
    def articles(self) -> Ints:
        """Their numbers, ascending."""
        ...

    def frequencies(self, articles: Ints) -> Array:
        """The leaf's weighted frequencies in any articles (ascending): 0 in those it does not match."""
        ...


class SpanMatches:
    """Matches of a leaf whose spans are known."""

    def __init__(self, segment: Segment, spans: Spans) -> None:
        self._segment = segment
        articles, self._tf = article_frequencies(segment, spans.first)
        if segment.deleted is not None:
            alive = ~segment.deleted[articles]
            articles, self._tf = articles[alive], self._tf[alive]
        self.articles = articles
        self.count = len(articles)

    def frequencies(self, articles: Ints) -> Array:
        """See `Matches`."""
        return aligned(self.articles, self._tf, articles, self._segment.total)


class StemMatches:
    """Matches of a plain word: all articles with its stem. Nothing is decoded before it is asked for."""

    def __init__(self, segment: Segment, stem: int) -> None:
        self._segment, self._stem = segment, stem
        self._list = segment.stem_list(stem)
        self._asked: tuple[Ints, Array] | None = None

    @cached_property
    def count(self) -> int:
        """See `Matches`."""
        return self._segment.stem_articles(self._stem) if self._segment.deleted is None else len(self.articles)

    @cached_property
    def articles(self) -> Ints:
        """See `Matches`."""
        return self._segment.only_live(self._decoded[0])

    @cached_property
    def _decoded(self) -> tuple[Ints, Array]:
        if self._list >= 0:
            return self._segment.articles.decode(self._list), self._segment.frequencies(self._list)
        forms = self._segment.forms_of_stem(self._stem).tolist()
        return article_frequencies(self._segment, self._segment.positions_of(forms))

    def frequencies(self, articles: Ints) -> Array:
        """See `Matches`."""
        if self._asked is not None and self._asked[0] is articles:
            return self._asked[1]
        found = self._look_up(articles)
        self._asked = articles, found
        return found

    def narrow(self, articles: Ints) -> Ints:
        """Those of the articles that match; their frequencies are remembered."""
        found = self.frequencies(articles)
        keep = found > 0
        kept = articles[keep]
        self._asked = kept, found[keep]
        return kept

    def _look_up(self, articles: Ints) -> Array:
        rare = self._list < 0 or "_decoded" in self.__dict__
        if rare or len(articles) * 16 > self._segment.stem_articles(self._stem):
            return aligned(*self._decoded, articles, self._segment.total)
        at = self._segment.articles.find(self._list, articles)
        return np.where(at >= 0, self._segment.frequencies(self._list)[at], 0)


def aligned(known: Ints, values: Array, wanted: Ints, total: int) -> Array:
    """The values of `wanted` articles, given those of `known` ones (both ascending, below `total`); 0 where unknown."""
    if known is wanted:
        return values
    if not len(known):
        return np.zeros(len(wanted), np.uint8)
    if 16 * len(wanted) > len(known) + total // 64:
        dense = np.zeros(total, np.uint8)
        dense[known] = values
        return dense[wanted]
    at = np.searchsorted(known, wanted)
    at[at == len(known)] = 0
    return np.where(known[at] == wanted, values[at], 0)


def article_frequencies(segment: Segment, positions: Ints) -> tuple[Ints, Array]:
    """The articles that have matches at these ascending positions, and their weighted frequencies."""
    if len(positions) > segment.total:
        return _frequencies_by_article(segment, positions)
    articles = segment.articles_at(positions)
    weights = weights_at(positions, segment.bodies[articles])
    new = np.ones(len(articles), bool)
    new[1:] = np.diff(articles) != 0
    at = np.flatnonzero(new)
    sums = np.add.reduceat(weights, at) if len(at) else weights
    return articles[at], np.minimum(sums, MOST_FREQUENCY).astype(np.uint8)


def _frequencies_by_article(segment: Segment, positions: Ints) -> tuple[Ints, Array]:
    """The same, where there are more matches than articles: count those before each border."""
    ends = segment.starts[1:]
    before_body = np.searchsorted(positions, segment.bodies)
    before_rest = np.searchsorted(positions, np.minimum(segment.bodies + LEAD_WORDS, ends))
    before_end = np.searchsorted(positions, ends)
    before = np.concatenate((np.zeros(1, np.int64), before_end[:-1]))
    sums = (
        HEADLINE_WEIGHT * (before_body - before)
        + LEAD_WEIGHT * (before_rest - before_body)
        + BODY_WEIGHT * (before_end - before_rest)
    )
    articles = np.flatnonzero(sums).astype(np.int32)
    return articles, np.minimum(sums[articles], MOST_FREQUENCY).astype(np.uint8)


def match_leaf(segment: Segment, number: int, lexicon: Lexicon, leaf: Leaf) -> Matches:
    """What a leaf matches in a segment; where no time is left nothing, or everything if it is inverted.

    So whatever the query finds is right, even when it is not all: see `Results.partial`.
    """
    try:
        return _match_leaf(segment, number, lexicon, leaf)
    except OutOfTime:
        return SpanMatches(segment, tokens(segment.starts[:-1]) if leaf.inverted else NO_SPANS)


def _match_leaf(segment: Segment, number: int, lexicon: Lexicon, leaf: Leaf) -> Matches:
    check_time()
    if (form := inflected(leaf)) is not None:
        stem = segment.stem_number(form)
        return StemMatches(segment, stem) if stem >= 0 else SpanMatches(segment, NO_SPANS)
    finder = Finder(segment, number, lexicon)
    if _pairs(leaf.query) and finder.places(leaf.query) > STRETCH:
        return SpanMatches(segment, tokens(_by_stretches(segment, number, lexicon, leaf)))
    return SpanMatches(segment, finder.leaf(leaf))


def inflected(leaf: Leaf) -> str | None:
    """The form that a leaf matches with all its inflections, anywhere, and nothing else; None if it is another leaf."""
    if not isinstance(leaf.query, Word) or leaf.fields:
        return None
    spellings = word_alternatives(leaf.query.text)
    return spellings[0][0] if len(spellings) == 1 and len(spellings[0]) == 1 else None


def _pairs(query: Query) -> bool:
    match query:
        case Near() | Within():
            return True
        case Phrase(_, slop):
            return slop > 0
        case _:
            return any(map(_pairs, children(query)))


def _by_stretches(segment: Segment, number: int, lexicon: Lexicon, leaf: Leaf) -> Ints:
    """Where the spans of a leaf begin, found in some whole articles after the other; no span reaches into another one.

    Where the time ends in the middle, what was found until then is right, unless the leaf is inverted.
    """
    borders = np.searchsorted(segment.starts, np.arange(0, int(segment.starts[-1]) + STRETCH, STRETCH))
    starts = np.unique(segment.starts[np.minimum(borders, segment.total)])
    found = [NO_POSITIONS]
    with nullcontext() if leaf.inverted else suppress(OutOfTime):
        for low, high in pairwise(starts.tolist()):
            windows = np.array([low]), np.array([high])
            found.append(Finder(segment, number, lexicon, windows).leaf(leaf).first)
    return np.concatenate(found)
