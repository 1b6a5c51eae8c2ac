"""Which part of an article a query is asked in, and what OpenSearch is asked for words there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from newsfind.index.analysis import LEAD_WORDS
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, LEAD_WEIGHT
from newsfind.query.ast import TextField

Reach: TypeAlias = Literal["none", "lead", "body"]
_ORDER: Sequence[Reach] = ("none", "lead", "body")


@dataclass(frozen=True, slots=True)
class Zones:
    """The headline or not, and of the body nothing, the lead, or all."""

    headline: bool = True
    text: Reach = "body"

    def within(self, field: TextField) -> Zones:
        """What of it lies in a field."""
        match field:
            case "headline":
                return Zones(self.headline, "none")
            case "body":
                return Zones(False, self.text)
            case "lead":
                return Zones(False, self._at_most_lead())
            case "hlead":
                return Zones(self.headline, self._at_most_lead())

    def _at_most_lead(self) -> Reach:
        return min(self.text, "lead", key=_ORDER.index)

    def fields(self, suffix: str = "") -> list[str]:
        """The text fields that hold it."""
        return [f"{name}{suffix}" for name in (*(["headline"] if self.headline else []), self.text) if name != "none"]

    def having(self, terms: Sequence[str], suffix: str = "") -> list[Body]:
        """What finds terms in a row, field by field."""
        return [_row(field, terms) for field in self.fields(suffix)]

    def having_any(self, forms: Collection[str]) -> list[Body]:
        """What finds any of some forms, field by field."""
        return [{"terms": {field: sorted(forms)}} for field in self.fields()] if forms else []

    def counting(self, terms: Sequence[str], suffix: str = "") -> list[Body]:
        """As `having`, with scores that together are the weighted frequency of `index/ranking.py`."""
        parts = [_weighted(f"headline{suffix}", terms, HEADLINE_WEIGHT)] if self.headline else []
        if self.text == "lead":
            parts.append(_weighted(f"lead{suffix}", terms, LEAD_WEIGHT))
        if self.text == "body":
            parts.append(_weighted(f"body{suffix}", terms, BODY_WEIGHT))
            parts.append(_beginning_in_the_lead(suffix, terms, LEAD_WEIGHT - BODY_WEIGHT))
        return parts


EVERYWHERE = Zones()


def _row(field: str, terms: Sequence[str]) -> Body:
    if len(terms) == 1:
        return {"term": {field: {"value": terms[0]}}}
    return {"match_phrase": {field: {"query": " ".join(terms)}}}


def _weighted(field: str, terms: Sequence[str], weight: int) -> Body:
    """The similarity `count` adds up a row's frequency once for each of its terms, hence the division."""
    part = _row(field, terms)
    (kind,) = part
    part[kind][field]["boost"] = weight / len(terms)
    return part


def _beginning_in_the_lead(suffix: str, terms: Sequence[str], weight: int) -> Body:
    """What begins among the first words of the body, though it may end behind them."""
    if len(terms) == 1:
        return _weighted(f"lead{suffix}", terms, weight)
    field = f"body{suffix}"
    row = {"span_near": {"clauses": [{"span_term": {field: term}} for term in terms], "slop": 0, "in_order": True}}
    first = {"match": row, "end": LEAD_WORDS + len(terms) - 1, "boost": weight / len(set(terms))}
    return {"span_first": first}
