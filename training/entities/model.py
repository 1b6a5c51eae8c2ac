"""Trains the linear-chain model (CRF, L-BFGS) and writes its weights as the tagger reads them."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pycrfsuite

from newsfind.corpus.entities.builtin.features import FLAGS, LABELS, NEAR_SLOTS, OWN_SLOTS, PAIRS
from newsfind.corpus.entities.builtin.tables import write_model
from training.entities.examples import FIELD, Run

L1, L2 = 0.15, 0.02
MIN_SEEN = 3
LEAST_WEIGHT = 0.03  # smaller ones are left out: a third of the file, no difference in the scores


def train(runs: Iterable[Run], folder: Path, iterations: int) -> None:
    """Learns from `runs` and writes the model into `folder`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for named, wanted in runs:
        trainer.append(named, wanted)
    trainer.set_params(
        {
            "c1": L1,
            "c2": L2,
            "max_iterations": iterations,
            "feature.minfreq": MIN_SEEN,
            "feature.possible_transitions": True,
        }
    )
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        learnt = tagger.info()
        _write(learnt.state_features, learnt.transitions, folder)
        tagger.close()


def _write(states: dict[tuple[str, str], float], moves: dict[tuple[str, str], float], folder: Path) -> None:
    numbers = {label: number for number, label in enumerate(LABELS)}
    slots = {slot: number for listed in (OWN_SLOTS, NEAR_SLOTS) for number, slot in enumerate(listed)}
    sides = [f"{pair}{side}" for pair in PAIRS for side in "<>"]
    families: list[dict[str, dict[int, float]]] = [defaultdict(dict) for _ in range(2 + len(sides))]
    flags = np.zeros((len(FLAGS), len(LABELS)), np.float32)
    for (name, label), weight in states.items():
        slot, _, rest = name.partition(FIELD)
        if slot == "flag":
            flags[FLAGS.index(rest), numbers[label]] = weight
        elif abs(weight) >= LEAST_WEIGHT:
            family = 2 + sides.index(slot) if slot in sides else int(slot in NEAR_SLOTS)
            families[family][rest][slots.get(slot, 0) * len(LABELS) + numbers[label]] = weight
    write_model(families, flags, _transitions(moves, numbers), folder)


def _transitions(moves: dict[tuple[str, str], float], numbers: dict[str, int]) -> np.ndarray:
    """An I may only stand behind a B or I of its own type."""
    table = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (before, after), weight in moves.items():
        table[numbers[before], numbers[after]] = weight
    for before in LABELS:
        for after in LABELS:
            if after[0] == "I" and before[1:] != after[1:]:
                table[numbers[before], numbers[after]] = -np.inf
    return table
