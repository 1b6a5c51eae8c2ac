"""Counting the values of fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from newsfind.index.analysis import fold_value
from newsfind.index.completion import completes
from newsfind.index.engine import PERIODS, FacetField, FacetRequest
from newsfind.index.engines.memory.document import Document
from newsfind.index.engines.memory.fields import facet_values
from newsfind.index.ranking import log_likelihood
from newsfind.results.hits import Facet, FacetCount


def facet(request: FacetRequest, found: Sequence[Document], index: Sequence[Document]) -> Facet:
    """The values of a field among the found documents, in the spelling that most of the whole index uses."""
    counts, everywhere = _counts(request.field, found), _counts(request.field, index)
    spelling = _spellings(request.field, index)
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


def _counts(field: FacetField, documents: Iterable[Document]) -> Counter[tuple[str, str]]:
    return Counter(key for d in documents for key in {value.key for value in facet_values(field, d.article)})


def _spellings(field: FacetField, documents: Iterable[Document]) -> dict[tuple[str, str], str]:
    used = Counter(value for d in documents for value in facet_values(field, d.article))
    commonest: dict[tuple[str, str], str] = {}
    for value in sorted(used, key=lambda value: (-used[value], value.text)):
        commonest.setdefault(value.key, value.text)
    return commonest
