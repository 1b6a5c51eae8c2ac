"""Query -> what OpenSearch is asked: a filter that finds exactly its articles, and its leaves, each by itself.

A leaf that is one word, or words in a row, is told by the index of words. All else that has places in the text (what
is near something, in one sentence, mentioned so often) is told by a script that walks through the stream of tokens
(`program.py`), but only of articles that have the words at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from newsfind.index.analysis import alternatives, fold_value, stem, word_alternatives
from newsfind.index.engine import Filter
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.document import clock_number, field_name, fit
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.mapping import ENTITY_FIELDS
from newsfind.index.engines.opensearch.program import programmed, rows_of
from newsfind.index.engines.opensearch.zones import EVERYWHERE, Zones
from newsfind.index.names import Names
from newsfind.query.ast import (
    And,
    AtLeast,
    DateMissing,
    DateRange,
    Equals,
    Everything,
    Fuzzy,
    Length,
    MetaField,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Query,
    Scope,
    Wildcard,
    Within,
    Word,
)

LeafQuery: TypeAlias = Word | Phrase | Wildcard | Fuzzy | Near | Within | AtLeast

NOTHING: Body = {"match_none": {}}
EVERYTHING: Body = {"match_all": {}}
_ENTITY_TYPES = tuple(ENTITY_FIELDS.values())


@dataclass(frozen=True, slots=True)
class Counted:
    """A leaf of the query: `found` finds its articles; `counting` too, with its weighted frequency as score."""

    query: LeafQuery
    found: Body
    counting: Body


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query: what finds its articles, and the leaves that score, in order of appearance."""

    found: Body
    leaves: tuple[Counted, ...]


def compile_query(query: Query, lexicon: Lexicon, names: Callable[[], Names]) -> Compiled:
    """What OpenSearch is asked for a query; `names`, which names are one, is only called if that matters.

    Raises:
        UnsupportedQuery: A part of a proximity has no places in the text.
    """
    compiler = _Compiler(lexicon, names)
    found = compiler.compile(query, EVERYWHERE, negated=False)
    return Compiled(found, tuple(compiler.leaves))


def any_of(parts: Iterable[Body]) -> Body:
    """Articles of any part."""
    several = list(parts)
    if len(several) == 1:
        return several[0]
    return {"bool": {"should": several, "minimum_should_match": 1}} if several else NOTHING


def all_of(parts: Iterable[Body]) -> Body:
    """Articles of every part."""
    several = list(parts)
    return several[0] if len(several) == 1 else {"bool": {"filter": several}}


def without(part: Body) -> Body:
    """Articles that a part does not find."""
    return {"bool": {"filter": [EVERYTHING], "must_not": [part]}}


def filtered(filters: Iterable[Filter], names: Callable[[], Names]) -> list[Body]:
    """Articles that have any of each filter's values, or a name that is one with it."""
    return [_filter(narrowing, names) for narrowing in filters]


def _filter(narrowing: Filter, names: Callable[[], Names]) -> Body:
    values = {fit(key) for value in narrowing.values if (key := fold_value(value))}
    fields = _ENTITY_TYPES if narrowing.field == "entities" else (field_name(narrowing.field),)
    if not set(fields) <= set(_ENTITY_TYPES):
        return any_of({"terms": {field: sorted(values)}} for field in fields)
    families = {field: {key for value in values for key in names().keys(field, value)} for field in fields}
    return any_of({"terms": {field: sorted(keys)}} for field, keys in families.items())


