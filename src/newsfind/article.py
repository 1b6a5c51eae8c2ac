"""Article and Entity: what newsfind keeps of a piece of news. Frozen values, no I/O, standard library only."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from newsfind.values import dataclass

EntityType: TypeAlias = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place in one article, under the one name that the article's facet shows.

    `mentions` counts every mention under whatever name; `aliases` are the other names it goes by in
    the article; `given` says that the publisher named it (JSON-LD, NewsML, ...) rather than a tagger.

    >>> [hit] = index.search("no-spy agreement")
    >>> [(entity.name, entity.mentions, entity.aliases) for entity in hit.article.entities][:2]
    [('Korvane', 7, ('Korvane Networks',)), ('Denmark', 5, ())]
    """

    name: str
    type: EntityType
    mentions: int = 1
    in_headline: bool = False
    in_lead: bool = False
    aliases: tuple[str, ...] = ()
    given: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One article, clean and ready to be indexed.

    `id` is unique in an index. `date` is the publication date as its publisher wrote it: aware where the source names a
    time zone, naive where it does not, midnight and naive where it names only a day; None where it names none.
    `section` is the main section; `other_sections` are further ones, in the source's order. `path` is the file it was
    read from, with `#record` behind it where a file holds several. `body` holds paragraphs separated by a blank line.
    `language` is an ISO 639-1 code, "" when unknown.

    >>> [hit] = index.search("no-spy agreement")
    >>> hit.article.headline, hit.article.sections, hit.article.words
    ('Denmark asks Korvane to put it in writing', ('Technology',), 614)
    """

    id: str
    headline: str
    body: str
    section: str = ""
    date: datetime | None = None
    source: str = ""
    authors: tuple[str, ...] = ()
    agency: str = ""
    url: str = ""
    path: str = ""
    language: str = ""
    entities: tuple[Entity, ...] = ()
    other_sections: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[str, ...]:
        """All sections, the main one first; each once."""
        return tuple(dict.fromkeys(s for s in (self.section, *self.other_sections) if s))

    @property
    def words(self) -> int:
        """Length of the body in words, as white space separates them."""
        return len(self.body.split())


def format_date(date: datetime | None) -> str:
    """ISO 8601; only the day where the source named only a day ("" for None).

    >>> format_date(datetime(2024, 5, 6, 7, 8)), format_date(datetime(2024, 5, 6))
    ('2024-05-06T07:08:00', '2024-05-06')
    """
    if date is None:
        return ""
    if date.tzinfo is None and date.time() == datetime.min.time():
        return date.date().isoformat()
    return date.isoformat(timespec="seconds")
