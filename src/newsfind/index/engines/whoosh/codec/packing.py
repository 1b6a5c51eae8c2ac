"""One article as bytes: the length of what is told about it, that as JSON, and the body as it is.

A page of ten hits unpacks ten articles with twenty entities each, so entities lie in columns: their names, mentions
and traits (a number each), and the few that have aliases.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from datetime import datetime
from typing import get_args

from newsfind.article import Article, Entity, EntityType

_LENGTH = struct.Struct("<I")
_TYPES: tuple[EntityType, ...] = get_args(EntityType)
_TRAITS = tuple(
    (kind, headline, lead, given)
    for kind in _TYPES
    for headline in (False, True)
    for lead in (False, True)
    for given in (False, True)
)
"""What an entity's number says: its type, whether it is in the headline, in the lead, given by the publisher."""
_NUMBERS = {traits: number for number, traits in enumerate(_TRAITS)}
_read = json.JSONDecoder().raw_decode
_write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class _Unfrozen:
    """An entity on its way: a frozen dataclass sets every field by a call, which takes four times as long."""

    __slots__ = ("aliases", "given", "in_headline", "in_lead", "mentions", "name", "type")

    def __init__(self, name: str, mentions: int, traits: int) -> None:
        self.name = name
        self.type, self.in_headline, self.in_lead, self.given = _TRAITS[traits]
        self.mentions = mentions
        self.aliases: tuple[str, ...] = ()


def pack(article: Article) -> bytes:
    """An article as bytes."""
    names, mentions, traits, aliases = [], [], [], []
    for number, entity in enumerate(article.entities):
        names.append(entity.name)
        mentions.append(entity.mentions)
        traits.append(_NUMBERS[entity.type, entity.in_headline, entity.in_lead, entity.given])
        if entity.aliases:
            aliases.append((number, entity.aliases))
    fields = [
        article.id,
        article.headline,
        article.section,
        article.date.isoformat() if article.date else "",
        article.source,
        article.authors,
        article.agency,
        article.url,
        article.path,
        article.language,
        article.other_sections,
        names,
        mentions,
        traits,
        aliases,
    ]
    about = _write(fields).encode("utf-8", "surrogatepass")
    return _LENGTH.pack(len(about)) + about + article.body.encode("utf-8", "surrogatepass")


def unpack(packed: bytes) -> Article:
    """The article that `pack` packed."""
    begin = _LENGTH.size
    end = begin + _LENGTH.unpack_from(packed)[0]
    fields, _ = _read(packed[begin:end].decode("utf-8", "surrogatepass"))
    number, headline, section, date, source, authors, agency, url, path, language, others, *entities = fields
    return Article(
        number,
        headline,
        body_of(packed),
        section,
        datetime.fromisoformat(date) if date else None,
        source,
        tuple(authors),
        agency,
        url,
        path,
        language,
        _entities(*entities),
        tuple(others),
    )


def body_of(packed: bytes) -> str:
    """The body of the article that `pack` packed."""
    return packed[_LENGTH.size + _LENGTH.unpack_from(packed)[0] :].decode("utf-8", "surrogatepass")


def _entities(
    names: Sequence[str], mentions: Sequence[int], traits: Sequence[int], aliases: Sequence[tuple[int, Sequence[str]]]
) -> tuple[Entity, ...]:
    entities = tuple(map(_Unfrozen, names, mentions, traits))
    for number, others in aliases:
        entities[number].aliases = tuple(others)
    for entity in entities:
        entity.__class__ = Entity  # type: ignore[assignment]  # both have the same slots
    return entities  # type: ignore[return-value]
