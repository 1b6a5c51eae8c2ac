"""Names of people, organisations and places that are one in a whole index, the same for every engine.

An article has an entity under the name that it was given when the article was indexed. Which of those names are one is
worked out from all of them (`index/merging.py`) and from what a person decided (`index/overrules.py`),
and applied when a search counts, narrows or asks for them. So a decision counts at once, for old articles too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, get_args

from newsfind.article import EntityType
from newsfind.index.analysis import fold_value
from newsfind.values import dataclass

ENTITY_TYPES: Final[tuple[EntityType, ...]] = get_args(EntityType)


@dataclass(frozen=True, slots=True)
class Family:
    """Names that are one, the one that is shown first, as the index spells them."""

    type: EntityType
    names: tuple[str, ...]


class Names:
    """All families of an index. A name that is in none stands for itself."""

    def __init__(self, families: Iterable[Family] = ()) -> None:
        self.families = tuple(families)
        self._keys: dict[tuple[str, str], tuple[str, ...]] = {}
        self._shown: dict[tuple[str, str], str] = {}
        for family in self.families:
            keys = tuple(dict.fromkeys(map(fold_value, family.names)))
            self._keys.update(((family.type, key), keys) for key in keys)
            self._shown[family.type, keys[0]] = family.names[0]

    def keys(self, kind: str, key: str) -> tuple[str, ...]:
        """All folded names that are one with a folded name; the first is the one that all are counted under."""
        return self._keys.get((kind, key)) or (key,)

    def shown(self, kind: str, key: str) -> str | None:
        """How the family is shown that is counted under a folded name; None if that is no family's."""
        return self._shown.get((kind, key))

    def others(self, kind: str, name: str) -> tuple[str, ...]:
        """The names, as the index spells them, that are counted under a name, without itself."""
        first = fold_value(name)
        found = (one.names for one in self.families if one.type == kind and fold_value(one.names[0]) == first)
        return next(found, (name,))[1:]
