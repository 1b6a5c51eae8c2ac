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
_AGENCY = r"(?P<agency>[A-Z][\w ./&’'-]{1,30}|dpa(?:[/-]\w{2,5})?|epd)"
"""In brackets; regional and other services of dpa go by `dpa/lno`, `dpa-AFX` and the like."""
_WHEN = rf"(?:,?\s+{_MONTH}\s*\d{{1,2}}(?:,?\s+\d{{4}})?)?"
_DATELINE = re.compile(rf"^(?P<place>{_PLACE}){_WHEN}\s*(?:\({_AGENCY}\))?\s*(?P<dash>--|[-–—:])\s*")
_DATELINE_BY_AGENCY = re.compile(
    rf"^(?P<place>[{CAPITALS}][\w.,'’/ -]{{1,50}}?){_WHEN}\s*"
    rf"\({_AGENCY}\)\s*(?P<dash>--|[-–—:.])\s*"
)
_AGENCY_ALONE = re.compile(rf"^\({_AGENCY}\)\s*(?:--|[-–—])\s")
_HEAD = 160
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
    """The agency in the dateline with which a first paragraph begins.

    >>> dateline_agency("KYIV, May 3 (Reuters) - The port"), dateline_agency("Berlin (dpa/bb) - Der Hafen")
    ('Reuters', 'dpa')
    """
    head = paragraph[:_HEAD]
    if (match := _DATELINE.match(head)) is not None:  # so sure a sign that an agency may be one that is not known
        return agency_of(match["agency"]) or match["agency"].strip() if match["agency"] else ""
    match = _DATELINE_BY_AGENCY.match(head) or _AGENCY_ALONE.match(head)
    return agency_of(match["agency"]) if match is not None else ""


def starts_with_dateline(paragraph: str) -> bool:
    """Whether a paragraph begins with a place in capitals and a dash, a place and an agency, or an agency alone."""
    head = paragraph[:_HEAD]
    if (match := _DATELINE.match(head)) is not None and (match["agency"] or match["dash"] != ":"):
        return True
    if _DATELINE_BY_AGENCY.match(head) is not None:
        return True
    return (match := _AGENCY_ALONE.match(head)) is not None and bool(agency_of(match["agency"]))


def stamp(line: str) -> Stamp | None:
    """A line that as a whole is a labelled date; None where it is not."""
    match = _STAMP.match(line) if len(line) <= 100 else None
    return Stamp(match["date"], bool(match["updated"])) if match else None


def named_source(line: str) -> str:
    """The source that a line as a whole names (`Source: The Harbour Courier`); "" where it names none."""
    match = _SOURCE.match(line)
    return " ".join(match["name"].split()) if match else ""
