"""Works out which names of a commit are one; loaded only when that is not known yet."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.article import EntityType
from newsfind.index.engines.whoosh.snapshot import Snapshot
from newsfind.index.merging import Candidate, find_names
from newsfind.index.names import ENTITY_TYPES, Names
from newsfind.index.overrules import parse_overrules


def worked_out(snapshot: Snapshot, overrules: str) -> Names:
    """The names that are one, by all values of a commit and what people decided."""
    candidates = [candidate for kind in ENTITY_TYPES for candidate in _of_column(snapshot, kind)]
    return find_names(candidates, parse_overrules(overrules)[0])


def _of_column(snapshot: Snapshot, column: EntityType) -> Iterator[Candidate]:
    """The values of a column that an article has which is not deleted."""
    numbers = snapshot.common_numbers(column)
    counts = numbers.sum([one.facet(column).counts(one.everything) for one in snapshot.segments])
    aliases: dict[int, set[str]] = {}
    for segment, of in zip(snapshot.segments, numbers.of, strict=True):
        for ordinal, names in segment.facet(column).aliases().items():
            aliases.setdefault(int(of[ordinal]), set()).update(names)
    for number, (name, count) in enumerate(zip(numbers.names(), counts.tolist(), strict=True)):
        if count:
            yield Candidate(name, column, count, tuple(sorted(aliases[number])) if number in aliases else ())
