"""The numbers that articles and values are known by across segments, as `engine.tie_break` and `facets.value_hash` have
them, for many at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array


def ties_of(article_ids: Iterable[str]) -> Array:
    """`engine.tie_break` of each article."""
    return (np.frombuffer(_digests(article_ids), ">u8") >> np.uint64(1)).astype("<i8")


def value_hashes(keys: Iterable[str]) -> Array:
    """`facets.value_hash` of each folded value."""
    return np.frombuffer(_digests(keys), "<u8")


def _digests(texts: Iterable[str]) -> bytes:
    return b"".join([blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts])
