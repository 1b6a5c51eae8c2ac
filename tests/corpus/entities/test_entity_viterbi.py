from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfind.corpus.entities.builtin.viterbi import best_labels

LABELS = 3
FORBIDDEN = -np.inf


def transitions() -> np.ndarray:
    return np.array([[0.5, -0.25, FORBIDDEN], [0.25, 0.0, 1.0], [-1.0, 0.125, 0.75]], np.float32)


def total(path: tuple[int, ...], scores: np.ndarray) -> float:
    moves = transitions()
    if np.isneginf(moves[0, path[0]]):
        return FORBIDDEN
    return float(sum(scores[at, label] for at, label in enumerate(path))) + float(
        sum(moves[one, other] for one, other in pairwise(path))
    )


@settings(max_examples=60)
@given(st.lists(st.lists(st.tuples(*[st.integers(-8, 8)] * LABELS), min_size=1, max_size=5), max_size=6))
def test_every_run_gets_a_path_as_good_as_the_best_of_all_paths(runs: list[list[tuple[int, int, int]]]) -> None:
    scores = np.array([row for run in runs for row in run], np.float32).reshape(-1, LABELS)
    numbers = np.array([number for number, run in enumerate(runs) for _ in run], np.int64)
    found = best_labels(scores, numbers, transitions())
    for number in range(len(runs)):
        mine = scores[numbers == number]
        best = max(total(path, mine) for path in product(range(LABELS), repeat=len(mine)))
        assert total(tuple(found[numbers == number].tolist()), mine) == best
