"""Words and names as a person types them: "did you mean" and completion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from newsfind.index.analysis import fold_value, stem
from newsfind.index.completion import NAMED, completes, mixed, name_prefix, word_prefix
from newsfind.index.engine import FacetField, FacetRequest
from newsfind.index.engines.memory.facets import facet
from newsfind.index.engines.memory.lexicon import Lexicon
from newsfind.index.engines.memory.matching import matches
from newsfind.index.names import Names
from newsfind.index.places.document import Document
from newsfind.query.ast import Equals, MetaField, Word
from newsfind.results.hits import Completion

_FACETS: Mapping[MetaField, FacetField] = {
    "section": "section",
    "source": "source",
    "author": "author",
    "agency": "agency",
    "language": "language",
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "entity": "entities",
}


class DocumentsDictionary:
    """See `spelling.Dictionary`."""

    def __init__(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        self._documents, self._lexicon = documents, lexicon

    def matching(self, query: Word | Equals) -> int:
        """How many documents match."""
        return sum(matches(query, document, self._lexicon) for document in self._documents)

    def near_forms(self, form: str, distance: int, *, same_start: bool, least: int) -> Mapping[str, int]:
        """Forms near a form and how often they occur."""
        counts = Counter(token.form for d in self._documents for zone in d.zones for token in zone.tokens)
        often = {other: count for other, count in counts.items() if count >= least}
        return {other: n for other, n in often.items() if _near(form, other, distance, same_start=same_start)}

    def near_values(self, field: MetaField, key: str, distance: int, *, same_start: bool) -> Mapping[str, int]:
        """Values near a value and how many documents have each."""
        counts: Counter[str] = Counter()
        for found in facet(FacetRequest(_FACETS[field], None), self._documents, self._documents, Names()):
            if _near(key, fold_value(found.value), distance, same_start=same_start):
                counts[found.value] += found.count
        return counts


def _near(text: str, other: str, distance: int, *, same_start: bool) -> bool:
    return OSA.distance(text, other) <= distance and (not same_start or other.startswith(text[0]))


def complete(documents: Sequence[Document], names: Names, typed: str, limit: int) -> tuple[Completion, ...]:
    """The best completions of what is typed."""
    if limit <= 0 or not name_prefix(typed):
        return ()
    prefix = word_prefix(typed)
    words = _words(documents, prefix) if prefix else ()
    return mixed(words, _names(documents, names, name_prefix(typed)), limit)


def _words(documents: Sequence[Document], prefix: str) -> Iterator[Completion]:
    forms = Counter(token.form for d in documents for zone in d.zones for token in zone.tokens)
    commonest: dict[str, str] = {}
    for form in sorted(forms, key=lambda form: (-forms[form], form)):
        if form.startswith(prefix):
            commonest.setdefault(stem(form), form)
    articles = Counter(each for d in documents for each in {stem for zone in d.zones for stem in zone.stems})
    return (Completion(form, "word", articles[key]) for key, form in commonest.items())


def _names(documents: Sequence[Document], names: Names, prefix: str) -> Iterator[Completion]:
    """Values of which a word begins with a prefix, or that have a name or an alias that does."""
    entities = (entity for document in documents for entity in document.article.entities)
    fitting = {
        (entity.type, names.keys(entity.type, key)[0])
        for entity in entities
        if completes(prefix, key := fold_value(entity.name))
        or any(fold_value(alias).startswith(prefix) for alias in entity.aliases)
    }
    for kind in NAMED:
        for found in facet(FacetRequest(_FACETS[kind], None), documents, documents, names):
            key = fold_value(found.value)
            if (found.type, key) in fitting if found.type else completes(prefix, key):
                yield Completion(found.value, kind, found.count)
