"""What newsrooms write around a text: the dateline it begins with, lines that say when and where it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsfind.corpus.normalize.agencies import agency_of
from newsfind.corpus.normalize.characters import CAPITALS

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_PLACE = (
    rf"[{CAPITALS}][{CAPITALS}.'’-]+(?:[ /][{CAPITALS}][{CAPITALS}.'’-]*){{0,4}}"
    rf"(?:,\s+[{CAPITALS}][\w.’' ]{{1,24}}){{0,2}}"
)
_WHEN = rf"(?:,?\s+{_MONTH}\s*\d{{1,2}}(?:,?\s+\d{{4}})?)?"
_DATELINE = re.compile(
    rf"^(?P<place>{_PLACE}){_WHEN}\s*(?:\((?P<agency>[A-Z][\w ./&’'-]{{1,30}}|dpa|epd)\))?\s*(?P<dash>--|[-–—:])\s*"
)
_DATELINE_BY_AGENCY = re.compile(
    rf"^(?P<place>[{CAPITALS}][\w.,'’/ -]{{1,50}}?){_WHEN}\s*"
    rf"\((?P<agency>[A-Z][\w ./&’'-]{{1,30}}|dpa|epd)\)\s*(?P<dash>--|[-–—:.])\s*"
)
_STAMP = re.compile(
    r"^(?:(?P<published>(?:first\s+)?(?:published|posted|publication\s+date|pub\s+date|date|veröffentlicht(?:\s+am)?|publié\s+le)"
    r"(?:\s+(?:on|at))?)|(?P<updated>(?:last\s+)?(?:updated|modified|aktualisiert|mis\s+à\s+jour)(?:\s+(?:on|at|am|le))?))"
    r"\s*[:\-–]?\s*(?P<date>\S.{4,60})$",
    re.I,
)
_SOURCE = re.compile(
    r"^(?:source|publication|publisher|newspaper)\s*:\s*(?P<name>[^\W_][^:;]{0,58}[^\W_.!?]\)?)$", re.I
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A labelled date line; `updated` where the label says that it is not the first publication."""

    date: str
    updated: bool


def dateline_agency(paragraph: str) -> str:
    """The agency in the dateline with which a first paragraph begins: `KYIV, May 3 (Reuters) - ...`."""
    head = paragraph[:160]
    match = _DATELINE.match(head) or _DATELINE_BY_AGENCY.match(head)
    if match is None or not match["agency"]:
        return ""
    return agency_of(match["agency"]) or (match["agency"].strip() if _DATELINE.match(head) else "")


def starts_with_dateline(paragraph: str) -> bool:
    """Whether a paragraph begins with a place in capitals and a dash, or a place and an agency."""
    head = paragraph[:160]
    match = _DATELINE.match(head)
    return bool((match and (match["agency"] or match["dash"] != ":")) or _DATELINE_BY_AGENCY.match(head))


def stamp(line: str) -> Stamp | None:
    """A line that as a whole is a labelled date; None where it is not."""
    match = _STAMP.match(line) if len(line) <= 100 else None
    return Stamp(match["date"], bool(match["updated"])) if match else None


def named_source(line: str) -> str:
    """The source that a line as a whole names (`Source: The Harbour Courier`); "" where it names none."""
    match = _SOURCE.match(line)
    return " ".join(match["name"].split()) if match else ""
