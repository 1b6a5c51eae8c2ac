"""What an index remembers of its sources, as a few columns, so that 100,000 files load in milliseconds.

Format of the bytes, version 2: `newsfind state 2\\n`, then one zstd frame that holds

    length of the header, 4 bytes, little-endian
    header      JSON: roots, sources, skipped, tagger, reading, run, lengths (of each column that follows, in bytes)
    mtimes      int64 per file, nanoseconds
    sizes       int64 per file, bytes
    counts      int32 per file: how many of the ids are its own
    whole       uint8 per file: 0 while only a part of its articles is in the index
    paths       UTF-8, as shown to people, with NUL between them (no file system allows it in a name)
    ids         UTF-8, NUL between them, those of the first file first
    claims      what records say of versions, five columns (`claims.Claims.encode`)

Files come in no particular order. The engine publishes these bytes with each commit, so they never disagree with
what it holds.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import compress

import numpy as np
import zstandard

from newsfind.corpus.raw import Skipped
from newsfind.errors import IndexCorrupt, IndexIncompatible
from newsfind.index.sync.claims import COLUMNS, Claim, Claims, Numbers, decode_claims, joined

_MAGIC = b"newsfind state "
_VERSION = b"2\n"
_DTYPES = ("<i8", "<i8", "<i4", "u1")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as it was when it was last read; `whole` is False while only some of its articles are in the index.

    `ids` are those of all its articles, of which some may be older versions of what is in other files: `claims`.
    """

    mtime_ns: int
    size: int
    ids: tuple[str, ...] = ()
    whole: bool = True
    skipped: tuple[Skipped, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """The last run: when it ended (ISO 8601, UTC), how long it took, what it changed (articles)."""

    ended: str
    seconds: float
    added: int
    updated: int
    removed: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: under which names records keep their fields, and whether all pages are kept as articles."""

    field_map: Mapping[str, str] = field(default_factory=dict)
    keep_all: bool = False


AS_USUAL = Reading()


def _no_numbers() -> Numbers:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class State:
    """The files that an index was made of, column by column, and the labels of the folders they lie in.

    `roots`: label -> absolute path. `sources`: what was asked to be read, absolute paths. `skipped`: file -> what of
    it was left out. `ids` are those of all files in turn, `counts[i]` of them belong to `paths[i]`.
    """

    roots: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    paths: list[str] = field(default_factory=list)
    mtimes: Numbers = field(default_factory=_no_numbers)
    sizes: Numbers = field(default_factory=_no_numbers)
    counts: Numbers = field(default_factory=_no_numbers)
    whole: Numbers = field(default_factory=_no_numbers)
    ids: list[str] = field(default_factory=list)
    skipped: Mapping[str, tuple[Skipped, ...]] = field(default_factory=dict)
    tagger: str = ""
    run: Run | None = None
    claims: Claims = field(default_factory=Claims)
    reading: Reading = AS_USUAL

    def records(self, paths: Collection[str]) -> dict[str, FileRecord]:
        """The records of those of `paths` that are known."""
        found: dict[str, FileRecord] = {}
        wanted = set(paths)
        ends = np.cumsum(self.counts) if wanted else self.counts
        claims_end = np.cumsum(self.claims.counts) if wanted else self.counts
        for row, path in enumerate(self.paths if wanted else ()):
            if path in wanted:
                end = int(ends[row])
                ids = tuple(self.ids[end - int(self.counts[row]) : end])
                claims = self.claims.slice(int(claims_end[row] - self.claims.counts[row]), int(claims_end[row]))
                skipped = self.skipped.get(path, ())
                mtime_ns, size, whole = int(self.mtimes[row]), int(self.sizes[row]), bool(self.whole[row])
                found[path] = FileRecord(mtime_ns, size, ids, whole, skipped, claims)
        return found

    def updated(self, records: Mapping[str, FileRecord], gone: Collection[str]) -> State:
        """The same state with these records in place of older ones of the same paths, and without those `gone`."""
        dropped = {*records, *gone}
        keep = np.fromiter((path not in dropped for path in self.paths), np.bool_, len(self.paths))
        new = list(records.values())
        skipped = {path: why for path, why in self.skipped.items() if path not in dropped}
        skipped |= {path: record.skipped for path, record in records.items() if record.skipped}
        ids = list(compress(self.ids, np.repeat(keep, self.counts).tolist()))
        ids.extend(article_id for record in new for article_id in record.ids)
        return replace(
            self,
            paths=[*compress(self.paths, keep.tolist()), *records],
            mtimes=joined(self.mtimes[keep], [record.mtime_ns for record in new]),
            sizes=joined(self.sizes[keep], [record.size for record in new]),
            counts=joined(self.counts[keep], [len(record.ids) for record in new]),
            whole=joined(self.whole[keep], [record.whole for record in new]),
            ids=ids,
            skipped=skipped,
            claims=self.claims.updated(keep, [record.claims for record in new]),
        )

    def encode(self) -> bytes:
        """The bytes to keep with the next commit."""
        numbers = (self.mtimes, self.sizes, self.counts, self.whole)
        columns = [column.astype(dtype).tobytes() for column, dtype in zip(numbers, _DTYPES, strict=True)]
        columns += ["\0".join(self.paths).encode(), "\0".join(self.ids).encode(), *self.claims.encode()]
        header = json.dumps(
            {
                "roots": dict(self.roots),
                "sources": list(self.sources),
                "skipped": {path: [[item.path, item.reason] for item in why] for path, why in self.skipped.items()},
                "tagger": self.tagger,
                "reading": [dict(self.reading.field_map), self.reading.keep_all],
                "run": _run_as_list(self.run),
                "lengths": [len(column) for column in columns],
            }
        ).encode()
        body = b"".join([struct.pack("<I", len(header)), header, *columns])
        return _MAGIC + _VERSION + zstandard.ZstdCompressor(level=3, write_checksum=True).compress(body)


def decode_state(data: bytes) -> State:
    """The state that `State.encode` wrote; the empty state for no bytes at all.

    Raises:
        IndexIncompatible: The bytes were written by a newer version.
        IndexCorrupt: They are damaged.
    """
    if not data:
        return State()
    magic, version = data[: len(_MAGIC)], data[len(_MAGIC) : len(_MAGIC) + 2]
    if magic == _MAGIC and version != _VERSION:
        raise IndexIncompatible(
            f"What the index remembers of its files has format {version.decode('ascii', 'replace').strip()}; this "
            "version of newsfind knows 2. Make the index again: newsfind index SOURCE --rebuild"
        )
    try:
        if magic != _MAGIC:
            raise ValueError("unknown beginning")
        return _decode_body(zstandard.ZstdDecompressor().decompress(data[len(_MAGIC) + 2 :]))
    except (ValueError, KeyError, TypeError, struct.error, zstandard.ZstdError, MemoryError) as error:
        raise IndexCorrupt(
            f"What the index remembers of its files is damaged ({error}). "
            "Make the index again: newsfind index SOURCE --rebuild"
        ) from error


def _decode_body(body: bytes) -> State:
    (length,) = struct.unpack_from("<I", body)
    header = json.loads(body[4 : 4 + length])
    columns, start = [], 4 + length
    for size in header["lengths"]:
        columns.append(body[start : start + size])
        start += size
    mtimes, sizes, counts, whole = (
        np.frombuffer(column, dtype).astype(np.int64) for column, dtype in zip(columns[:4], _DTYPES, strict=True)
    )
    paths, ids = _split(columns[4]), _split(columns[5])
    claims = decode_claims(columns[6 : 6 + COLUMNS])
    lengths = {len(column) for column in (paths, mtimes, sizes, counts, whole, claims.counts)}
    if len(lengths) != 1 or counts.sum() != len(ids):
        raise ValueError("columns of different lengths")
    skipped = {path: tuple(Skipped(*item) for item in why) for path, why in header["skipped"].items()}
    run = Run(*header["run"]) if header["run"] else None
    return State(
        roots=header["roots"],
        sources=tuple(header["sources"]),
        paths=paths,
        mtimes=mtimes,
        sizes=sizes,
        counts=counts,
        whole=whole,
        ids=ids,
        skipped=skipped,
        tagger=header["tagger"],
        run=run,
        claims=claims,
        reading=Reading(*header["reading"]),
    )


def _split(column: bytes) -> list[str]:
    return column.decode().split("\0") if column else []


def _run_as_list(run: Run | None) -> list[object] | None:
    return [run.ended, run.seconds, run.added, run.updated, run.removed] if run else None
