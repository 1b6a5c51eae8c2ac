"""The numbered list that was shown last, so that its numbers can be used as ids: `newsfind show 3`.

It is kept in the user's cache folder, a small file for each index, and only what a person reads is kept: what a program
asks in the meantime changes no numbers. With a search its query is kept, which `show` marks.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TypeVar
from zlib import crc32

from newsfind.api.index import Index
from newsfind.ui.cli.options import index_place
from newsfind.ui.user_folders import cache_folder
from newsfind.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Meant:
    """The id that was meant by what was typed, and the query that found it, if a number was typed."""

    article_id: str
    query: str = ""


def remember(place: str | None, ids: Iterable[str], *, first: int = 1, query: str = "") -> None:
    """Keep what was shown; a cache folder that cannot be written is no reason to fail."""
    deque(remembering(place, ids, str, first=first, query=query), maxlen=0)


def remembering(
    place: str | None, shown: Iterable[T], id_of: Callable[[T], str], *, first: int = 1, query: str = ""
) -> Iterator[T]:
    """What is to be shown, passed on; the ids of as many as were taken are kept, when no more are."""
    path = _path(place)
    with ExitStack() as stack:
        file: IO[str] | None = None
        for one in shown:
            with suppress(OSError):
                if file is None:
                    file = stack.enter_context(_replacing(path))
                    file.write(json.dumps({"first": first, "query": query}) + "\n")
                file.write(json.dumps(id_of(one)) + "\n")
            yield one


@contextmanager
def _replacing(path: Path) -> Iterator[IO[str]]:
    """A file that takes the place of another at the end, whatever ends it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", errors="surrogatepass") as file:
            yield file
    finally:
        with suppress(OSError):
            temporary.replace(path)


def meant(place: str | None, index: Index, typed: str) -> Meant:
    """The id that was typed, or the id of what had the number that was typed; an id goes before a number."""
    if not (typed.isascii() and typed.isdigit()) or typed in index:
        return Meant(typed)
    return _recalled(place).get(int(typed), Meant(typed))


def _recalled(place: str | None) -> dict[int, Meant]:
    try:
        with _path(place).open(encoding="utf-8", errors="surrogatepass") as file:
            kept = json.loads(next(file))
            query = str(kept["query"])
            return dict(enumerate((Meant(str(json.loads(line)), query) for line in file), int(kept["first"])))
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return {}


def _path(place: str | None) -> Path:
    where = index_place(place)
    whole = where if "://" in where else str(Path(where.removeprefix("whoosh:")).resolve())
    return cache_folder() / f"last-search-{crc32(whole.encode('utf-8', 'surrogatepass')):08x}.json"
