"""The numbers that articles and values are known by across segments."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from newsfind.index.engines.whoosh.codec.file import Array


def ties_of(article_ids: Iterable[str]) -> Array:
    """`engine.tie_break` of many articles at a time."""
    return (np.frombuffer(_digests(article_ids), ">u8") >> np.uint64(1)).astype("<i8")


@lru_cache(maxsize=1 << 12)
def value_hash(key: str) -> int:
    """The number by which a folded value is known across segments."""
    return int(value_hashes([key])[0])


def value_hashes(keys: Iterable[str]) -> Array:
    """`value_hash` of many at a time."""
    return np.frombuffer(_digests(keys), "<u8")


def _digests(texts: Iterable[str]) -> bytes:
    from hashlib import blake2b  # noqa: PLC0415 - brings OpenSSL, which few searches need

    return b"".join([blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts])
