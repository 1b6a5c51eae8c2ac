"""Saved searches: queries by name, and which articles each has found, so that only new ones need be shown.

They are kept in one small JSON file beside the index, which is replaced as a whole and written under a lock, so several
processes may use it. Of the articles found only `tie_break` numbers are kept, eight bytes each before compression.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import numpy as np
from filelock import FileLock, Timeout

from newsfind.errors import IndexCorrupt, IndexLocked, NewsfindError
from newsfind.index.engine import tie_break
from newsfind.index.request import Narrowing, understood
from newsfind.query.ast import Query

FILE = "saved-searches.json"
_FORMAT = 1
_WAIT = 10.0


class UnknownSearch(NewsfindError, KeyError):
    """There is no saved search of that name."""

    def __str__(self) -> str:
        return f"There is no saved search “{self.args[0]}”. Those there are: newsfind saved list"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name, what narrows it, and what it has found so far.

    `seen` has the `tie_break` of every article that a run has shown; `last_run` is when (UTC).
    """

    name: str
    query: str
    narrowing: Narrowing = field(default_factory=Narrowing)
    created: datetime | None = None
    last_run: datetime | None = None
    seen: frozenset[int] = frozenset()

    @property
    def asked(self) -> Query:
        """The query as it is understood, with `any_word` and `phrase`."""
        any_word, phrase = self.narrowing.get("any_word", False), self.narrowing.get("phrase", False)
        return understood(self.query, any_word=any_word, phrase=phrase).query

    def is_new(self, article_id: str) -> bool:
        """Whether no run has shown the article yet."""
        return tie_break(article_id) not in self.seen


class SavedSearches:
    """The saved searches in one folder, which is made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def __iter__(self) -> Iterator[SavedSearch]:
        return iter(sorted(self._read().values(), key=lambda saved: saved.name))

    def get(self, name: str) -> SavedSearch:
        """One search; `UnknownSearch` if there is none of that name."""
        found = self._read().get(name)
        if found is None:
            raise UnknownSearch(name)
        return found

    def add(self, name: str, query: str, narrowing: Narrowing, *, overwrite: bool = False) -> SavedSearch:
        """Keep a search. One that is there already is refused, or replaced, and then nothing counts as shown yet."""
        with self._changing() as searches:
            if name in searches and not overwrite:
                raise NewsfindError(f"There is a saved search “{name}” already. Replace it with --overwrite.")
            kept = {key: value for key, value in narrowing.items() if value}
            searches[name] = SavedSearch(name, query, cast(Narrowing, kept), datetime.now(UTC))
            return searches[name]

    def adopt(self, others: Iterable[SavedSearch]) -> None:
        """Keep these, too, with what their runs have shown; of equal names ours stays."""
        if taken := {saved.name: saved for saved in others}:
            with self._changing() as searches:
                searches.update({**taken, **searches})

    def remove(self, name: str) -> None:
        """Forget a search."""
        with self._changing() as searches:
            if searches.pop(name, None) is None:
                raise UnknownSearch(name)

    def shown(self, name: str, article_ids: Iterable[str]) -> None:
        """Note that a run has shown these articles. A search that was removed meanwhile stays removed."""
        numbers = frozenset(map(tie_break, article_ids))
        with self._changing() as searches:
            if name in searches:
                saved = searches[name]
                searches[name] = replace(saved, last_run=datetime.now(UTC), seen=saved.seen | numbers)

    @contextmanager
    def _changing(self) -> Iterator[dict[str, SavedSearch]]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._path.with_suffix(".lock"), timeout=_WAIT):
                searches = self._read()
                yield searches
                self._write(searches)
        except Timeout as error:
            raise IndexLocked(f"{self._path} is being written by another process. Try again later.") from error

    def _read(self) -> dict[str, SavedSearch]:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            return {name: _decoded(name, fields) for name, fields in data["searches"].items()}
        except FileNotFoundError:
            return {}
        except (ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
            raise IndexCorrupt(
                f"{self._path} is damaged ({error}). Move it away and save the searches anew."
            ) from error

    def _write(self, searches: Mapping[str, SavedSearch]) -> None:
        data = {"format": _FORMAT, "searches": {name: _encoded(saved) for name, saved in sorted(searches.items())}}
        descriptor, temporary = tempfile.mkstemp(dir=self._path.parent, prefix="saved-", suffix=".new")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=1)  # in ASCII: a shell may hand over halves of characters, which UTF-8 has not
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(self._path)


def _encoded(saved: SavedSearch) -> dict[str, object]:
    numbers = np.array(sorted(saved.seen), "<i8")
    return {
        "query": saved.query,
        "narrowing": dict(saved.narrowing),
        "created": saved.created.isoformat(timespec="seconds") if saved.created else None,
        "last_run": saved.last_run.isoformat(timespec="seconds") if saved.last_run else None,
        "seen": b64encode(zlib.compress(numbers.tobytes())).decode("ascii"),
    }


def _decoded(name: str, fields: Mapping[str, Any]) -> SavedSearch:
    numbers = np.frombuffer(zlib.decompress(b64decode(fields["seen"])), "<i8")
    created, last_run = (fields[key] and datetime.fromisoformat(fields[key]) for key in ("created", "last_run"))
    narrowing = {key: tuple(value) if isinstance(value, list) else value for key, value in fields["narrowing"].items()}
    return SavedSearch(
        name, fields["query"], cast(Narrowing, narrowing), created, last_run, frozenset(numbers.tolist())
    )
