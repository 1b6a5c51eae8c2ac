"""The forms of an index and the names of its entities, as OpenSearch counts them.

All counts are of articles that count, and exact. A list of terms is asked for whole where it can be had so; a longer
one is walked through with a composite aggregation, and what does not fit is left out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import translate
from typing import NamedTuple

from rapidfuzz.distance import OSA

from newsfind.index.analysis import stem, word_forms
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.document import fit
from newsfind.index.engines.opensearch.patterns import a_count, literal, near, wild
from newsfind.index.engines.opensearch.snapshot import Snapshot
from newsfind.index.patterns import MOST_FUZZY_FORMS, MOST_WILDCARD_FORMS, pattern_parts

MOST_TERMS = 50_000
"""Terms of one answer; OpenSearch allows 65,535 unless its `search.max_buckets` says otherwise."""

_LISTED = 10_000


class Count(NamedTuple):
    """How often a form occurs, and in how many articles."""

    occurrences: int
    articles: int


class Lexicon:
    """Of one snapshot; what was looked up once is remembered."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._fitting: dict[str, list[str]] = {}
        self._resembling: dict[tuple[str, int], list[str]] = {}
        self._stems: dict[str, frozenset[str]] = {}

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

    def inflections(self, form: str) -> frozenset[str]:
        """The forms with the same stem."""
        key = fit(stem(form))
        if key not in self._stems:
            found = self.terms("stems", f"{literal(key)}\t..*")
            self._stems[key] = frozenset(term.partition("\t")[2] for term in found)
        return self._stems[key]

    def forms(self, pattern: str, fits: re.Pattern[str] | None = None) -> dict[str, Count]:
        """The forms that fit a pattern of Lucene's (and `fits`, where that says more exactly what is wanted)."""
        counts: dict[str, Count] = {}
        for term, articles in self.terms("forms", f"({pattern})\t{a_count()}").items():
            form, _, times = term.partition("\t")
            if fits is None or fits.match(form):
                known = counts.get(form, Count(0, 0))
                counts[form] = Count(known.occurrences + int(times) * articles, known.articles + articles)
        return counts

    def counts_of(self, forms: Iterable[str]) -> dict[str, Count]:
        """The counts of these forms, of those that occur."""
        wanted, counts = sorted(set(forms)), {}
        for start in range(0, len(wanted), 500):
            counts.update(self.forms("|".join(map(literal, wanted[start : start + 500]))))
        return counts

    def articles_with(self, stems: Iterable[str]) -> dict[str, int]:
        """How many articles have each of these stems, of those that occur."""
        listed = self.listed("stems", [f"{fit(key)}\t" for key in stems])
        return {term[:-1]: articles for term, articles in listed.items()}

    def called(self, kind: str, name: str) -> set[str]:
        """The folded names of those of a type of entity that go by a folded name in any article."""
        found = self.terms("aliases", f"{kind}\t{literal(name)}\t..*")
        return {term.rpartition("\t")[2] for term in found}

    def named(self, kind: str, prefix: str) -> set[str]:
        """The folded names of those with an alias that begins so."""
        found = self.terms("aliases", f"{kind}\t{literal(prefix)}.*")
        return {term.rpartition("\t")[2] for term in found if term.split("\t")[1].startswith(prefix)}

    def near_forms(self, form: str, distance: int, *, same_start: bool, least: int) -> Mapping[str, int]:
        """Forms near a form and how often they occur."""
        counts = self.forms(near(form, distance))
        return {
            other: count.occurrences
            for other, count in counts.items()
            if count.occurrences >= least
            and OSA.distance(form, other) <= distance
            and (not same_start or other.startswith(form[0]))
        }

    def terms(self, field: str, pattern: str | None, query: Body | None = None) -> dict[str, int]:
        """All terms of a keyword field that fit a pattern, each with the number of articles (of `query`) it is in."""
        terms: Body = {"field": field, "size": MOST_TERMS}
        if pattern is not None:
            # In parentheses: what OpenSearch 2.19 takes for a plain prefix fails on a shard without any such term.
            terms["include"] = f"({pattern})"
        body: Body = {"size": 0, "track_total_hits": False, "aggs": {"terms": {"terms": terms}}}
        found = self._snapshot.ask({**body, **({"query": query} if query else {})})["aggregations"]["terms"]
        if found["sum_other_doc_count"] == 0:
            return {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
        fits = re.compile(pattern) if pattern is not None else None
        return {term: count for term, count in self._walk(field, query) if fits is None or fits.fullmatch(term)}

    def listed(self, field: str, terms: Sequence[str], query: Body | None = None) -> dict[str, int]:
        """As `terms`, for some that are known."""
        counts: dict[str, int] = {}
        for start in range(0, len(terms), _LISTED):
            some = list(terms[start : start + _LISTED])
            wanted: Body = {"field": field, "size": len(some), "include": some}
            body: Body = {"size": 0, "track_total_hits": False, "aggs": {"terms": {"terms": wanted}}}
            found = self._snapshot.ask({**body, **({"query": query} if query else {})})["aggregations"]["terms"]
            counts.update((bucket["key"], bucket["doc_count"]) for bucket in found["buckets"])
        return counts

    def filtered(self, filters: Body, query: Body | None = None) -> dict[str, int]:
        """How many articles (of `query`) each of some named filters finds."""
        body: Body = {"size": 0, "track_total_hits": False, "aggs": {"found": {"filters": {"filters": filters}}}}
        answer = self._snapshot.ask({**body, **({"query": query} if query else {})})
        return {name: told["doc_count"] for name, told in answer["aggregations"]["found"]["buckets"].items()}

    def _walk(self, field: str, query: Body | None) -> Iterator[tuple[str, int]]:
        """All terms of a field, however many, in their order."""
        after: Body | None = None
        while True:
            composite: Body = {"size": MOST_TERMS, "sources": [{"term": {"terms": {"field": field}}}]}
            if after is not None:
                composite["after"] = after
            body: Body = {"size": 0, "track_total_hits": False, "aggs": {"terms": {"composite": composite}}}
            found = self._snapshot.ask({**body, **({"query": query} if query else {})})["aggregations"]["terms"]
            for bucket in found["buckets"]:
                yield bucket["key"]["term"], bucket["doc_count"]
            after = found.get("after_key")
            if after is None:
                return

    def _fits(self, part: str) -> list[str]:
        if part not in self._fitting:
            counts = self.forms(wild(part), re.compile(translate(part)))
            self._fitting[part] = sorted(counts, key=lambda form: (-counts[form].occurrences, form))
        return self._fitting[part]

    def _resembles(self, word: str, distance: int) -> list[str]:
        if (word, distance) not in self._resembling:
            counts = self.forms(near(word, distance))
            edits = {form: OSA.distance(word, form) for form in counts}
            found = [form for form in counts if edits[form] <= distance]
            found.sort(key=lambda form: (edits[form], -counts[form].occurrences, form))
            self._resembling[word, distance] = found
        return self._resembling[word, distance]
