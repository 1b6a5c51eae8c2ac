"""The query tree: what a user asked, as plain frozen values. Engines compile it; nothing here evaluates.

Text nodes hold words as the user typed them. An engine analyses them with the same analysis that made its index,
so `Word("no-spy")`, which analyses to two tokens, is matched as the phrase that it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from newsfind.values import dataclass

TextField: TypeAlias = Literal["headline", "lead", "hlead", "body"]
MetaField: TypeAlias = Literal[
    "section", "source", "author", "agency", "language", "entity", "person", "organisation", "place"
]
Unit: TypeAlias = Literal["sentence", "paragraph"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any inflection; several tokens in a row where it analyses to several (`no-spy`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exactly these words in this order. With a `slop` above 0: all of them, in any order, in a stretch of at most
    (number of words - 1 + slop) words: for two words, at most `slop` words apart.
    """

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A pattern of `*` (any characters) and `?` (one character) over the exact forms of words; `telecom*` too."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most `distance` edits away (insert, delete, replace, swap neighbours)."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides at most `distance` words apart (1 = adjacent), in the same field; `ordered`: left before right."""

    left: Query
    right: Query
    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """Both sides in the same sentence or the same paragraph."""

    left: Query
    right: Query
    unit: Unit


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` mentions."""

    count: int
    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that this does not find."""

    part: Query


@dataclass(frozen=True, slots=True)
class Scope:
    """Text nodes below match in this field only. lead: the first 100 words of the body; hlead: headline or lead."""

    field: TextField
    part: Query


@dataclass(frozen=True, slots=True)
class Equals:
    """A field of the article equals this value, ignoring case and accents; `entity` is any of the three kinds."""

    field: MetaField
    value: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """Published at or after `start` and before `end`, by the publisher's own clock; None leaves a side open."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class DateMissing:
    """Articles without a publication date."""


@dataclass(frozen=True, slots=True)
class Length:
    """Bodies of at least `least` and at most `most` words; None leaves a side open."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article."""


TextQuery: TypeAlias = Word | Phrase | Wildcard | Fuzzy | Near | Within
Condition: TypeAlias = Equals | DateRange | DateMissing | Length | Everything | Nothing
"""What holds of an article whatever its text."""
Query: TypeAlias = (
    Word
    | Phrase
    | Wildcard
    | Fuzzy
    | Near
    | Within
    | AtLeast
    | And
    | Or
    | Not
    | Scope
    | Equals
    | DateRange
    | DateMissing
    | Length
    | Everything
    | Nothing
)
