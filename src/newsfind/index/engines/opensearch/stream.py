"""All tokens of an article as bytes, which a script on the data nodes can walk through.

Four bytes (big-endian) say how many tokens the headline has; then come five bytes for each token of headline and body:
38 bits of a hash of its form, one bit if a sentence begins with it, and one if a paragraph does. That two different
forms of one query and one article have the same hash is one chance in 2.7e11 for each pair of them.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from newsfind.article import Article
from newsfind.index.analysis import breaks, forms

HASH_BITS = 38
BYTES = 5
_HEAD = 4
_SENTENCE, _PARAGRAPH = 1 << HASH_BITS, 1 << (HASH_BITS + 1)
_MASK = (1 << HASH_BITS) - 1
_WEIGHTS = np.array([1 << 32, 1 << 24, 1 << 16, 1 << 8, 1], np.int64)

Numbers = npt.NDArray[np.int64]


@lru_cache(maxsize=1 << 17)
def form_hash(form: str) -> int:
    """38 bits for a form."""
    return int.from_bytes(blake2b(form.encode("utf-8", "surrogatepass"), digest_size=5).digest(), "big") & _MASK


def encode_stream(article: Article) -> bytes:
    """The bytes of an article. A headline is one sentence and one paragraph."""
    head, body = forms(article.headline), forms(article.body)
    numbers = np.fromiter(map(form_hash, (*head, *body)), np.int64, len(head) + len(body))
    begins = breaks(article.body)
    for flag, starts in ((_SENTENCE, begins.sentences), (_PARAGRAPH, begins.paragraphs)):
        at = [0] if head else []
        at += [len(head) + start for start in starts if start < len(body)]
        numbers[at] |= flag
    packed = numbers.astype(">i8").view(np.uint8).reshape(-1, 8)[:, 8 - BYTES :]
    return len(head).to_bytes(_HEAD, "big") + packed.tobytes()


def decode_stream(data: bytes) -> tuple[int, Numbers]:
    """How many tokens the headline has, and the hashes of all tokens."""
    packed = np.frombuffer(data, np.uint8, offset=_HEAD).reshape(-1, BYTES)
    numbers: Numbers = packed.astype(np.int64) @ _WEIGHTS
    return int.from_bytes(data[:_HEAD], "big"), numbers & _MASK
