"""py3langid's model, kept in two fifths of the memory: a worker process holds it for as long as it lives.

The model counts runs of up to six bytes. py3langid finds them by an automaton, tens of megabytes: where it stands after
a byte says which is the longest known run that ends there. Here the runs lie sorted by length, and all places of a text
are looked up at once, which gives the same counts. What that saves and takes: docs/decisions/0011-memory-of-a-run.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_DIR, MODEL_FILE
from py3langid.modelio import load_model

Numbers = npt.NDArray[np.int64]
Runs = npt.NDArray[np.uint64]

_BYTE = np.uint64(8)
_NO_FEATURE = -1


class LanguageModel:
    """Knows only languages with a code of two letters, so that no dialect takes votes from Chinese."""

    def __init__(self) -> None:
        weights, priors, codes, moves, rows, features = load_model(MODEL_DIR / MODEL_FILE)
        kept = [number for number, code in enumerate(codes) if len(code) == len("en")]
        self._codes = list(dict.fromkeys(codes[number] for number in kept))
        self._code_of = [self._codes.index(codes[number]) for number in kept]
        """By column; a language in two scripts has two."""
        self._weights = np.take(weights, kept, axis=1)
        self._priors = np.asarray(priors)[kept]
        self._runs = list(_runs(np.asarray(moves).reshape(-1, 256), np.asarray(rows), np.asarray(features, np.int32)))

    def classify(self, text: str) -> tuple[str, float]:
        """The likeliest language of a text in small letters, and its probability."""
        data = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
        features, counts = np.unique(self._features(data), return_counts=True)
        scores = np.log1p(counts.astype(np.float32)) @ self._weights[features] + self._priors
        scores /= sqrt(len(data) or 1)  # as py3langid does, so that longer texts are not taken for surer than they are
        likely = np.bincount(self._code_of, np.exp(scores - scores.max()))
        best = int(likely.argmax())
        return self._codes[best], float(likely[best] / likely.sum())

    def _features(self, data: bytes) -> Numbers:
        """The feature of the longest known run that ends at each byte, where it has one."""
        longest = len(self._runs)
        codes = np.frombuffer(data + bytes(longest), np.uint8)
        windows = np.zeros(len(data), np.uint64)
        for offset in range(longest):
            windows = windows << _BYTE | codes[offset : offset + len(data)]
        found: Numbers = np.full(len(data), _NO_FEATURE, np.int64)
        starts = windows.argsort()  # what is sorted is looked up in half the time
        windows = windows[starts]
        for length, (runs, features) in enumerate(self._runs, 1):  # a run goes on from a shorter one
            keys = windows >> np.uint64(8 * (longest - length))
            at = np.minimum(runs.searchsorted(keys), len(runs) - 1)
            known = (runs[at] == keys) & (starts + length <= len(data))
            starts, windows = starts[known], windows[known]
            found[starts + length - 1] = features[at[known]]
        return np.extract(found != _NO_FEATURE, found)


def _runs(
    moves: npt.NDArray[np.unsignedinteger], rows: npt.NDArray[np.unsignedinteger], features: npt.NDArray[np.int32]
) -> Iterator[tuple[Runs, Sequence[int]]]:
    """The runs of one byte, of two bytes ..., sorted, and the feature of each.

    The automaton (Aho and Corasick, "Efficient string matching", 1975) has a state for each run; what a byte leads to
    from there is the run with that byte, if there is one, or else that of a state as near to its beginning or nearer.

    Args:
        moves: Shape (rows, 256): the state that each byte leads to.
        rows: By state, its row of `moves`.
        features: By state.
    """
    nearer, seen = np.zeros(len(rows), np.bool_), np.zeros(len(moves), np.bool_)
    nearer[0] = True
    states, runs = np.zeros(1, np.int64), np.zeros(1, np.uint64)
    while True:
        fresh = ~seen[rows[states]]  # a state from which no run goes on shares the row of one nearer to the beginning
        states, runs = states[fresh], runs[fresh]
        seen[rows[states]] = True
        before, byte = (~nearer[moves[rows[states]]]).nonzero()
        if not len(before):
            return
        states = moves[rows[states[before]], byte].astype(np.int64)
        runs = runs[before] << _BYTE | byte.astype(np.uint64)
        nearer[states] = True
        yield runs, features[states]
