"""Files -> RawArticle: the Reader protocol and how the reader of a file is chosen.

`read_file` is the one call that others need; `reader_for` and `why_not` answer without reading the file through.
A reader is chosen by the file's suffix; where several readers claim a suffix (`.xml`, `.json`), and where none
does, by the file's first bytes. Other packages add readers by the entry point group `newsfind.readers`; these are
asked before the built-in ones, which are loaded only when a file needs them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Protocol, cast

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.archive import Archive
from newsfind.corpus.readers.source import Source, Unopened, Unreadable, source_of_file

GROUP = "newsfind.readers"

for _library in ("bs4", "pypdf", "warcio"):  # what they log holds pieces of files as they are; Skipped tells people
    logging.getLogger(_library).addHandler(logging.NullHandler())


class Reader(Protocol):
    """Reads one format: finds its articles in the bytes of a file, neither cleans nor guesses.

    `name` is what people are shown. `suffixes` are lower-case, with their dot; `many` says that a file may hold
    several articles, so that a large one is read as a stream.
    """

    name: str
    suffixes: tuple[str, ...]
    many: bool

    def sniff(self, head: bytes) -> bool:
        """Whether a file that begins with these bytes is of this format."""

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """The articles of a file, one after the other; Unreadable where the file cannot be read further."""


_BUILT_IN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reuters_sgml", (".sgm", ".sgml")),
    ("newsml_g2", (".xml", ".g2", ".newsml")),
    ("newsml1", (".xml", ".newsml")),
    ("nitf", (".xml", ".nitf")),
    ("wxr", (".xml", ".wxr")),
    ("feed", (".xml", ".rss", ".atom", ".rdf")),
    ("warc", (".warc", ".arc")),
    ("pdf", (".pdf",)),
    ("docx", (".docx",)),
    ("json_feed", (".json",)),
    ("ninjs", (".json", ".ninjs")),
    ("json_lines", (".jsonl", ".ndjson")),
    ("json_file", (".json",)),
    ("html", (".html", ".htm", ".xhtml")),
    ("mail", (".eml", ".mbox", ".mbx")),
    ("markdown", (".md", ".markdown", ".mdown")),
    ("table", (".csv", ".tsv", ".tab")),
    ("txt", (".txt", ".text")),
)
"""Modules of this package with the suffixes they claim, asked in this order when a file's first bytes decide."""


@cache
def _load(module: str) -> Reader:
    point = metadata.EntryPoint(module, f"{__name__}.{module}:reader", GROUP)
    return cast(Reader, point.load())


@cache
def _strangers() -> tuple[Reader, ...]:
    return tuple(cast(Reader, point.load()) for point in metadata.entry_points(group=GROUP))


def _claimants(suffix: str) -> list[Reader]:
    strangers: list[Reader] = [reader for reader in _strangers() if suffix in reader.suffixes]
    if suffix in _ARCHIVES.suffixes:
        return [*strangers, _ARCHIVES]
    return strangers + [_load(module) for module, suffixes in _BUILT_IN if suffix in suffixes]


def all_readers() -> list[Reader]:
    """All readers, those of binary formats before those of text, which would take anything."""
    return [*_strangers(), *(_load(module) for module, _ in _BUILT_IN[:-1]), _ARCHIVES, _load("txt")]


def choose(source: Source) -> Reader | None:
    """The reader of this source; None where no reader knows it."""
    claimants = _claimants(Path(source.name).suffix.lower())
    if len(claimants) == 1:
        return claimants[0]
    head = source.head()
    return next((reader for reader in claimants or all_readers() if reader.sniff(head)), None)


def reader_for(path: Path) -> Reader | None:
    """The reader of the file at `path`; None where it is no article (`why_not` says why)."""
    if path.name.startswith("."):
        return None
    try:
        return choose(source_of_file(path, path.name))
    except (Unreadable, OSError):
        return None


def _unknown(name: str) -> str:
    return f"No reader knows files of this kind ({Path(name).suffix or 'no suffix'})."


def why_not(path: Path) -> str:
    """Why `reader_for` answers None, as a sentence for people."""
    if path.name.startswith("."):
        return "A hidden file."
    try:
        head = source_of_file(path, path.name).head()
    except Unreadable as error:
        return str(error)
    if not head:
        return "The file is empty."
    return _unknown(path.name)


def read_source(source: Source) -> Iterator[RawArticle | Skipped]:
    """As `read_file`, for a source that may lie inside an archive."""
    try:
        reader = choose(source)
        if reader is None:
            yield Skipped(source.path, _unknown(source.name))
        else:
            yield from _tell_apart(reader.read(source)) if reader.many else reader.read(source)
    except Unreadable as error:
        yield Skipped(source.path, str(error), passing=isinstance(error, Unopened))
    except OSError as error:
        passing = error.errno is not None  # of a system; libraries raise it without a number for what a file holds
        yield Skipped(source.path, f"The file cannot be read ({error.strerror or error}).", passing)
    except (ValueError, RecursionError, MemoryError) as error:
        yield Skipped(source.path, f"The file cannot be read ({type(error).__name__}: {error}).")


_ARCHIVES = Archive(read_source)


def _tell_apart(found: Iterator[RawArticle | Skipped]) -> Iterator[RawArticle | Skipped]:
    """Gives a second record with the same name the name `name~2`, and so on, so that both stay."""
    seen: dict[str, int] = {}
    for item in found:
        if isinstance(item, RawArticle):
            count = seen[item.record] = seen.get(item.record, 0) + 1
            if count > 1:
                item = replace(item, record=f"{item.record}~{count}")
        yield item


def read_file(path: Path, shown: str, field_map: Mapping[str, str] | None = None) -> Iterator[RawArticle | Skipped]:
    """The articles of the file at `path`, shown to people as `shown` (posix, relative to the corpus).

    `field_map` says under which name files of records keep a field: {"headline": "title"}; `fields.ALIASES` has
    the names that are understood without one.

    Never raises for what a file holds: what cannot be read comes as Skipped, and the rest is read on.
    A file of many articles is streamed, with memory that does not grow with the file.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "wire.jsonl")
    ...     _ = path.write_text('{"id": 7, "kopf": "Ferry", "text": "It runs again."}\\n{"id": 8}\\n', encoding="utf-8")
    ...     found, refused = read_file(path, "desk/wire.jsonl", {"headline": "kopf"})
    >>> found.path, found.record, found.headline, found.text
    ('desk/wire.jsonl', '7', 'Ferry', 'It runs again.')
    >>> refused.path, refused.reason
    ('desk/wire.jsonl#8', 'The record has no text (looked for: text, body, content, html ...).')
    """
    yield from read_source(source_of_file(path, shown, field_map))
