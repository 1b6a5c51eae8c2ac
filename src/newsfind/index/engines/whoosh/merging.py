"""Which segments become one, and when: so that there are never many, and no article is merged often.

A search costs something for each segment, a merge for each article. So segments of about one size are merged when there
are four of them; while a run goes on, whose end will merge them anyway and whose workers take memory beside the merge,
when there are sixteen. At the end of a run, when nobody waits for the next article, those of a few hundred articles
become one; and all do that are not yet large, if the small ones together amount to something beside the largest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsfind.index.engines.whoosh.commits import SegmentEntry

_OF_ONE_SIZE = 4
_ON_THE_WAY = 16
_SMALLEST_TIER = 500
_MOST_TOKENS = 1 << 30
"""Tokens of a segment: their positions are numbers below 2**31."""
_LARGE = 1 << 27
"""Tokens of a segment that is not merged at the end of a run: a merge takes about a second for six million."""


def due_on_the_way(entries: Sequence[SegmentEntry], tokens: Mapping[str, int]) -> list[SegmentEntry]:
    """Segments that should become one while a run goes on. `tokens` are those of each segment, by name."""
    return _due(entries, tokens, _ON_THE_WAY)


def _due(entries: Sequence[SegmentEntry], tokens: Mapping[str, int], least: int) -> list[SegmentEntry]:
    """So many or more of about one size, or one of which most is deleted."""
    tiers: dict[int, list[SegmentEntry]] = {}
    may_grow = [entry for entry in entries if _OF_ONE_SIZE * tokens[entry.name] < _MOST_TOKENS]
    for entry in may_grow:
        tiers.setdefault(_tier(entry.live), []).append(entry)
    for tier in sorted(tiers):
        if len(tiers[tier]) >= least:
            return tiers[tier]
    return [entry for entry in may_grow if 2 * entry.live < entry.articles][:1]


def due_at_the_end(entries: Sequence[SegmentEntry], tokens: Mapping[str, int]) -> list[SegmentEntry]:
    """Segments that should become one when a run is over: those that are not large, if all but the largest of them have
    half as much as that one; else the smallest ones, if there are two; else four of about one size.
    """
    chosen: list[SegmentEntry] = []
    together = 0
    for entry in sorted(entries, key=lambda entry: tokens[entry.name]):
        together += tokens[entry.name]
        if together > _LARGE:
            break
        chosen.append(entry)
    live = [entry.live for entry in chosen]
    if len(chosen) > 1 and 2 * (sum(live) - max(live)) >= max(live):
        return [entry for entry in entries if entry in chosen]
    smallest = [entry for entry in chosen if not _tier(entry.live)]
    return smallest if len(smallest) > 1 else _due(entries, tokens, _OF_ONE_SIZE)


def _tier(articles: int) -> int:
    tier = 0
    while articles > _SMALLEST_TIER * _OF_ONE_SIZE**tier:
        tier += 1
    return tier
