"""Facets: exact counts over all matches, shown in the spelling that most articles of the index use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsfind.index.analysis import fold_value
from newsfind.index.completion import completes
from newsfind.index.engine import PERIODS, FacetField, FacetRequest
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.document import field_name
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.mapping import ENTITY_FIELDS
from newsfind.index.engines.opensearch.patterns import literal
from newsfind.index.ranking import log_likelihood
from newsfind.results.hits import Facet, FacetCount

_AT_ONCE = 300
_TYPES = frozenset(ENTITY_FIELDS.values())

Key = tuple[str, str]
"""The keyword field of a value, and the value, folded."""


def facet(lexicon: Lexicon, wanted: FacetRequest, query: Body, sizes: tuple[int, int]) -> Facet:
    """The values of a field among what `query` finds; `sizes`: how many articles that is, and how many there are."""
    prefix = fold_value(wanted.prefix)
    counts = _counts(lexicon, wanted.field, prefix, query)
    if wanted.order == "significant":
        everywhere = _counts(lexicon, wanted.field, prefix, None)
        surprise = {key: log_likelihood(n, sizes[0], everywhere[key], sizes[1]) for key, n in counts.items()}
        keys = [key for key in counts if surprise[key] > 0]
        keys.sort(key=lambda key: (-surprise[key], key[1], key[0]))
    else:
        keys = sorted(counts, key=lambda key: (-counts[key], key[1], key[0]))
    shown = keys[: wanted.limit]
    names = spellings(lexicon, shown)
    told = tuple(FacetCount(names[key], counts[key], key[0] if key[0] in _TYPES else "") for key in shown)
    return Facet(wanted.field, told, len(keys))


def _counts(lexicon: Lexicon, field: FacetField, prefix: str, query: Body | None) -> dict[Key, int]:
    names = tuple(ENTITY_FIELDS.values()) if field == "entities" else (field_name(field),)
    anywhere = "" if field in PERIODS else ".*"
    pattern = f"{anywhere}{literal(prefix)}.*" if prefix else None
    return {
        (name, key): count
        for name in names
        for key, count in lexicon.terms(name, pattern, query).items()
        if not prefix or field in PERIODS or completes(prefix, key)
    }


def spellings(lexicon: Lexicon, keys: Iterable[Key]) -> Mapping[Key, str]:
    """How most articles write each value; of equally frequent spellings the first."""
    wanted = list(keys)
    names = {key: key[1].upper() if key[0] == "week" else key[1] for key in wanted}
    asked = [key for key in wanted if key[0] not in PERIODS]
    best: dict[Key, tuple[int, str]] = {}
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        pattern = "|".join(f"{literal(name)}\t{literal(key)}\t.*" for name, key in some)
        for term, count in lexicon.terms("spelled", pattern).items():
            name, key, text = term.split("\t", 2)
            best[name, key] = min(best.get((name, key), (0, "")), (-count, text))
    return names | {key: text for key, (_, text) in best.items() if key in names}
