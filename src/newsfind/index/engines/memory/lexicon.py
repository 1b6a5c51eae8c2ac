"""The forms that stand in the index, and which of them patterns and fuzzy words stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fnmatch import translate

from rapidfuzz.distance import OSA

from newsfind.index.analysis import fold_value, word_forms
from newsfind.index.engines.memory.facets import candidates
from newsfind.index.merging import find_names
from newsfind.index.overrules import parse_overrules
from newsfind.index.patterns import MOST_FUZZY_FORMS, MOST_WILDCARD_FORMS, pattern_parts
from newsfind.index.places.document import Document


class Lexicon:
    """Every form with the number of its occurrences in all headlines and bodies, and the names of entities.

    `names` tells which names are one; `called` holds, for a type of entity and a folded name, the folded names of those
    who go by it in any article, or are one with somebody who does.
    """

    def __init__(self, documents: Sequence[Document], overrules: str) -> None:
        self.names = find_names(candidates(documents), parse_overrules(overrules)[0])
        self.called: dict[tuple[str, str], set[str]] = {}
        for entity in (entity for d in documents for entity in d.article.entities):
            keys = self.names.keys(entity.type, fold_value(entity.name))
            for name in (*keys, *map(fold_value, entity.aliases)):
                self.called.setdefault((entity.type, name), set()).update(keys)
        self._counts = Counter(token.form for d in documents for zone in d.zones for token in zone.tokens)
        self._fitting: dict[str, list[str]] = {}
        self._resembling: dict[tuple[str, int], list[str]] = {}

    def wildcard(self, pattern: str) -> list[frozenset[str]]:
        """For each part of a pattern the forms it stands for; [] for a pattern without letters and digits."""
        return [frozenset(self._fits(part)[:MOST_WILDCARD_FORMS]) for part in pattern_parts(pattern)]

    def fuzzy(self, text: str, distance: int) -> list[frozenset[str]]:
        """For each token of a fuzzy word the forms it stands for."""
        return [frozenset(self._resembles(form, distance)[:MOST_FUZZY_FORMS]) for form in word_forms(text)]

    def cuts_wildcard(self, pattern: str) -> bool:
        """Whether a part of the pattern fits more forms than may count."""
        return any(len(self._fits(part)) > MOST_WILDCARD_FORMS for part in pattern_parts(pattern))

    def cuts_fuzzy(self, text: str, distance: int) -> bool:
        """Whether a token of the fuzzy word resembles more forms than may count."""
        return any(len(self._resembles(form, distance)) > MOST_FUZZY_FORMS for form in word_forms(text))

    def _fits(self, part: str) -> list[str]:
        if part not in self._fitting:
            fits = re.compile(translate(part)).match
            found = [form for form in self._counts if fits(form)]
            self._fitting[part] = sorted(found, key=lambda form: (-self._counts[form], form))
        return self._fitting[part]

    def _resembles(self, word: str, distance: int) -> list[str]:
        if (word, distance) not in self._resembling:
            edits = {form: OSA.distance(word, form) for form in self._counts}
            found = [form for form in self._counts if edits[form] <= distance]
            self._resembling[word, distance] = sorted(found, key=lambda f: (edits[f], -self._counts[f], f))
        return self._resembling[word, distance]
