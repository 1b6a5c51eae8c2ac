"""The two files of tables that `training/entities` makes: the lexicon, and the weights of the model."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from newsfind.corpus.entities.builtin.features import LABELS, NEAR_SLOTS, OWN_SLOTS, PAIRS
from newsfind.corpus.entities.builtin.lexicon import Entry, Lexicon

Weights = npt.NDArray[np.float32]

TABLES: Final = Path(__file__).parent / "tables"
"""The tables that come with newsfind."""

STEP: Final = 0.02  # weights are kept as whole multiples of this
"""Rounding to .02 changes no figure of the model card in its third digit, and halves the file against .001."""
LEXICON_FILE: Final = "lexicon.xz"
MODEL_FILE: Final = "model.xz"


@dataclass(frozen=True, slots=True)
class Family:
    """Features that share their slots: row by name, and weights of shape (rows, slots, labels). Row 0 is all zero."""

    rows: Mapping[str, int]
    weights: Weights


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by family of features; `pairs` has two families a kind, the left and then the right neighbour."""

    own: Family
    near: Family
    pairs: tuple[Family, ...]
    flags: Weights
    transitions: Weights


@cache
def read_lexicon(folder: Path) -> Lexicon:
    """The lexicon in `folder`, read once."""
    with np.load(BytesIO(lzma.decompress((folder / LEXICON_FILE).read_bytes())), allow_pickle=False) as arrays:
        phrases, words, facts = (arrays[name].tobytes().decode().split("\n") for name in ("phrases", "words", "facts"))
        codes = arrays["codes"].tolist()
    made = [_entry(*line.split(" ")) for line in facts]
    entries = dict(zip(words, map(made.__getitem__, codes), strict=True))
    return Lexicon(entries, {tuple(phrase[1:].split(" ")): phrase[0] for phrase in phrases})


def known_words() -> Set[str]:
    """The words of the lexicon that comes with newsfind, in lower case."""
    return read_lexicon(TABLES).entries.keys()


def _entry(kinds: str, case: str, broad: str, narrow: str, prior: str) -> Entry:
    return Entry(kinds, int(case), int(broad), int(narrow), prior)


def write_lexicon(lexicon: Lexicon, folder: Path) -> None:
    """Writes what `read_lexicon` reads: phrases, words, different facts, and for each word the number of its facts."""
    rows = sorted(lexicon.entries.items())
    number_of: dict[Entry, int] = {}
    codes = [number_of.setdefault(entry, len(number_of)) for _, entry in rows]
    texts = {
        "phrases": sorted(kind + " ".join(phrase) for phrase, kind in lexicon.phrases.items()),
        "words": [word for word, _ in rows],
        "facts": [f"{one.kinds} {one.case} {one.broad} {one.narrow} {one.prior}" for one in number_of],
    }
    arrays = {name: np.frombuffer("\n".join(lines).encode(), np.uint8) for name, lines in texts.items()}
    packed = BytesIO()
    np.savez(packed, allow_pickle=False, codes=np.array(codes, np.uint16), **arrays)
    (folder / LEXICON_FILE).write_bytes(lzma.compress(packed.getvalue(), preset=9))


def read_model(folder: Path) -> Model:
    """The model in `folder`."""
    with np.load(BytesIO(lzma.decompress((folder / MODEL_FILE).read_bytes())), allow_pickle=False) as arrays:
        families = [
            _family(arrays[f"{name}.names"], arrays[f"{name}.cells"], arrays[f"{name}.values"], slots)
            for name, slots in _family_slots()
        ]
        flags, transitions = arrays["flags"], arrays["transitions"]
    return Model(families[0], families[1], tuple(families[2:]), flags, transitions)


def write_model(
    families: Sequence[Mapping[str, Mapping[int, float]]], flags: Weights, transitions: Weights, folder: Path
) -> None:
    """Writes what `read_model` reads.

    Args:
        families: Own, near, and the pairs; for each name of a feature its weights by `slot * len(LABELS) + label`.
        flags: Shape (flags, labels).
        transitions: Shape (labels, labels), from row to column.
        folder: Where to write.
    """
    arrays: dict[str, npt.NDArray[np.generic]] = {"flags": flags, "transitions": transitions}
    for (name, slots), family in zip(_family_slots(), families, strict=True):
        width = slots * len(LABELS)
        cells = [
            (row * width + cell, value)
            for row, (_, weights) in enumerate(sorted(family.items()), 1)
            for cell, value in sorted(weights.items())
        ]
        arrays[f"{name}.names"] = np.frombuffer("\n".join(sorted(family)).encode(), np.uint8)
        # Distances between cells are small numbers, which pack better than the cells themselves.
        arrays[f"{name}.cells"] = np.diff(np.array([cell for cell, _ in cells], np.int32), prepend=0).astype(np.uint16)
        arrays[f"{name}.values"] = np.array([round(value / STEP) for _, value in cells], np.int16)
    packed = BytesIO()
    np.savez(packed, allow_pickle=False, **arrays)
    (folder / MODEL_FILE).write_bytes(lzma.compress(packed.getvalue(), preset=9))


def _family_slots() -> Iterator[tuple[str, int]]:
    yield "own", len(OWN_SLOTS)
    yield "near", len(NEAR_SLOTS)
    for pair in PAIRS:
        yield f"{pair}<", 1
        yield f"{pair}>", 1


def _family(
    names: npt.NDArray[np.uint8], cells: npt.NDArray[np.uint16], values: npt.NDArray[np.int16], slots: int
) -> Family:
    listed: Iterable[str] = names.tobytes().decode().split("\n") if len(names) else ()
    rows = {name: row for row, name in enumerate(listed, 1)}
    weights = np.zeros((len(rows) + 1) * slots * len(LABELS), np.float32)
    weights[np.cumsum(cells, dtype=np.int64)] = values * np.float32(STEP)
    return Family(rows, weights.reshape(len(rows) + 1, slots, len(LABELS)))
