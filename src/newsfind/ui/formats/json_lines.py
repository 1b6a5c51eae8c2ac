"""Hits -> JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from newsfind.results.hits import Hit
from newsfind.ui.as_json import hit_as_json

_BREAKS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def as_json_lines(hits: Iterable[Hit]) -> Iterator[str]:
    """One line a hit; further characters at which some programs break lines are escaped."""
    for hit in hits:
        yield json.dumps(hit_as_json(hit), ensure_ascii=False).translate(_BREAKS) + "\n"
