"""Words that the formats of the IPTC share (NITF, NewsML, ninjs): subjects, and what may be published.

Subject codes become names of sections: those of the seventeen top levels, which are what newsrooms call their desks,
as the IPTC Media Topics have them. A code has 8 digits (`04005004`, `subj:04000000`), and its
first two name the top level. Media Topics from 20000000 on say nothing of their level: their own names are used.
"""

from __future__ import annotations

import re

_TOPICS = {
    "01": "Arts, culture, entertainment and media",
    "02": "Crime, law and justice",
    "03": "Disaster, accident and emergency incident",
    "04": "Economy, business and finance",
    "05": "Education",
    "06": "Environment",
    "07": "Health",
    "08": "Human interest",
    "09": "Labour",
    "10": "Lifestyle and leisure",
    "11": "Politics and government",
    "12": "Religion",
    "13": "Science and technology",
    "14": "Society",
    "15": "Sport",
    "16": "Conflict, war and peace",
    "17": "Weather",
}
_WITHDRAWN = frozenset(("canceled", "cancelled", "withheld", "killed"))
WITHOUT_TIME = "a time that is not given"
"""Until when an item is under embargo that does not say it; no time can be read in it, so the item stays out."""
_CODE = re.compile(r"(?:^|[:/])(\d\d)\d{6}$")


def subject_name(code: str) -> str:
    """The name of the top level that a subject code lies under; "" for codes of other schemes.

    >>> subject_name("subj:04005004")
    'Economy, business and finance'
    """
    match = _CODE.search(code.strip())
    return _TOPICS.get(match[1], "") if match else ""


def is_withdrawn(status: str) -> bool:
    """Whether a status says that the publisher takes an item back: `canceled`, `Withheld` ..."""
    return status.strip().lower() in _WITHDRAWN
