"""Counting the values of fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from newsfind.index.analysis import fold_value
from newsfind.index.completion import completes
from newsfind.index.engine import PERIODS, FacetField, FacetRequest
from newsfind.index.fields import Value, facet_values
from newsfind.index.merging import Candidate
from newsfind.index.names import Names
from newsfind.index.overrules import TYPES
from newsfind.index.places.document import Document
from newsfind.index.ranking import log_likelihood
from newsfind.results.hits import Facet, FacetCount


def facet(request: FacetRequest, found: Sequence[Document], index: Sequence[Document], names: Names) -> Facet:
    """The values of a field among the found documents, in the spelling that most of the whole index uses.

    Names that are one are counted together, once a document, under the one that is shown.
    """
    counts, everywhere = _counts(request.field, found, names), _counts(request.field, index, names)
    spelling = _spellings(request.field, index, names)
    prefix = fold_value(request.prefix)
    surprise = {key: log_likelihood(n, len(found), everywhere[key], len(index)) for key, n in counts.items()}
    begins = str.startswith if request.field in PERIODS else lambda key, prefix: completes(prefix, key)
    keys = [key for key in counts if not prefix or begins(key[1], prefix)]
    if request.order == "significant":
        keys = [key for key in keys if surprise[key] > 0]
        keys.sort(key=lambda key: (-surprise[key], key[1], key[0]))
    else:
        keys.sort(key=lambda key: (-counts[key], key[1], key[0]))
    shown = tuple(FacetCount(spelling[key], counts[key], key[0]) for key in keys[: request.limit])
    return Facet(request.field, shown, len(keys))


def candidates(index: Sequence[Document]) -> list[Candidate]:
    """The entities of the whole index, from which names that are one are told."""
    counts, spelling = _counts("entities", index, Names()), _spellings("entities", index, Names())
    aliases: dict[tuple[str, str], set[str]] = {}
    for entity in (entity for d in index for entity in d.article.entities):
        aliases.setdefault((entity.type, fold_value(entity.name)), set()).update(map(fold_value, entity.aliases))
    return [
        Candidate(spelling[key], TYPES[key[0]], count, tuple(sorted(aliases[key]))) for key, count in counts.items()
    ]


def _counts(field: FacetField, documents: Iterable[Document], names: Names) -> Counter[tuple[str, str]]:
    return Counter(key for d in documents for key in {_key(value, names) for value in facet_values(field, d.article)})


def _key(value: Value, names: Names) -> tuple[str, str]:
    kind, key = value.key
    return kind, names.keys(kind, key)[0]


def _spellings(field: FacetField, documents: Iterable[Document], names: Names) -> dict[tuple[str, str], str]:
    used = Counter(value for d in documents for value in facet_values(field, d.article))
    commonest: dict[tuple[str, str], str] = {}
    for value in sorted(used, key=lambda value: (-used[value], value.text)):
        key = _key(value, names)
        commonest.setdefault(key, names.shown(*key) or value.text)
    return commonest
