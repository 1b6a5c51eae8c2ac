"""Facets: exact counts over all matches, shown in the spelling that most articles of the index use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsfind.index.analysis import fold_value
from newsfind.index.completion import completes
from newsfind.index.engine import PERIODS, FacetField, FacetRequest
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.document import field_name
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.mapping import ENTITY_FIELDS
from newsfind.index.engines.opensearch.patterns import literal
from newsfind.index.names import Names
from newsfind.index.ranking import log_likelihood
from newsfind.results.hits import Facet, FacetCount

_FEW = 50
_AT_ONCE = 300
_TYPES = frozenset(ENTITY_FIELDS.values())

Key = tuple[str, str]
"""The keyword field of a value, and the value, folded."""


def facet(lexicon: Lexicon, names: Names, wanted: FacetRequest, query: Body, sizes: tuple[int, int]) -> Facet:
    """The values of a field among what `query` finds; `sizes`: how many articles that is, and how many there are.

    Names that are one are counted together, once an article, under the one that is shown.
    """
    prefix = fold_value(wanted.prefix)
    counts = _counts(lexicon, names, wanted.field, prefix, query)
    if wanted.order == "significant":
        everywhere = _counts(lexicon, names, wanted.field, prefix, None)
        surprise = {key: log_likelihood(n, sizes[0], everywhere[key], sizes[1]) for key, n in counts.items()}
        keys = [key for key in counts if surprise[key] > 0]
        keys.sort(key=lambda key: (-surprise[key], key[1], key[0]))
    else:
        keys = sorted(counts, key=lambda key: (-counts[key], key[1], key[0]))
    shown = keys[: wanted.limit]
    texts = shown_as(lexicon, names, shown)
    told = tuple(FacetCount(texts[key], counts[key], key[0] if key[0] in _TYPES else "") for key in shown)
    return Facet(wanted.field, told, len(keys))


def _counts(lexicon: Lexicon, names: Names, field: FacetField, prefix: str, query: Body | None) -> dict[Key, int]:
    """How many articles of `query` have each value of which a word begins with the prefix."""
    fields = tuple(ENTITY_FIELDS.values()) if field == "entities" else (field_name(field),)
    pattern = f"{literal(prefix)}.*" if prefix and field in PERIODS else None
    counts: dict[Key, int] = {}
    for name in fields:
        found = lexicon.terms(name, pattern, query)
        counts |= {(name, key): count for key, count in as_one(lexicon, names, name, found, query).items()}
    if not prefix or field in PERIODS:
        return counts
    return {key: count for key, count in counts.items() if completes(prefix, key[1])}


def as_one(lexicon: Lexicon, names: Names, field: str, counts: Mapping[str, int], query: Body | None) -> dict[str, int]:
    """The counts of a field's values, with those of names that are one under the first of these, once an article."""
    families: dict[tuple[str, ...], list[str]] = {}
    for key in counts:
        families.setdefault(names.keys(field, key), []).append(key)
    found = {keys[0]: counts[there[0]] for keys, there in families.items() if len(there) == 1}
    several = [(keys[0], there) for keys, there in families.items() if len(there) > 1]
    for start in range(0, len(several), _AT_ONCE):
        some = several[start : start + _AT_ONCE]
        filters = {str(number): {"terms": {field: there}} for number, (_, there) in enumerate(some)}
        told = lexicon.filtered(filters, query)
        found.update((first, told[str(number)]) for number, (first, _) in enumerate(some))
    return found


def shown_as(lexicon: Lexicon, names: Names, keys: Iterable[Key]) -> Mapping[Key, str]:
    """How each value is shown: by its family's name, or as most articles write it."""
    wanted = list(keys)
    families = {key: text for key in wanted if (text := names.shown(*key)) is not None}
    return {**spellings(lexicon, [key for key in wanted if key not in families]), **families}


def spellings(lexicon: Lexicon, keys: Iterable[Key]) -> Mapping[Key, str]:
    """How most articles write each value; of equally frequent spellings the first."""
    wanted = list(keys)
    names = {key: key[1].upper() if key[0] == "week" else key[1] for key in wanted}
    asked = [key for key in wanted if key[0] not in PERIODS]
    best: dict[Key, tuple[int, str]] = {}
    for pattern in _spelled_as(asked):
        for term, count in lexicon.terms("spelled", pattern).items():
            name, key, text = term.split("\t", 2)
            best[name, key] = min(best.get((name, key), (0, "")), (-count, text))
    return names | {key: text for key, (_, text) in best.items() if key in names}


def _spelled_as(keys: Sequence[Key]) -> Iterator[str]:
    """What the spellings of these values begin with. A long list of values takes OpenSearch far longer than all of a
    field.
    """
    fields: dict[str, list[str]] = {}
    for name, key in keys:
        fields.setdefault(name, []).append(key)
    few = [(name, key) for name, some in fields.items() if len(some) <= _FEW for key in some]
    if few:
        yield "|".join(f"{literal(name)}\t{literal(key)}\t.*" for name, key in few)
    yield from (f"{literal(name)}\t.*" for name, some in fields.items() if len(some) > _FEW)
