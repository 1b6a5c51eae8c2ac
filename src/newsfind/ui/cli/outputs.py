"""What `newsfind search` writes to stdout, in pieces, so that any number of hits can be written in little memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsfind.results.hits import Hit, Results
from newsfind.ui.as_json import hit_as_json, results_as_json
from newsfind.ui.cli.results_text import results_in_pieces
from newsfind.ui.cli.terminal import Pen
from newsfind.ui.formats import format_of

MOST_AT_ONCE = 1000
"""More hits than these are not held in memory, but written one by one."""

_NO_HITS = '\n  "hits": [],\n'


def in_pieces(output: str | None, results: Results, hits: Iterable[Hit], pen: Pen, width: int) -> Iterator[str]:
    """Hits, which may be others than those of the page, in one of the forms: `FORMATS`, json, ids, count; None: text
    for people.
    """
    if output is None:
        return results_in_pieces(results, hits, pen, width)
    if output == "json":
        return _json(results, hits)
    if output == "count":
        return iter((f"{results.all_hits}\n",))
    if output == "ids":
        return (f"{hit.id}\n" for hit in hits)
    return format_of(output)(hits)


def _json(results: Results, hits: Iterable[Hit]) -> Iterator[str]:
    """As `json.dumps` writes one object. No text can look like `_NO_HITS`: line breaks are escaped in it."""
    whole = json.dumps(results_as_json(replace(results, hits=())), ensure_ascii=False, indent=2)
    before, _, after = whole.partition(_NO_HITS)
    yield before + _NO_HITS[:-3]
    number = 0
    for number, hit in enumerate(hits, 1):
        lines = json.dumps(hit_as_json(hit), ensure_ascii=False, indent=2).split("\n")
        yield ("," if number > 1 else "") + "".join(f"\n    {line}" for line in lines)
    yield ("\n  " if number else "") + _NO_HITS[-3:] + after + "\n"
