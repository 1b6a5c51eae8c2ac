"""The hits that the last search showed, so that their numbers can be used as ids: `newsfind show 3`.

They are kept in the user's cache folder, a small file for each index, and only searches that a person reads are kept:
what a program asks in the meantime changes no numbers.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_cache_path

from newsfind.api import Index
from newsfind.results.hits import Results
from newsfind.ui.cli.options import index_place


def remember(place: str | None, results: Results) -> None:
    """Keep what was shown; a cache folder that cannot be written is no reason to fail."""
    if not len(results):
        return
    text = json.dumps({"first": results.offset + 1, "ids": [hit.id for hit in results]})
    path = _path(place)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(text)
        Path(temporary).replace(path)


def article_id(place: str | None, index: Index, typed: str) -> str:
    """The id that was typed, or the id of the hit whose number was typed; an id goes before a number."""
    if not (typed.isascii() and typed.isdigit()) or typed in index:
        return typed
    return _recalled(place).get(int(typed), typed)


def _recalled(place: str | None) -> dict[int, str]:
    try:
        kept = json.loads(_path(place).read_text(encoding="utf-8", errors="surrogatepass"))
        return dict(enumerate(map(str, kept["ids"]), int(kept["first"])))
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _path(place: str | None) -> Path:
    where = index_place(place)
    whole = where if "://" in where else str(Path(where.removeprefix("whoosh:")).resolve())
    name = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return user_cache_path("newsfind") / f"last-search-{name}.json"
