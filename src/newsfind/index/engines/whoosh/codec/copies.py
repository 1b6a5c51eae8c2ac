"""The columns by which copies are found: 64 bytes an article; the rules are in `index/copies.py`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import numpy as np

from newsfind.index.copies import LEAD, WHOLE, form_hash, signatures
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.vocabulary import TokenStream, Vocabulary


def append_signatures(out: ColumnFileWriter, streams: Iterable[TokenStream], vocabulary: Vocabulary) -> None:
    """Add the signature of each article's body."""
    vocabulary.hashes.extend(map(form_hash, islice(vocabulary.forms, len(vocabulary.hashes), None)))
    hashes = np.array(vocabulary.hashes, np.uint64)
    out.append("copies.same", np.empty(0, "<u8"))
    out.append("copies.numbers", np.empty(0, "<u2"))
    for stream in streams:
        found = signatures(hashes[stream.forms], stream.bodies.astype(np.int64), stream.starts[1:].astype(np.int64) - 1)
        out.append("copies.same", found.same)
        out.append("copies.numbers", found.numbers.ravel())


def same_texts(segment: Segment) -> Array:
    """For each article a number that only articles with the same body have, 0 for one without a signature."""
    return segment.file.array("copies.same")


def signature_numbers(segment: Segment) -> Array:
    """The numbers of each article's signature, one row an article."""
    return segment.file.array("copies.numbers").reshape(-1, WHOLE + LEAD)
