"""Stories of a snapshot, by the rules of `index/copies.py` and `index/stories.py`.

A story may hold articles that a query does not find, and whether two articles are copies cannot be told from either
alone, so stories are found out for the whole index: the signatures of all articles are fetched, once for each commit
that is looked at, and only the texts of those that are worth comparing. That takes a while and some memory here (about
100 bytes for each article), so an index of more than `MOST` articles is not searched for copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from newsfind.article import Article
from newsfind.errors import UnsupportedQuery
from newsfind.index.copies import LEAST_TOKENS, WITHIN, Hashes, alike, different_shingles, worth_comparing
from newsfind.index.engine import SearchRequest
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.document import decode_article, decode_signature
from newsfind.index.engines.opensearch.snapshot import Snapshot
from newsfind.index.stories import LeadOrder, copy_of, lead_first
from newsfind.results.hits import Copy, Stories, Story

MOST = 1_000_000
_AT_ONCE = 500
_WITHIN = WITHIN / timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class _Text:
    """What copies are told by: microseconds of the date (None: it has none) among it."""

    id: str
    tokens: int
    same: int
    numbers: np.ndarray[tuple[int], np.dtype[np.uint16]]
    clock: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """An article with copies: its story by number, what leads are chosen by, what newest stories are sorted by."""

    story: int
    lead: LeadOrder
    copy: Copy


class Copies:
    """All articles of a snapshot that have copies, by OpenSearch's ids."""

    def __init__(self, snapshot: Snapshot) -> None:
        articles, _ = snapshot.lengths
        if articles > MOST:
            raise UnsupportedQuery(
                f"Copies can be told among at most {MOST:,} articles of an OpenSearch index, and this one has "
                f"{articles:,}. Search without grouping or hiding copies."
            )
        self._snapshot = snapshot
        self.members = self._members()

    def of(self, article_id: str) -> tuple[Copy, ...]:
        """The other articles of the story of one, by newsfind's id, the earliest first."""
        story = next((member.story for member in self.members.values() if member.copy.id == article_id), None)
        others = [m for m in self.members.values() if m.story == story and m.copy.id != article_id]
        return tuple(member.copy for member in sorted(others, key=lambda member: member.lead))

    def among(self, found: Body) -> list[list[tuple[str, Member]]]:
        """Of what a query finds the articles with copies, story by story, in each the lead first."""
        groups: dict[int, list[tuple[str, Member]]] = defaultdict(list)
        ids = list(self.members)
        for start in range(0, len(ids), 10 * _AT_ONCE):
            some = {"ids": {"values": ids[start : start + 10 * _AT_ONCE]}}
            body: Body = {"query": {"bool": {"filter": [found, some]}}, "_source": False, "sort": ["_doc"]}
            answer = self._snapshot.ask({**body, "size": 10 * _AT_ONCE})
            for hit in answer["hits"]["hits"]:
                member = self.members[hit["_id"]]
                groups[member.story].append((hit["_id"], member))
        return [sorted(group, key=lambda item: item[1].lead) for group in groups.values()]

    def _members(self) -> Mapping[str, Member]:
        texts = list(self._texts())
        shingles = _Shingles(self._snapshot)
        story = list(range(len(texts)))

        def root(number: int) -> int:
            while story[number] != number:
                story[number] = story[story[number]]
                number = story[number]
            return number

        for one, other in _pairs(texts):
            if root(one) != root(other) and shingles.copies(texts[one], texts[other]):
                story[root(one)] = root(other)
        groups: dict[int, list[str]] = defaultdict(list)
        for number, text in enumerate(texts):
            groups[root(number)].append(text.id)
        several = {text_id: number for number, group in groups.items() if len(group) > 1 for text_id in group}
        return {
            text_id: Member(several[text_id], lead_first(article), copy_of(article))
            for text_id, article in _articles(self._snapshot, several)
        }

    def _texts(self) -> Iterator[_Text]:
        body: Body = {
            "_source": False,
            "docvalue_fields": ["signature", "clock"],
            "sort": [{"tie": "asc"}],
            "track_total_hits": False,
        }
        for page in self._snapshot.pages(body, 5000):
            for hit in page:
                tokens, same, numbers = decode_signature(hit["fields"]["signature"][0])
                if same:
                    yield _Text(hit["_id"], tokens, same, numbers, hit["fields"].get("clock", [None])[0])


def _pairs(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Numbers of texts that may be copies: those that are the same first, so that fewer others need a look."""
    same: dict[int, int] = {}
    for number, text in enumerate(texts):
        first = same.setdefault(text.same, number)
        if first != number:
            yield first, number
    if not texts:
        return
    numbers = np.stack([text.numbers for text in texts])
    bands = numbers[:, ::2].astype(np.uint32) << np.uint32(16) | numbers[:, 1::2]
    seen: set[tuple[int, int]] = set()
    for band in range(bands.shape[1]):
        order = np.argsort(bands[:, band], kind="stable")
        cuts = np.flatnonzero(np.diff(bands[order, band])) + 1
        for group in np.split(order, cuts):
            for at, one in enumerate(group[:-1].tolist()):
                others = group[at + 1 :]
                worth = others[worth_comparing(numbers[others], numbers[one])]
                new = [(one, other) for other in worth.tolist() if (one, other) not in seen]
                seen.update(new)
                yield from new


class _Shingles:
    """Compares texts, which it fetches when they are needed."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, Hashes] = {}

    def copies(self, one: _Text, other: _Text) -> bool:
        """Whether two texts that may be copies are."""
        if one.same == other.same:
            return True
        if min(one.tokens, other.tokens) < LEAST_TOKENS:
            return False
        if one.clock is not None and other.clock is not None and abs(one.clock - other.clock) >= _WITHIN:
            return False
        missing = [text.id for text in (one, other) if text.id not in self._known]
        for text_id, article in _articles(self._snapshot, missing):
            self._known[text_id] = different_shingles(article.body)
        return alike(self._known[one.id], self._known[other.id])


def _articles(snapshot: Snapshot, ids: Iterable[str]) -> Iterator[tuple[str, Article]]:
    """Articles by OpenSearch's ids."""
    wanted = list(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        body: Body = {"query": {"ids": {"values": some}}, "size": len(some), "_source": ["article"], "sort": ["_doc"]}
        for hit in snapshot.ask(body)["hits"]["hits"]:
            yield hit["_id"], decode_article(hit["_source"]["article"])


def biggest(groups: Iterable[Sequence[tuple[str, Member]]], request: SearchRequest) -> Stories:
    """The stories with the most copies, of those with several."""
    several = [group for group in groups if len(group) > 1]
    several.sort(key=lambda group: (-len(group), _newest_first(group[0][1].lead)))
    page = several[request.offset : request.offset + request.limit]
    return Stories(tuple(Story(tuple(member.copy for _, member in group)) for group in page), len(several))


def _newest_first(lead: LeadOrder) -> tuple[bool, timedelta, int]:
    missing, date, _, tie = lead
    return missing, -date, tie
