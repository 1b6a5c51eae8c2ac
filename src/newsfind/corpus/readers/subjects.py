"""IPTC subject codes -> section names: the seventeen top levels, which are what newsrooms call their desks.

The names follow the top level of the IPTC Media Topics. A code has 8 digits (`04005004`, `subj:04000000`), and its
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
_CODE = re.compile(r"(?:^|[:/])(\d\d)\d{6}$")


def subject_name(code: str) -> str:
    """The name of the top level that a subject code lies under; "" for codes of other schemes."""
    match = _CODE.search(code.strip())
    return _TOPICS.get(match[1], "") if match else ""
