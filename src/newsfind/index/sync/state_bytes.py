"""The state of an index (`state.py`) as bytes, and back.

Format, version 3: `newsfind state 3\\n`, the length of the head in 4 bytes, little-endian, and two zstd frames.

    head        JSON: roots, sources, skipped, tagger, reading, run

    lengths     of each column that follows, in bytes, uint64
    folders     UTF-8, each with its slash, NUL behind each (no file system allows it in a name)
    files       int32 per folder: how many of the files that follow are in it
    names       UTF-8, NUL behind each
    mtimes      int64 per file, nanoseconds
    sizes       int64 per file, bytes
    counts      int32 per file: how many of the ids are its own
    whole       uint8 per file: 0 while only a part of its articles is in the index
    ids         UTF-8, NUL behind each, those of the first file first
    claims      what records say of versions, five columns (`claims.Claims.encode`)

While no column changes, their frame is written as it was read. In version 2 all was one frame: the length of the
head, the head (with the lengths), mtimes to whole, whole paths in no order (NUL between them), ids (likewise), claims.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import zstandard

from newsfind.corpus.raw import Skipped
from newsfind.errors import IndexCorrupt, IndexIncompatible
from newsfind.index.sync.claims import COLUMNS, decode_claims
from newsfind.index.sync.columns import Texts, terminated
from newsfind.index.sync.state import FileRecord, Reading, Run, State

_MAGIC = b"newsfind state "
_VERSION, _VERSION_2 = b"3\n", b"2\n"
_NUMBERS = ("<i8", "<i8", "<i4", "u1")
_LENGTHS = struct.Struct(f"<{8 + COLUMNS}Q")


def encode_state(state: State) -> bytes:
    """The bytes to keep with the next commit."""
    run = state.run
    head = json.dumps(
        {
            "roots": dict(state.roots),
            "sources": list(state.sources),
            "skipped": {path: [[item.path, item.reason] for item in why] for path, why in state.skipped.items()},
            "tagger": state.tagger,
            "reading": [dict(state.reading.field_map), state.reading.keep_all],
            "run": [run.ended, run.seconds, run.added, run.updated, run.removed] if run else None,
        }
    ).encode()
    packed = _packed(head)
    return b"".join([_MAGIC, _VERSION, struct.pack("<I", len(packed)), packed, state.packed or _packed(_body(state))])


def _packed(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=3, write_checksum=True).compress(data)


def _body(state: State) -> bytes:
    numbers = (state.mtimes, state.sizes, state.counts, state.whole)
    columns = [
        terminated(state.folders),
        state.files.astype("<i4").tobytes(),
        terminated(state.names),
        *(column.astype(dtype).tobytes() for column, dtype in zip(numbers, _NUMBERS, strict=True)),
        terminated(state.ids),
        *state.claims.encode(),
    ]
    return b"".join([_LENGTHS.pack(*map(len, columns)), *columns])


def decode_state(data: bytes) -> State:
    """The state that `encode_state` wrote; the empty state for no bytes at all.

    Raises:
        IndexIncompatible: The bytes were written by a newer version.
        IndexCorrupt: They are damaged.
    """
    if not data:
        return State()
    magic, version, rest = data[: len(_MAGIC)], data[len(_MAGIC) : len(_MAGIC) + 2], data[len(_MAGIC) + 2 :]
    if magic == _MAGIC and version not in (_VERSION, _VERSION_2):
        raise IndexIncompatible(
            f"What the index remembers of its files has format {version.decode('ascii', 'replace').strip()}; this "
            "version of newsfind knows 2 and 3. Make the index again: newsfind index SOURCE --rebuild"
        )
    try:
        if magic != _MAGIC:
            raise ValueError("unknown beginning")
        return _decode(rest) if version == _VERSION else _decode_version_2(_unpacked(rest))
    except (ValueError, KeyError, TypeError, struct.error, zstandard.ZstdError, MemoryError) as error:
        raise IndexCorrupt(
            f"What the index remembers of its files is damaged ({error}). "
            "Make the index again: newsfind index SOURCE --rebuild"
        ) from error


def _unpacked(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(data)


def _decode(data: bytes) -> State:
    (length,) = struct.unpack_from("<I", data)
    state, packed = _decode_head(json.loads(_unpacked(data[4 : 4 + length]))), data[4 + length :]
    body = _unpacked(packed)
    columns = _cut(body, _LENGTHS.unpack_from(body), _LENGTHS.size)
    files, *numbers = (
        np.frombuffer(column, dtype).astype(np.int64)
        for column, dtype in zip((columns[1], *columns[3:7]), ("<i4", *_NUMBERS), strict=True)
    )
    folders, names, ids = (Texts(columns[number]) for number in (0, 2, 7))
    claims = decode_claims(columns[8:])
    mtimes, sizes, counts, whole = numbers
    lengths = {int(files.sum()), len(names), len(claims.counts), *(len(column) for column in numbers)}
    if len(lengths) != 1 or len(files) != len(folders) or counts.sum() != len(ids):
        raise ValueError("columns of different lengths")
    return replace(
        state,
        folders=list(folders),
        files=files,
        names=list(names),
        mtimes=mtimes,
        sizes=sizes,
        counts=counts,
        whole=whole,
        ids=ids,
        claims=claims,
        packed=packed,
    )


def _decode_head(head: Any) -> State:  # noqa: ANN401 - JSON
    return State(
        roots=head["roots"],
        sources=tuple(head["sources"]),
        skipped={path: tuple(Skipped(*item) for item in why) for path, why in head["skipped"].items()},
        tagger=head["tagger"],
        reading=Reading(*head["reading"]),
        run=Run(*head["run"]) if head["run"] else None,
    )


def _cut(body: bytes, lengths: Iterable[int], start: int) -> list[memoryview]:
    """The columns, in place."""
    whole, columns = memoryview(body), []
    for length in lengths:
        columns.append(whole[start : start + length])
        start += length
    return columns


def _decode_version_2(body: bytes) -> State:
    (length,) = struct.unpack_from("<I", body)
    head = json.loads(body[4 : 4 + length])
    columns = _cut(body, head["lengths"], 4 + length)
    mtimes, sizes, counts, whole = (
        np.frombuffer(column, dtype).tolist() for column, dtype in zip(columns[:4], _NUMBERS, strict=True)
    )
    paths, ids = (str(column, "utf-8").split("\0") if column else [] for column in columns[4:6])
    state, claims = _decode_head(head), decode_claims(columns[6:])
    if sum(counts) != len(ids) or not len(paths) == len(mtimes) == len(sizes) == len(whole) == len(claims.counts):
        raise ValueError("columns of different lengths")
    records, own, claimed = {}, iter(ids), 0
    for row, (path, count) in enumerate(zip(paths, claims.counts.tolist(), strict=True)):
        mine, why = tuple(islice(own, counts[row])), state.skipped.get(path, ())
        if mtimes[row] or sizes[row] or mine or not why:  # others are no files, and only have a reason
            claim = claims.slice(claimed, claimed + count)
            records[path] = FileRecord(mtimes[row], sizes[row], mine, bool(whole[row]), why, claim)
        claimed += count
    return state.updated(records, ())
