"""The columns by which copies are found: 64 bytes an article; the rules are in `index/copies.py`."""

from __future__ import annotations

from itertools import islice

import numpy as np

from newsfind.index.copies import LEAD, WHOLE, form_hash, signatures
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.vocabulary import TokenStream, Vocabulary


def append_signatures(out: ColumnFileWriter, stream: TokenStream, vocabulary: Vocabulary) -> None:
    """Write the signature of each article's body."""
    hashes = vocabulary.hashes
    hashes.extend(map(form_hash, islice(vocabulary.forms, len(hashes), None)))
    tokens = np.array(hashes, np.uint64)[stream.forms]
    found = signatures(tokens, stream.bodies.astype(np.int64), stream.starts[1:].astype(np.int64) - 1)
    out.append("copies.same", found.same, "<u8")
    out.append("copies.numbers", found.numbers.ravel(), "<u2")


def same_texts(segment: Segment) -> Array:
    """For each article a number that only articles with the same body have, 0 for one without a signature."""
    return segment.file.array("copies.same")


def signature_numbers(segment: Segment) -> Array:
    """The numbers of each article's signature, one row an article."""
    return segment.file.array("copies.numbers").reshape(-1, WHOLE + LEAD)
