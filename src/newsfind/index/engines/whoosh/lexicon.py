"""Which forms of the index patterns and fuzzy words stand for, segment by segment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fnmatch import translate
from threading import Lock

import numpy as np

from newsfind.index.analysis import word_forms
from newsfind.index.deadline import check_time
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.nearby import near
from newsfind.index.patterns import MOST_FUZZY_FORMS, MOST_WILDCARD_FORMS, pattern_parts

_LITERAL = re.compile(r"[^*?]+")
_MOST_REMEMBERED = 500
"""Patterns and fuzzy words; each may stand for 1,000 forms, so that is 4 MB at most."""


class Lexicon:
    """The forms of several segments, as one. What it found last it remembers."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._found: dict[tuple[str, int], tuple[list[Array], bool]] = {}
        self._changing = Lock()

    def pattern(self, part: str) -> tuple[list[Array], bool]:
        """The numbers, by segment, of the forms that a part of a pattern stands for, and whether there are too many."""
        return self._remembered((part, 0), lambda: self._expand_pattern(part))

    def resembling(self, form: str, distance: int) -> tuple[list[Array], bool]:
        """The numbers, by segment, of the forms that a fuzzy form stands for, and whether there are too many."""
        return self._remembered((form, distance), lambda: self._expand_fuzzy(form, distance))

    def cuts_wildcard(self, pattern: str) -> bool:
        """Whether a part of the pattern fits more forms than may count."""
        return any(self.pattern(part)[1] for part in pattern_parts(pattern))

    def cuts_fuzzy(self, text: str, distance: int) -> bool:
        """Whether a token of the fuzzy word resembles more forms than may count."""
        return any(self.resembling(form, distance)[1] for form in word_forms(text))

    def _remembered(
        self, key: tuple[str, int], find: Callable[[], tuple[list[Array], bool]]
    ) -> tuple[list[Array], bool]:
        found = self._found.get(key)
        if found is None:
            check_time()
            found = find()
        with self._changing:
            self._found.pop(key, None)
            self._found[key] = found
            if len(self._found) > _MOST_REMEMBERED:
                del self._found[next(iter(self._found))]
        return found

    def _expand_pattern(self, part: str) -> tuple[list[Array], bool]:
        fitting = [_fitting(segment, part) for segment in self._segments]
        return self._commonest(fitting, MOST_WILDCARD_FORMS, lambda forms: forms)

    def _expand_fuzzy(self, form: str, distance: int) -> tuple[list[Array], bool]:
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - seldom needed

        found = [near(segment.forms, form, distance)[1] for segment in self._segments]

        def by_distance(forms: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
            return sorted(forms, key=lambda item: OSA.distance(form, item[0]))

        return self._commonest(found, MOST_FUZZY_FORMS, by_distance)

    def _commonest(
        self,
        numbers: list[Array],
        most: int,
        arrange: Callable[[list[tuple[str, int]]], list[tuple[str, int]]],
    ) -> tuple[list[Array], bool]:
        """At most `most` different forms of those given by segment: the first by `arrange`, then by occurrences."""
        if sum(map(len, numbers)) <= most:
            return numbers, False
        counts: Counter[str] = Counter()
        named = []
        for segment, found in zip(self._segments, numbers, strict=True):
            names = [segment.forms[number] for number in found.tolist()]
            named.append(names)
            counts.update(dict(zip(names, segment.occurrences(found).tolist(), strict=True)))
        if len(counts) <= most:
            return numbers, False
        ranked = arrange(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        chosen = {form for form, _ in ranked[:most]}
        kept = [np.array([name in chosen for name in names], bool) for names in named]
        return [found[keep] for found, keep in zip(numbers, kept, strict=True)], True


def _fitting(segment: Segment, pattern: str) -> Array:
    """Numbers, ascending, of a segment's forms that a pattern of literals, `*` and `?` fits."""
    head = _LITERAL.match(pattern)
    prefix = head[0] if head else ""
    start, stop = segment.forms.starting_with(prefix) if prefix else (0, len(segment.forms))
    rest = pattern[len(prefix) :]
    if rest == "*":
        return np.arange(start, stop)
    literals = _LITERAL.findall(rest)
    if literals:
        candidates = segment.forms.containing(max(literals, key=len), start, stop).tolist()
        names = [segment.forms[number] for number in candidates]
    else:
        candidates, names = list(range(start, stop)), segment.forms.slice(start, stop)
    fits = re.compile(translate(pattern)).match
    return np.array([number for number, name in zip(candidates, names, strict=True) if fits(name)], np.int64)
