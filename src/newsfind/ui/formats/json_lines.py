"""Hits -> JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from newsfind.results.hits import Hit
from newsfind.ui.as_json import hit_as_json


def as_json_lines(hits: Iterable[Hit]) -> Iterator[str]:
    """One line a hit; U+2028 and U+2029, at which some programs break lines, are escaped."""
    for hit in hits:
        line = json.dumps(hit_as_json(hit), ensure_ascii=False)
        yield line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"
