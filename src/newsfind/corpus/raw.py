"""RawArticle, as read from disk, and Skipped, the reason why something was not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsfind.article import Entity


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader found in a file, before it is normalized.

    Exactly one of `text` and `html` is set: text as a wire gives it, or a page or fragment of HTML. What the format
    itself says of the article goes into the other fields, uncleaned; "" where it says nothing. `date` is the text of
    the date as the format has it. `record` tells the articles of one file apart ("" where a file is an article).
    `folder` is the name of the folder the file lies in, a section where nothing better is known.
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
    section: str = ""
    other_sections: tuple[str, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that is not indexed, with a reason that a person can read.

    `passing`: what keeps it out may be over next time: the system would not let it be read, or it is under embargo.
    """

    path: str
    reason: str
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the normalizer came to an article: which source gave each field, what was removed, what is doubtful."""

    origins: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
