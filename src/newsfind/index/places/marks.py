"""Which characters of an article are marked for a query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsfind.index.engine import Marks
from newsfind.index.places.document import BODY, HEADLINE, Document
from newsfind.index.places.leaves import Leaf
from newsfind.index.places.spans import Forms


def marks(leaves: Sequence[Leaf], document: Document, lexicon: Forms) -> tuple[Marks, Marks]:
    """The marks of leaves in the headline and in the body; a leaf's number is its place in `leaves`."""
    found = [
        (span.zone, zone.tokens[span.first].start, zone.tokens[span.last].end, number)
        for number, leaf in enumerate(leaves)
        for marked in leaf.find(document, lexicon).values()
        for span in marked
        for zone in [document.zones[span.zone]]
    ]
    return (
        _merged(mark[1:] for mark in found if mark[0] == HEADLINE),
        _merged(mark[1:] for mark in found if mark[0] == BODY),
    )


def _merged(ranges: Iterable[tuple[int, int, int]]) -> Marks:
    merged: list[tuple[int, int, int]] = []
    for start, end, number in sorted(ranges):
        if merged and start < merged[-1][1]:
            begun, ended, earlier = merged.pop()
            merged.append((begun, max(ended, end), min(earlier, number)))
        else:
            merged.append((start, end, number))
    return tuple(merged)
