"""Which names of an index are one, worked out once a commit and kept in the index; decisions of people beside it.

Decisions outlive a rebuild: they go with it to the index that takes the place of the old one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress

from newsfind.article import EntityType
from newsfind.errors import IndexUnavailable
from newsfind.index.engines.opensearch.cluster import Cluster, ShardsLost
from newsfind.index.engines.opensearch.facets import spellings
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.parcels import OVERRULES, read_parcel, write_parcel
from newsfind.index.engines.opensearch.snapshot import Snapshot
from newsfind.index.merging import Candidate, find_names
from newsfind.index.names import ENTITY_TYPES, Family, Names
from newsfind.index.overrules import parse_overrules

_NAMES = "names"


def read_overrules(cluster: Cluster, index: str) -> str:
    """What people decided about names; "" if nothing."""
    return read_parcel(cluster, index, OVERRULES).decode()


def write_overrules(cluster: Cluster, index: str, text: str) -> None:
    """Keep other decisions."""
    write_parcel(cluster, index, OVERRULES, text.encode())


def names_of(cluster: Cluster, snapshot: Snapshot, lexicon: Lexicon, overrules: str) -> Names:
    """The names of a commit that are one: as kept, or worked out, and then kept."""
    commit = snapshot.commit
    kept = b""
    with suppress(ShardsLost):  # they can be worked out again from what is left
        kept = read_parcel(cluster, commit.index, _NAMES)
    known = json.loads(kept) if kept else {}
    if (known.get("published"), known.get("overrules")) == (commit.published, overrules):
        return Names(Family(kind, tuple(names)) for kind, names in known["families"])
    candidates = [candidate for kind in ENTITY_TYPES for candidate in _candidates(lexicon, kind)]
    names = find_names(candidates, parse_overrules(overrules)[0])
    told = {"published": commit.published, "overrules": overrules}
    families = [[family.type, family.names] for family in names.families]
    if not snapshot.partial:
        with suppress(IndexUnavailable):  # who may only read works it out each time
            write_parcel(cluster, commit.index, _NAMES, json.dumps({**told, "families": families}).encode())
    return names


def _candidates(lexicon: Lexicon, kind: EntityType) -> Iterator[Candidate]:
    """All values of a type, with the aliases that any article gave them."""
    counts = lexicon.terms(kind, None)
    aliases: dict[str, set[str]] = {}
    for term in lexicon.terms("aliases", f"{kind}\t.*") if counts else ():
        _, alias, name = term.split("\t")
        if alias != name:
            aliases.setdefault(name, set()).add(alias)
    for (_, key), name in spellings(lexicon, [(kind, key) for key in counts]).items():
        yield Candidate(name, kind, counts[key], tuple(sorted(aliases.get(key, ()))))
