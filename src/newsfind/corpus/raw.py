"""RawArticle, an article as it was found in a file, and Skipped, the reason why something is none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from newsfind.article import Entity, EntityType
from newsfind.values import dataclass

_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader found in a file, before it is normalized.

    One of `text` and `html` is set: text as a wire gives it, or a page or fragment of HTML; neither where `withdrawn`
    says all. What the format itself says of the article goes into the other fields, uncleaned; "" where it says
    nothing. `sections` begin with the main one. `date` is the text of the date as the format has it. `record` tells the
    articles of one file apart ("" where a file is an article). `folder` is the name of the folder the file lies in, a
    section where nothing better is known.
    `guid` is a publisher's own name for the article, the same in every file that holds a version of it; of the
    versions of one `guid` the highest `version` (then the last read) is the article, and `withdrawn` says that
    this version takes the article back. `embargo` is the text of the time until which nobody is to see it. `notes`
    are facts worth showing that no field of an Article holds.
    """

    path: str
    record: str = ""
    text: str = ""
    html: str = ""
    headline: str = ""
    sections: tuple[str, ...] = ()
    date: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    agency: str = ""
    url: str = ""
    language: str = ""
    folder: str = ""
    entities: tuple[Entity, ...] = ()
    guid: str = ""
    version: str = ""
    withdrawn: bool = False
    embargo: str = ""
    notes: tuple[str, ...] = ()


def given_entities(named: Iterable[tuple[str, EntityType]]) -> tuple[Entity, ...]:
    """What a publisher names itself, each name once, in its order; a text longer than names are is none.

    >>> given_entities([("Ann  Lee", "person"), ("Varn", "place"), ("Ann Lee", "person")])
    (Entity(name='Ann Lee', type='person', mentions=1, in_headline=False, in_lead=False, aliases=(), given=True),
     Entity(name='Varn', type='place', mentions=1, in_headline=False, in_lead=False, aliases=(), given=True))
    """
    once = dict.fromkeys((" ".join(name.split()), kind) for name, kind in named)
    return tuple(Entity(name, kind, given=True) for name, kind in once if 0 < len(name) <= _LONGEST_NAME)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that is not indexed, with a reason that a person can read.

    `passing`: what keeps it out may be over next time: the system would not let it be read, or it is under embargo.
    """

    path: str
    reason: str
    passing: bool = False
