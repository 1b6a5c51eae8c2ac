"""Stories, by comparing every article with every other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np

from newsfind.index.copies import (
    LEAST_TOKENS,
    WITHIN,
    Hashes,
    Signatures,
    alike,
    different_shingles,
    signatures,
    token_hashes,
    worth_comparing,
)
from newsfind.index.engines.memory.scoring import newest_first
from newsfind.index.fields import clock
from newsfind.index.places.document import Document
from newsfind.index.stories import copy_of, lead_first
from newsfind.results.hits import Stories, Story


@dataclass(frozen=True)
class _Text:
    """A body as copies are told by."""

    body: str
    tokens: int
    date: datetime | None
    signature: Signatures

    @cached_property
    def shingles(self) -> Hashes:
        return different_shingles(self.body)

    def copies(self, other: _Text) -> bool:
        if not self.signature.same[0] or not other.signature.same[0]:
            return False
        if self.signature.same[0] == other.signature.same[0]:
            return True
        return (
            min(self.tokens, other.tokens) >= LEAST_TOKENS
            and (self.date is None or other.date is None or abs(self.date - other.date) < WITHIN)
            and bool(worth_comparing(self.signature.numbers, other.signature.numbers)[0])
            and alike(self.shingles, other.shingles)
        )


def _text(document: Document) -> _Text:
    hashes = token_hashes(document.article.body)
    signature = signatures(hashes, np.zeros(1, np.int64), np.array([len(hashes)]))
    return _Text(document.article.body, len(hashes), clock(document.article), signature)


def stories_of(documents: Iterable[Document]) -> Mapping[str, frozenset[str]]:
    """For each article, by id, the ids of its copies, its own among them."""
    texts = {document.article.id: _text(document) for document in documents}
    stories = {article_id: frozenset({article_id}) for article_id in texts}
    for one, text in texts.items():
        for other, theirs in texts.items():
            if one < other and stories[one] is not stories[other] and text.copies(theirs):
                both = stories[one] | stories[other]
                stories |= dict.fromkeys(both, both)
    return stories


def grouped(documents: Sequence[Document], stories: Mapping[str, frozenset[str]]) -> list[list[Document]]:
    """The documents by story, in each the lead copy first."""
    found: dict[frozenset[str], list[Document]] = {}
    for document in sorted(documents, key=lambda d: lead_first(d.article)):
        found.setdefault(stories[document.article.id], []).append(document)
    return list(found.values())


def biggest(groups: Iterable[Sequence[Document]], offset: int, limit: int) -> Stories:
    """The stories with the most copies, of those with several."""
    several = [group for group in groups if len(group) > 1]
    several.sort(key=lambda group: (-len(group), newest_first(group[0].article)))
    page = several[offset : offset + limit]
    return Stories(tuple(Story(tuple(copy_of(d.article) for d in group)) for group in page), len(several))
