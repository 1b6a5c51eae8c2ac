"""Articles that a publisher has sent ahead of their time: kept out of an index until it has come."""

from __future__ import annotations

from datetime import UTC, datetime

from newsfind.corpus.normalize.dates import parse_date


def why_embargoed(until: str, now: datetime | None = None) -> str:
    """Why an article whose embargo ends at `until` is not to be seen at `now` (aware; the present); "" where it is.

    A time without a zone is taken for UTC. A time that cannot be read keeps an article out: whoever has it can still
    ask for all.
    """
    if not until.strip():
        return ""
    end = parse_date(until)
    if end is None:
        return f"It is under embargo until “{until.strip()[:60]}”, which is no time."
    end = end if end.tzinfo is not None else end.replace(tzinfo=UTC)
    if end <= (now or datetime.now(UTC)):
        return ""
    return (
        f"It is under embargo until {end.isoformat(sep=' ', timespec='minutes')}; the first run after that takes it in."
    )
