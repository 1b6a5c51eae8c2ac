"""What `index/spelling.py` wants to know of words and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from rapidfuzz.distance import OSA

from newsfind.index.engines.opensearch.compile import compile_query
from newsfind.index.engines.opensearch.facets import spellings
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.mapping import ENTITY_FIELDS
from newsfind.index.engines.opensearch.patterns import near
from newsfind.index.engines.opensearch.snapshot import Snapshot
from newsfind.index.names import Names
from newsfind.query.ast import Equals, MetaField, Word


class ClusterDictionary:
    """See `spelling.Dictionary`."""

    def __init__(self, snapshot: Snapshot, lexicon: Lexicon, names: Callable[[], Names]) -> None:
        self._snapshot, self._lexicon, self._names = snapshot, lexicon, names

    def matching(self, query: Word | Equals) -> int:
        """How many articles match."""
        return self._snapshot.count([compile_query(query, self._lexicon, self._names).found])[0]

    def near_forms(self, form: str, distance: int, *, same_start: bool, least: int) -> Mapping[str, int]:
        """Forms near a form and how often they occur."""
        return self._lexicon.near_forms(form, distance, same_start=same_start, least=least)

    def near_values(self, field: MetaField, key: str, distance: int, *, same_start: bool) -> Mapping[str, int]:
        """Values near a value and how many articles have each."""
        fields = tuple(ENTITY_FIELDS.values()) if field == "entity" else (field,)
        found = {
            (name, value): count
            for name in fields
            for value, count in self._lexicon.terms(name, near(key, distance)).items()
            if OSA.distance(key, value) <= distance and (not same_start or value.startswith(key[0]))
        }
        counts: Counter[str] = Counter()
        for value, text in spellings(self._lexicon, found).items():
            counts[text] += found[value]
        return counts
