"""What newsrooms write around a text: the dateline it begins with, lines that say when and where it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsfind.corpus.normalize.agencies import agency_of
from newsfind.corpus.normalize.characters import CAPITALS
from newsfind.corpus.normalize.written_dates import find_date_at

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
_LONGEST_STAMP = 100
_WEEKDAY = re.compile(
    r"\W*(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag)\W{1,3})?",
    re.I,
)
_CLOCK = re.compile(r"(?:[\d\W]|[Th](?=\d)|Z$|\b(?:(?i:at|um|à|[ap]\.?m|uhr|h)|[A-Z]{2,4})\b)*")
"""What may stand around a date that is a line by itself: the day of the week before it, the time of day behind it."""
_SOURCE = re.compile(
    r"^(?:source|publication|publisher|newspaper)\s*:\s*(?P<name>[^\W_][^:;]{0,58}[^\W_.!?]\)?)$", re.I
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line that is a date; `updated` where its label says that it is not the first publication."""

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
    """A line that as a whole is a date, with a label or without; None where it is not.

    >>> stamp("Last updated: 6 May 2024"), stamp("Monday, May 6, 2024 at 7:08 a.m."), stamp("On May 6, 2024 it rained")
    (Stamp(date='6 May 2024', updated=True), Stamp(date='Monday, May 6, 2024 at 7:08 a.m.', updated=False), None)
    """
    if len(line) > _LONGEST_STAMP:
        return None
    if match := _STAMP.match(line):
        return Stamp(match["date"], bool(match["updated"]))
    found = find_date_at(line)
    if found is None or not _WEEKDAY.fullmatch(line[: found[1]]) or not _CLOCK.fullmatch(line[found[2] :]):
        return None
    return Stamp(line, False)


def named_source(line: str) -> str:
    """The source that a line as a whole names (`Source: The Harbour Courier`); "" where it names none."""
    match = _SOURCE.match(line)
    return " ".join(match["name"].split()) if match else ""