class _Compiler:
    def __init__(self, lexicon: Lexicon, names: Callable[[], Names]) -> None:
        self._lexicon, self._names = lexicon, names
        self.leaves: list[Counted] = []

    def compile(self, query: Query, zones: Zones, *, negated: bool) -> Body:
        match query:
            case Word() | Phrase() | Wildcard() | Fuzzy() | Near() | Within() | AtLeast():
                leaf = self._leaf(query, zones)
                if not negated:
                    self.leaves.append(leaf)
                return leaf.found
            case And(parts):
                return all_of([self.compile(part, zones, negated=negated) for part in parts])
            case Or(parts):
                return any_of([self.compile(part, zones, negated=negated) for part in parts])
            case Not(part):
                return without(self.compile(part, zones, negated=True))
            case Scope(field, part):
                return self.compile(part, zones.within(field), negated=negated)
            case Equals() | DateRange() | DateMissing() | Length() | Everything() | Nothing():
                return self._condition(query)
            case _:
                assert_never(query)

    def _condition(self, query: Equals | DateRange | DateMissing | Length | Everything | Nothing) -> Body:
        match query:
            case Equals(field, value):
                return self._equals(field, value)
            case DateRange(start, end):
                bounds = {} if start is None else {"gte": clock_number(start)}
                bounds |= {} if end is None else {"lt": clock_number(end)}
                return {"range": {"clock": bounds}} if bounds else {"exists": {"field": "clock"}}
            case DateMissing():
                return without({"exists": {"field": "clock"}})
            case Length(least, most):
                bounds = {} if least is None else {"gte": least}
                bounds |= {} if most is None else {"lte": most}
                return {"range": {"words": bounds}} if bounds else EVERYTHING
            case Everything():
                return EVERYTHING
            case Nothing():
                return NOTHING
            case _:
                assert_never(query)

    def _equals(self, field: MetaField, value: str) -> Body:
        key = fit(fold_value(value))
        if not key:
            return NOTHING
        match field:
            case "entity" | "person" | "organisation" | "place":
                kinds = _ENTITY_TYPES if field == "entity" else (field,)
                called = {kind: self._called(kind, key) for kind in kinds}
                return any_of([{"terms": {kind: sorted(keys)}} for kind, keys in called.items() if keys])
            case "section" | "source" | "author" | "agency" | "language":
                return {"term": {field: key}}
            case _:
                assert_never(field)

    def _called(self, kind: str, key: str) -> set[str]:
        """Those who go by a name in any article, and the names that are one with theirs, or with this."""
        names = self._names()
        found = {*self._lexicon.called(kind, key), key}
        return {other for one in found for other in names.keys(kind, one)}

    def _leaf(self, query: LeafQuery, zones: Zones) -> Counted:
        match query:
            case Word(text):
                spellings = word_alternatives(text)
                return self._in_a_row(query, spellings, zones, inflected=bool(spellings) and len(spellings[0]) == 1)
            case Phrase(text, slop):
                spellings = alternatives(text)
                if slop > 0 and spellings and len(spellings[0]) > 1:
                    return self._walked(query, zones)
                return self._in_a_row(query, spellings, zones, inflected=False)
            case Wildcard(pattern):
                return self._patterns(query, self._lexicon.wildcard(pattern), zones)
            case Fuzzy(text, distance):
                return self._patterns(query, self._lexicon.fuzzy(text, distance), zones)
            case Near() | Within() | AtLeast():
                return self._walked(query, zones)
            case _:
                assert_never(query)

    def _in_a_row(
        self, query: LeafQuery, spellings: Sequence[Sequence[str]], zones: Zones, *, inflected: bool
    ) -> Counted:
        """Words of which the index knows all: any inflection of one, or exactly these in a row."""
        exact = [list(map(fit, spelling)) for spelling in spellings[1 if inflected else 0 :]]
        found = [part for forms in exact for part in zones.having(forms)]
        counting = [part for forms in exact for part in zones.counting(forms)]
        if inflected:
            stemmed = [fit(stem(fit(spellings[0][0])))]
            found += zones.having(stemmed, "_stems")
            counting += zones.counting(stemmed, "_stems")
        return Counted(query, any_of(found), any_of(counting))

    def _patterns(self, query: LeafQuery, parts: Sequence[frozenset[str]], zones: Zones) -> Counted:
        if len(parts) != 1:
            return self._walked(query, zones)
        found = any_of(zones.having_any(parts[0]))
        return Counted(query, found, programmed(query, zones, self._lexicon, found).counting)

    def _walked(self, query: LeafQuery, zones: Zones) -> Counted:
        """What only a walk through the text can tell, of articles that have the words at all."""
        part = query.part if isinstance(query, AtLeast) else query
        script = programmed(query, zones, self._lexicon, self._candidates(part, zones))
        return Counted(query, script.found, script.counting)

    def _candidates(self, query: Query, zones: Zones) -> Body:
        """Articles of which some may match."""
        match query:
            case Word() | Phrase() | Wildcard() | Fuzzy():
                rows = rows_of(query, self._lexicon)
                return any_of(all_of([any_of(zones.having_any(forms)) for forms in row]) for row in rows if row)
            case Near(left, right) | Within(left, right):
                return all_of([self._candidates(left, zones), self._candidates(right, zones)])
            case Or(parts):
                return any_of([self._candidates(part, zones) for part in parts])
            case Scope(field, part):
                return self._candidates(part, zones.within(field))
            case _:
                return EVERYTHING  # `programmed` says what is the matter with it
