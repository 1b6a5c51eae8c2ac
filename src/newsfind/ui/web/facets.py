"""Facets as the page shows them: values that are links, those chosen always among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsfind.api.index import Index
from newsfind.index.analysis import fold_value
from newsfind.results.hits import Facet
from newsfind.ui.web.state import FILTER_FIELDS, FilterField, SearchState

_SHOWN: Mapping[str, int] = {"section": 8}
_SHOWN_ELSE = 6
_MOST_SPELLINGS = 20
"""Values that may begin with a chosen one, of which one is it."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value: how many articles, and the address with it chosen, or no longer. None articles: unknown here."""

    value: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The values of one field. `more` is the address of all of them, where some are left out."""

    field: FilterField
    values: tuple[FacetValue, ...]
    distinct: int
    more: str

    @property
    def hidden(self) -> int:
        """Values left out."""
        return max(self.distinct - len(self.values), 0)


def facet_names() -> list[str]:
    """What to ask a search for."""
    return [f"{known.facet}:{_SHOWN.get(known.param, _SHOWN_ELSE)}" for known in FILTER_FIELDS]


def facet_groups(facets: Mapping[str, Facet], state: SearchState, index: Index) -> tuple[FacetGroup, ...]:
    """The groups that have values."""
    groups = (facet_group(facets[known.facet], known, state, index) for known in FILTER_FIELDS)
    return tuple(group for group in groups if group.values)


def facet_group(facet: Facet, known: FilterField, state: SearchState, index: Index) -> FacetGroup:
    """One group; chosen values that are not among the commonest come first, with their counts."""
    listed = {fold_value(count.value) for count in facet}
    chosen = {fold_value(value) for value in state.chosen.get(known.param, ())}
    missing = [value for value in state.chosen.get(known.param, ()) if fold_value(value) not in listed]
    values = [
        FacetValue(v, _count_of(v, known, state, index), True, state.toggled(known.param, v).url()) for v in missing
    ]
    for count in facet:
        url = state.toggled(known.param, count.value).url()
        values.append(FacetValue(count.value, count.count, fold_value(count.value) in chosen, url))
    return FacetGroup(known, tuple(values), facet.distinct, state.url(f"/facet/{known.param}"))


def _count_of(value: str, known: FilterField, state: SearchState, index: Index) -> int:
    found = index.facet(known.facet, state.q, prefix=value, limit=_MOST_SPELLINGS, **state.narrowing())
    wanted = fold_value(value)
    return next((count.count for count in found if fold_value(count.value) == wanted), 0)
