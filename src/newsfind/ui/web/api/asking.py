"""What every address of the API may be given, with its limits."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from pydantic import StringConstraints

from newsfind.index.engine import FACET_FIELDS
from newsfind.index.request import Narrowing
from newsfind.results.trends import PERIODS
from newsfind.ui.web.limits import MOST_CHARACTERS, MOST_VALUES

Text = Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)]
Values = Annotated[list[Text], Query(max_length=MOST_VALUES)]
_YEAR = "(?:1[89]|20)[0-9]{2}"
_LEAP_YEAR = "(?:20[02468][048]|20[13579][26]|1[89](?:0[48]|[2468][048]|[13579][26]))"
_DAYS = (
    f"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])",
    f"{_YEAR}-(?:0[13-9]|1[0-2])-(?:29|30)",
    f"{_YEAR}-(?:0[13578]|1[02])-31",
    f"{_LEAP_YEAR}-02-29",
)
_DATE = "|".join(
    ("", _YEAR, f"{_YEAR}-(?:0[1-9]|1[0-2])", *_DAYS, "[1-9][0-9]{0,2}[dwm]", "[1-9][0-9]?y", "today", "yesterday")
)
"""Every date that the description allows is a date, the 29th of February too: what fits it is never refused."""

Date = Annotated[str, StringConstraints(pattern=f"^(?:{_DATE})$")]
Facet = Annotated[
    str,
    StringConstraints(
        pattern=rf"^(?:(?:{'|'.join(FACET_FIELDS)})(?::(?:[1-9][0-9]{{0,2}}|1000))?(?::significant)?"
        rf"|(?:{'|'.join(PERIODS)}):all)$"
    ),
]


def _narrowing(
    section: Annotated[Values, Query(description="From one of these sections")] = [],  # noqa: B006 - FastAPI copies
    source: Annotated[Values, Query(description="From one of these publishers")] = [],  # noqa: B006
    author: Annotated[Values, Query(description="By one of these authors")] = [],  # noqa: B006
    entity: Annotated[Values, Query(description="Naming one of these people, organisations or places")] = [],  # noqa: B006
    person: Annotated[Values, Query(description="Naming one of these people")] = [],  # noqa: B006
    org: Annotated[Values, Query(description="Naming one of these organisations")] = [],  # noqa: B006
    place: Annotated[Values, Query(description="Naming one of these places")] = [],  # noqa: B006
    since: Annotated[Date, Query(description="Published since then: 2019, 2019-06, 2019-06-14, 7d, yesterday")] = "",
    until: Annotated[Date, Query(description="Published until then, its last day included")] = "",
    any: Annotated[bool, Query(description="Any of the query's words instead of all")] = False,  # noqa: A002 - its name
) -> Narrowing:
    return Narrowing(
        sections=section,
        sources=source,
        authors=author,
        entities=entity,
        people=person,
        organisations=org,
        places=place,
        since=since or None,
        until=until or None,
        any_word=any,
    )


Narrowed = Annotated[Narrowing, Depends(_narrowing)]
Asked = Annotated[Text, Query(description="A query, as in the search box; without one: every article")]
